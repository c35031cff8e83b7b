#include "ui/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/text.hpp"
#include "kiosk/queue/appointment.hpp"
#include "kiosk/scan/payload.hpp"
#include "kiosk/settings/icons.hpp"

namespace kiosk::ui::wording {
namespace {

constexpr std::size_t longest_value = 24;  // letters that read as a value; more is a note

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    return fmt::format("{}", fmt::join(parts, between));
}

}  // namespace

std::string money(std::int64_t dong, const ScreenContext& ctx) {
    auto digits = std::to_string(dong);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ".");
    }
    return ctx(text::value_money, fmt::arg("amount", digits));
}
std::string date(const LocalDate& day) { return fmt::format("{:02}/{:02}/{:04}", day.day, day.month, day.year); }
std::string date(WallTime at) { return date(local_time(at).date); }
std::string time(const LocalTime& at) { return fmt::format("{:02}:{:02}", at.hour, at.minute); }
std::string time(WallTime at) { return time(local_time(at)); }
std::string minutes(int seconds) { return fmt::format("{}:{:02}", seconds / 60, seconds % 60); }
std::string date_time(WallTime at, const ScreenContext& ctx) {
    return ctx(text::value_date_time, fmt::arg("time", time(at)), fmt::arg("date", date(at)));
}
const std::string& weekday(const LocalDate& day, const ScreenContext& ctx) { return weekday(day, ctx.texts); }

const std::string& weekday(const LocalDate& day, const Texts& texts) {
    constexpr std::array days{text::day_monday, text::day_tuesday,  text::day_wednesday, text::day_thursday,
                              text::day_friday, text::day_saturday, text::day_sunday};
    return texts(days[static_cast<std::size_t>(day.weekday() - 1)]);
}

std::string short_date(const LocalDate& day, const Texts& texts) {
    return texts(text::house_short_date, fmt::arg("weekday", weekday(day, texts)),
                 fmt::arg("day", fmt::format("{:02}", day.day)), fmt::arg("month", fmt::format("{:02}", day.month)));
}

const catalogue::Handling* handling_of(const catalogue::Procedure& procedure) {
    using catalogue::Channel;
    const bool here = procedure.offered() != catalogue::Offer::in_person;
    for (const auto channel : {here ? Channel::online : Channel::direct, here ? Channel::direct : Channel::online}) {
        if (const auto* handling = procedure.handled(channel)) return handling;
    }
    return nullptr;
}
std::optional<std::string> known_fee(const catalogue::Procedure& procedure, const ScreenContext& ctx) {
    const auto* handling = handling_of(procedure);
    if (handling == nullptr || !handling->fee_dong) return std::nullopt;
    if (*handling->fee_dong == 0) return ctx(text::value_free);
    const auto amount = money(*handling->fee_dong, ctx);
    const bool counted = handling->fees.size() == 1 && !handling->fees.front().per.vi.empty();
    if (!counted) return amount;
    return ctx(text::value_fee_per, fmt::arg("amount", amount), fmt::arg("unit", ctx(handling->fees.front().per)));
}
std::optional<std::string> known_time(const catalogue::Procedure& procedure, const ScreenContext& ctx) {
    const auto* handling = handling_of(procedure);
    if (handling == nullptr) return std::nullopt;
    if (handling->calendar_days) return ctx(text::value_calendar_days, fmt::arg("days", *handling->calendar_days));
    if (handling->working_hours) return ctx(text::value_working_hours, fmt::arg("hours", *handling->working_hours));
    if (!handling->working_days) {
        const auto& words = ctx(handling->time);
        if (words.empty()) return std::nullopt;
        return letter_count(words) > longest_value ? ctx(text::value_depends) : words;
    }
    if (*handling->working_days == 0) return ctx(text::value_same_day);
    if (*handling->working_days == 1) return ctx(text::value_one_working_day);
    return ctx(text::value_working_days, fmt::arg("days", *handling->working_days));
}
std::string fee_and_time(const catalogue::Procedure& procedure, const ScreenContext& ctx) {
    const auto fee = known_fee(procedure, ctx);
    const auto time = known_time(procedure, ctx);
    if (!fee && !time) return ctx(text::procedure_row_unknown);
    return ctx(text::procedure_row, fmt::arg("fee", fee ? *fee : ctx(text::procedure_row_no_fee)),
               fmt::arg("time", time ? *time : ctx(text::procedure_row_no_time)));
}
std::string time_note(const catalogue::Procedure& procedure, const ScreenContext& ctx) {
    const auto* handling = handling_of(procedure);
    if (handling == nullptr || handling->working_days) return {};
    const auto& words = ctx(handling->time);
    return letter_count(words) > longest_value ? words : std::string{};
}
std::string field_name(std::string_view id, const ScreenContext& ctx) {
    const auto* field = ctx.catalogue.field(id);
    return field == nullptr ? std::string{id} : ctx(field->name);
}
Icon named_icon(std::string_view name) {
    const auto code_point = settings::icon_named(name);
    return code_point ? static_cast<Icon>(*code_point) : Icon::file_document;
}
Icon field_icon(std::string_view id, const ScreenContext& ctx) {
    const auto* field = ctx.catalogue.field(id);
    return field == nullptr ? Icon::file_document : named_icon(field->icon);
}
std::string level_of(const catalogue::Procedure& procedure, const ScreenContext& ctx) {
    const auto* level = ctx.catalogue.level(procedure.level);
    const auto* label = level == nullptr ? nullptr : level->label_on(local_time(ctx.wall).date);
    return label == nullptr ? std::string{} : ctx(*label);
}
std::string paper_note(const catalogue::Component& component, const ScreenContext& ctx) {
    std::vector<std::string> parts;
    if (component.form) parts.push_back(ctx(text::details_form_here));
    if (component.present_only) parts.push_back(ctx(text::details_present_only));
    if (component.originals > 0) parts.push_back(ctx(text::details_originals, fmt::arg("count", component.originals)));
    if (component.certified > 0) parts.push_back(ctx(text::details_certified, fmt::arg("count", component.certified)));
    if (component.copies > 0) parts.push_back(ctx(text::details_copies, fmt::arg("count", component.copies)));
    if (!component.note.vi.empty()) parts.push_back(ctx(component.note));
    return joined(parts, " · ");
}
const std::string& paper_need(const catalogue::Component& component, const ScreenContext& ctx) {
    if (!component.only_for.empty()) return ctx(text::details_only_for);
    return ctx(component.required ? text::details_required : text::details_conditional);
}
std::vector<std::string> paper_names(const catalogue::Procedure& procedure, const std::vector<std::string>& ids,
                                     const ScreenContext& ctx) {
    std::vector<std::string> out;
    for (const auto& component : procedure.components) {
        if (std::ranges::find(ids, component.id) != ids.end()) out.push_back(ctx(component.name));
    }
    return out;
}

std::string counters_of(const std::vector<std::string>& ids, const ScreenContext& ctx) {
    std::vector<std::string> names;
    for (const auto& id : ids) {
        const auto& counters = ctx.settings.queue.counters;
        const auto found = std::ranges::find(counters, id, &settings::Counter::id);
        names.push_back(found == counters.end() ? id : ctx(found->name));
    }
    return joined(names, ", ");
}
namespace {

template <class News>
std::string wait_of(int count, const News& news, const ScreenContext& ctx) {
    const auto minutes = [](Duration time) { return std::chrono::duration_cast<std::chrono::minutes>(time).count(); };
    const auto people = fmt::arg("count", count);
    if (!news.open) return ctx(text::wait_not_open, people);
    if (!news.today) return ctx(text::wait_not_today, people);
    const auto to = minutes(news.to);
    if (news.from == Duration{}) return ctx(text::wait_under, people, fmt::arg("to", to));
    return ctx(text::wait_range, people, fmt::arg("from", minutes(news.from)), fmt::arg("to", to));
}

}  // namespace

std::string appointment_of(const queue::Ticket& ticket, const ScreenContext& ctx) {
    if (!ticket.wish.appointment) return {};
    const auto at = *ticket.wish.appointment;
    const auto from = queue::called_from(at, ctx.settings.queue);
    if (ticket.taken_at >= from) return time(at);
    return ctx(text::ticket_appointment_from, fmt::arg("time", time(at)), fmt::arg("from", time(from)));
}
std::string wait(const queue::Wait& wait, const ScreenContext& ctx) { return wait_of(wait.ahead, wait, ctx); }
std::string wait(const queue::LineNews& line, const ScreenContext& ctx) { return wait_of(line.waiting, line, ctx); }

std::string closed_sentence(const settings::Opening& opening, const ScreenContext& ctx) {
    if (opening.open) return {};
    if (!opening.next_opening) return ctx(text::closed_unknown);
    const auto& next = *opening.next_opening;
    const auto at = time(next);
    if (opening.break_today) return ctx(text::closed_break, fmt::arg("time", at));
    if (next.date == local_time(ctx.wall).date) return ctx(text::closed_today, fmt::arg("time", at));
    return ctx(text::closed_until, fmt::arg("time", at), fmt::arg("weekday", weekday(next.date, ctx)),
               fmt::arg("date", date(next.date)));
}

std::string no_tickets_sentence(const ScreenContext& ctx) {
    const auto opening = settings::opening_today(ctx.settings.hours, ctx.visit.situation.today, local_time(ctx.wall));
    if (opening.open && ctx.visit.situation.today.tickets_stopped) return ctx(text::closed_stopped_title);
    return closed_sentence(opening, ctx);
}

std::string todays_notice(const ScreenContext& ctx) { return ctx(ctx.settings.today.words_of(ctx.visit.situation.today)); }

std::string todays_words(const ScreenContext& ctx) {
    constexpr int most = 2;  // the first page has room for so many
    std::string out = todays_notice(ctx);
    int shown = out.empty() ? 0 : 1;
    const auto day = local_time(ctx.wall).date;
    for (const auto& announcement : ctx.settings.announcements) {
        if (shown == most) break;
        if (day < announcement.from || announcement.until < day) continue;
        out += (out.empty() ? "" : " ") + ctx(announcement.text);
        ++shown;
    }
    return out;
}

std::vector<std::string> filing_steps(const ScreenContext& ctx) {
    return {ctx(text::step_procedure), ctx(text::step_person), ctx(text::step_form),
            ctx(text::step_papers),    ctx(text::step_review), ctx(text::step_submit)};
}
Keyboard keyboard(Layout layout, std::string done, std::string_view field, std::string_view written, const Texts& texts) {
    Keyboard out;
    out.layout = layout;
    out.words = {texts(text::keys_space),
                 std::move(done),
                 texts(text::keys_backspace),
                 texts(text::keys_shift),
                 texts(text::keys_direct),
                 texts(text::keys_method),
                 {texts(text::keys_sac), texts(text::keys_huyen), texts(text::keys_hoi), texts(text::keys_nga),
                  texts(text::keys_nang)},
                 true};
    out.field = field;
    out.text = written;
    return out;
}
Keyboard keyboard(Layout layout, std::string done, std::string_view field, std::string_view written,
                  const ScreenContext& ctx) {
    auto out = keyboard(layout, std::move(done), field, written, ctx.texts);
    out.method = ctx.visit.preferences.typing_method;
    out.tones = ctx.settings.keyboard.tones;
    return out;
}
std::vector<Suggestion> suggestions(std::vector<catalogue::Completion> completions, const ScreenContext& ctx) {
    std::vector<Suggestion> out;
    for (auto& completion : completions) {
        auto spoken = ctx(text::keys_suggestion, fmt::arg("words", completion.shown));
        out.push_back({std::move(completion.shown), std::move(spoken), std::move(completion.text)});
    }
    return out;
}
std::string ticket_text(const queue::Ticket& ticket, const ScreenContext& ctx) {
    return scan::make_ticket_text({ctx.settings.centre.id, ticket.day, ticket.number, ticket.press});
}

}  // namespace kiosk::ui::wording
