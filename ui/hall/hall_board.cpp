#include "ui/hall/hall_board.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/texts/ids.hpp"
#include "ui/hall/head.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

constexpr std::size_t most_calls = 9;
constexpr Duration half_flash = 500ms;  // one flash a second: below three it harms nobody (WCAG 2.3.1)
constexpr Duration old_after = 12s;     // whoever follows the queue hears from it at least every five
constexpr Duration turn = 12s;          // of a language in which the day's notice stands
constexpr double board_scale = 1.27;    // the largest face then has 280 px of 1080

std::string either(const std::string& first, const std::string& second) {
    return first == second ? first : first + " · " + second;
}

}  // namespace

Display board_display(int width_px, int height_px) {
    Display out;
    out.width_px = width_px;
    out.height_px = height_px;
    out.diagonal_inch = 24 / board_scale;
    return out;
}

std::string HallBoard::both(TextId id) const { return either(languages_.in("vi")(id), languages_.in("en")(id)); }

void HallBoard::take(const queue::Hall& hall, Monotonic as_of, Monotonic now, WallTime wall) {
    const bool first = !as_of_;
    as_of_ = as_of;
    const auto day = hall.business_day(wall);
    if (day != day_) seen_.clear();
    day_ = day;
    notice_ = settings_.today.words_of(hall.today(day));
    view_ = queue::board_of(hall, wall, settings_.queue, most_calls);
    for (const auto& call : view_.calls)
        seen_.try_emplace({call.press, call.at}, first ? now + -2 * settings_.board.fresh : now);
}

std::optional<Monotonic> HallBoard::fresh_since(const queue::BoardCall& call, Monotonic now) const {
    const auto seen = seen_.find({call.press, call.at});
    if (seen == seen_.end() || now - seen->second >= settings_.board.fresh) return std::nullopt;
    return seen->second;
}

bool HallBoard::is_old(Monotonic now) const { return as_of_ && now - *as_of_ >= old_after; }

Board::Call HallBoard::shown(const queue::BoardCall& call, Monotonic now) const {
    Board::Call out{call.number, call.counter, {}, call.awaited, fresh_since(call, now).has_value()};
    if (const auto* counter = settings_.queue.counter(call.counter)) {
        out.counter = languages_.in("vi")(counter->name);
        if (const auto& also = languages_.in("en")(counter->name); also != out.counter) out.counter_also = also;
    }
    return out;
}

void HallBoard::draw(Frame& frame, Monotonic now, WallTime wall) const {
    const auto& texts = languages_.in("vi");
    auto head = hall_head(settings_, texts, wall);
    if (!as_of_ || is_old(now)) {
        const auto words = [&](const Texts& in) {
            return as_of_ ? in(text::board_as_of, fmt::arg("time", wording::time(wall + -(now - *as_of_))))
                          : in(text::board_no_data);
        };
        head.banner = either(words(texts), words(languages_.in("en")));
        head.banner_tone = Tone::warn;
    }
    frame.chrome(std::move(head));
    Board board;
    const bool awaited = !view_.calls.empty() && view_.calls.front().awaited;
    board.newest = both(awaited ? text::board_now : text::board_last);
    board.before = both(text::board_before);
    board.nobody = both(text::board_nobody);
    board.waiting = both(text::board_waiting);
    std::optional<Monotonic> since;  // the newest one sets the beat: all flash together
    for (const auto& call : view_.calls) {
        board.calls.push_back(shown(call, now));
        if (const auto fresh = fresh_since(call, now)) since = std::max(since.value_or(*fresh), *fresh);
    }
    board.lit = since && !settings_.board.calm && (now - *since) / half_flash % 2 == 0;
    for (const auto& waiting : view_.waiting) {
        const auto* line = settings_.queue.line(waiting.line);
        if (line != nullptr) board.lines.push_back({line->prefix, texts(line->name), std::to_string(waiting.people)});
    }
    board.notice = languages_.in(in_turn(wall))(notice_);
    frame.board(std::move(board));
}

/// Nobody can choose, and one line has room for one language: they take turns.
const char* HallBoard::in_turn(WallTime wall) { return wall.since_epoch / turn % 2 == 0 ? "vi" : "en"; }

Monotonic HallBoard::next_change(Monotonic now, WallTime wall) const {
    constexpr Duration minute = 60s;
    auto soonest = now + (minute - wall.since_epoch % minute);
    const auto earlier = [&](Monotonic at) {
        if (at > now) soonest = std::min(soonest, at);
    };
    if (as_of_) earlier(*as_of_ + old_after);
    if (!notice_.en.empty() && notice_.en != notice_.vi) earlier(now + (turn - wall.since_epoch % turn));
    for (const auto& call : view_.calls) {
        const auto since = fresh_since(call, now);
        if (!since) continue;
        earlier(*since + settings_.board.fresh);
        if (!settings_.board.calm) earlier(*since + half_flash * ((now - *since) / half_flash + 1));
    }
    return soonest;
}

}  // namespace kiosk::ui
