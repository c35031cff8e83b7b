#include "kiosk/settings/today.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/base/text.hpp"
#include "kiosk/settings/hours_reader.hpp"

namespace kiosk::settings {
namespace {

constexpr std::array<std::string_view, 11> change_names{"hide",        "offer",       "stop_tickets", "give_tickets",
                                                        "show_notice", "show_words",  "show_nothing", "set_hours",
                                                        "usual_hours", "counter_off", "counter_on"};

void add_sorted(std::vector<std::string>& ids, const std::string& id) {
    if (!std::ranges::binary_search(ids, id)) ids.insert(std::ranges::upper_bound(ids, id), id);
}

std::string minute_text(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

}  // namespace

std::string_view name(TodayChange::Kind kind) { return change_names.at(static_cast<std::size_t>(kind)); }

std::optional<TodayChange::Kind> parse_today_change(std::string_view name) {
    const auto found = std::find(change_names.begin(), change_names.end(), name);
    if (found == change_names.end()) return std::nullopt;
    return static_cast<TodayChange::Kind>(found - change_names.begin());
}

bool Today::hides(std::string_view code) const { return std::binary_search(hidden.begin(), hidden.end(), code); }
bool Today::is_off(std::string_view counter) const {
    return std::binary_search(counters_off.begin(), counters_off.end(), counter);
}

LocalText TodayOffers::words_of(const Today& today) const {
    const auto* prepared = notice(today.notice);
    return prepared != nullptr ? prepared->text : LocalText{today.words, {}};
}

Result<Today> changed(Today today, const TodayChange& change) {
    using Kind = TodayChange::Kind;
    switch (change.kind) {
        case Kind::hide: add_sorted(today.hidden, change.value); break;
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
        case Kind::set_hours: {
            auto hours = parse_hours(change.value);
            if (!hours) return fail(std::move(hours));
            today.hours = std::move(*hours);
            break;
        }
        case Kind::usual_hours: today.hours.reset(); break;
        case Kind::counter_off: add_sorted(today.counters_off, change.value); break;
        case Kind::counter_on: std::erase(today.counters_off, change.value); break;
    }
    return today;
}

std::string hours_text(const std::vector<Stretch>& stretches) {
    std::string out;
    for (const auto& stretch : stretches)
        out += (out.empty() ? "" : ", ") + minute_text(stretch.from_minute) + "-" + minute_text(stretch.to_minute);
    return out;
}

Result<std::vector<Stretch>> parse_hours(std::string_view text) {
    std::vector<Stretch> out;
    for (bool more = !text.empty(); more;) {
        const auto end = text.find(',');
        const auto stretch = parse_stretch(trim(text.substr(0, end)));
        if (!stretch || (!out.empty() && stretch->from_minute < out.back().to_minute))
            return fail(Code::bad_usage, "hours are written 07:30-11:30, 13:30-17:00, in order and without overlap");
        out.push_back(*stretch);
        more = end != text.npos;
        if (more) text.remove_prefix(end + 1);
    }
    return out;
}

Hours hours_with(const Hours& usual, const LocalDate& day, const Today& today) {
    auto out = usual;
    if (!today.hours) return out;
    std::erase(out.holidays, day);
    out.special_days[day] = {{}, std::nullopt, *today.hours};
    return out;
}

Opening opening_today(const Hours& usual, const Today& today, const LocalTime& now) {
    return today.hours ? opening_at(hours_with(usual, now.date, today), now) : opening_at(usual, now);
}

}  // namespace kiosk::settings
