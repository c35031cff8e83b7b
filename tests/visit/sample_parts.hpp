#pragma once
/// What samples of states and events are put together from: a person's dossier, a number, a fee, of people who do not exist.

#include "tests/visit/stage.hpp"

namespace kiosk::test {

inline visit::Filing filing() {
    visit::Filing out{&submittable(), {}};
    out.draft.procedure = submittable().code;
    out.draft.submitter = somebody();
    out.draft.identified_by = dossier::IdentifiedBy::card;
    return out;
}

inline std::string component() {
    for (const auto& c : submittable().components) {
        if (!c.form && !c.present_only) return c.id;
    }
    return {};
}

inline Uuid press(int number) { return Stage().id(number); }

inline dossier::Page page(int number) {
    dossier::Page out;
    out.id = press(number);
    return out;
}

inline queue::Ticket ticket() {
    queue::Ticket out;
    out.press = press(1);
    out.number = "A012";
    out.line = public_data().settings.queue.lines.front().id;
    out.serial = 12;
    return out;
}

inline dossier::Confirmation confirmation() {
    dossier::Confirmation out;
    out.id = press(1);
    out.outcome = dossier::Outcome::submitted_online;
    out.provisional_code = "TAM-K1-261123-0001";
    out.procedure = submittable().code;
    return out;
}

inline const settings::RatingForm* form_of_rating() {
    const auto* form = settings::rating_form_on(public_data().settings.rating, {2026, 11, 23});
    require(form != nullptr, "the configuration has a form to rate by");
    return form;
}

/// Every question answered with the best.
inline dossier::Rating rated() {
    dossier::Rating out{form_of_rating()->version, static_cast<int>(form_of_rating()->levels.size()), {}, "A012", {}};
    for (const auto& question : form_of_rating()->questions) out.answers.push_back({question.id, out.levels});
    return out;
}

/// A dossier of which its authority asks for papers.
inline dossier::StatusView asked_for_papers() {
    dossier::StatusView view;
    view.code = "000.00.53.H48-261123-0001";
    view.procedure_code = submittable().code;
    view.procedure_name = submittable().name.vi;
    view.status = dossier::Status::supplement_asked;
    view.steps = {{view.status, WallTime{}, "Thiếu giấy tờ"}};
    return view;
}

/// One page of one paper, for that dossier.
inline visit::Filing supplement_filing() {
    visit::ReadingStatus reading;
    reading.view = asked_for_papers();
    reading.digits = Personal("0123");
    auto supplement = std::make_shared<visit::Supplementing>(visit::Supplementing{reading, submittable()});
    visit::Filing out{&supplement->papers, {}, nullptr};
    out.draft.paper(component()).pages.push_back(page(7));
    out.supplement = std::move(supplement);
    return out;
}

inline dossier::SupplementNote supplement_note() {
    dossier::SupplementNote out;
    out.id = press(1);
    out.code = asked_for_papers().code;
    out.papers = {{component(), {}, 1, false}};
    return out;
}

/// Somebody left their papers half way.
inline dossier::KeptDraft kept_draft() {
    auto draft = filing().draft;
    draft.paper(component()).pages.push_back(page(7));
    return {press(3), "7KQ2M0XD", WallTime{}, WallTime{} + 24h, draft, {dossier::DraftPlace::Part::papers, 0}};
}

inline std::string staff_token() {
    require(!public_data().settings.staff.tokens.empty(), "the configuration has a token of the staff's");
    return public_data().settings.staff.tokens.front().id;
}

/// Signed in, with one number of the day chosen.
inline visit::StaffPages on_staff_page(visit::StaffPage page) {
    visit::StaffPages out;
    out.staff = staff_token();
    out.page = page;
    visit::StaffReport report;
    report.tickets = {ticket()};
    out.report = std::make_shared<const visit::StaffReport>(std::move(report));
    out.deadline = Monotonic{1h};
    out.ticket = ticket().press;
    return out;
}

inline payment::Charge charge() {
    return {press(1),
            confirmation().provisional_code,
            submittable().code,
            submittable().name.vi,
            {{"1", "LP01", "Lệ phí", 8'000}},
            {}};
}

inline payment::Order order() {
    auto out = payment::order_of(charge(), press(1), payment::Method::vietqr, WallTime{}, 24h);
    out.code = "QN7K2M0XD4R";
    return out;
}

/// A code is on the screen and the bank is being asked.
inline payment::AwaitingBank awaiting_bank() {
    payment::AwaitingBank out;
    out.order = order();
    out.asking = true;
    return out;
}

inline signin::DeviceFlow waiting_for_phone() {
    signin::Waiting out;
    out.grant.user_code = "BCDF-GHJK";
    out.until = Monotonic{1h};
    out.poll_at = Monotonic{1h};
    out.asking = true;
    return out;
}

inline signin::SignedInPerson signed_in_person() {
    signin::SignedInPerson out;
    out.account = "vneid";
    out.person = somebody();
    return out;
}

}  // namespace kiosk::test
