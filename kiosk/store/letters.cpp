#include "kiosk/store/letters.hpp"

#include "kiosk/dossier/dossier_code.hpp"

namespace kiosk::store {
namespace {

constexpr std::string_view letter_columns =
    "SELECT l.id, l.kind, l.about, l.written_at, l.refusal, o.state FROM letter AS l JOIN outbox AS o ON o.id = l.id ";

}  // namespace

Result<LetterRow> Letters::record(const NewLetter& letter) {
    auto known = find(letter.id);
    if (!known) return fail(std::move(known));
    if (*known) return std::move(**known);
    if (room_ && !letter.pages.empty()) {
        if (auto room = room_(); !room) return fail(std::move(room));
    }
    auto inserted = insert(letter);
    if (!inserted && inserted.error().code != Code::unknown_outcome) return fail(std::move(inserted));
    auto row = find(letter.id);
    if (!row) return fail(Code::unknown_outcome, "a letter may or may not be recorded: " + row.error().detail);
    if (*row) return std::move(**row);
    if (!inserted) return tl::unexpected<Error>(database_.commit_failure());
    return fail(Code::corrupt, "a letter that was just recorded is not there; stop the kiosk and look at its disk");
}

Result<Done> Letters::insert(const NewLetter& letter) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    const auto body = vault_.seal("letter", letter.id.text(), "body", letter.body.reveal());
    auto written =
        database_.change("INSERT INTO letter (id, kind, about, written_at, body) VALUES (?1, ?2, ?3, ?4, ?5)", letter.id,
                         dossier::name(letter.kind), dossier::canonical_code(letter.about), letter.written_at, Bytes{body});
    if (!written) return fail(std::move(written));
    int position = 0;
    for (const auto& page : letter.pages) {
        if (auto kept = insert_page(letter, page, ++position); !kept) return kept;
    }
    if (auto queued = enqueue(letter.id, letter, "letter", ++position); !queued) return queued;
    return transaction->commit();
}

Result<Done> Letters::insert_page(const NewLetter& letter, const StoredPage& page, int position) {
    if (page.bytes == nullptr) return fail(Code::bad_usage, "a page without a picture");
    const auto bytes = page.bytes->bytes();
    const auto sealed = vault_.seal("letter_page", page.id.text(), "bytes", bytes);
    auto kept = database_.change(
        "INSERT INTO letter_page (id, letter, position, component, media_type, size_bytes, sha256, bytes)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        page.id, letter.id, position, page.component, page.bytes->media_type(), static_cast<std::int64_t>(bytes.size()),
        sha256_hex(bytes), Bytes{sealed});
    if (!kept) return fail(std::move(kept));
    return enqueue(page.id, letter, "file", position);
}

Result<Done> Letters::enqueue(const Uuid& piece, const NewLetter& letter, std::string_view kind, int position) {
    auto queued = database_.change(
        "INSERT INTO outbox (id, owner, kind, position, state, submitted_at) VALUES (?1, ?2, ?3, ?4, 'waiting', ?5)", piece,
        letter.id, kind, position, letter.written_at);
    if (!queued) return fail(std::move(queued));
    return Done{};
}

Result<std::optional<LetterRow>> Letters::find(const Uuid& id) {
    auto rows = database_.query(std::string(letter_columns) + "WHERE l.id = ?1", id);
    if (!rows) return fail(std::move(rows));
    return read_one(*rows);
}

Result<std::optional<LetterRow>> Letters::last_about(const std::vector<std::string>& codes, dossier::LetterKind kind) {
    std::optional<LetterRow> last;
    for (const auto& code : codes) {
        if (code.empty()) continue;
        auto rows = database_.query(
            std::string(letter_columns) + "WHERE l.about = ?1 AND l.kind = ?2 ORDER BY l.written_at DESC, l.id DESC LIMIT 1",
            dossier::canonical_code(code), dossier::name(kind));
        if (!rows) return fail(std::move(rows));
        auto row = read_one(*rows);
        if (!row) return row;
        if (*row && (!last || last->written_at < (*row)->written_at)) last = std::move(**row);
    }
    return last;
}

Result<std::vector<LetterRow>> Letters::refused() {
    auto rows = database_.query(std::string(letter_columns) +
                                "WHERE o.state = 'refused' AND l.about <> '' ORDER BY l.written_at DESC, l.id DESC");
    if (!rows) return fail(std::move(rows));
    std::vector<LetterRow> out;
    for (;;) {
        auto row = read_one(*rows);
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        out.push_back(std::move(**row));
    }
}

Result<std::optional<LetterRow>> Letters::read_one(Statement& rows) const {
    auto row = rows.step();
    if (!row) return fail(std::move(row));
    if (!*row) return std::optional<LetterRow>();
    const auto kind = dossier::parse_letter_kind(rows.bytes(1));
    const auto state = parse_state(rows.bytes(5));
    if (!kind || !state) return fail(Code::corrupt, "table letter: a row that this program does not know how to read");
    LetterRow out{rows.uuid(0), *kind, rows.text(2), rows.wall_time(3), *state, {}};
    if (!rows.is_null(4)) {
        auto refusal = vault_.unseal("letter", out.id.text(), "refusal", rows.bytes(4));
        if (!refusal) return fail(std::move(refusal));
        out.refusal = refusal->reveal();
    }
    return std::optional<LetterRow>(std::move(out));
}

}  // namespace kiosk::store
