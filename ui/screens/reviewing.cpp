#include "ui/screens/reviewing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ui/screens/filing_wording.hpp"
#include "ui/screens/priority_part.hpp"

namespace kiosk::ui {
namespace {

using catalogue::ApplicantKind;

/// True when «Sửa» was touched. `aloud` is what a hall may hear of a row about a person.
bool draw_row(Frame& frame, std::string_view id, Icon icon, std::string caption, std::string title, std::string body,
              const ScreenContext& ctx, std::string aloud = {}) {
    Row row;
    row.icon = icon;
    row.caption = std::move(caption);
    row.title = std::move(title);
    row.body = std::move(body);
    row.aloud = std::move(aloud);
    if (!id.empty()) row.action = ctx(text::review_edit);
    return frame.row(id, std::move(row));
}

std::string on_behalf_of(const dossier::Draft& draft, const ScreenContext& ctx) {
    switch (draft.applicant) {
        case ApplicantKind::self: return ctx(text::applicant_self);
        case ApplicantKind::relative:
        case ApplicantKind::authorised:
            return ctx(text::review_holder) + ": " + filing_wording::person(draft.holder.name, draft.holder.number, ctx);
        case ApplicantKind::organisation:
            return ctx(text::review_organisation) + ": " +
                   filing_wording::person(draft.organisation_name, draft.tax_code, ctx);
    }
    broken("a kind of applicant has its line");
}

std::string answers_of(const catalogue::Form& form, std::size_t page, const dossier::Draft& draft,
                       const ScreenContext& ctx) {
    std::vector<std::string> lines;
    for (const auto* question : dossier::visible_questions(form, page, draft)) {
        for (std::size_t i = 0; question->kind == catalogue::QuestionKind::rows && i < dossier::row_count(*question, draft);
             ++i) {
            const auto words = filing_wording::row(form, *question, i, draft, ctx);
            lines.push_back(ctx(text::review_row, fmt::arg("number", i + 1), fmt::arg("title", words.title),
                                fmt::arg("body", words.body)));
        }
        const auto value = filing_wording::answer(*question, draft, ctx);
        if (value.empty()) continue;
        lines.push_back(ctx(text::review_answer, fmt::arg("label", ctx(question->label)), fmt::arg("value", value)));
    }
    return lines.empty() ? ctx(text::review_not_answered) : fmt::format("{}", fmt::join(lines, "\n"));
}

void draw_form(Frame& frame, const visit::Filing& filing, const ScreenContext& ctx) {
    const auto* form = ctx.catalogue.form(filing.procedure->form);
    if (form == nullptr) return;
    for (std::size_t page = 0; page < form->pages.size(); ++page) {
        if (dossier::visible_questions(*form, page, filing.draft).empty()) continue;
        if (draw_row(frame, fmt::format("review.edit.form.{}", page + 1), Icon::pencil_box,
                     ctx(text::review_form, fmt::arg("page", page + 1)), ctx(form->pages[page].title),
                     answers_of(*form, page, filing.draft, ctx), ctx, ctx(form->pages[page].title))) {
            ctx.emit(visit::EditChosen{visit::Section::form, page});
        }
    }
}

std::string paper_line(const catalogue::Component& component, const dossier::Paper& paper, const ScreenContext& ctx) {
    const auto name = fmt::arg("name", ctx(component.name));
    if (paper.pages.empty()) return ctx(text::review_paper_bring, name);
    return ctx(text::review_paper_pages, name, fmt::arg("count", paper.pages.size()));
}

void draw_papers(Frame& frame, const visit::Filing& filing, const ScreenContext& ctx) {
    const auto& components = filing.procedure->components;
    if (std::ranges::none_of(components, filing_wording::is_collected)) return;
    std::vector<std::string> lines;
    for (const auto& component : components) {
        const auto* paper = filing.draft.find_paper(component.id);
        if (paper == nullptr || (paper->pages.empty() && !paper->bring_original)) continue;
        lines.push_back(paper_line(component, *paper, ctx));
    }
    const auto body = lines.empty() ? ctx(text::review_no_papers) : fmt::format("{}", fmt::join(lines, "\n"));
    if (draw_row(frame, "review.edit.papers", Icon::file_multiple, {}, ctx(text::review_papers), body, ctx)) {
        ctx.emit(visit::EditChosen{visit::Section::papers, 0});
    }
}

/// What the press will do.
void draw_outcome(Frame& frame, const visit::Reviewing& state, const ScreenContext& ctx) {
    if (state.outcome == dossier::Outcome::submitted_online) {
        const bool connected = ctx.visit.situation.portal_connected;
        frame.notice(Tone::info, Icon::cloud_upload, ctx(text::review_online),
                     ctx(connected ? text::review_online_body : text::review_online_offline_body));
        return;
    }
    const bool tickets = wording::no_tickets_sentence(ctx).empty();
    frame.notice(Tone::info, Icon::account_multiple, ctx(text::review_prepared),
                 ctx(tickets ? text::review_prepared_body : text::review_prepared_closed_body));
    if (tickets) draw_priority(frame, state.filing.priority, ctx);
}

void draw_originals(Frame& frame, const visit::Filing& filing, const ScreenContext& ctx) {
    const auto names =
        wording::paper_names(*filing.procedure, dossier::originals_to_bring(*filing.procedure, filing.draft), ctx);
    if (names.empty()) return;
    frame.section(ctx(text::review_bring));
    for (const auto& name : names) frame.point(Icon::file_document, name);
}

void draw_declaration(Frame& frame, const visit::Reviewing& state, const ScreenContext& ctx) {
    if (frame.checkbox("review.declare", ctx(text::review_declare), state.declared)) {
        ctx.emit(visit::Declared{!state.declared});
    }
}

}  // namespace

void ReviewingScreen::draw(Frame& frame, const visit::Reviewing& state, const ScreenContext& ctx) {
    const auto& draft = state.filing.draft;
    const auto& submit = ctx(state.outcome == dossier::Outcome::prepared ? text::review_prepare : text::review_submit);
    declaration_on_top_ = declaration_on_top_ || state.declaration_missed;
    frame.steps(4, wording::filing_steps(ctx));
    frame.title(ctx(text::review_title));
    frame.hint(ctx(text::review_hint));
    frame.scroll_from_here();
    if (state.problem) {
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::review_problem), wording::sentence(*state.problem, ctx));
    }
    if (state.declaration_missed) {
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::review_declare_missed, fmt::arg("button", submit)));
    }
    if (declaration_on_top_) draw_declaration(frame, state, ctx);
    draw_row(frame, {}, Icon::file_document, ctx(text::review_procedure), ctx(state.filing.procedure->short_name), {}, ctx);
    if (draw_row(frame, "review.edit.applicant", Icon::account, ctx(text::review_applicant),
                 filing_wording::person(draft.submitter.name, draft.submitter.number, ctx), on_behalf_of(draft, ctx), ctx,
                 ctx(text::review_applicant))) {
        ctx.emit(visit::EditChosen{visit::Section::applicant, 0});
    }
    draw_form(frame, state.filing, ctx);
    frame.second_column();
    draw_papers(frame, state.filing, ctx);
    if (draw_row(frame, "review.edit.phone", Icon::phone, ctx(text::review_phone),
                 draft.phone.empty() ? ctx(text::review_no_phone) : masked_number(draft.phone), {}, ctx,
                 draft.phone.empty() ? std::string{} : ctx(text::review_phone))) {
        ctx.emit(visit::EditChosen{visit::Section::phone, 0});
    }
    draw_outcome(frame, state, ctx);
    draw_originals(frame, state.filing, ctx);
    if (!declaration_on_top_) {
        frame.section(ctx(text::review_declare_section));
        if (ctx.visit.assistance) frame.point(Icon::account_check, ctx(text::review_assisted));
        draw_declaration(frame, state, ctx);
    }
    filing_wording::draw_keep(frame, ctx);
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (frame.primary("review.submit", submit, {.icon = Icon::check, .reason = {}})) {
        ctx.emit(visit::Submitted{ctx.new_id()});
    }
}

}  // namespace kiosk::ui
