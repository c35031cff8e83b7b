#include "kiosk/store/kept_drafts.hpp"

#include <array>
#include <cstring>

#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/store/dossiers.hpp"
#include "kiosk/store/packing.hpp"

namespace kiosk::store {
namespace {

constexpr std::array<std::pair<DraftEnd, std::string_view>, 3> draft_ends{
    {{DraftEnd::expired, "expired"}, {DraftEnd::removed, "removed"}, {DraftEnd::submitted, "submitted"}}};

std::string_view word_of(DraftEnd end) {
    for (const auto& [known, word] : draft_ends) {
        if (known == end) return word;
    }
    broken("every end of a draft has its word");
}

std::string packed_preview(const dossier::Preview& preview) {
    Packer packer;
    packer.integer(preview.width_px);
    packer.integer(preview.height_px);
    packer.text({reinterpret_cast<const char*>(preview.rgba.data()), preview.rgba.size()});
    return std::string(packer.bytes());
}

std::shared_ptr<const dossier::Preview> unpacked_preview(std::string_view bytes) {
    Unpacker fields(bytes);
    auto out = std::make_shared<dossier::Preview>();
    out->width_px = static_cast<int>(fields.integer());
    out->height_px = static_cast<int>(fields.integer());
    const auto rgba = fields.text();
    out->rgba.assign(rgba.begin(), rgba.end());
    return fields.finished() ? out : nullptr;
}

}  // namespace

std::string draft_factor_code(std::string_view visit_code) {
    const auto code = dossier::read_visit_code(visit_code);
    return code ? dossier::shown_visit_code(*code) : std::string(visit_code);
}

Result<Done> KeptDrafts::keep(const NewKeptDraft& draft) {
    if (room_) {
        if (auto room = room_(); !room) return room;
    }
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto pages = database_.change("DELETE FROM kept_page WHERE draft = ?1", draft.id);
    if (!pages) return fail(std::move(pages));
    const auto body = vault_.seal("kept_draft", draft.id.text(), "body", draft.body.reveal());
    auto written = database_.change(
        "INSERT INTO kept_draft (id, visit_code, saved_at, kept_until, body) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (id) DO UPDATE SET saved_at = ?3, kept_until = ?4, body = ?5, ended = NULL",
        draft.id, draft.visit_code, draft.saved_at, draft.kept_until, Bytes{body});
    if (!written) return fail(std::move(written));
    int position = 0;
    for (const auto& page : draft.pages) {
        if (auto kept = insert_page(draft, page, ++position); !kept) return kept;
    }
    const auto code = draft_factor_code(draft.visit_code);
    auto old = database_.change("DELETE FROM factor WHERE code = ?1", code);
    if (!old) return fail(std::move(old));
    for (const auto& number : draft.factor_numbers) {
        const auto hash = factor_hash(vault_, code, number.reveal());
        if (hash.empty()) continue;
        auto kept = database_.change("INSERT OR IGNORE INTO factor (code, hash) VALUES (?1, ?2)", code, Bytes{hash});
        if (!kept) return fail(std::move(kept));
    }
    return transaction->commit();
}

Result<Done> KeptDrafts::insert_page(const NewKeptDraft& draft, const dossier::Page& page, int position) {
    if (page.bytes == nullptr) return fail(Code::bad_usage, "a page without a picture");
    const auto id = page.id.text();
    const auto bytes = vault_.seal("kept_page", id, "bytes", page.bytes->bytes());
    auto shown = page.preview == nullptr ? std::string() : packed_preview(*page.preview);
    const auto preview = vault_.seal("kept_page", id, "preview", shown);
    explicit_bzero(shown.data(), shown.size());
    auto kept = database_.change(
        "INSERT INTO kept_page (id, draft, position, media_type, bytes, preview) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", page.id,
        draft.id, position, page.bytes->media_type(), Bytes{bytes}, Bytes{preview});
    if (!kept) return fail(std::move(kept));
    return Done{};
}

Result<std::optional<KeptDraftRow>> KeptDrafts::find(const Uuid& id) {
    auto rows = database_.query("SELECT id, visit_code, saved_at, kept_until, ended FROM kept_draft WHERE id = ?1", id);
    if (!rows) return fail(std::move(rows));
    return read_one(*rows);
}

Result<std::optional<KeptDraftRow>> KeptDrafts::find(std::string_view typed) {
    const auto code = dossier::read_visit_code(typed);
    if (!code) return std::optional<KeptDraftRow>();
    auto rows =
        database_.query("SELECT id, visit_code, saved_at, kept_until, ended FROM kept_draft WHERE visit_code = ?1", *code);
    if (!rows) return fail(std::move(rows));
    return read_one(*rows);
}

Result<std::optional<KeptDraftRow>> KeptDrafts::read_one(Statement& rows) const {
    auto row = rows.step();
    if (!row) return fail(std::move(row));
    if (!*row) return std::optional<KeptDraftRow>();
    KeptDraftRow out{rows.uuid(0), rows.text(1), rows.wall_time(2), rows.wall_time(3), std::nullopt};
    if (rows.is_null(4)) return std::optional(std::move(out));
    for (const auto& [end, word] : draft_ends) {
        if (rows.bytes(4) == word) out.end = end;
    }
    if (!out.end) return fail(Code::corrupt, "table kept_draft: an end that this program does not know");
    return std::optional(std::move(out));
}

Result<dossier::KeptDraft> KeptDrafts::open(const Uuid& id) {
    auto row = find(id);
    if (!row) return fail(std::move(row));
    if (!*row || (*row)->end) return fail(Code::not_found, "no kept draft of this id on this kiosk");
    auto rows = database_.query("SELECT body FROM kept_draft WHERE id = ?1", id);
    if (!rows) return fail(std::move(rows));
    auto found = rows->step();
    if (!found) return fail(std::move(found));
    auto body = vault_.unseal("kept_draft", id.text(), "body", rows->bytes(0));
    if (!body) return fail(std::move(body));
    auto read = dossier::read_draft(body->reveal());
    if (!read) return fail(std::move(read));
    dossier::KeptDraft out{id,         (*row)->visit_code, (*row)->saved_at, (*row)->kept_until, std::move(read->draft),
                           read->place};
    if (auto filled = put_pages_into(out); !filled) return fail(std::move(filled));
    return out;
}

Result<Done> KeptDrafts::put_pages_into(dossier::KeptDraft& draft) const {
    for (auto& paper : draft.draft.papers) {
        for (auto& page : paper.pages) {
            auto rows = database_.query("SELECT media_type, bytes, preview FROM kept_page WHERE id = ?1 AND draft = ?2",
                                        page.id, draft.id);
            if (!rows) return fail(std::move(rows));
            auto found = rows->step();
            if (!found) return fail(std::move(found));
            if (!*found) return fail(Code::corrupt, "a kept draft lacks one of its pages");
            auto bytes = vault_.unseal("kept_page", page.id.text(), "bytes", rows->bytes(1));
            if (!bytes) return fail(std::move(bytes));
            auto preview = vault_.unseal("kept_page", page.id.text(), "preview", rows->bytes(2));
            if (!preview) return fail(std::move(preview));
            page.bytes = std::make_shared<const dossier::PageBytes>(std::string(bytes->reveal()), rows->text(0));
            page.preview = unpacked_preview(preview->reveal());
        }
    }
    return Done{};
}

Result<Done> end_kept_draft(Database& database, const Uuid& id, DraftEnd end) {
    auto pages = database.change("DELETE FROM kept_page WHERE draft = ?1", id);
    if (!pages) return fail(std::move(pages));
    auto row = database.query("SELECT visit_code FROM kept_draft WHERE id = ?1", id);
    if (!row) return fail(std::move(row));
    auto found = row->step();
    if (!found) return fail(std::move(found));
    if (!*found) return Done{};
    auto factors = database.change("DELETE FROM factor WHERE code = ?1", draft_factor_code(row->text(0)));
    if (!factors) return fail(std::move(factors));
    auto ended =
        database.change("UPDATE kept_draft SET body = NULL, ended = ?2 WHERE id = ?1 AND ended IS NULL", id, word_of(end));
    if (!ended) return fail(std::move(ended));
    return Done{};
}

Result<Done> KeptDrafts::end(const Uuid& id, DraftEnd end) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    if (auto ended = end_kept_draft(database_, id, end); !ended) return ended;
    return transaction->commit();
}

Result<int> KeptDrafts::expire(WallTime now) {
    auto rows = database_.query("SELECT id FROM kept_draft WHERE ended IS NULL AND kept_until <= ?1", now);
    if (!rows) return fail(std::move(rows));
    std::vector<Uuid> over;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) break;
        over.push_back(rows->uuid(0));
    }
    for (const auto& id : over) {
        if (auto ended = end(id, DraftEnd::expired); !ended) return fail(std::move(ended));
    }
    // As long again as it was kept.
    auto forgotten =
        database_.change("DELETE FROM kept_draft WHERE ended IS NOT NULL AND 2 * kept_until - saved_at <= ?1", now);
    if (!forgotten) return fail(std::move(forgotten));
    return static_cast<int>(over.size());
}

Result<int> KeptDrafts::count() {
    auto rows = database_.query("SELECT count(*) FROM kept_draft WHERE ended IS NULL");
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    return static_cast<int>(rows->integer(0));
}

}  // namespace kiosk::store
