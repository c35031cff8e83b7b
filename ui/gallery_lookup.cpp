#include "ui/gallery.hpp"

namespace kiosk::ui {
namespace {

using dossier::Status;
using dossier::StatusView;
using WithdrawalAnswer = dossier::AskedWithdrawal::Answer;

constexpr auto day = 24h;

/// A dossier of a person who does not exist, handed in some days ago.
StatusView dossier_of(const SampleData& data, Status status) {
    const auto* procedure = procedure_with(catalogue::Offer::submit, data);
    StatusView view;
    view.code = "H48.22-261116-0123";
    view.provisional_code = view.code;
    view.procedure_code = procedure->code;
    view.procedure_name = procedure->short_name.vi;
    view.holder_masked = Personal{"Đ*** V** Ngữ"};
    view.status = status;
    view.submitted_at = data.wall + -7 * day;
    view.as_of = data.wall + -2min;
    view.from_portal = true;
    const auto* by = procedure->handled_on(local_time(data.wall).date);
    if (const auto* unit = data.catalogue.unit(by == nullptr ? "" : by->processing_unit)) view.unit_name = unit->name.vi;
    view.steps = {{Status::registered, view.submitted_at, {}}};
    if (status == Status::registered) return view;
    if (status == Status::not_accepted) {
        view.steps.push_back({status, view.submitted_at + 5h, "Giấy chứng sinh bị mờ, chưa đọc được số."});
        return view;
    }
    view.accepted_at = view.submitted_at + 3h;
    view.due_at = data.wall + 3 * day;
    view.steps.push_back({Status::accepted, *view.accepted_at, {}});
    view.steps.push_back({Status::processing, view.submitted_at + day, {}});
    return view;
}

StatusView asked_for_more(const SampleData& data) {
    auto view = dossier_of(data, Status::supplement_asked);
    view.steps.push_back({Status::supplement_asked, data.wall + -day, "Thiếu: Giấy chứng nhận kết hôn (bản chính)."});
    return view;
}

StatusView late(const SampleData& data) {
    auto view = dossier_of(data, Status::processing);
    view.due_at = data.wall + -day;
    return view;
}

StatusView finished(const SampleData& data) {
    auto view = dossier_of(data, Status::finished);
    view.steps.push_back({Status::finished, data.wall + -4h, {}});
    return view;
}

StatusView remembered(const SampleData& data) {
    auto view = dossier_of(data, Status::processing);
    view.from_portal = false;
    view.as_of = data.wall + -18h;
    return view;
}

StatusView unsent(const SampleData& data) {
    StatusView view = dossier_of(data, Status::registered);
    view.code = view.provisional_code = "TAM-K1-261123-0004";
    view.steps.clear();
    view.waiting_for_delivery = true;
    view.from_portal = false;
    view.submitted_at = data.wall + -3h;
    return view;
}

StatusView refused(const SampleData& data) {
    auto view = unsent(data);
    view.waiting_for_delivery = false;
    view.refusal = "thủ tục này không nhận hồ sơ qua máy tự phục vụ";
    return view;
}

/// Prepared this morning; with its number, or in the evening before tickets are given.
visit::ReadingStatus prepared(const SampleData& data, std::string ticket) {
    visit::ReadingStatus state;
    auto& view = state.view;
    const auto* procedure = procedure_with(catalogue::Offer::submit_then_originals, data);
    view = dossier_of(data, Status::registered);
    view.code = view.provisional_code = "TAM-K1-261123-0007";
    view.procedure_code = procedure->code;
    view.procedure_name = procedure->short_name.vi;
    view.from_portal = false;
    view.submitted_at = view.as_of = data.wall + -1h;
    view.prepared = dossier::PreparedVisit{"4K7M2Q9T", std::move(ticket), {}};
    for (const auto& component : procedure->components) {
        if (component.required && !component.form) view.prepared->originals_to_bring.push_back(component.id);
    }
    if (const auto* line = settings::line_for(data.settings.queue, queue::Purpose::submit, procedure->field)) {
        for (const auto* counter : settings::counters_of(data.settings.queue, line->id))
            state.counters.push_back(counter->id);
    }
    return state;
}

StatusView withdrawn(const SampleData& data, WithdrawalAnswer answer) {
    auto view = dossier_of(data, Status::processing);
    view.withdrawal = dossier::AskedWithdrawal{{}, data.wall, answer, {}};
    if (answer == WithdrawalAnswer::refused) view.withdrawal->words = "hồ sơ đã trình ký";
    if (answer != WithdrawalAnswer::taken) return view;
    view.status = Status::withdrawal_asked;
    view.steps.push_back({view.status, data.wall, {}});
    return view;
}

/// In front of a kiosk with an A4 printer, in this state of health.
visit::Visit with_a4(visit::ReadingStatus state, visit::Health health = {}) {
    auto out = healthy(std::move(state));
    out.situation.page_printer = health;
    return out;
}

/// Refused, with the officer's paper; or late, with two.
StatusView with_papers(const SampleData& data, Status status) {
    auto view = status == Status::not_accepted ? dossier_of(data, status) : late(data);
    if (status == Status::not_accepted) {
        view.sent = {{"p1", dossier::OfficerForm::refusal, view.steps.back().at}};
    } else {
        view.sent = {{"p1", dossier::OfficerForm::apology, data.wall + -day},
                     {"p2", dossier::OfficerForm::control, data.wall + -2h}};
    }
    return view;
}

/// Done, its result on the way by post, an electronic copy here.
StatusView by_post(const SampleData& data) {
    auto view = finished(data);
    view.return_by = dossier::ReturnBy::post;
    view.sent = {{"p1", dossier::OfficerForm::control, view.steps.back().at},
                 {"p2", dossier::OfficerForm::result, view.steps.back().at}};
    return view;
}

visit::ReadingStatus a4_at(StatusView view, visit::A4Printing::Phase phase, Code problem = Code::io) {
    visit::ReadingStatus state;
    state.view = std::move(view);
    state.a4 = visit::A4Printing{{}, {}, phase, problem, {}};
    return state;
}

visit::Visit offline(visit::State state) {
    auto out = healthy(std::move(state));
    out.situation.portal_connected = false;
    return out;
}

visit::Visit camera_only(visit::State state) {
    auto out = healthy(std::move(state));
    out.situation.code_reader = Code::device_gone;
    return out;
}

visit::Visit without_reader(visit::State state) {
    auto out = camera_only(std::move(state));
    out.situation.camera = Code::device_gone;
    return out;
}

}  // namespace

std::vector<Sample> samples_lookup(const SampleData& data) {
    using namespace visit;
    const std::string code = "H48.22-261116-0123";
    const auto factor = [&](std::string_view digits, LookupProblem problem, int tries) {
        return EnteringFactor{code, Personal{digits}, problem, tries, {}};
    };
    const auto of_ticket = [](LookupProblem problem) { return EnteringFactor{"A027", {}, problem, 5, PressId{}}; };
    const auto reading = [](StatusView view) { return ReadingStatus{std::move(view), {}, {}, {}}; };
    const auto in_process = reading(dossier_of(data, Status::processing));
    return {
        {"presenting_receipt", healthy(PresentingReceipt{})},
        {"presenting_receipt_not_a_code", healthy(PresentingReceipt{CodeProblem::not_a_code})},
        {"presenting_receipt_appointment_elsewhere", healthy(PresentingReceipt{CodeProblem::appointment_elsewhere})},
        {"presenting_receipt_appointment_another_day",
         healthy(PresentingReceipt{CodeProblem::appointment_another_day, {2026, 12, 1}})},
        {"presenting_receipt_camera", camera_only(PresentingReceipt{})},
        fullest({"presenting_receipt_camera_not_a_code", camera_only(PresentingReceipt{CodeProblem::not_a_code})}),
        {"presenting_receipt_reader_gone", without_reader(PresentingReceipt{CodeProblem::reader_gone})},
        {"typing_code", healthy(TypingCode{})},
        fullest({"typing_code_not_a_code", healthy(TypingCode{"H48.22-2611", CodeProblem::not_a_code})}),
        {"entering_factor", healthy(factor("01", LookupProblem::none, 5))},
        {"entering_factor_wrong", healthy(factor("", LookupProblem::wrong_digits, 3))},
        {"entering_factor_not_found", healthy(factor("", LookupProblem::not_found, 5))},
        {"entering_factor_ticket", healthy(of_ticket(LookupProblem::none))},
        {"entering_factor_ticket_not_found", healthy(of_ticket(LookupProblem::not_found))},
        {"entering_factor_offline", offline(factor("", LookupProblem::not_known_offline, 5))},
        {"entering_factor_locked", healthy(factor("", LookupProblem::too_many_tries, 0))},
        {"asking_status", healthy(AskingStatus{code, {}, Monotonic{12s}, {}})},
        {"reading_status_registered", healthy(reading(dossier_of(data, Status::registered)))},
        {"reading_status", healthy(reading(dossier_of(data, Status::processing)))},
        {"reading_status_supplement", healthy(reading(asked_for_more(data)))},
        {"reading_status_late", healthy(reading(late(data)))},
        {"reading_status_finished", healthy(reading(finished(data)))},
        {"reading_status_not_accepted", healthy(reading(dossier_of(data, Status::not_accepted)))},
        {"reading_status_remembered", offline(reading(remembered(data)))},
        {"reading_status_unsent", offline(reading(unsent(data)))},
        {"reading_status_refused", healthy(reading(refused(data)))},
        {"reading_status_prepared", healthy(prepared(data, "A027"))},
        {"reading_status_prepared_no_number", healthy(prepared(data, {}))},
        {"reading_status_printing",
         healthy(ReadingStatus{dossier_of(data, Status::processing), Delivery::printing, {}, {}})},
        {"reading_status_not_printed",
         healthy(ReadingStatus{dossier_of(data, Status::processing), Delivery::shown, {}, {}})},
        {"reading_status_withdrawal_waits", offline(reading(withdrawn(data, WithdrawalAnswer::on_its_way)))},
        {"reading_status_withdrawal_refused", healthy(reading(withdrawn(data, WithdrawalAnswer::refused)))},
        {"reading_status_withdrawn", healthy(reading(withdrawn(data, WithdrawalAnswer::taken)))},
        {"confirming_withdrawal", healthy(ConfirmingWithdrawal{in_process, {}, {}})},
        fullest({"confirming_withdrawal_not_kept", healthy(ConfirmingWithdrawal{in_process, PressId{}, Code::disk_full})}),
        {"withdrawing", healthy(Withdrawing{in_process, {}, false, Monotonic{4s}})},
        fullest({"withdrawing_asking", healthy(Withdrawing{in_process, {}, true, Monotonic{4s}})}),
        {"reading_status_a4", with_a4(reading(dossier_of(data, Status::processing)))},
        {"reading_status_a4_refusal", with_a4(reading(with_papers(data, Status::not_accepted)))},
        {"reading_status_a4_papers", with_a4(reading(with_papers(data, Status::processing)))},
        {"reading_status_a4_result", with_a4(reading(by_post(data)))},
        {"reading_status_a4_at_counter", healthy(reading(with_papers(data, Status::not_accepted)))},
        {"reading_status_a4_printing",
         with_a4(a4_at(with_papers(data, Status::not_accepted), A4Printing::Phase::under_way))},
        {"reading_status_a4_printed", with_a4(a4_at(dossier_of(data, Status::processing), A4Printing::Phase::printed))},
        {"reading_status_a4_no_paper", with_a4(reading(dossier_of(data, Status::processing)), Code::no_paper)},
        {"reading_status_a4_jam",
         with_a4(a4_at(with_papers(data, Status::not_accepted), A4Printing::Phase::failed, Code::paper_jam))},
        {"reading_status_a4_no_pdf",
         with_a4(a4_at(with_papers(data, Status::not_accepted), A4Printing::Phase::failed, Code::bad_format))},
        {"reading_status_a4_portal_away",
         with_a4(a4_at(with_papers(data, Status::not_accepted), A4Printing::Phase::failed, Code::unreachable))},
    };
}

}  // namespace kiosk::ui
