#pragma once
/// «Hôm nay»: what staff decided for one business day, beside the configuration; gone the next day. Values; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::settings {

struct Today {
    std::vector<std::string> hidden;  ///< national codes of procedures that are not taken today, sorted
    bool tickets_stopped = false;
    std::string notice;  ///< id of a prepared notice (`[[today.notice]]`); empty: none
    std::string words;   ///< staff's own words instead of a prepared notice; empty: none
    bool operator==(const Today&) const = default;

    [[nodiscard]] bool hides(std::string_view code) const;
    /// Nothing was decided.
    [[nodiscard]] bool is_usual() const { return *this == Today{}; }
};

/// One decision. `value` is a procedure's code, a notice's id, or words.
struct TodayChange {
    enum class Kind { hide, offer, stop_tickets, give_tickets, show_notice, show_words, show_nothing };
    Kind kind = Kind::hide;
    std::string value{};
    bool operator==(const TodayChange&) const = default;
};
[[nodiscard]] std::string_view name(TodayChange::Kind kind);  ///< "hide", …
[[nodiscard]] std::optional<TodayChange::Kind> parse_today_change(std::string_view name);

inline constexpr std::size_t longest_notice_bytes = 240;  ///< two or three lines on the first page

/// The day after the change. bad_usage for words that are none, or longer than the first page has room for.
[[nodiscard]] Result<Today> changed(Today today, const TodayChange& change);

}  // namespace kiosk::settings
