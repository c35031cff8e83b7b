#include "kiosk/store/today_book.hpp"

namespace kiosk::store {
namespace {

constexpr std::string_view hidden_row = "hidden";
constexpr std::string_view stopped_row = "tickets_stopped";
constexpr std::string_view notice_row = "notice";
constexpr std::string_view words_row = "words";

Result<Done> write_row(Database& database, LocalDate day, std::string_view what, std::string_view value) {
    auto changed = database.change("INSERT INTO today (day, what, value) VALUES (?1, ?2, ?3)", day, what, value);
    if (!changed) return fail(std::move(changed));
    return Done{};
}

Result<Done> write_today(Database& database, LocalDate day, const settings::Today& today) {
    // What was said of days before goes as well: words that staff typed may name somebody.
    auto cleared = database.change("DELETE FROM today WHERE day <= ?1", day);
    if (!cleared) return fail(std::move(cleared));
    for (const auto& code : today.hidden) {
        if (auto written = write_row(database, day, hidden_row, code); !written) return written;
    }
    if (today.tickets_stopped) {
        if (auto written = write_row(database, day, stopped_row, ""); !written) return written;
    }
    if (!today.notice.empty()) {
        if (auto written = write_row(database, day, notice_row, today.notice); !written) return written;
    }
    return today.words.empty() ? Result<Done>(Done{}) : write_row(database, day, words_row, today.words);
}

}  // namespace

Result<settings::Today> TodayBook::read(LocalDate day) {
    auto rows = database_.query("SELECT what, value FROM today WHERE day = ?1 ORDER BY what, value", day);
    if (!rows) return fail(std::move(rows));
    settings::Today out;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        const auto what = rows->text(0);
        if (what == hidden_row) out.hidden.push_back(rows->text(1));
        else if (what == stopped_row) out.tickets_stopped = true;
        else if (what == notice_row) out.notice = rows->text(1);
        else if (what == words_row) out.words = rows->text(1);
        else return fail(Code::corrupt, "table today: a row that this program does not know");
    }
}

Result<settings::Today> TodayBook::change(LocalDate day, const settings::TodayChange& change) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto before = read(day);
    if (!before) return before;
    auto after = settings::changed(std::move(*before), change);
    if (!after) return after;
    if (auto written = write_today(database_, day, *after); !written) return fail(std::move(written));
    if (auto done = transaction->commit(); !done) return fail(std::move(done));
    return after;
}

}  // namespace kiosk::store
