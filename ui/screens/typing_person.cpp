#include "ui/screens/typing_person.hpp"

#include <algorithm>

#include "ui/screens/filing_wording.hpp"
#include "ui/typed_date.hpp"

namespace kiosk::ui {
namespace {

using dossier::PersonField;

struct Line {
    PersonField field;
    std::string_view id;
    TextId label;
    TextId example;
    Icon icon;
    Layout layout;
    Capitals capitals;
    const Personal* value;
};

std::vector<Line> lines_of(const visit::TypingPerson& state) {
    const auto& draft = state.filing.draft;
    if (state.role == visit::Role::organisation) {
        return {{PersonField::organisation_name,
                 "person.organisation_name",
                 text::person_organisation_name,
                 {},
                 Icon::domain,
                 Layout::letters,
                 Capitals::words,
                 &draft.organisation_name},
                {PersonField::tax_code, "person.tax_code", text::person_tax_code, text::person_tax_code_example,
                 Icon::briefcase, Layout::code, Capitals::all, &draft.tax_code}};
    }
    const auto& person = state.role == visit::Role::holder ? draft.holder : draft.submitter;
    return {{PersonField::name,
             "person.name",
             text::person_name,
             {},
             Icon::account,
             Layout::letters,
             Capitals::words,
             &person.name},
            {PersonField::number, "person.number", text::person_typed_number, text::person_number_example,
             Icon::account_card_details, Layout::code, Capitals::all, &person.number},
            {PersonField::birth_date, "person.birth_date", text::person_typed_birth_date, text::person_date_example,
             Icon::calendar, Layout::digits, Capitals::none, &person.birth_date}};
}

struct Heading {
    TextId title;
    TextId hint;
};

Heading heading_of(const visit::TypingPerson& state) {
    switch (state.role) {
        case visit::Role::submitter: return {text::person_submitter_title, text::person_submitter_hint};
        case visit::Role::organisation: return {text::person_organisation_title, text::person_organisation_hint};
        case visit::Role::holder: break;
    }
    if (state.filing.draft.applicant == catalogue::ApplicantKind::authorised) {
        return {text::person_authorised_title, text::person_authorised_hint};
    }
    return {text::person_relative_title, text::person_relative_hint};
}

const dossier::IdentityProblem* problem_of(const visit::TypingPerson& state, PersonField field) {
    const auto found = std::ranges::find(state.problems, field, &dossier::IdentityProblem::field);
    return found == state.problems.end() ? nullptr : &*found;
}

bool draw_line(Frame& frame, const visit::TypingPerson& state, const Line& line, bool focused, const ScreenContext& ctx) {
    TextField field;
    field.focused = focused;
    field.icon = line.icon;
    if (!line.example.id.empty()) field.placeholder = ctx(line.example);
    if (const auto* problem = problem_of(state, line.field)) field.error = filing_wording::sentence(*problem, ctx);
    const auto value =
        line.field == PersonField::birth_date ? typed_date::shown(line.value->reveal()) : std::string{line.value->reveal()};
    return frame.text_field(line.id, ctx(line.label), value, std::move(field));
}

}  // namespace

/// The keyboard starts at the first field to mend, else at the first one that is empty.
TypingPersonScreen::TypingPersonScreen(const visit::TypingPerson& state) {
    const auto lines = lines_of(state);
    const auto wanting = std::ranges::find_if(lines, [&](const Line& line) {
        return state.problems.empty() ? line.value->empty() : problem_of(state, line.field) != nullptr;
    });
    if (wanting != lines.end()) focused_ = static_cast<std::size_t>(wanting - lines.begin());
}

void TypingPersonScreen::draw(Frame& frame, const visit::TypingPerson& state, const ScreenContext& ctx) {
    const auto heading = heading_of(state);
    const auto lines = lines_of(state);
    frame.steps(1, wording::filing_steps(ctx));
    frame.title(ctx(heading.title));
    frame.hint(ctx(ctx.visit.assistance && state.role == visit::Role::submitter ? text::person_officer_hint : heading.hint));
    const bool assisted = ctx.visit.assistance && state.role == visit::Role::submitter;
    frame.scroll_from_here();
    frame.second_column();  // on a wide display the keyboard stands beside the fields
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (draw_line(frame, state, lines[i], i == focused_, ctx)) focused_ = i;
    }
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    bool finished = frame.primary("person.next", ctx(text::person_next), {.icon = Icon::arrow_right, .reason = {}});
    if (assisted &&
        frame.secondary("person.officer", ctx(text::person_officer_confirms), {.icon = Icon::account_check, .reason = {}}))
        ctx.emit(visit::IdentityConfirmed{ctx.new_id()});
    const auto& line = lines[focused_];
    auto keyboard = wording::keyboard(line.layout, ctx(text::keys_next), line.id, line.value->reveal(), ctx);
    keyboard.capitals = line.capitals;
    if (auto typed = frame.keyboard(std::move(keyboard))) {
        if (line.field == PersonField::birth_date) typed->text = typed_date::press(line.value->reveal(), typed->key);
        if (typed->key.kind != Key::Kind::done)
            ctx.emit(visit::ParticularTyped{line.field, Personal{std::move(typed->text)}});
        else if (focused_ + 1 < lines.size()) ++focused_;
        else finished = true;
    }
    if (finished) ctx.emit(visit::PersonEntered{});
}

}  // namespace kiosk::ui
