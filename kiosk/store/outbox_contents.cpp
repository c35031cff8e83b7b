// What a piece in the outbox carries, the files that the portal has already, and how it is erased.
#include "kiosk/store/outbox.hpp"

namespace kiosk::store {

Result<Outbox::Item> Outbox::read_letter_item(Item item) {
    const bool file = item.kind == Kind::file;
    auto rows = file ? database_.query(
                           "SELECT l.kind, l.about, p.bytes, p.component, p.media_type, p.sha256 FROM letter_page AS p"
                           " JOIN letter AS l ON l.id = p.letter WHERE p.id = ?1",
                           item.id)
                     : database_.query("SELECT kind, about, body FROM letter WHERE id = ?1", item.id);
    if (!rows) return fail(std::move(rows));
    auto found = rows->step();
    if (!found) return fail(std::move(found));
    if (!*found || rows->is_null(2)) return fail(Code::corrupt, "outbox: a letter that waits has no contents");
    const auto kind = dossier::parse_letter_kind(rows->bytes(0));
    if (!kind) return fail(Code::corrupt, "table letter: a kind that this program does not know");
    item.letter = *kind;
    item.about = rows->text(1);
    auto body = vault_.unseal(file ? "letter_page" : "letter", item.id.text(), file ? "bytes" : "body", rows->bytes(2));
    if (!body) return fail(std::move(body));
    item.body = std::move(*body);
    if (file) {
        item.component = rows->text(3);
        item.media_type = rows->text(4);
        item.sha256 = rows->text(5);
        return item;
    }
    auto files = sent_files(item);
    if (!files) return fail(std::move(files));
    item.files = std::move(*files);
    return item;
}

Result<Outbox::Item> Outbox::read_progress_item(Item item) {
    auto rows = database_.query(
        "SELECT d.provisional_code, p.body FROM progress AS p JOIN dossier AS d ON d.id = p.dossier WHERE p.id = ?1",
        item.id);
    if (!rows) return fail(std::move(rows));
    auto found = rows->step();
    if (!found) return fail(std::move(found));
    if (!*found || rows->is_null(1)) return fail(Code::corrupt, "outbox: a row of progress that waits has no contents");
    item.letter = dossier::LetterKind::progress;
    item.about = item.provisional_code = rows->text(0);
    auto body = vault_.unseal("progress", item.id.text(), "body", rows->bytes(1));
    if (!body) return fail(std::move(body));
    item.body = std::move(*body);
    return item;
}

Result<std::vector<Outbox::SentFile>> Outbox::sent_files(const Item& item) {
    auto rows = database_.query(
        item.of_letter()
            ? "SELECT p.id, p.component, p.media_type, p.size_bytes, p.sha256, o.remote_id FROM letter_page AS p"
              " JOIN outbox AS o ON o.id = p.id WHERE p.letter = ?1 AND o.state = 'delivered' ORDER BY p.position"
            : "SELECT p.id, p.component, p.media_type, p.size_bytes, p.sha256, o.remote_id FROM page AS p"
              " JOIN outbox AS o ON o.id = p.id WHERE p.dossier = ?1 AND o.state = 'delivered' ORDER BY p.position",
        item.owner);
    if (!rows) return fail(std::move(rows));
    std::vector<SentFile> out;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        out.push_back({rows->uuid(0), rows->text(1), rows->text(2), rows->integer(3), rows->text(4), rows->text(5)});
    }
}

// secure_delete overwrites what these statements let go of; the journal is overwritten as it goes round.
Result<Done> Outbox::erase_contents(const Uuid& dossier) {
    auto pages = database_.change("UPDATE page SET bytes = NULL WHERE dossier = ?1", dossier);
    if (!pages) return fail(std::move(pages));
    auto body = database_.change("UPDATE dossier SET body = NULL WHERE id = ?1", dossier);
    if (!body) return fail(std::move(body));
    return Done{};
}

Result<Done> Outbox::erase_letter(const Uuid& letter) {
    auto pages = database_.change("UPDATE letter_page SET bytes = NULL WHERE letter = ?1", letter);
    if (!pages) return fail(std::move(pages));
    return one_changed(database_.change("UPDATE letter SET body = NULL WHERE id = ?1", letter));
}

// The dossier of this piece waits again.

}  // namespace kiosk::store
