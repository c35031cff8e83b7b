#include "kiosk/ledger/memory_engine.hpp"

#include <algorithm>

namespace kiosk::ledger {

void SharedMemory::remove(const std::string& key) {
    if (entries_.erase(key) != 0) removed_[key] = revision_;
    lease_of_.erase(key);
}

void SharedMemory::end_leases() {
    const auto now = clock_.monotonic();
    for (auto lease = leases_.begin(); lease != leases_.end();) {
        if (lease->second.first > now) {
            ++lease;
            continue;
        }
        const auto ended = lease->first;
        lease = leases_.erase(lease);
        std::vector<std::string> keys;
        for (const auto& [key, holder] : lease_of_) {
            if (holder == ended) keys.push_back(key);
        }
        if (keys.empty()) continue;
        ++revision_;
        for (const auto& key : keys) remove(key);
    }
}

Result<Reading> MemoryEngine::read(std::string_view prefix, Freshness) {
    const std::lock_guard lock(memory_.mutex_);
    memory_.end_leases();
    Reading out;
    out.revision = memory_.revision_;
    for (auto entry = memory_.entries_.lower_bound(std::string(prefix));
         entry != memory_.entries_.end() && entry->first.starts_with(prefix); ++entry)
        out.entries.push_back(entry->second);
    return out;
}

Result<Written> MemoryEngine::write(const Write& write) {
    const std::lock_guard lock(memory_.mutex_);
    memory_.end_leases();
    for (const auto& guard : write.guards) {
        const auto entry = memory_.entries_.find(guard.key);
        const Revision modified = entry == memory_.entries_.end() ? 0 : entry->second.modified;
        if (modified != guard.modified) return Written{false, memory_.revision_, 0};
    }
    for (const auto& put : write.puts) {
        if (put.lease != 0 && !memory_.leases_.contains(put.lease)) return fail(Code::not_found, "the lease has ended");
    }
    Written out{true, ++memory_.revision_, 0};
    for (const auto& put : write.puts) {
        auto& entry = memory_.entries_[put.key];
        if (entry.version == 0) entry.created = out.revision;
        entry = {put.key, put.value, entry.created, out.revision, entry.version + 1};
        memory_.removed_.erase(put.key);
        memory_.lease_of_.erase(put.key);
        if (put.lease != 0) memory_.lease_of_[put.key] = put.lease;
        if (put.key == write.counted) out.version = entry.version;
    }
    for (const auto& key : write.removed) memory_.remove(key);
    memory_.changed_.notify_all();
    return out;
}

Result<Changes> MemoryEngine::changes(std::string_view prefix, Revision after, Duration patience) {
    std::unique_lock lock(memory_.mutex_);
    const auto look = [&] {
        Changes out;
        memory_.end_leases();
        out.until = memory_.revision_;
        for (auto entry = memory_.entries_.lower_bound(std::string(prefix));
             entry != memory_.entries_.end() && entry->first.starts_with(prefix); ++entry) {
            if (entry->second.modified > after) out.changes.push_back({entry->first, entry->second, entry->second.modified});
        }
        for (const auto& [key, revision] : memory_.removed_) {
            if (revision > after && key.starts_with(prefix)) out.changes.push_back({key, std::nullopt, revision});
        }
        std::ranges::stable_sort(out.changes, {}, &Change::revision);
        return out;
    };
    auto out = look();
    if (out.changes.empty() && patience > Duration{} && !stopped_) {
        memory_.changed_.wait_for(lock, patience);
        out = look();
    }
    if (stopped_) return fail(Code::stopped, "the engine was stopped");
    return out;
}

void MemoryEngine::stop() {
    const std::lock_guard lock(memory_.mutex_);
    stopped_ = true;
    memory_.changed_.notify_all();
}

Result<Lease> MemoryEngine::grant(Duration lasts) {
    const std::lock_guard lock(memory_.mutex_);
    memory_.leases_[++memory_.last_lease_] = {memory_.clock_.monotonic() + lasts, lasts};
    return memory_.last_lease_;
}

Result<Done> MemoryEngine::renew(Lease lease) {
    const std::lock_guard lock(memory_.mutex_);
    memory_.end_leases();
    const auto found = memory_.leases_.find(lease);
    if (found == memory_.leases_.end()) return fail(Code::not_found, "the lease has ended");
    found->second.first = memory_.clock_.monotonic() + found->second.second;
    return Done{};
}

Result<Done> MemoryEngine::revoke(Lease lease) {
    const std::lock_guard lock(memory_.mutex_);
    const auto found = memory_.leases_.find(lease);
    if (found != memory_.leases_.end()) found->second.first = {};
    memory_.end_leases();
    memory_.changed_.notify_all();
    return Done{};
}

}  // namespace kiosk::ledger
