#include "kiosk/store/outbox.hpp"

namespace kiosk::store {
namespace {

// What may go next: a dossier or letter only after all its files, a row of progress only after all before it; one with a piece in
// flight rests.
constexpr std::string_view next_pieces =
    "FROM outbox AS o WHERE o.state = 'waiting' AND NOT EXISTS (SELECT 1 FROM unpaid AS u WHERE u.dossier = o.owner)"
    " AND NOT EXISTS (SELECT 1 FROM outbox AS b WHERE b.owner = o.owner AND b.state <> 'delivered'"
    "                 AND (b.state <> 'waiting' OR (o.kind <> 'file' AND b.position < o.position)))";
// A piece is due when its time has come, and also when the clock now stands before the last try: then the clock has jumped
// back, and its time may be years away.
constexpr std::string_view due =
    " AND (o.next_try_at IS NULL OR o.next_try_at <= ?1 OR ?1 < o.tried_at)"
    " ORDER BY o.submitted_at, o.owner, o.position LIMIT 1";

std::optional<Outbox::Kind> parse_kind(std::string_view text) {
    for (const auto kind : {Outbox::Kind::file, Outbox::Kind::dossier, Outbox::Kind::letter, Outbox::Kind::progress}) {
        if (name(kind) == text) return kind;
    }
    return std::nullopt;
}

Result<Done> one_changed(Result<int> changed) {
    if (!changed) return fail(std::move(changed));
    if (*changed == 1) return Done{};
    return fail(Code::not_found, "outbox: no such piece in a state that allows this");
}

}  // namespace

std::string_view name(Outbox::Kind kind) {
    switch (kind) {
        case Outbox::Kind::file: return "file";
        case Outbox::Kind::dossier: return "dossier";
        case Outbox::Kind::letter: return "letter";
        case Outbox::Kind::progress: return "progress";
    }
    broken("every kind of outbox item has a name");
}

std::string_view name(Outbox::State state) {
    switch (state) {
        case Outbox::State::waiting: return "waiting";
        case Outbox::State::in_flight: return "in_flight";
        case Outbox::State::delivered: return "delivered";
        case Outbox::State::refused: return "refused";
    }
    broken("every state of an outbox item has a name");
}

std::optional<Outbox::State> parse_state(std::string_view text) {
    for (const auto state :
         {Outbox::State::waiting, Outbox::State::in_flight, Outbox::State::delivered, Outbox::State::refused}) {
        if (name(state) == text) return state;
    }
    return std::nullopt;
}

Result<std::optional<Outbox::Item>> Outbox::next_due(WallTime now) {
    auto rows =
        database_.query("SELECT o.id, o.kind, o.dossier, o.attempts, o.refusals, o.doubtful, o.submitted_at, o.owner " +
                            std::string(next_pieces) + std::string(due),
                        now);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    if (!*row) return std::optional<Item>();
    auto item = read_item(*rows);
    if (!item) return fail(std::move(item));
    return std::optional<Item>(std::move(*item));
}

Result<Outbox::Item> Outbox::read_item(const Statement& row) {
    Item item;
    item.id = row.uuid(0);
    const auto kind = parse_kind(row.bytes(1));
    if (!kind) return fail(Code::corrupt, "table outbox: a kind that this program does not know");
    item.kind = *kind;
    item.dossier = row.uuid(2);
    item.attempts = static_cast<int>(row.integer(3));
    item.refusals = static_cast<int>(row.integer(4));
    item.doubtful = row.integer(5) != 0;
    item.submitted_at = row.wall_time(6);
    item.owner = row.uuid(7);
    if (item.of_letter()) return read_letter_item(std::move(item));
    if (item.kind == Kind::progress) return read_progress_item(std::move(item));
    const bool file = item.kind == Kind::file;
    auto contents = file ? database_.query(
                               "SELECT d.provisional_code, p.bytes, p.component, p.media_type, p.sha256 FROM page AS p"
                               " JOIN dossier AS d ON d.id = p.dossier WHERE p.id = ?1",
                               item.id)
                         : database_.query("SELECT provisional_code, body FROM dossier WHERE id = ?1", item.id);
    if (!contents) return fail(std::move(contents));
    auto found = contents->step();
    if (!found) return fail(std::move(found));
    if (!*found || contents->is_null(1)) return fail(Code::corrupt, "outbox: a piece that waits has no contents");
    item.provisional_code = contents->text(0);
    auto body = vault_.unseal(file ? "page" : "dossier", item.id.text(), file ? "bytes" : "body", contents->bytes(1));
    if (!body) return fail(std::move(body));
    item.body = std::move(*body);
    if (file) {
        item.component = contents->text(2);
        item.media_type = contents->text(3);
        item.sha256 = contents->text(4);
        return item;
    }
    auto files = sent_files(item);
    if (!files) return fail(std::move(files));
    item.files = std::move(*files);
    return item;
}

Result<std::optional<WallTime>> Outbox::next_due_at(WallTime now) {
    auto rows =
        database_.query("SELECT min(CASE WHEN o.next_try_at IS NULL OR ?1 < o.tried_at THEN ?1 ELSE o.next_try_at END) " +
                            std::string(next_pieces),
                        now);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    return *row && !rows->is_null(0) ? std::optional<WallTime>(rows->wall_time(0)) : std::nullopt;
}

Result<Done> Outbox::mark_in_flight(const Uuid& item, WallTime now) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto marked = one_changed(database_.change(
        "UPDATE outbox SET state = 'in_flight', attempts = attempts + 1, tried_at = ?2 WHERE id = ?1 AND state = 'waiting'",
        item, now));
    if (!marked) return marked;
    auto changed = database_.change(
        "UPDATE dossier SET delivery = 'in_flight' WHERE id = (SELECT dossier FROM outbox WHERE id = ?1) AND delivery = "
        "'waiting'",
        item);
    if (!changed) return fail(std::move(changed));
    return transaction->commit();
}

Result<Done> Outbox::delivered(const Uuid& item, std::string_view remote_id, WallTime now) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto rows = database_.query("SELECT kind, state, remote_id FROM outbox WHERE id = ?1", item);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    if (!*row) return fail(Code::not_found, "outbox: no such piece");
    if (rows->bytes(1) == "delivered") {
        if (rows->bytes(2) == remote_id) return Done{};  // the same acknowledgement again
        return fail(Code::untrusted,
                    "outbox: the portal acknowledged one piece under two names; ask the portal's operators");
    }
    auto marked =
        one_changed(database_.change("UPDATE outbox SET state = 'delivered', remote_id = ?2, sent_at = ?3, reason = '', "
                                     "doubtful = 0, next_try_at = NULL WHERE id = ?1",
                                     item, remote_id, now));
    if (!marked) return marked;
    if (rows->bytes(0) == "dossier") {
        auto changed =
            one_changed(database_.change("UPDATE dossier SET delivery = 'delivered', official_code = nullif(?2, ''), "
                                         "delivered_at = ?3, refusal = NULL WHERE id = ?1",
                                         item, remote_id, now));
        if (!changed) return changed;
        if (auto erased = erase_contents(item); !erased) return erased;
    } else if (rows->bytes(0) == "letter") {
        if (auto erased = erase_letter(item); !erased) return erased;
    } else if (rows->bytes(0) == "progress") {
        auto erased = one_changed(database_.change("UPDATE progress SET body = NULL WHERE id = ?1", item));
        if (!erased) return erased;
        auto cleared = database_.change(
            "UPDATE dossier SET refusal = NULL WHERE delivery = 'delivered' AND id = (SELECT dossier FROM outbox WHERE id = "
            "?1)",
            item);
        if (!cleared) return fail(std::move(cleared));
    } else if (auto resting = rest(item); !resting) {
        return resting;
    }
    return transaction->commit();
}

Result<Done> Outbox::rest(const Uuid& item) {
    auto changed = database_.change(
        "UPDATE dossier SET delivery = 'waiting' WHERE id = (SELECT dossier FROM outbox WHERE id = ?1) AND delivery = "
        "'in_flight'",
        item);
    if (!changed) return fail(std::move(changed));
    return Done{};
}

Result<Done> Outbox::put_off(const Uuid& item, const Delay& delay, WallTime now) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto marked =
        one_changed(database_.change("UPDATE outbox SET state = 'waiting', next_try_at = ?2, reason = ?3, doubtful = "
                                     "(doubtful OR ?4), refusals = refusals + ?5,"
                                     " tried_at = ?6 WHERE id = ?1 AND state IN ('waiting', 'in_flight')",
                                     item, delay.until, kiosk::name(delay.reason), delay.doubtful, delay.refused, now));
    if (!marked) return marked;
    if (auto resting = rest(item); !resting) return resting;
    if (delay.refused && !delay.words.empty()) {
        if (auto kept = keep_words(item, delay.words); !kept) return kept;
    }
    return transaction->commit();
}

// A letter is told once: its first no is its last, and refuse() keeps the words.
Result<Done> Outbox::keep_words(const Uuid& item, std::string_view words) {
    auto rows = database_.query("SELECT dossier FROM outbox WHERE id = ?1 AND dossier IS NOT NULL", item);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    if (!*row) return Done{};
    const auto dossier = rows->uuid(0);
    const auto sealed = vault_.seal("dossier", dossier.text(), "refusal", words);
    return one_changed(database_.change("UPDATE dossier SET refusal = ?2 WHERE id = ?1", dossier, Bytes{sealed}));
}

Result<Done> Outbox::doubt_settled(const Uuid& item) {
    return one_changed(
        database_.change("UPDATE outbox SET doubtful = 0 WHERE id = ?1 AND state IN ('waiting', 'in_flight')", item));
}

Result<Done> Outbox::refuse(const Uuid& item, std::string_view words, WallTime now) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto rows =
        database_.query("SELECT owner, dossier, kind FROM outbox WHERE id = ?1 AND state IN ('waiting', 'in_flight')", item);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    if (!*row) return fail(Code::not_found, "outbox: no such piece that waits");
    const auto dossier = rows->uuid(0);
    if (rows->is_null(1)) {
        if (auto refused = refuse_letter(dossier, words, now); !refused) return refused;
        return transaction->commit();
    }
    if (rows->bytes(2) == "progress") {
        if (auto refused = refuse_progress(item, dossier, words, now); !refused) return refused;
        return transaction->commit();
    }
    auto pieces = database_.change(
        "UPDATE outbox SET state = 'refused', reason = 'refused', doubtful = 0, next_try_at = NULL,"
        " tried_at = ?2 WHERE dossier = ?1 AND state <> 'delivered'",
        dossier, now);
    if (!pieces) return fail(std::move(pieces));
    const auto sealed = vault_.seal("dossier", dossier.text(), "refusal", words);
    auto changed = one_changed(
        database_.change("UPDATE dossier SET delivery = 'refused', refusal = ?2 WHERE id = ?1", dossier, Bytes{sealed}));
    if (!changed) return changed;
    return transaction->commit();
}

// What comes behind it waits for staff as well: rows tell one story, in its order.
Result<Done> Outbox::refuse_progress(const Uuid& item, const Uuid& dossier, std::string_view words, WallTime now) {
    auto pieces = database_.change(
        "UPDATE outbox SET state = 'refused', reason = 'refused', doubtful = 0, next_try_at = NULL, tried_at = ?2"
        " WHERE dossier = ?1 AND state <> 'delivered'",
        dossier, now);
    if (!pieces) return fail(std::move(pieces));
    return keep_words(item, words);
}

Result<Done> Outbox::refuse_letter(const Uuid& letter, std::string_view words, WallTime now) {
    auto pieces = database_.change(
        "UPDATE outbox SET state = 'refused', reason = 'refused', doubtful = 0, next_try_at = NULL, tried_at = ?2"
        " WHERE owner = ?1 AND state <> 'delivered'",
        letter, now);
    if (!pieces) return fail(std::move(pieces));
    if (auto erased = erase_letter(letter); !erased) return erased;
    const auto sealed = vault_.seal("letter", letter.text(), "refusal", words);
    return one_changed(database_.change("UPDATE letter SET refusal = ?2 WHERE id = ?1", letter, Bytes{sealed}));
}

Result<std::vector<Outbox::Row>> Outbox::list() {
    auto rows = database_.query(
        "SELECT o.id, o.kind, o.state, o.dossier, d.provisional_code, d.official_code, d.procedure_code, o.submitted_at, "
        "o.attempts,"
        " o.doubtful, o.next_try_at, o.reason, l.kind, l.about, o.owner, d.refusal, "
        "EXISTS (SELECT 1 FROM unpaid AS u WHERE u.dossier = o.owner) FROM outbox AS o LEFT JOIN dossier AS d "
        "ON d.id = o.dossier"
        " LEFT JOIN letter AS l ON l.id = o.owner WHERE o.state <> 'delivered'"
        " ORDER BY o.submitted_at, o.owner, o.position");
    if (!rows) return fail(std::move(rows));
    std::vector<Row> out;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        const auto kind = parse_kind(rows->bytes(1));
        const auto state = parse_state(rows->bytes(2));
        if (!kind || !state) return fail(Code::corrupt, "table outbox: a row that this program does not know how to read");
        Row& next = out.emplace_back();
        next.id = rows->uuid(0);
        next.kind = *kind;
        next.state = *state;
        next.dossier = rows->uuid(3);
        next.provisional_code = rows->text(4);
        next.official_code = rows->text(5);
        next.procedure_code = rows->text(6);
        next.submitted_at = rows->wall_time(7);
        next.attempts = static_cast<int>(rows->integer(8));
        next.doubtful = rows->integer(9) != 0;
        if (!rows->is_null(10)) next.next_try_at = rows->wall_time(10);
        next.owner = rows->uuid(14);
        next.unpaid = rows->integer(16) != 0;
        next.reason = next.unpaid ? std::string(name(Code::unpaid)) : rows->text(11);
        if (!rows->is_null(15)) {
            auto words = vault_.unseal("dossier", next.dossier.text(), "refusal", rows->bytes(15));
            if (!words) return fail(std::move(words));
            next.words = words->reveal();
        }
        if (!next.dossier.nil()) continue;
        const auto letter = dossier::parse_letter_kind(rows->bytes(12));
        if (!letter) return fail(Code::corrupt, "table letter: a kind that this program does not know");
        next.letter = *letter;
        next.about = rows->text(13);
    }
}

Result<int> Outbox::send_now() { return database_.change("UPDATE outbox SET next_try_at = NULL WHERE state = 'waiting'"); }

Result<bool> Outbox::try_again(const Uuid& dossier) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto changed = database_.change(
        "UPDATE dossier SET delivery = CASE delivery WHEN 'refused' THEN 'waiting' ELSE delivery END,"
        " refusal = NULL WHERE id = ?1",
        dossier);
    if (!changed) return fail(std::move(changed));
    // Nobody remembers what became of each sending before the refusal: ask first.
    auto pieces = database_.change(
        "UPDATE outbox SET state = 'waiting', refusals = 0, doubtful = 1, next_try_at = NULL, reason = ''"
        " WHERE dossier = ?1 AND state = 'refused'",
        dossier);
    if (!pieces) return fail(std::move(pieces));
    if (*pieces == 0) return false;
    auto done = transaction->commit();
    if (!done) return fail(std::move(done));
    return true;
}

Result<int> Outbox::waiting_count() {
    return count(
        "SELECT (SELECT count(*) FROM outbox WHERE kind = 'dossier' AND state = 'waiting')"
        " + (SELECT count(*) FROM outbox WHERE kind = 'dossier' AND state = 'in_flight')");
}

Result<int> Outbox::waiting_letters_count() {
    return count(
        "SELECT (SELECT count(*) FROM outbox WHERE kind = 'letter' AND state = 'waiting')"
        " + (SELECT count(*) FROM outbox WHERE kind = 'letter' AND state = 'in_flight')");
}

Result<int> Outbox::refused_count() { return count("SELECT count(*) FROM dossier WHERE delivery = 'refused'"); }

Result<bool> Outbox::anything_waits() {
    auto found = count(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting')"
        " OR EXISTS (SELECT 1 FROM outbox WHERE state = 'in_flight')");
    if (!found) return fail(std::move(found));
    return *found != 0;
}

Result<int> Outbox::count(std::string_view sql) {
    auto rows = database_.query(sql);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    return static_cast<int>(rows->integer(0));
}

Result<int> Outbox::recover() {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto pieces =
        database_.change("UPDATE outbox SET state = 'waiting', doubtful = 1, next_try_at = NULL WHERE state = 'in_flight'");
    if (!pieces) return pieces;
    auto dossiers = database_.change("UPDATE dossier SET delivery = 'waiting' WHERE delivery = 'in_flight'");
    if (!dossiers) return dossiers;
    auto done = transaction->commit();
    if (!done) return fail(std::move(done));
    return pieces;
}

}  // namespace kiosk::store
