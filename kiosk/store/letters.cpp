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
    auto queued = database_.change(
        "INSERT INTO outbox (id, kind, position, state, submitted_at) VALUES (?1, 'letter', 1, 'waiting', ?2)", letter.id,
        letter.written_at);
    if (!queued) return fail(std::move(queued));
    return transaction->commit();
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
