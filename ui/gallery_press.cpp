// The press on «Nộp hồ sơ», what comes before it and what comes of it.

#include <algorithm>
#include <iterator>

#include "ui/gallery.hpp"
#include "ui/gallery_parts.hpp"

namespace kiosk::ui {
namespace {

using namespace gallery;
using visit::Filing;

dossier::Confirmation confirmed(const Filing& filing, dossier::Outcome outcome, const SampleData& data) {
    dossier::Confirmation confirmation;
    confirmation.id.bytes.fill(0x33);
    confirmation.outcome = outcome;
    confirmation.provisional_code = "TAM-K1-261123-0042";
    confirmation.submitted_at = data.wall;
    confirmation.procedure = filing.procedure->code;
    confirmation.originals_to_bring = dossier::originals_to_bring(*filing.procedure, filing.draft);
    if (outcome == dossier::Outcome::prepared) confirmation.visit_code = "4K7M2Q9T";
    return confirmation;
}

visit::HoldingConfirmation held(const Filing& filing, dossier::Confirmation confirmation, visit::Delivery delivery,
                                const SampleData& data) {
    visit::HoldingConfirmation state;
    state.confirmation = std::move(confirmation);
    state.procedure = filing.procedure;
    const auto* line = settings::line_for(data.settings.queue, queue::Purpose::submit, filing.procedure->field);
    if (line != nullptr) {
        for (const auto* counter : settings::counters_of(data.settings.queue, line->id)) {
            state.counters.push_back(counter->id);
        }
    }
    state.delivery = delivery;
    state.deadline = Monotonic{18s};
    if (state.confirmation.outcome == dossier::Outcome::prepared && line != nullptr) {
        visit::Ticket ticket;
        ticket.press = state.confirmation.id;
        ticket.number = line->prefix + "027";
        ticket.line = line->id;
        ticket.visit_code = state.confirmation.visit_code;
        ticket.taken_at = data.wall;
        state.ticket = std::move(ticket);
    }
    return state;
}

visit::HoldingConfirmation with_charge(visit::HoldingConfirmation state) {
    constexpr std::int64_t copies_dong = 16'000;
    state.charge.emplace();
    state.charge->procedure = state.procedure->code;
    state.charge->fees = {{"1", "LP01", "Lệ phí", copies_dong}};
    return state;
}

std::vector<Sample> of_ending(const SampleData& data) {
    using namespace visit;
    using dossier::Outcome;
    const auto filing = complete(data);
    const auto waiting = confirmed(filing, Outcome::submitted_online, data);
    auto official = waiting;
    official.official_code = "H48.22-261123-0042";
    official.registered = true;
    auto code_later = waiting;
    code_later.registered = true;
    auto unpaid = waiting;
    unpaid.unpaid = true;
    auto refused = waiting;
    refused.refusal = "Giấy chứng sinh chưa có dấu của cơ sở y tế.";
    const auto prepared = confirmed(filing, Outcome::prepared, data);
    auto closed = held(filing, prepared, Delivery::printed, data);
    closed.ticket.reset();
    Situation offline;
    Situation no_paper;
    no_paper.portal_connected = true;
    no_paper.ticket_printer = Code::no_paper;
    return {
        {"holding_confirmation_printing", healthy(held(filing, official, Delivery::printing, data))},
        {"holding_confirmation_official", healthy(held(filing, official, Delivery::printed, data))},
        {"holding_confirmation_code_later", healthy(held(filing, code_later, Delivery::printed, data))},
        {"holding_confirmation_offline", in_situation(held(filing, waiting, Delivery::printed, data), offline)},
        {"holding_confirmation_pays", healthy(with_charge(held(filing, official, Delivery::printed, data)))},
        {"holding_confirmation_unpaid", healthy(with_charge(held(filing, unpaid, Delivery::printed, data)))},
        {"holding_confirmation_no_paper", in_situation(held(filing, official, Delivery::shown, data), no_paper)},
        fullest({"holding_confirmation_prepared", healthy(held(filing, prepared, Delivery::printed, data))}),
        {"holding_confirmation_prepared_closed", healthy(closed)},
        {"holding_confirmation_refused", healthy(held(filing, refused, Delivery::printed, data))},
    };
}

std::vector<Sample> of_press(const SampleData& data) {
    using namespace visit;
    using dossier::IdentityProblem;
    using dossier::Outcome;
    const auto filing = complete(data);
    auto no_phone = filing;
    no_phone.draft.phone = {};
    auto wrong_phone = filing;
    wrong_phone.draft.phone = Personal{"091234"};
    const auto problems = dossier::check_phone(wrong_phone.draft.phone.reveal());
    const Monotonic soon{5s};
    const PressId press{};
    return {
        {"leaving_phone", healthy(LeavingPhone{no_phone, {}})},
        fullest({"leaving_phone_problem", healthy(LeavingPhone{wrong_phone, problems})}),
        {"reviewing", healthy(Reviewing{filing, Outcome::submitted_online, true, false, {}})},
        fullest({"reviewing_prepared", healthy(Reviewing{filing, Outcome::prepared, false, false, {}})}),
        {"reviewing_missed", healthy(Reviewing{filing, Outcome::submitted_online, false, true, {}})},
        {"reviewing_problem", healthy(Reviewing{filing, Outcome::submitted_online, true, false, Code::disk_full})},
        {"recording", healthy(Recording{filing, press, Outcome::submitted_online, {}, {}, soon})},
        fullest(
            {"recording_code",
             healthy(Recording{
                 filing, press, Outcome::submitted_online, confirmed(filing, Outcome::submitted_online, data), {}, soon})}),
    };
}

}  // namespace

std::vector<Sample> samples_press(const SampleData& data) {
    auto out = of_press(data);
    std::ranges::move(of_ending(data), std::back_inserter(out));
    return out;
}

}  // namespace kiosk::ui
