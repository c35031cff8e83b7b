#include "kiosk/slips/wording.hpp"

#include <fmt/format.h>

#include "kiosk/base/number_words.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::slips {

using catalogue::Channel;
using catalogue::Handling;
using catalogue::Offer;
using dossier::Confirmation;
using dossier::Outcome;

std::string what_it_takes(const Press& press, const catalogue::Component& paper) {
    std::vector<std::string> parts;
    if (!paper.required || !paper.only_for.empty()) parts.push_back(press.texts(text::slip_paper_conditional));
    if (paper.present_only) parts.push_back(press.texts(text::slip_paper_present_only));
    if (paper.originals > 0) parts.push_back(press.texts(text::slip_paper_originals, fmt::arg("count", paper.originals)));
    if (paper.certified > 0) parts.push_back(press.texts(text::details_certified, fmt::arg("count", paper.certified)));
    if (paper.copies > 0) parts.push_back(press.texts(text::slip_paper_copies, fmt::arg("count", paper.copies)));
    if (const auto& note = press.in_language(paper.note); !note.empty()) parts.push_back(note);
    return fmt::format("{}", fmt::join(parts, " · "));
}

TextId channel_text(Channel channel) {
    switch (channel) {
        case Channel::direct: return text::slip_channel_direct;
        case Channel::online: return text::slip_channel_online;
        case Channel::post: return text::slip_channel_post;
    }
    return text::slip_channel_direct;
}

TextId offer_text(const catalogue::Procedure& procedure) {
    const bool published = procedure.handled(catalogue::Channel::online) != nullptr;
    switch (procedure.offered()) {
        case Offer::submit: return published ? text::slip_offer_submit : text::slip_offer_prepare;
        case Offer::submit_then_originals: return published ? text::slip_offer_originals : text::slip_offer_prepare;
        case Offer::in_person: return text::slip_offer_in_person;
    }
    return text::slip_offer_in_person;
}

std::string time_of(const Press& press, const Handling& handling) {
    if (handling.working_days) return press.texts(text::slip_working_days, fmt::arg("days", *handling.working_days));
    if (handling.calendar_days) return press.texts(text::value_calendar_days, fmt::arg("days", *handling.calendar_days));
    if (handling.working_hours) return press.texts(text::value_working_hours, fmt::arg("hours", *handling.working_hours));
    const auto& words = press.in_language(handling.time);
    return words.empty() ? press.texts(text::slip_unknown) : words;
}

std::string fee_of(const Press& press, const Handling& handling) {
    const auto& note = press.in_language(handling.fee_note);
    if (!handling.fee_dong) return note.empty() ? press.texts(text::slip_unknown) : note;
    auto out = *handling.fee_dong == 0 ? press.texts(text::slip_free) : money(press, *handling.fee_dong);
    if (handling.fees.size() == 1 && !handling.fees.front().per.vi.empty())
        out = press.texts(text::value_fee_per, fmt::arg("amount", out),
                          fmt::arg("unit", press.in_language(handling.fees.front().per)));
    return note.empty() ? out : out + ". " + note;
}

std::string exemption_of(const Press& press, const catalogue::Exemption& exemption) {
    const auto& who = press.in_language(exemption.who);
    auto line = exemption.percent == 100 ? who
                                         : press.texts(text::details_exemption_part, fmt::arg("who", who),
                                                       fmt::arg("percent", exemption.percent));
    if (exemption.proof.vi.empty()) return line;
    return press.texts(text::details_exemption_proof, fmt::arg("who", line),
                       fmt::arg("proof", press.in_language(exemption.proof)));
}

TextId outcome_text(const Confirmation& confirmation) {
    if (!confirmation.refusal.empty()) return text::slip_confirm_not_taken;
    switch (confirmation.outcome) {
        case Outcome::submitted_online:
            if (confirmation.unpaid) return text::slip_confirm_unpaid;
            return confirmation.registered ? text::slip_confirm_online : text::slip_confirm_to_be_sent;
        case Outcome::prepared: return text::slip_confirm_prepared;
    }
    return text::slip_confirm_prepared;
}

std::string next_sentence(const Press& press, const Confirmation& confirmation) {
    const auto& texts = press.texts;
    if (!confirmation.refusal.empty()) {
        const auto words = without_numbers(confirmation.refusal);
        auto reason = trim(words);
        while (reason.ends_with('.')) reason.remove_suffix(1);
        return texts(text::slip_confirm_refused, fmt::arg("reason", reason));
    }
    if (confirmation.outcome == Outcome::prepared) return texts(text::slip_confirm_prepared_next);
    if (confirmation.unpaid) return texts(text::slip_confirm_unpaid_next);
    if (!confirmation.registered) return texts(text::slip_confirm_waiting);
    return texts(confirmation.official_code.empty() ? text::slip_confirm_code_later : text::slip_confirm_registered);
}

std::string without_numbers(std::string_view words) {
    std::string out;
    for (std::size_t at = 0; at < words.size();) {
        auto end = at;
        while (end < words.size() && words[end] >= '0' && words[end] <= '9') ++end;
        const auto run = words.substr(at, end - at);
        if (run.size() == 9 || run.size() == 12) {
            out += veiled_number(Personal(run));
        } else if (!run.empty()) {
            out += run;
        } else {
            out += words[end++];
        }
        at = end;
    }
    return out;
}

std::string date(const LocalDate& day) { return fmt::format("{:02}/{:02}/{:04}", day.day, day.month, day.year); }

std::string clock_time(WallTime at) {
    const auto local = local_time(at);
    return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

std::string moment(const Press& press, WallTime at) {
    return press.texts(text::slip_moment, fmt::arg("time", clock_time(at)), fmt::arg("date", date(local_time(at).date)));
}

std::string formal_moment(const Press& press, WallTime at) {
    const auto local = local_time(at);
    return press.texts(text::slip_formal_moment, fmt::arg("hour", fmt::format("{:02}", local.hour)),
                       fmt::arg("minute", fmt::format("{:02}", local.minute)), fmt::arg("date", date(local.date)));
}

std::string money(const Press& press, std::int64_t dong) {
    return press.texts(text::slip_money, fmt::arg("amount", grouped_digits(dong)));
}

std::string counters_of(const Press& press, std::string_view line) {
    std::vector<std::string> names;
    for (const auto* counter : settings::counters_of(press.settings.queue, line)) {
        names.push_back(press.in_language(counter->name));
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace kiosk::slips
