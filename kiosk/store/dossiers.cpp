#include "kiosk/store/dossiers.hpp"

#include <fmt/format.h>

#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/store/kept_drafts.hpp"
#include "kiosk/store/packing.hpp"
#include "kiosk/store/tally_book.hpp"

namespace kiosk::store {
namespace {

// A damaged file may have given out any number of that day; no kiosk takes in this many dossiers in one.
constexpr int codes_per_file = 10000;

constexpr std::string_view columns =
    "SELECT id, provisional_code, official_code, visit_code, outcome, delivery, procedure_code, procedure_name, unit_name,"
    " submitted_at, delivered_at, holder, papers, refusal,"
    " EXISTS (SELECT 1 FROM unpaid WHERE unpaid.dossier = dossier.id) FROM dossier ";

std::string packed(const std::vector<std::string>& lines) {
    Packer packer;
    for (const auto& line : lines) packer.text(line);
    return std::string(packer.bytes());
}

std::optional<Delivery> parse_delivery(std::string_view text) {
    for (const auto delivery :
         {Delivery::not_for_delivery, Delivery::waiting, Delivery::in_flight, Delivery::delivered, Delivery::refused}) {
        if (name(delivery) == text) return delivery;
    }
    return std::nullopt;
}

}  // namespace

std::string_view name(Delivery delivery) {
    switch (delivery) {
        case Delivery::not_for_delivery: return "not_for_delivery";
        case Delivery::waiting: return "waiting";
        case Delivery::in_flight: return "in_flight";
        case Delivery::delivered: return "delivered";
        case Delivery::refused: return "refused";
    }
    broken("every Delivery has a name");
}

std::string last_four_of(std::string_view number) {
    std::string digits;
    for (const char c : number) {
        if (c >= '0' && c <= '9') digits += c;
    }
    return digits.size() < 4 ? std::string() : digits.substr(digits.size() - 4);
}

std::string factor_hash(const Vault& vault, std::string_view code, std::string_view number) {
    const auto digits = last_four_of(number);
    return digits.empty() ? std::string() : vault.keyed_hash("second factor", fmt::format("{} {}", code, digits));
}

Result<DossierRow> Dossiers::record(const NewDossier& dossier) {
    auto known = find(dossier.id);
    if (!known) return fail(std::move(known));
    if (*known) return std::move(**known);
    if (room_) {
        if (auto room = room_(); !room) return fail(std::move(room));
    }
    auto inserted = insert(dossier);
    if (!inserted && inserted.error().code != Code::unknown_outcome) return fail(std::move(inserted));
    auto row = find(dossier.id);
    if (!row) {
        return fail(Code::unknown_outcome, "a dossier may or may not be recorded: " + row.error().detail);
    }
    if (*row) return std::move(**row);
    if (!inserted) return tl::unexpected<Error>(database_.commit_failure());
    return fail(Code::corrupt, "a dossier that was just recorded is not there; stop the kiosk and look at its disk");
}

Result<Done> Dossiers::insert(const NewDossier& dossier) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto code = next_provisional_code(dossier.submitted_at);
    if (!code) return fail(std::move(code));
    if (auto done = insert_row(dossier, *code); !done) return done;
    if (auto done = insert_pages(dossier); !done) return done;
    if (auto done = insert_factors(dossier, *code); !done) return done;
    if (dossier.outcome == dossier::Outcome::submitted_online) {
        if (auto done = insert_outbox(dossier, *code); !done) return done;
    }
    if (dossier.unpaid) {
        auto waits = database_.change("INSERT INTO unpaid (dossier) VALUES (?1)", dossier.id);
        if (!waits) return fail(std::move(waits));
    }
    if (auto done = insert_shared(dossier, *code); !done) return done;
    if (auto done = count(dossier); !done) return done;
    if (dossier.kept_draft) {
        if (auto done = end_kept_draft(database_, *dossier.kept_draft, DraftEnd::submitted); !done) return done;
    }
    return transaction->commit();
}

Result<Done> Dossiers::count(const NewDossier& dossier) {
    using review::Counted;
    const bool online = dossier.outcome == dossier::Outcome::submitted_online;
    const auto at = dossier.submitted_at;
    auto done = add_count(database_, at, online ? Counted::filed_online : Counted::prepared, dossier.procedure_code);
    for (const auto& component : dossier.promised) {
        if (!done) return done;
        done = add_count(database_, at, Counted::paper_later, dossier.procedure_code, component);
    }
    return done;
}

Result<std::string> Dossiers::next_provisional_code(WallTime submitted_at) {
    const auto day = local_time(submitted_at).date;
    auto lost = database_.lost_files(day);
    if (!lost) return fail(std::move(lost));
    auto serial = database_.next_number("dossier", day);
    if (!serial) return fail(std::move(serial));
    return dossier::provisional_code(kiosk_id_, day, *serial + *lost * codes_per_file);
}

Result<Done> Dossiers::insert_row(const NewDossier& dossier, std::string_view provisional_code) {
    Personal body;
    if (dossier.make_body) {
        auto made = dossier.make_body(provisional_code);
        if (!made) return fail(std::move(made));
        body = std::move(*made);
    }
    const auto id = dossier.id.text();
    const auto online = dossier.outcome == dossier::Outcome::submitted_online;
    std::optional<std::string> visit_code;
    if (!dossier.visit_code.empty()) visit_code = dossier::canonical_code(dossier.visit_code);
    const auto holder = vault_.seal("dossier", id, "holder", dossier.holder_masked.reveal());
    const auto papers = vault_.seal("dossier", id, "papers", packed(dossier.papers));
    const auto sealed_body = vault_.seal("dossier", id, "body", body.reveal());
    auto changed = database_.change(
        "INSERT INTO dossier (id, provisional_code, visit_code, outcome, delivery, procedure_code, procedure_name, "
        "unit_name,"
        " submitted_at, holder, papers, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        dossier.id, provisional_code, visit_code, static_cast<int>(dossier.outcome),
        name(online ? Delivery::waiting : Delivery::not_for_delivery), dossier.procedure_code, dossier.procedure_name,
        dossier.unit_name, dossier.submitted_at, Bytes{holder}, Bytes{papers}, Bytes{sealed_body});
    if (!changed) return fail(std::move(changed));
    return Done{};
}

Result<Done> Dossiers::insert_pages(const NewDossier& dossier) {
    int position = 0;
    for (const auto& page : dossier.pages) {
        if (page.bytes == nullptr) return fail(Code::bad_usage, "a page without a picture");
        const auto sealed = vault_.seal("page", page.id.text(), "bytes", page.bytes->bytes());
        auto changed = database_.change(
            "INSERT INTO page (id, dossier, position, component, media_type, size_bytes, sha256, bytes)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            page.id, dossier.id, ++position, page.component, page.bytes->media_type(),
            static_cast<std::int64_t>(page.bytes->bytes().size()), sha256_hex(page.bytes->bytes()), Bytes{sealed});
        if (!changed) return fail(std::move(changed));
    }
    return Done{};
}

Result<Done> Dossiers::insert_factors(const NewDossier& dossier, std::string_view provisional_code) {
    for (const auto& number : dossier.factor_numbers) {
        const auto hash = factor_hash(vault_, provisional_code, number.reveal());
        if (hash.empty()) continue;
        auto changed =
            database_.change("INSERT OR IGNORE INTO factor (code, hash) VALUES (?1, ?2)", provisional_code, Bytes{hash});
        if (!changed) return fail(std::move(changed));
    }
    return Done{};
}

Result<Done> Dossiers::insert_outbox(const NewDossier& dossier, std::string_view provisional_code) {
    constexpr std::string_view insert =
        "INSERT INTO outbox (id, owner, dossier, kind, position, state, submitted_at)"
        " VALUES (?1, ?2, ?2, ?3, ?4, 'waiting', ?5)";
    int position = 0;
    for (const auto& page : dossier.pages) {
        auto changed = database_.change(insert, page.id, dossier.id, "file", ++position, dossier.submitted_at);
        if (!changed) return fail(std::move(changed));
    }
    auto changed = database_.change(insert, dossier.id, dossier.id, "dossier", ++position, dossier.submitted_at);
    if (!changed) return fail(std::move(changed));
    for (const auto& row : dossier.progress) {
        const auto sealed = vault_.seal("progress", row.id.text(), "body", row.make_body(provisional_code));
        auto kept = database_.change("INSERT INTO progress (id, dossier, position, body) VALUES (?1, ?2, ?3, ?4)", row.id,
                                     dossier.id, ++position, Bytes{sealed});
        if (!kept) return fail(std::move(kept));
        auto queued = database_.change(insert, row.id, dossier.id, "progress", position, dossier.submitted_at);
        if (!queued) return fail(std::move(queued));
    }
    return Done{};
}

Result<Done> Dossiers::insert_shared(const NewDossier& dossier, std::string_view provisional_code) {
    if (!dossier.shared) return Done{};
    std::string factors;
    if (dossier.centre_factors) {
        for (const auto& hash : dossier.centre_factors(provisional_code)) factors += (factors.empty() ? "" : " ") + hash;
    }
    auto changed = database_.change("INSERT INTO shared_code (dossier, factors) VALUES (?1, ?2)", dossier.id, factors);
    if (!changed) return fail(std::move(changed));
    return Done{};
}

Result<DossierRow> Dossiers::read(const Statement& row) const {
    DossierRow out;
    out.id = row.uuid(0);
    out.provisional_code = row.text(1);
    out.official_code = row.text(2);
    out.visit_code = row.text(3);
    out.outcome = row.integer(4) == static_cast<int>(dossier::Outcome::submitted_online) ? dossier::Outcome::submitted_online
                                                                                         : dossier::Outcome::prepared;
    const auto delivery = parse_delivery(row.bytes(5));
    if (!delivery) return fail(Code::corrupt, "table dossier: a delivery that this program does not know");
    out.delivery = *delivery;
    out.procedure_code = row.text(6);
    out.procedure_name = row.text(7);
    out.unit_name = row.text(8);
    out.submitted_at = row.wall_time(9);
    if (!row.is_null(10)) out.delivered_at = row.wall_time(10);
    const auto id = out.id.text();
    auto holder = vault_.unseal("dossier", id, "holder", row.bytes(11));
    if (!holder) return fail(std::move(holder));
    out.holder_masked = std::move(*holder);
    auto papers = vault_.unseal("dossier", id, "papers", row.bytes(12));
    if (!papers) return fail(std::move(papers));
    Unpacker lines(papers->reveal());
    while (lines.ok() && !lines.finished()) out.papers.emplace_back(lines.text());
    // The words of a no that may still become a yes are the outbox's to tell.
    if (out.delivery == Delivery::refused && !row.is_null(13)) {
        auto refusal = vault_.unseal("dossier", id, "refusal", row.bytes(13));
        if (!refusal) return fail(std::move(refusal));
        out.refusal = refusal->reveal();
    }
    out.unpaid = row.integer(14) != 0;
    return out;
}

Result<bool> Dossiers::paid(const Uuid& id) {
    auto waited = database_.change("DELETE FROM unpaid WHERE dossier = ?1", id);
    if (!waited) return fail(std::move(waited));
    return *waited == 1;
}

Result<std::optional<DossierRow>> Dossiers::find(const Uuid& id) {
    auto rows = database_.query(std::string(columns) + "WHERE id = ?1", id);
    if (!rows) return fail(std::move(rows));
    return read_one(*rows);
}

Result<std::optional<DossierRow>> Dossiers::find(std::string_view code) {
    auto rows =
        database_.query(std::string(columns) +
                            "WHERE provisional_code = ?1 OR official_code = ?1 OR visit_code = replace(?1, '-', '') LIMIT 1",
                        dossier::canonical_code(code));
    if (!rows) return fail(std::move(rows));
    return read_one(*rows);
}

Result<std::optional<DossierRow>> Dossiers::read_one(Statement& rows) const {
    auto row = rows.step();
    if (!row) return fail(std::move(row));
    if (!*row) return std::optional<DossierRow>();
    auto out = read(rows);
    if (!out) return fail(std::move(out));
    return std::optional<DossierRow>(std::move(*out));
}

Result<bool> Dossiers::take_code(const Uuid& id, std::string_view official_code) {
    auto row = find(id);
    if (!row) return fail(std::move(row));
    if (!*row) return fail(Code::not_found, "no dossier of this id on this kiosk");
    if ((*row)->official_code == official_code) return false;
    auto other = find(official_code);
    if (!other) return fail(std::move(other));
    if (!(*row)->official_code.empty() || *other) {
        return fail(Code::untrusted,
                    "the portal gives a dossier a second code, or one code to two; ask the portal's operators");
    }
    auto changed = database_.change("UPDATE dossier SET official_code = ?2 WHERE id = ?1", id, official_code);
    if (!changed) return fail(std::move(changed));
    return true;
}

Result<std::vector<Uuid>> Dossiers::without_code(WallTime since) {
    auto rows = database_.query(
        "SELECT id FROM dossier WHERE delivery = 'delivered' AND official_code IS NULL AND delivered_at >= ?1"
        " ORDER BY submitted_at, id",
        since);
    if (!rows) return fail(std::move(rows));
    std::vector<Uuid> out;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        out.push_back(rows->uuid(0));
    }
}

Result<Personal> Dossiers::body(const Uuid& id) {
    auto rows = database_.query("SELECT body FROM dossier WHERE id = ?1", id);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    if (!*row) return fail(Code::not_found, "no dossier of this id on this kiosk");
    if (rows->is_null(0)) return Personal();
    return vault_.unseal("dossier", id.text(), "body", rows->bytes(0));
}

Result<std::vector<DossierRow>> Dossiers::refused() {
    return read_all(database_.query(std::string(columns) + "WHERE delivery = 'refused' ORDER BY submitted_at DESC"));
}

Result<std::vector<DossierRow>> Dossiers::since(WallTime since) {
    return read_all(database_.query(std::string(columns) + "WHERE submitted_at >= ?1 ORDER BY submitted_at", since));
}

Result<std::vector<DossierRow>> Dossiers::read_all(Result<Statement> rows) const {
    if (!rows) return fail(std::move(rows));
    std::vector<DossierRow> out;
    for (;;) {
        auto row = read_one(*rows);
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        out.push_back(std::move(**row));
    }
}

}  // namespace kiosk::store
