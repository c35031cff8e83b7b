#include "kiosk/settings/today.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/base/text.hpp"

namespace kiosk::settings {
namespace {

constexpr std::array<std::string_view, 7> change_names{"hide",        "offer",      "stop_tickets", "give_tickets",
                                                       "show_notice", "show_words", "show_nothing"};

}  // namespace

std::string_view name(TodayChange::Kind kind) { return change_names.at(static_cast<std::size_t>(kind)); }

std::optional<TodayChange::Kind> parse_today_change(std::string_view name) {
    const auto found = std::find(change_names.begin(), change_names.end(), name);
    if (found == change_names.end()) return std::nullopt;
    return static_cast<TodayChange::Kind>(found - change_names.begin());
}

bool Today::hides(std::string_view code) const { return std::binary_search(hidden.begin(), hidden.end(), code); }

Result<Today> changed(Today today, const TodayChange& change) {
    using Kind = TodayChange::Kind;
    switch (change.kind) {
        case Kind::hide:
            if (today.hides(change.value)) break;
            today.hidden.insert(std::upper_bound(today.hidden.begin(), today.hidden.end(), change.value), change.value);
            break;
        case Kind::offer: std::erase(today.hidden, change.value); break;
        case Kind::stop_tickets: today.tickets_stopped = true; break;
        case Kind::give_tickets: today.tickets_stopped = false; break;
        case Kind::show_notice:
            today.notice = change.value;
            today.words.clear();
            break;
        case Kind::show_words: {
            const auto words = trim(change.value);
            if (words.empty()) return fail(Code::bad_usage, "a notice has words");
            if (words.size() > longest_notice_bytes)
                return fail(Code::bad_usage, fmt::format("a notice has up to {} bytes, this one has {}; say it shorter",
                                                         longest_notice_bytes, words.size()));
            today.words = words;
            today.notice.clear();
            break;
        }
        case Kind::show_nothing:
            today.notice.clear();
            today.words.clear();
            break;
    }
    return today;
}

}  // namespace kiosk::settings
