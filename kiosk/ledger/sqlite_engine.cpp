#include "kiosk/ledger/sqlite_engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "kiosk/ledger/rules.hpp"

namespace kiosk::ledger {
namespace {

constexpr int remembered_removals = 4096;  // some days of a busy centre

Entry entry_of(const store::Statement& row) {
    return {row.text(0), std::string(row.bytes(1)), row.integer(2), row.integer(3), row.integer(4), row.integer(5)};
}

}  // namespace

Result<SqliteEngine::State> SqliteEngine::state() {
    auto rows = database_.query("SELECT revision, forgotten FROM ledger_state");
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    if (!*row) return fail(Code::corrupt, "the queue's file does not say how far it is; put back a copy of the data folder");
    return State{rows->integer(0), rows->integer(1)};
}

Result<Reading> SqliteEngine::read(std::string_view prefix, Freshness) {
    if (auto right = check_prefix(prefix); !right) return fail(std::move(right));
    if (auto ended = end_leases(); !ended) return fail(std::move(ended));
    const auto now = state();
    if (!now) return tl::unexpected(now.error());
    auto rows = database_.query(
        "SELECT key, value, created, modified, version, lease FROM ledger_entry"
        " WHERE key >= ?1 AND key < ?2 AND value IS NOT NULL ORDER BY key",
        prefix, end_of(prefix));
    if (!rows) return fail(std::move(rows));
    Reading reading;
    reading.revision = now->revision;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return reading;
        reading.entries.push_back(entry_of(*rows));
    }
}

Result<bool> SqliteEngine::holds(const Guard& guard) {
    auto rows = database_.query("SELECT modified FROM ledger_entry WHERE key = ?1 AND value IS NOT NULL", guard.key);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return row;
    return (*row ? rows->integer(0) : 0) == guard.modified;
}

Result<std::int64_t> SqliteEngine::put(const Put& put, Revision revision) {
    if (put.lease != 0 && !leases_.contains(put.lease))
        return fail(Code::not_found, fmt::format("the lease {} has ended", put.lease));
    auto rows = database_.query(
        "INSERT INTO ledger_entry (key, value, created, modified, version, lease) VALUES (?1, ?2, ?3, ?3, 1, ?4)"
        " ON CONFLICT (key) DO UPDATE SET value = ?2, modified = ?3, lease = ?4,"
        " created = iif(value IS NULL, ?3, created), version = version + 1 RETURNING version",
        put.key, store::Bytes{put.value}, revision, put.lease);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    return rows->integer(0);
}

Result<Written> SqliteEngine::apply(const Write& write, Revision revision) {
    Written written{true, revision - 1, 0};
    bool removed = false;
    for (const auto& one : write.puts) {
        const auto version = put(one, revision);
        if (!version) return tl::unexpected(version.error());
        if (one.key == write.counted) written.version = *version;
    }
    for (const auto& key : write.removed) {
        auto changed = database_.change(
            "UPDATE ledger_entry SET value = NULL, modified = ?2, version = 0, lease = 0 WHERE key = ?1 AND value IS NOT "
            "NULL",
            key, revision);
        if (!changed) return fail(std::move(changed));
        removed = removed || *changed > 0;
    }
    if (write.puts.empty() && !removed) return written;  // nothing changed: no step
    if (auto done = took_place(revision, removed); !done) return fail(std::move(done));
    written.revision = revision;
    return written;
}

Result<Written> SqliteEngine::write(const Write& write) {
    if (auto right = check(write); !right) return fail(std::move(right));
    if (auto ended = end_leases(); !ended) return fail(std::move(ended));
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    const auto now = state();
    if (!now) return tl::unexpected(now.error());
    for (const auto& guard : write.guards) {
        const auto held = holds(guard);
        if (!held) return tl::unexpected(held.error());
        if (!*held) return Written{false, now->revision, 0};
    }
    auto written = apply(write, now->revision + 1);
    if (!written) return written;
    if (auto committed = transaction->commit(); !committed) return fail(std::move(committed));
    return written;
}

Result<Done> SqliteEngine::took_place(Revision revision, bool removed) {
    auto moved = database_.change("UPDATE ledger_state SET revision = ?1", revision);
    if (!moved) return fail(std::move(moved));
    if (!removed) return Done{};
    auto rows =
        database_.query("SELECT modified FROM ledger_entry WHERE value IS NULL ORDER BY modified DESC LIMIT 1 OFFSET ?1",
                        remembered_removals);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    if (!*row) return Done{};
    const Revision forgotten = rows->integer(0);
    auto gone = database_.change("DELETE FROM ledger_entry WHERE value IS NULL AND modified <= ?1", forgotten);
    if (!gone) return fail(std::move(gone));
    moved = database_.change("UPDATE ledger_state SET forgotten = ?1", forgotten);
    if (!moved) return fail(std::move(moved));
    return Done{};
}

Result<Changes> SqliteEngine::changes(std::string_view prefix, Revision after, Duration) {
    if (stopped_) return fail(Code::stopped, "the kiosk is shutting down");
    if (auto right = check_prefix(prefix); !right) return fail(std::move(right));
    if (auto ended = end_leases(); !ended) return fail(std::move(ended));
    const auto now = state();
    if (!now) return tl::unexpected(now.error());
    if (after < now->forgotten || after > now->revision)
        return fail(Code::not_found, fmt::format("changes after {} are not kept; those from {} to {} are: read anew", after,
                                                 now->forgotten, now->revision));
    auto rows = database_.query(
        "SELECT key, value, created, modified, version, lease FROM ledger_entry"
        " WHERE modified > ?1 AND key >= ?2 AND key < ?3 ORDER BY modified, key",
        after, prefix, end_of(prefix));
    if (!rows) return fail(std::move(rows));
    Changes out;
    out.until = now->revision;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        Change change{rows->text(0), std::nullopt, rows->integer(3)};
        if (!rows->is_null(1)) change.entry = entry_of(*rows);
        out.changes.push_back(std::move(change));
    }
}

// ---- Leases ----------------------------------------------------------------------------------------------------------------
Result<Done> SqliteEngine::know_leases() {
    if (leases_known_) return Done{};
    auto rows = database_.query("SELECT id, lasts_ms FROM ledger_lease");
    if (!rows) return fail(std::move(rows));
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) break;
        const Duration lasts{rows->integer(1)};
        leases_[rows->integer(0)] = {lasts, clock_.monotonic() + lasts};
    }
    leases_known_ = true;
    return Done{};
}

Result<Done> SqliteEngine::end_leases() {
    if (auto known = know_leases(); !known) return known;
    const auto now = clock_.monotonic();
    std::vector<Lease> over;
    for (const auto& [lease, held] : leases_) {
        if (held.until <= now) over.push_back(lease);
    }
    for (const auto lease : over) {
        if (auto ended = revoke(lease); !ended) return ended;
    }
    return Done{};
}

Result<Lease> SqliteEngine::grant(Duration lasts) {
    if (auto right = check_lasting(lasts); !right) return fail(std::move(right));
    if (auto ended = end_leases(); !ended) return fail(std::move(ended));
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    Lease lease = 0;
    {
        auto rows = database_.query("INSERT INTO ledger_lease (lasts_ms) VALUES (?1) RETURNING id", lasts.count());
        if (!rows) return fail(std::move(rows));
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        lease = rows->integer(0);
    }
    if (auto committed = transaction->commit(); !committed) return fail(std::move(committed));
    leases_[lease] = {lasts, clock_.monotonic() + lasts};
    return lease;
}

Result<Done> SqliteEngine::renew(Lease lease) {
    if (auto ended = end_leases(); !ended) return ended;
    const auto held = leases_.find(lease);
    if (held == leases_.end()) return fail(Code::not_found, fmt::format("the lease {} has ended", lease));
    held->second.until = clock_.monotonic() + held->second.lasts;
    return Done{};
}

Result<Done> SqliteEngine::revoke(Lease lease) {
    if (auto known = know_leases(); !known) return known;
    if (!leases_.contains(lease)) return Done{};
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    const auto now = state();
    if (!now) return tl::unexpected(now.error());
    auto changed =
        database_.change("UPDATE ledger_entry SET value = NULL, modified = ?2, version = 0, lease = 0 WHERE lease = ?1",
                         lease, now->revision + 1);
    if (!changed) return fail(std::move(changed));
    if (*changed > 0) {
        if (auto done = took_place(now->revision + 1, true); !done) return done;
    }
    auto gone = database_.change("DELETE FROM ledger_lease WHERE id = ?1", lease);
    if (!gone) return fail(std::move(gone));
    if (auto committed = transaction->commit(); !committed) return committed;
    leases_.erase(lease);
    return Done{};
}

}  // namespace kiosk::ledger
