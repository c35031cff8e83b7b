#include "kiosk/review/counted.hpp"

#include <algorithm>
#include <array>

namespace kiosk::review {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, counted_kinds> names{
    "visits",      "found_by_search", "searches_left", "unfound_words", "asked_for", "counter_only",
    "untested",    "no_device",       "begun",         "filed_online",  "prepared",  "paper_missing",
    "paper_later", "ended_in_time",   "ended_late",    "found_overdue"};

}  // namespace

std::string_view name(Counted counted) { return names.at(static_cast<std::size_t>(counted)); }

std::optional<Counted> parse_counted(std::string_view word) {
    const auto found = std::find(names.begin(), names.end(), word);
    if (found == names.end()) return std::nullopt;
    return static_cast<Counted>(found - names.begin());
}

std::string month_of(WallTime at) { return local_time(at).date.iso().substr(0, 7); }

bool is_month(std::string_view text) { return text.size() == 7 && parse_iso_date(std::string(text) + "-01").has_value(); }

}  // namespace kiosk::review
