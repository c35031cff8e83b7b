#include "ui/screens/reading_details.hpp"

#include <algorithm>

#include "ui/screens/a4_part.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

using catalogue::ApplicantKind;
using catalogue::Offer;
using catalogue::Procedure;

bool files_for(const Procedure& procedure, ApplicantKind kind) {
    return std::ranges::find(procedure.applicants, kind) != procedure.applicants.end();
}

/// No online channel was published: the kiosk prepares the dossier, an officer takes it.
bool prepares(const Procedure& procedure) {
    return procedure.offered() != Offer::in_person && procedure.handled(catalogue::Channel::online) == nullptr;
}

Chip offer_chip(const Procedure& procedure, const ScreenContext& ctx) {
    if (prepares(procedure)) return {Icon::check_circle, ctx(text::details_offer_prepare), Tone::ok};
    switch (procedure.offered()) {
        case Offer::submit: return {Icon::check_circle, ctx(text::details_offer_submit), Tone::ok};
        case Offer::submit_then_originals: return {Icon::check_circle, ctx(text::details_offer_originals), Tone::ok};
        case Offer::in_person: return {Icon::account_multiple, ctx(text::details_offer_in_person), Tone::warn};
    }
    broken("an offer has a chip");
}

std::vector<Chip> chips_of(const Procedure& procedure, const ScreenContext& ctx) {
    std::vector<Chip> chips{offer_chip(procedure, ctx)};
    if (auto level = wording::level_of(procedure, ctx); !level.empty()) {
        chips.push_back({Icon::web, std::move(level), Tone::info});
    }
    if (files_for(procedure, ApplicantKind::authorised)) {
        chips.push_back({Icon::account_switch, ctx(text::details_authorised), Tone::info});
    }
    if (procedure.applicants == std::vector{ApplicantKind::organisation}) {
        chips.push_back({Icon::domain, ctx(text::details_organisation_only), Tone::neutral});
    }
    if (procedure.for_officials_only()) {
        chips.push_back({Icon::briefcase, ctx(text::details_officials_only), Tone::warn});
    }
    if (!procedure.parts.empty()) {
        chips.push_back(
            {Icon::file_multiple, ctx(text::details_linked, fmt::arg("count", procedure.parts.size())), Tone::neutral});
    }
    return chips;
}

void draw_papers(Frame& frame, const Procedure& procedure, const ScreenContext& ctx) {
    if (procedure.components.empty()) return;
    frame.section(ctx(text::details_bring));
    for (const auto& component : procedure.components) {
        Row row;
        row.icon = component.form ? Icon::pencil_box : Icon::file_document;
        row.tone = component.required ? Tone::ok : Tone::neutral;
        row.title = ctx(component.name);
        row.body = wording::paper_note(component, ctx);
        row.trailing = wording::paper_need(component, ctx);
        row.trailing_tone = component.required ? Tone::bad : Tone::neutral;
        frame.row({}, std::move(row));
    }
}

/// A liên thông procedure names its parts and who does what is done elsewhere.
void draw_parts(Frame& frame, const Procedure& procedure, const ScreenContext& ctx) {
    if (procedure.parts.empty()) return;
    frame.section(ctx(text::details_parts));
    for (const auto& part : procedure.parts) {
        const auto* own = ctx.catalogue.procedure(part.code);
        const auto& name = own == nullptr || !part.name.vi.empty() ? ctx(part.name) : ctx(own->name);
        const auto& agency = ctx(part.agency);
        frame.point(Icon::file_multiple,
                    agency.empty() ? name : ctx(text::details_part_at, fmt::arg("name", name), fmt::arg("agency", agency)));
    }
}

const std::string& audience_name(catalogue::Audience audience, const ScreenContext& ctx) {
    using catalogue::Audience;
    switch (audience) {
        case Audience::citizen: return ctx(text::audience_citizen);
        case Audience::overseas: return ctx(text::audience_overseas);
        case Audience::foreigner: return ctx(text::audience_foreigner);
        case Audience::official: return ctx(text::audience_official);
        case Audience::business: return ctx(text::audience_business);
        case Audience::foreign_business: return ctx(text::audience_foreign_business);
        case Audience::organisation: return ctx(text::audience_organisation);
        case Audience::cooperative: return ctx(text::audience_cooperative);
    }
    broken("an audience has a name");
}

/// Whom it is for, and who decides on this day.
void draw_who(Frame& frame, const Procedure& procedure, const ScreenContext& ctx) {
    std::vector<std::string> names;
    for (const auto audience : procedure.audience) names.push_back(audience_name(audience, ctx));
    if (!names.empty()) {
        frame.point(Icon::account_multiple,
                    ctx(text::details_audience, fmt::arg("who", fmt::format("{}", fmt::join(names, ", ")))));
    }
    const auto* by = procedure.handled_on(local_time(ctx.wall).date);
    const auto* unit = by == nullptr ? nullptr : ctx.catalogue.unit(by->processing_unit);
    if (unit != nullptr) frame.point(Icon::bank, ctx(text::details_decided_by, fmt::arg("unit", ctx(unit->name))));
}

std::string exemption_line(const catalogue::Exemption& exemption, const ScreenContext& ctx) {
    const auto who = fmt::arg("who", ctx(exemption.who));
    auto line = exemption.percent == 100 ? ctx(exemption.who)
                                         : ctx(text::details_exemption_part, who, fmt::arg("percent", exemption.percent));
    if (exemption.proof.vi.empty()) return line;
    return ctx(text::details_exemption_proof, fmt::arg("who", line), fmt::arg("proof", ctx(exemption.proof)));
}

void draw_small_print(Frame& frame, const Procedure& procedure, const ScreenContext& ctx) {
    if (const auto note = wording::time_note(procedure, ctx); !note.empty()) {
        frame.section(ctx(text::details_time_note));
        frame.paragraph(note);
    }
    if (const auto* handling = wording::handling_of(procedure); handling != nullptr && !handling->fee_note.vi.empty()) {
        frame.section(ctx(text::details_fee_note));
        frame.paragraph(ctx(handling->fee_note));
    }
    if (!procedure.exemptions.empty()) {
        frame.section(ctx(text::details_exemptions));
        for (const auto& exemption : procedure.exemptions) frame.point(Icon::check, exemption_line(exemption, ctx));
    }
    if (!procedure.requirements.empty()) {
        frame.section(ctx(text::details_requirements));
        for (const auto& requirement : procedure.requirements) frame.point(Icon::information, ctx(requirement));
    }
    frame.section(ctx(text::details_result));
    if (procedure.results.empty()) frame.paragraph(ctx(text::details_no_result));
    for (const auto& result : procedure.results) frame.point(Icon::certificate, ctx(result.name));
    frame.point(Icon::information, ctx(text::details_source, fmt::arg("source", procedure.source),
                                       fmt::arg("date", wording::date(procedure.source_date))));
}

void draw_facts(Frame& frame, const Procedure& procedure, const ScreenContext& ctx) {
    const auto papers = procedure.components.size();
    if (ctx(procedure.name) != ctx(procedure.short_name)) frame.paragraph(ctx(procedure.name));
    frame.chips(chips_of(procedure, ctx));
    const auto time = wording::known_time(procedure, ctx);
    const auto fee = wording::known_fee(procedure, ctx);
    std::vector<Fact> facts;
    if (time) facts.push_back({Icon::clock, ctx(text::details_time), *time});
    if (fee) facts.push_back({Icon::cash_multiple, ctx(text::details_fee), *fee});
    facts.push_back(
        {Icon::file_multiple, ctx(text::details_papers),
         papers == 0 ? ctx(text::details_no_papers) : ctx(text::details_papers_count, fmt::arg("count", papers))});
    frame.facts(std::move(facts));
    if (!time || !fee) {
        frame.point(Icon::information, ctx(time  ? text::details_no_fee
                                           : fee ? text::details_no_time
                                                 : text::details_no_time_no_fee));
    }
    if (prepares(procedure)) frame.notice(Tone::info, Icon::information, ctx(text::details_prepare_body));
    else if (procedure.offered() == Offer::submit_then_originals)
        frame.notice(Tone::info, Icon::information, ctx(text::details_originals_later));
    if (procedure.offered() == Offer::in_person) {
        const auto& why = ctx(procedure.untested ? text::details_untested_why : text::details_in_person_why);
        frame.notice(Tone::info, Icon::information, why);
    }
}

/// Where an A4 printer is there: the list of papers, and the declaration to be written by hand.
void draw_papers_to_print(Frame& frame, const visit::ReadingDetails& state, const ScreenContext& ctx) {
    if (!has_a4_printer(ctx)) return;
    frame.section(ctx(text::details_print));
    draw_a4_state(frame, state.a4, ctx);
    if (!a4_is_ready(state.a4, ctx)) return;
    if (frame.quiet_button("details.print_papers", Icon::printer, ctx(text::details_print_papers)))
        ctx.emit(visit::GuidancePrintWanted{ctx.new_id(), visit::GuidancePaper::papers});
    if (ctx.catalogue.form(state.procedure->form) == nullptr) return;
    if (frame.quiet_button("details.print_form", Icon::printer, ctx(text::details_print_form)))
        ctx.emit(visit::GuidancePrintWanted{ctx.new_id(), visit::GuidancePaper::blank_form});
}

void draw_page_to_take_away(Frame& frame, const Procedure& procedure, const ScreenContext& ctx) {
    const auto url = ctx.settings.guidance.page_of(procedure.code);
    const auto& code = frame.qr_of(url);
    if (code.side == 0) return;
    frame.section(ctx(text::details_take_away));
    frame.qr(code, ctx(text::details_take_away_body));
}

}  // namespace

void ReadingDetailsScreen::draw(Frame& frame, const visit::ReadingDetails& state, const ScreenContext& ctx) {
    const auto& procedure = *state.procedure;
    const bool in_person = procedure.offered() == Offer::in_person;
    if (state.journey == visit::Journey::submit) frame.steps(0, wording::filing_steps(ctx));
    frame.title(ctx(procedure.short_name));
    frame.hint(ctx(text::details_code, fmt::arg("code", procedure.code),
                   fmt::arg("field", wording::field_name(procedure.field, ctx))));
    const bool hidden = ctx.visit.situation.today.hides(procedure.code);
    if (hidden) frame.notice(Tone::warn, Icon::pause, ctx(text::details_hidden), ctx(text::details_hidden_body));
    frame.scroll_from_here();
    draw_facts(frame, procedure, ctx);
    draw_papers(frame, procedure, ctx);
    frame.second_column();
    draw_who(frame, procedure, ctx);
    draw_parts(frame, procedure, ctx);
    draw_small_print(frame, procedure, ctx);
    if (state.journey == visit::Journey::guidance) {
        draw_papers_to_print(frame, state, ctx);
        draw_page_to_take_away(frame, procedure, ctx);
    }
    if (!in_person && !hidden &&
        frame.quiet_button("details.ticket", Icon::ticket_account, ctx(text::details_ticket_instead))) {
        ctx.emit(visit::TicketChosen{});
    }

    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (in_person || hidden) {
        const auto& label = ctx(hidden ? text::details_hidden_ticket : text::details_ticket);
        if (frame.primary("details.ticket", label, {.icon = Icon::ticket_account, .reason = {}})) {
            ctx.emit(visit::TicketChosen{});
        }
        return;
    }
    Button submit{.icon = Icon::arrow_right, .enabled = ctx.visit.situation.can_capture(), .reason = {}};
    if (!submit.enabled) submit.reason = ctx(text::details_no_capture);
    const auto& label = ctx(prepares(procedure) ? text::details_prepare : text::details_submit);
    if (frame.primary("details.submit", label, std::move(submit))) ctx.emit(visit::SubmissionChosen{});
}

}  // namespace kiosk::ui
