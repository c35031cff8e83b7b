#include "kiosk/store/tally_book.hpp"

#include "kiosk/review/search_words.hpp"

namespace kiosk::store {

using review::Counted;

Result<Done> add_count(Database& database, WallTime at, Counted counted, std::string_view procedure,
                       std::string_view detail) {
    auto changed = database.change(
        "INSERT INTO tally (month, counted, procedure, detail, count) VALUES (?1, ?2, ?3, ?4, 1)"
        " ON CONFLICT (month, counted, procedure, detail) DO UPDATE SET count = count + 1",
        review::month_of(at), review::name(counted), procedure, detail);
    if (!changed) return fail(std::move(changed));
    return Done{};
}

Result<Done> TallyBook::count(const review::Notes& notes, WallTime now, const Says& says) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    for (const auto& note : notes) {
        if (auto added = add_count(database_, now, note.counted, note.procedure, note.detail); !added) return added;
        if (note.counted != Counted::searches_left) continue;
        if (auto added = count_words(note.words.reveal(), now, says); !added) return added;
    }
    return transaction->commit();
}

Result<Done> TallyBook::count_words(std::string_view typed, WallTime now, const Says& says) {
    const auto words = review::countable_words(typed);
    if (!words) return Done{};
    if (says(*words)) return add_count(database_, now, Counted::unfound_words, "", *words);

    const auto month = review::month_of(now);
    auto forgotten = database_.change("DELETE FROM tally_words WHERE month <> ?1", month);
    if (!forgotten) return fail(std::move(forgotten));
    auto rows = database_.query(
        "INSERT INTO tally_words (month, hash, visits) VALUES (?1, ?2, 1)"
        " ON CONFLICT (month, hash) DO UPDATE SET visits = visits + 1 RETURNING visits",
        month, Bytes{vault_.keyed_hash("words of a search", *words)});
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    const auto visits = *row ? rows->integer(0) : 0;
    if (auto end = rows->step(); !end) return fail(std::move(end));
    if (visits < review::enough_visits) return Done{};
    auto changed = database_.change(
        "INSERT INTO tally (month, counted, procedure, detail, count) VALUES (?1, ?2, '', ?3, ?4)"
        " ON CONFLICT (month, counted, procedure, detail) DO UPDATE SET count = max(count, ?4)",
        month, review::name(Counted::unfound_words), *words, visits);
    if (!changed) return fail(std::move(changed));
    return Done{};
}

Result<std::string> TallyBook::id(WallTime now) {
    constexpr std::string_view name = "tally_book";
    auto known = database_.meta(name);
    if (!known || !known->empty()) return known;
    auto made = ids_.make(now).text();
    if (auto kept = database_.set_meta(name, made); !kept) return fail(std::move(kept));
    return made;
}

Result<review::Book> TallyBook::read(std::string_view centre, std::string_view kiosk, WallTime now) {
    auto own = id(now);
    if (!own) return fail(std::move(own));
    review::Book out{std::move(*own), std::string(centre), std::string(kiosk), now, {}};
    auto rows = database_.query("SELECT month, counted, procedure, detail, count FROM tally");
    if (!rows) return fail(std::move(rows));
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        const auto counted = review::parse_counted(rows->bytes(1));
        if (!counted) return fail(Code::corrupt, "table tally: something that this program does not count");
        out.counts.emplace(review::CountLine{rows->text(0), *counted, rows->text(2), rows->text(3)}, rows->integer(4));
    }
}

}  // namespace kiosk::store
