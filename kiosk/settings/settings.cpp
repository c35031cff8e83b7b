#include "kiosk/settings/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kiosk::settings {
namespace {

constexpr std::array<std::string_view, 5> purpose_names{"submit", "supplement", "collect", "pay", "ask"};
constexpr std::array<std::string_view, 3> renderer_names{"auto", "raster", "gl"};
constexpr int days_looked_ahead = 14;

/// When tickets end in a stretch: earlier than the doors close, so that nobody waits in vain.
int last_minute(const Hours& hours, const Stretch& stretch) {
    return stretch.to_minute - hours.last_ticket_before_close_minutes;
}

bool serves(const Line& line, Purpose purpose) {
    return std::find(line.purposes.begin(), line.purposes.end(), purpose) != line.purposes.end();
}

}  // namespace

std::string_view name(Purpose purpose) { return purpose_names.at(static_cast<std::size_t>(purpose)); }

Result<Purpose> parse_purpose(std::string_view name) {
    const auto found = std::find(purpose_names.begin(), purpose_names.end(), name);
    if (found == purpose_names.end())
        return fail(Code::bad_usage, "no such purpose; use submit, supplement, collect, pay or ask");
    return static_cast<Purpose>(found - purpose_names.begin());
}

std::string_view name(Renderer renderer) { return renderer_names.at(static_cast<std::size_t>(renderer)); }

Result<Renderer> parse_renderer(std::string_view name) {
    const auto found = std::find(renderer_names.begin(), renderer_names.end(), name);
    if (found == renderer_names.end()) return fail(Code::bad_usage, "no such renderer; use auto, raster or gl");
    return static_cast<Renderer>(found - renderer_names.begin());
}

namespace {

template <class Named>
const Named* named(const std::vector<Named>& all, std::string_view id) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

const PriorityClass* Queue::priority(std::string_view id) const { return named(priorities, id); }
const Line* Queue::line(std::string_view id) const { return named(lines, id); }
const Counter* Queue::counter(std::string_view id) const { return named(counters, id); }

const PriorityClass* Queue::given(PriorityClass::Given how) const {
    const auto found =
        std::find_if(priorities.begin(), priorities.end(), [&](const PriorityClass& p) { return p.given == how; });
    return found == priorities.end() ? nullptr : &*found;
}

const PreparedNotice* TodayOffers::notice(std::string_view id) const { return named(notices, id); }

const StaffToken* Staff::token(std::string_view id) const { return named(tokens, id); }

const StaffRole* Staff::role_of(std::string_view id) const {
    const auto* held = token(id);
    if (held == nullptr) return nullptr;
    const auto found = std::find_if(roles.begin(), roles.end(), [&](const StaffRole& r) { return r.id == held->role; });
    return found == roles.end() ? nullptr : &*found;
}

bool Staff::may(std::string_view id, StaffRight right) const {
    const auto* role = role_of(id);
    return role != nullptr && std::find(role->may.begin(), role->may.end(), right) != role->may.end();
}

std::string Finding::text() const {
    std::string out = file.string();
    if (line > 0) out += fmt::format(":{}", line);
    out += ": ";
    if (!key.empty()) out += key + ": ";
    return out + what + " " + remedy;
}

const std::vector<Stretch>& stretches_on(const Hours& hours, const LocalDate& date) {
    static const std::vector<Stretch> closed;
    if (std::find(hours.holidays.begin(), hours.holidays.end(), date) != hours.holidays.end()) return closed;
    const auto special = hours.special_days.find(date);
    if (special == hours.special_days.end()) return hours.weekday[date.weekday() - 1];
    return special->second.works_as ? hours.weekday[*special->second.works_as - 1] : special->second.stretches;
}

Opening opening_at(const Hours& hours, const LocalTime& now) {
    Opening out;
    for (int day = 0; day <= days_looked_ahead && !out.open && !out.next_opening; ++day) {
        const auto date = now.date.plus_days(day);
        for (const auto& stretch : stretches_on(hours, date)) {
            if (day == 0 && now.minute_of_day() >= stretch.from_minute) {
                out.open = out.open || now.minute_of_day() < last_minute(hours, stretch);
                continue;
            }
            out.next_opening = LocalTime{date, stretch.from_minute / 60, stretch.from_minute % 60, 0};
            break;
        }
    }
    if (out.open) {
        out.next_opening.reset();
        return out;
    }
    // A break lies between two stretches of today; before the first one the centre has just not opened yet.
    const auto& today = stretches_on(hours, now.date);
    out.break_today =
        out.next_opening && out.next_opening->date == now.date && now.minute_of_day() >= today.front().from_minute;
    return out;
}

const RatingForm* rating_form_on(const std::vector<RatingForm>& forms, const LocalDate& day) {
    const RatingForm* out = nullptr;
    for (const auto& form : forms) {
        if (form.valid_from <= day) out = &form;
    }
    return out;
}

std::string Guidance::page_of(std::string_view code) const {
    const auto place = procedure_page.find(procedure_code_place);
    if (place == std::string::npos) return {};
    return std::string(procedure_page).replace(place, procedure_code_place.size(), code);
}

const Line* line_for(const Queue& queue, Purpose purpose, std::string_view field) {
    const Line* for_every_field = nullptr;
    for (const auto& line : queue.lines) {
        if (!serves(line, purpose)) continue;
        if (line.fields.empty()) {
            if (for_every_field == nullptr) for_every_field = &line;
        } else if (std::find(line.fields.begin(), line.fields.end(), field) != line.fields.end()) {
            return &line;
        }
    }
    return for_every_field;
}

std::vector<const Counter*> counters_of(const Queue& queue, std::string_view line) {
    std::vector<const Counter*> out;
    for (const auto& counter : queue.counters)
        if (std::find(counter.lines.begin(), counter.lines.end(), line) != counter.lines.end()) out.push_back(&counter);
    return out;
}

}  // namespace kiosk::settings
