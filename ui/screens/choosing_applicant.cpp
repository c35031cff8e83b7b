#include "ui/screens/choosing_applicant.hpp"

#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

using catalogue::ApplicantKind;

struct Kind {
    std::string_view id;
    Icon icon;
    TextId title;
    TextId body;
};

Kind face_of(ApplicantKind kind) {
    switch (kind) {
        case ApplicantKind::self: return {"applicant.self", Icon::account, text::applicant_self, text::applicant_self_body};
        case ApplicantKind::relative:
            return {"applicant.relative", Icon::human_child, text::applicant_relative, text::applicant_relative_body};
        case ApplicantKind::authorised:
            return {"applicant.authorised", Icon::account_switch, text::applicant_authorised,
                    text::applicant_authorised_body};
        case ApplicantKind::organisation:
            return {"applicant.organisation", Icon::domain, text::applicant_organisation, text::applicant_organisation_body};
    }
    broken("a kind of applicant has its row");
}

}  // namespace

void ChoosingApplicantScreen::draw(Frame& frame, const visit::ChoosingApplicant& state, const ScreenContext& ctx) {
    frame.steps(1, wording::filing_steps(ctx));
    frame.title(ctx(text::applicant_title));
    frame.hint(ctx(text::applicant_hint));
    frame.scroll_from_here();
    for (const auto kind : state.filing.procedure->applicants) {
        const auto face = face_of(kind);
        Row row;
        row.icon = face.icon;
        row.title = ctx(face.title);
        row.body = ctx(face.body);
        if (frame.row(face.id, std::move(row))) ctx.emit(visit::ApplicantChosen{kind});
    }
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
}

}  // namespace kiosk::ui
