#include "kiosk/review/count_rules.hpp"

#include <algorithm>

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::review {

std::optional<CountRules::Fault> CountRules::fault_of_words(const CountLine& line, std::int64_t count) const {
    if (!line.procedure.empty()) return Fault{"procedure", "words that found nothing are of no procedure"};
    if (countable_words(line.detail) != line.detail)
        return Fault{"detail", "words with digits or other signs are never kept"};
    if (count < enough_visits && !words_.say(line.detail))
        return Fault{"count", "words that the catalogue does not say are kept from five visits on"};
    return std::nullopt;
}

std::optional<CountRules::Fault> CountRules::fault_of(const CountLine& line, std::int64_t count) const {
    constexpr std::size_t longest_id = 64;
    // A code that this catalogue has not got may be of a newer one.
    if (!line.procedure.empty() && catalogue_.procedure(line.procedure) == nullptr &&
        !catalogue::is_national_code(line.procedure))
        return Fault{"procedure", "this is no procedure's code"};
    switch (line.counted) {
        case Counted::unfound_words: return fault_of_words(line, count);
        case Counted::paper_missing:
        case Counted::paper_later:
            // An id, and not one of this catalogue: papers come and go, and months that are past are still read.
            if (!settings::is_id(line.detail) || line.detail.size() > longest_id)
                return Fault{"detail", "this is no paper's id"};
            return std::nullopt;
        case Counted::ended_in_time:
        case Counted::ended_late:
        case Counted::found_overdue: {
            // Units stay in their tree when they end, so every name that was ever written down is there.
            const auto& units = catalogue_.units();
            const auto is_it = [&](const auto& unit) { return unit.name.vi == line.detail; };
            if (!line.detail.empty() && std::none_of(units.begin(), units.end(), is_it))
                return Fault{"detail", "this is no unit's name"};
            return std::nullopt;
        }
        case Counted::visits:
        case Counted::found_by_search:
        case Counted::searches_left:
        case Counted::asked_for:
        case Counted::counter_only:
        case Counted::untested:
        case Counted::no_device:
        case Counted::begun:
        case Counted::filed_online:
        case Counted::prepared: break;
    }
    if (!line.detail.empty()) return Fault{"detail", "nothing is told of what is counted here"};
    return std::nullopt;
}

Counts CountRules::allowed(const Counts& counts) const {
    auto out = counts;
    std::erase_if(out, [this](const auto& each) { return fault_of(each.first, each.second).has_value(); });
    return out;
}

}  // namespace kiosk::review
