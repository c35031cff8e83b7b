#include "kiosk/store/known_status.hpp"

#include <algorithm>

#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/store/packing.hpp"
#include "kiosk/store/tally_book.hpp"

namespace kiosk::store {
namespace {

using dossier::StatusView;

constexpr std::int64_t view_version = 1;
// More steps than the national table has states, many times over: what claims more is not a view of ours.
constexpr std::int64_t most_entries = 1000;

void pack_time(Packer& packer, const std::optional<WallTime>& time) {
    packer.integer(time ? 1 : 0);
    packer.integer(time ? time->since_epoch.count() : 0);
}

std::optional<WallTime> unpack_time(Unpacker& fields) {
    const bool there = fields.integer() == 1;
    const WallTime time{Duration{fields.integer()}};
    return there ? std::optional<WallTime>(time) : std::nullopt;
}

void pack(Packer& packer, const StatusView& view) {
    packer.integer(view_version);
    packer.text(view.code);
    packer.text(view.provisional_code);
    packer.text(view.procedure_code);
    packer.text(view.procedure_name);
    packer.text(view.holder_masked.reveal());
    packer.integer(static_cast<int>(view.status));
    packer.integer(static_cast<std::int64_t>(view.steps.size()));
    for (const auto& step : view.steps) {
        packer.integer(static_cast<int>(step.status));
        packer.integer(step.at.since_epoch.count());
        packer.text(step.note);
    }
    packer.integer(view.submitted_at.since_epoch.count());
    pack_time(packer, view.accepted_at);
    pack_time(packer, view.due_at);
    packer.text(view.unit_name);
    packer.text(view.refusal);
    packer.integer(view.as_of.since_epoch.count());
    packer.integer(static_cast<std::int64_t>(view.papers.size()));
    for (const auto& paper : view.papers) packer.text(paper);
}

std::optional<dossier::Status> unpack_status(Unpacker& fields) {
    return dossier::parse_status(static_cast<int>(fields.integer()));
}

std::optional<StatusView> unpack(std::string_view bytes) {
    Unpacker fields(bytes);
    if (fields.integer() != view_version) return std::nullopt;
    StatusView view;
    view.code = fields.text();
    view.provisional_code = fields.text();
    view.procedure_code = fields.text();
    view.procedure_name = fields.text();
    view.holder_masked = Personal(fields.text());
    const auto status = unpack_status(fields);
    if (!status) return std::nullopt;
    view.status = *status;
    const auto steps = fields.integer();
    for (std::int64_t i = 0; i < std::min(steps, most_entries) && fields.ok(); ++i) {
        const auto step = unpack_status(fields);
        if (!step) return std::nullopt;
        const WallTime at{Duration{fields.integer()}};
        view.steps.push_back({*step, at, std::string(fields.text())});
    }
    view.submitted_at = {Duration{fields.integer()}};
    view.accepted_at = unpack_time(fields);
    view.due_at = unpack_time(fields);
    view.unit_name = fields.text();
    view.refusal = fields.text();
    view.as_of = {Duration{fields.integer()}};
    const auto papers = fields.integer();
    for (std::int64_t i = 0; i < std::min(papers, most_entries) && fields.ok(); ++i) view.papers.emplace_back(fields.text());
    if (!fields.finished()) return std::nullopt;
    return view;
}

// What the kiosk can say by itself, before the portal ever answered.
StatusView from_row(const DossierRow& row) {
    StatusView view;
    view.code = row.code();
    view.provisional_code = row.provisional_code;
    view.procedure_code = row.procedure_code;
    view.procedure_name = row.procedure_name;
    view.holder_masked = row.holder_masked;
    view.submitted_at = row.submitted_at;
    view.unit_name = row.unit_name;
    view.refusal = row.refusal;
    view.waiting_for_delivery = row.delivery == Delivery::waiting || row.delivery == Delivery::in_flight;
    view.unpaid = row.unpaid;
    view.as_of = row.delivered_at.value_or(row.submitted_at);
    if (row.delivered_at) view.steps.push_back({dossier::Status::registered, *row.delivered_at, ""});
    view.papers = row.papers;
    if (row.outcome == dossier::Outcome::prepared && row.official_code.empty())
        view.prepared = dossier::PreparedVisit{row.visit_code, {}, {}};
    return view;
}

}  // namespace

Result<Done> KnownStatus::remember(const StatusView& view, const review::Notes& news) {
    const auto code = dossier::canonical_code(view.code);
    if (code.empty()) return fail(Code::bad_usage, "a state without a code cannot be kept");
    std::optional<std::string> provisional;
    if (!view.provisional_code.empty()) provisional = dossier::canonical_code(view.provisional_code);
    Packer packer;
    pack(packer, view);
    const auto sealed = vault_.seal("known_status", code, "view", packer.bytes());
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    std::optional<WallTime> shown_at;
    if (provisional && *provisional != code) {
        auto earlier = shown_under(*provisional);
        if (!earlier) return fail(std::move(earlier));
        shown_at = *earlier;
        // Kept under the provisional code while there was no other: this view says more.
        auto gone = database_.change("DELETE FROM known_status WHERE code = ?1", *provisional);
        if (!gone) return fail(std::move(gone));
    }
    auto changed = database_.change(
        "INSERT INTO known_status (code, provisional_code, as_of, view, shown_at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT "
        "(code)"
        " DO UPDATE SET provisional_code = coalesce(?2, provisional_code), as_of = ?3, view = ?4,"
        " shown_at = coalesce(shown_at, ?5)",
        code, provisional, view.as_of, Bytes{sealed}, shown_at);
    if (!changed) return fail(std::move(changed));
    for (const auto& note : news) {
        if (auto added = add_count(database_, view.as_of, note.counted, note.procedure, note.detail); !added) return added;
    }
    return transaction->commit();
}

Result<std::optional<WallTime>> KnownStatus::shown_under(std::string_view code) {
    auto rows = database_.query("SELECT shown_at FROM known_status WHERE code = ?1", code);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    return *row && !rows->is_null(0) ? std::optional<WallTime>(rows->wall_time(0)) : std::nullopt;
}

Result<std::optional<WallTime>> KnownStatus::shown(std::string_view typed, WallTime now) {
    auto first = first_code(typed);
    if (!first) return fail(std::move(first));
    auto rows =
        database_.query("SELECT code, shown_at FROM known_status WHERE code IN (?1, ?2) OR provisional_code = ?2 LIMIT 1",
                        dossier::canonical_code(typed), *first);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    if (!*row) return std::optional<WallTime>();
    const auto before = rows->is_null(1) ? std::nullopt : std::optional<WallTime>(rows->wall_time(1));
    auto kept = database_.change("UPDATE known_status SET shown_at = ?2 WHERE code = ?1", rows->text(0), now);
    if (!kept) return fail(std::move(kept));
    return before;
}

Result<bool> KnownStatus::knows(const StatusView& view) {
    for (const auto& code : {view.code, view.provisional_code}) {
        if (code.empty()) continue;
        auto known = find(code);
        if (!known) return fail(std::move(known));
        if (*known) return true;
    }
    return false;
}

Result<std::optional<StatusView>> KnownStatus::find(std::string_view typed) {
    auto row = dossiers_.find(typed);
    if (!row) return fail(std::move(row));
    const auto code = *row ? (*row)->code() : dossier::canonical_code(typed);
    // Last looked up before it had its official code, it stands under the provisional one.
    const auto first = *row ? (*row)->provisional_code : code;
    auto rows = database_.query(
        "SELECT code, view FROM known_status WHERE code IN (?1, ?2) OR provisional_code = ?1 ORDER BY as_of DESC LIMIT 1",
        code, first);
    if (!rows) return fail(std::move(rows));
    auto known = rows->step();
    if (!known) return fail(std::move(known));
    if (!*known) return *row ? std::optional<StatusView>(from_row(**row)) : std::nullopt;
    auto packed = vault_.unseal("known_status", rows->text(0), "view", rows->bytes(1));
    if (!packed) return fail(std::move(packed));
    auto view = unpack(packed->reveal());
    if (!view) return fail(Code::corrupt, "table known_status: a view that this program does not know how to read");
    view->from_portal = false;
    if (*row) {
        if (!(*row)->official_code.empty()) view->code = (*row)->official_code;
        view->provisional_code = (*row)->provisional_code;
        if (view->papers.empty()) view->papers = (*row)->papers;
        if (view->holder_masked.empty()) view->holder_masked = (*row)->holder_masked;
    }
    return view;
}

// Tries and factors stand under one code whatever the citizen typed: two codes of a dossier never give ten tries.
Result<std::string> KnownStatus::first_code(std::string_view typed) {
    auto row = dossiers_.find(typed);
    if (!row) return fail(std::move(row));
    if (*row) return (*row)->provisional_code;
    const auto code = dossier::canonical_code(typed);
    auto rows =
        database_.query("SELECT provisional_code FROM known_status WHERE code = ?1 AND provisional_code IS NOT NULL", code);
    if (!rows) return fail(std::move(rows));
    auto known = rows->step();
    if (!known) return fail(std::move(known));
    return *known ? rows->text(0) : code;
}

Result<KnownStatus::Try> KnownStatus::count_try(std::string_view code, WallTime now) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    // A row from the future: the clock has jumped back. Its lock lasts no longer than any other, counted from now.
    auto aged = database_.change("UPDATE factor_tries SET last_at = ?1 WHERE last_at > ?1", now);
    if (!aged) return fail(std::move(aged));
    auto over = database_.change("DELETE FROM factor_tries WHERE last_at <= ?1", now + -limits_.locked_for);
    if (!over) return fail(std::move(over));
    auto rows = database_.query("SELECT tries, last_at FROM factor_tries WHERE code = ?1", code);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    const int tries = *row ? static_cast<int>(rows->integer(0)) : 0;
    const auto until = (*row ? rows->wall_time(1) : now) + limits_.locked_for;
    const bool locked = tries >= limits_.tries;
    if (!locked) {
        auto counted = database_.change(
            "INSERT INTO factor_tries (code, tries, last_at) VALUES (?1, 1, ?2) ON CONFLICT (code) DO UPDATE SET tries = "
            "tries + 1,"
            " last_at = ?2",
            code, now);
        if (!counted) return fail(std::move(counted));
    }
    if (auto done = transaction->commit(); !done) return fail(std::move(done));
    if (locked) return Try{true, 0, until};
    return Try{false, limits_.tries - tries - 1, now + limits_.locked_for};
}

Result<FactorAnswer> KnownStatus::check_factor(std::string_view typed, const Personal& digits, WallTime now) {
    auto code = first_code(typed);
    if (!code) return fail(std::move(code));
    auto counted = count_try(*code, now);
    if (!counted) return fail(std::move(counted));
    if (counted->locked) return FactorAnswer(FactorLocked{counted->until});
    const auto hash = factor_hash(vault_, *code, digits.reveal());
    auto rows = database_.query("SELECT hash FROM factor WHERE code = ?1", *code);
    if (!rows) return fail(std::move(rows));
    bool any = false;
    bool matches = false;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) break;
        any = true;
        if (Vault::same(rows->bytes(0), hash)) matches = true;
    }
    if (matches) {
        auto cleared = database_.change("DELETE FROM factor_tries WHERE code = ?1", *code);
        if (!cleared) return fail(std::move(cleared));
        return FactorAnswer(FactorMatches{});
    }
    if (!any) return FactorAnswer(FactorUnknown{counted->left});
    if (counted->left == 0) return FactorAnswer(FactorLocked{counted->until});
    return FactorAnswer(FactorWrong{counted->left});
}

Result<Done> KnownStatus::factor_proved(std::string_view typed, const Personal& digits) {
    auto code = first_code(typed);
    if (!code) return fail(std::move(code));
    const auto hash = factor_hash(vault_, *code, digits.reveal());
    if (hash.empty()) return fail(Code::bad_usage, "a second factor of fewer than four digits");
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto kept = database_.change("INSERT OR IGNORE INTO factor (code, hash) VALUES (?1, ?2)", *code, Bytes{hash});
    if (!kept) return fail(std::move(kept));
    auto cleared = database_.change("DELETE FROM factor_tries WHERE code = ?1", *code);
    if (!cleared) return fail(std::move(cleared));
    return transaction->commit();
}

}  // namespace kiosk::store
