#include "kiosk/ledger/etcd_engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "kiosk/ledger/etcd_requests.hpp"
#include "kiosk/ledger/rules.hpp"

namespace kiosk::ledger {

Result<std::unique_ptr<EtcdEngine>> EtcdEngine::open(const settings::Etcd& settings, const Clock& clock) {
    auto client = etcd::Client::open(settings, clock);
    if (!client) return fail(std::move(client));
    auto watching = etcd::Client::open(settings, clock);
    if (!watching) return fail(std::move(watching));
    return std::unique_ptr<EtcdEngine>(new EtcdEngine(std::move(*client), std::move(*watching), clock));
}

void EtcdEngine::stop() {
    watch_.stop();
    client_->stop();
}

Result<Reading> EtcdEngine::read_pages(std::string_view prefix, bool agreed, bool patient) {
    Reading reading;
    reading.agreed = agreed;
    std::string from;
    for (;;) {
        const auto body = etcd::range_request({prefix, from, reading.revision, agreed});
        auto answer = client_->call({"/v3/kv/range", body, true, agreed, patient});
        if (!answer) return fail(std::move(answer));
        auto page = etcd::read_range(*answer, prefix);
        if (!page) return fail(std::move(page));
        if (reading.revision == 0) reading.revision = page->revision;
        if (!from.empty() && !page->entries.empty() && page->entries.front().key < from)
            return fail(Code::corrupt, "this is no answer of etcd: the same keys again; check queue.etcd.members");
        std::move(page->entries.begin(), page->entries.end(), std::back_inserter(reading.entries));
        if (!page->more) return reading;
        from = reading.entries.back().key + '\0';
    }
}

Result<Reading> EtcdEngine::read(std::string_view prefix, Freshness freshness) {
    if (auto right = check_prefix(prefix); !right) return fail(std::move(right));
    constexpr int tries = 3;  // between two pages their revision may be forgotten, or a member asked that is late
    const bool or_stale = freshness == Freshness::or_stale;
    Result<Reading> reading;
    for (int i = 0; i < tries; ++i) {
        reading = read_pages(prefix, true, !or_stale);
        if (or_stale && !reading && (reading.error().code == Code::unreachable || reading.error().code == Code::timed_out))
            reading = read_pages(prefix, false, false);
        if (reading || reading.error().code != Code::not_found) return reading;
    }
    reading.error().code = Code::timed_out;
    return reading;
}

Result<Written> EtcdEngine::write(const Write& write) {
    if (auto right = check(write); !right) return fail(std::move(right));
    const auto body = etcd::write_request(write);
    auto answer = client_->call({"/v3/kv/txn", body, false});
    if (!answer) return fail(std::move(answer));
    auto written = etcd::read_written(*answer, write);
    if (!written)
        return fail(Code::unknown_outcome, written.error().detail + "; it may have happened all the same: look it up");
    return written;
}

Result<Changes> EtcdEngine::changes(std::string_view prefix, Revision after, Duration patience) {
    if (auto right = check_prefix(prefix); !right) return fail(std::move(right));
    if (until_) patience = std::clamp(*until_ - clock_.monotonic(), Duration{}, patience);
    return watch_.changes(prefix, after, patience);
}

void EtcdEngine::wait_until(std::optional<Monotonic> moment) {
    until_ = moment;
    client_->wait_until(moment);
}

// ---- Leases ----------------------------------------------------------------------------------------------------------------
Result<Lease> EtcdEngine::grant(Duration lasts) {
    if (auto right = check_lasting(lasts); !right) return fail(std::move(right));
    // Asked twice, one is left that nobody knows: it ends by itself, with no keys.
    const auto body = etcd::grant_request(lasts);
    auto answer = client_->call({"/v3/lease/grant", body});
    if (!answer) return fail(std::move(answer));
    return etcd::read_grant(*answer);
}

Result<Done> EtcdEngine::renew(Lease lease) {
    const auto body = etcd::lease_request(lease);
    auto answer = client_->call({"/v3/lease/keepalive", body});
    if (!answer) return fail(std::move(answer));
    const auto lasts = etcd::read_renewal(*answer);
    if (!lasts) return tl::unexpected(lasts.error());
    if (!*lasts) return fail(Code::not_found, fmt::format("the lease {} has ended", lease));
    return Done{};
}

Result<Done> EtcdEngine::revoke(Lease lease) {
    const auto body = etcd::lease_request(lease);
    auto answer = client_->call({"/v3/lease/revoke", body});
    if (answer || answer.error().code == Code::not_found) return Done{};
    return fail(std::move(answer));
}

}  // namespace kiosk::ledger
