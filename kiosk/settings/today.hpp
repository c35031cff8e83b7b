#pragma once
/// «Hôm nay»: what staff decided for one business day, beside the configuration; gone the next day. Values; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::settings {

struct Today {
    std::vector<std::string> hidden;  ///< national codes of procedures that are not taken today, sorted
    bool tickets_stopped = false;
    std::string notice;                           ///< id of a prepared notice (`[[today.notice]]`); empty: none
    std::string words;                            ///< staff's own words instead of a prepared notice; empty: none
    std::optional<std::vector<Stretch>> hours{};  ///< instead of the configuration's; empty: closed all day
    std::vector<std::string> counters_off{};      ///< ids of counters that nobody opens today, sorted
    bool operator==(const Today&) const = default;

    [[nodiscard]] bool hides(std::string_view code) const;
    [[nodiscard]] bool is_off(std::string_view counter) const;
    /// Nothing was decided.
    [[nodiscard]] bool is_usual() const { return *this == Today{}; }
};

/// One decision. `value` is a procedure's code, a notice's id, words, hours as hours_text() writes them, or a counter.
struct TodayChange {
    enum class Kind {
        hide,
        offer,
        stop_tickets,
        give_tickets,
        show_notice,
        show_words,
        show_nothing,
        set_hours,
        usual_hours,
        counter_off,
        counter_on
    };
    Kind kind = Kind::hide;
    std::string value{};
    bool operator==(const TodayChange&) const = default;
};
[[nodiscard]] std::string_view name(TodayChange::Kind kind);  ///< "hide", …
[[nodiscard]] std::optional<TodayChange::Kind> parse_today_change(std::string_view name);

inline constexpr std::size_t longest_notice_bytes = 240;  ///< two or three lines on the first page

/// The day after the change. bad_usage for words that are none, or longer than the first page has room for, and for hours that are none.
[[nodiscard]] Result<Today> changed(Today today, const TodayChange& change);

/// "07:30-11:30, 13:30-17:00"; empty: closed all day.
[[nodiscard]] std::string hours_text(const std::vector<Stretch>& stretches);
/// In order and without overlap, else bad_usage.
[[nodiscard]] Result<std::vector<Stretch>> parse_hours(std::string_view text);
/// The hours with those of `day` as staff decided them.
[[nodiscard]] Hours hours_with(const Hours& usual, const LocalDate& day, const Today& today);
/// opening_at() by those.
[[nodiscard]] Opening opening_today(const Hours& usual, const Today& today, const LocalTime& now);

}  // namespace kiosk::settings
