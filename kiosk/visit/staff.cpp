#include "kiosk/visit/staff.hpp"

#include <algorithm>
#include <cstring>

#include "kiosk/base/pin.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

using Phase = StaffDeedUnderWay::Phase;

Next to_pin(const State& from, const StaffTokenRead& e, const Inputs& in, std::optional<OutReason> out) {
    // A token that nobody knows is told nothing, not even that it was read.
    if (in.settings.staff.token(e.staff) == nullptr) return {from, {}};
    EnteringPin state{e.staff, shuffled_digits(e.chance)};
    state.out = out;
    return {std::move(state), {}};
}

bool pausing(const EnteringPin& s, Monotonic now) {
    return s.problem == PinProblem::pause && s.deadline && now < *s.deadline;
}

bool takes_digits(const EnteringPin& s, const Inputs& in) {
    return !s.checking && s.problem != PinProblem::locked && !pausing(s, in.now);
}

/// The page shows facts; the others are about the glass alone.
bool shows_facts(StaffPage page) {
    return page != StaffPage::touch && page != StaffPage::ruler && page != StaffPage::hiding && page != StaffPage::wording;
}

Next look_anew(StaffPages s, const Inputs& in) {
    s.deadline = in.now + limits::looking_anew;
    if (!shows_facts(s.page)) return {std::move(s), {}};
    return {std::move(s), {MakeStaffReport{}}};
}

Duration time_for(StaffDeed deed) {
    switch (deed) {
        case StaffDeed::send_now: return limits::sending_begun;
        case StaffDeed::try_device: return limits::trying_device;
        case StaffDeed::void_ticket:
        case StaffDeed::change_today: return limits::writing_down;
        case StaffDeed::print_test:
        case StaffDeed::print_close:
        case StaffDeed::print_ticket: break;
    }
    return limits::printing;
}

StaffPages on_page(const StaffPages& s, StaffPage page) {
    auto next = s;
    next.page = page;
    next.deed.reset();
    next.touches.clear();
    next.words.clear();
    next.found.clear();
    if (page != StaffPage::ticket && page != StaffPage::voiding) next.ticket.reset();
    return next;
}

}  // namespace

// ---- Values -----------------------------------------------------------------------------------------------------------------

TicketCounts count_tickets(const StaffReport& report, std::string_view line) {
    using queue::TicketState;
    TicketCounts out;
    for (const auto& ticket : report.tickets) {
        if (!line.empty() && ticket.line != line) continue;
        ++out.given;
        switch (ticket.state) {
            case TicketState::printed:
            case TicketState::shown:
            case TicketState::waiting:
            case TicketState::transferred: ++out.waiting; break;
            case TicketState::called:
            case TicketState::serving:
            case TicketState::on_hold: ++out.called; break;
            case TicketState::done:
            case TicketState::postponed: ++out.done; break;
            case TicketState::absent: ++out.absent; break;
            case TicketState::cancelled: ++out.voided; break;
            case TicketState::reserved:
            case TicketState::expired: ++out.unheld; break;
        }
    }
    return out;
}

std::vector<UnsentCause> unsent_by_cause(const StaffReport& report) {
    std::vector<UnsentCause> out;
    for (const auto& item : report.unsent) {
        const auto found = std::find_if(out.begin(), out.end(), [&](const auto& c) { return c.reason == item.reason; });
        if (found == out.end()) out.push_back({item.reason, 1});
        else ++found->count;
    }
    return out;
}

std::string_view name(StaffDeed deed) {
    switch (deed) {
        case StaffDeed::send_now: return "send_now";
        case StaffDeed::try_device: return "try_device";
        case StaffDeed::print_test: return "print_test";
        case StaffDeed::print_close: return "print_close";
        case StaffDeed::print_ticket: return "print_ticket";
        case StaffDeed::void_ticket: return "void_ticket";
        case StaffDeed::change_today: return "change_today";
    }
    return "";
}

settings::StaffRight right_for(StaffDeed deed) {
    using settings::StaffRight;
    switch (deed) {
        case StaffDeed::send_now: return StaffRight::send;
        case StaffDeed::print_ticket:
        case StaffDeed::void_ticket: return StaffRight::tickets;
        case StaffDeed::change_today: return StaffRight::today;
        case StaffDeed::try_device:
        case StaffDeed::print_test:
        case StaffDeed::print_close: break;
    }
    return StaffRight::devices;
}

std::string_view name(StaffNote note) {
    switch (note) {
        case StaffNote::left: return "left";
        case StaffNote::service_stopped: return "service_stopped";
        case StaffNote::service_resumed: return "service_resumed";
        case StaffNote::assistance_begun: return "assistance_begun";
        case StaffNote::identity_confirmed: return "identity_confirmed";
        case StaffNote::assisted_dossier_handed_in: return "assisted_dossier_handed_in";
        case StaffNote::assistance_ended: return "assistance_ended";
    }
    return "";
}

std::string shuffled_digits(const Uuid& chance) {
    std::string digits = "0123456789";
    // Of a version 7 UUID the last eight bytes are chance but for two bits; the others are the time.
    std::uint64_t rest = 0;
    for (std::size_t i = 8; i < chance.bytes.size(); ++i) rest = rest << 8 | chance.bytes[i];
    rest &= 0x3FFF'FFFF'FFFF'FFFFU;  // 62 bits for the 22 that an order of ten takes
    for (std::size_t left = digits.size(); left > 1; --left) {
        std::swap(digits[left - 1], digits[rest % left]);
        rest /= left;
    }
    return digits;
}

const queue::Ticket* StaffPages::chosen_ticket() const {
    if (!ticket || !report) return nullptr;
    const auto at = std::ranges::find(report->tickets, *ticket, &queue::Ticket::press);
    return at == report->tickets.end() ? nullptr : &*at;
}

State left_alone(const State& state) {
    const auto out = std::visit(
        [](const auto& s) -> std::optional<OutReason> {
            if constexpr (requires { s.out; }) return s.out;
            else return std::nullopt;
        },
        state);
    return out ? State{OutOfService{*out}} : State{Attracting{}};
}

// ---- A token, and its PIN ------------------------------------------------------------------------------------------------------

Next on(const Attracting& s, const StaffTokenRead& e, const Inputs& in) { return to_pin(s, e, in, {}); }
Next on(const ChoosingJourney& s, const StaffTokenRead& e, const Inputs& in) { return to_pin(s, e, in, {}); }
Next on(const OutOfService& s, const StaffTokenRead& e, const Inputs& in) { return to_pin(s, e, in, s.reason); }
// In the middle of somebody's visit it is for helping, or a code like any other that the page does not want.
Next on(const PresentingCard& s, const StaffTokenRead& e, const Inputs& in) {
    if (auto signing_in = towards_assistance(s, e, in)) return std::move(*signing_in);
    return on(s, OtherCodeRead{}, in);
}
Next on(const PresentingReceipt& s, const StaffTokenRead& e, const Inputs& in) {
    if (auto signing_in = towards_assistance(s, e, in)) return std::move(*signing_in);
    return on(s, OtherCodeRead{}, in);
}

Next on(const EnteringPin& s, const PinDigitTyped& e, const Inputs& in) {
    if (!takes_digits(s, in) || e.digit < '0' || e.digit > '9') return {s, {}};
    auto next = s;
    std::string typed(s.digits.reveal());
    typed += e.digit;
    next.digits = Personal(typed);
    explicit_bzero(typed.data(), typed.size());
    next.problem = PinProblem::none;
    next.deadline.reset();
    if (next.digits.reveal().size() < pin_digits) return {std::move(next), {}};
    next.checking = e.question;
    next.deadline = in.now + limits::checking_pin;
    const CheckPin check{e.question, s.staff, next.digits};
    return {std::move(next), {check}};
}

Next on(const EnteringPin& s, const PinDigitErased&, const Inputs& in) {
    if (!takes_digits(s, in) || s.digits.empty()) return {s, {}};
    auto next = s;
    const auto typed = s.digits.reveal();
    next.digits = Personal(typed.substr(0, typed.size() - 1));
    return {std::move(next), {}};
}

Next on(const EnteringPin& s, const PinAccepted& e, const Inputs& in) {
    if (s.checking != e.question) return {s, {}};
    StaffPages next;
    next.staff = s.staff;
    next.out = s.out;
    return look_anew(std::move(next), in);
}

Next on(const EnteringPin& s, const PinRefused& e, const Inputs& in) {
    if (s.checking != e.question) return {s, {}};
    EnteringPin next{s.staff, shuffled_digits(e.question)};
    next.out = s.out;
    next.problem = e.problem;
    next.tries_left = e.tries_left;
    if (e.problem == PinProblem::pause) next.deadline = in.now + e.pause;
    return {std::move(next), {}};
}

Next on(const EnteringPin& s, const WentBack&, const Inputs&) { return {left_alone(s), {}}; }

Next on(const EnteringPin& s, const KioskRecovered&, const Inputs&) {
    auto next = s;
    if (next.out != OutReason::stopped_by_staff) next.out.reset();
    return {std::move(next), {}};
}

Next on(const EnteringPin& s, const Ticked&, const Inputs& in) {
    if (!s.deadline || in.now < *s.deadline) return {s, {}};
    EnteringPin next{s.staff, s.keys};
    next.out = s.out;
    if (s.checking) next.problem = PinProblem::not_checked;
    return {std::move(next), {}};
}

// ---- The pages ------------------------------------------------------------------------------------------------------------------

Next on(const StaffPages& s, const StaffPageChosen& e, const Inputs& in) {
    auto next = on_page(s, e.page);
    if (e.page == StaffPage::ticket || e.page == StaffPage::voiding) {
        if (e.ticket) next.ticket = e.ticket;
        if (next.chosen_ticket() == nullptr) return {s, {}};
    }
    return look_anew(std::move(next), in);
}

Next on(const StaffPages& s, const StaffReportMade& e, const Inputs&) {
    auto next = s;
    next.report = std::make_shared<const StaffReport>(e.report);
    return {std::move(next), {}};
}

Next on(const StaffPages& s, const StaffDeedChosen& e, const Inputs& in) {
    if (s.under_way() || !in.settings.staff.may(s.staff, right_for(e.deed))) return {s, {}};
    DoForStaff wish{e.question, s.staff, e.deed, e.device, {}, s.report, in.preferences.language};
    if (e.deed == StaffDeed::print_ticket || e.deed == StaffDeed::void_ticket) {
        const auto* ticket = s.chosen_ticket();
        if (ticket == nullptr) return {s, {}};
        wish.ticket = *ticket;
    }
    if (e.deed == StaffDeed::print_close && !s.report) return {s, {}};
    if (e.deed == StaffDeed::change_today) {
        if (!e.change || !settings::changed(in.situation.today, *e.change)) return {s, {}};
        wish.change = e.change;
    }
    auto next = s;
    next.deed = StaffDeedUnderWay{e.question, e.deed, e.device, Phase::under_way, Code::io, in.now + time_for(e.deed)};
    return {std::move(next), {std::move(wish)}};
}

Next on(const StaffPages& s, const StaffDeedEnded& e, const Inputs& in) {
    if (!s.under_way() || s.deed->question != e.question) return {s, {}};
    auto next = s;
    next.deed->phase = e.problem ? Phase::failed : Phase::done;
    next.deed->problem = e.problem.value_or(Code::io);
    if (next.deed->deed == StaffDeed::void_ticket && !e.problem) next.page = StaffPage::ticket;
    if (next.deed->deed == StaffDeed::change_today && !e.problem) {
        next.page = StaffPage::today;
        next.words.clear();
        next.found.clear();
    }
    return look_anew(std::move(next), in);
}

Next on(const StaffPages& s, const ServiceSwitched& e, const Inputs& in) {
    if (!in.settings.staff.may(s.staff, settings::StaffRight::service)) return {s, {}};
    auto next = s;
    // What another trouble stopped is not for staff to let go on.
    if (e.on && s.out == OutReason::stopped_by_staff) next.out.reset();
    else if (!e.on && !s.out) next.out = OutReason::stopped_by_staff;
    else return {s, {}};
    return {std::move(next), {NoteStaff{s.staff, e.on ? StaffNote::service_resumed : StaffNote::service_stopped}}};
}

Next on(const StaffPages& s, const TouchMeasured& e, const Inputs&) {
    if (s.page != StaffPage::touch) return {s, {}};
    auto next = s;
    if (next.touches.size() == touch_targets) next.touches.clear();
    next.touches.push_back(e.error);
    return {std::move(next), {}};
}

Next on(const StaffPages& s, const StaffWordsTyped& e, const Inputs& in) {
    const bool asked = s.page == StaffPage::hiding || s.page == StaffPage::wording;
    if (!asked || e.words.size() > settings::longest_notice_bytes) return {s, {}};
    auto next = s;
    next.words = e.words;
    next.found.clear();
    if (s.page == StaffPage::wording) return {std::move(next), {}};
    if (const auto* by_code = in.catalogue.procedure(trim(next.words))) next.found.push_back(by_code);
    else
        for (const auto& hit : in.catalogue.search(next.words)) next.found.push_back(hit.procedure);
    return {std::move(next), {}};
}

Next on(const StaffPages& s, const WentBack&, const Inputs& in) {
    switch (s.page) {
        case StaffPage::menu: return {left_alone(s), {}};
        case StaffPage::ticket: return look_anew(on_page(s, StaffPage::tickets), in);
        case StaffPage::voiding: return look_anew(on_page(s, StaffPage::ticket), in);
        case StaffPage::hiding:
        case StaffPage::wording: return look_anew(on_page(s, StaffPage::today), in);
        default: return look_anew(on_page(s, StaffPage::menu), in);
    }
}

Next on(const StaffPages& s, const KioskRecovered&, const Inputs&) {
    auto next = s;
    if (next.out != OutReason::stopped_by_staff) next.out.reset();
    return {std::move(next), {}};
}

Next on(const StaffPages& s, const Ticked&, const Inputs& in) {
    auto next = s;
    if (next.under_way() && in.now >= next.deed->deadline) {
        next.deed->phase = Phase::failed;
        next.deed->problem = Code::timed_out;
    }
    if (in.now < s.deadline) return {std::move(next), {}};
    return look_anew(std::move(next), in);
}

// ---- Which codes are wanted ----------------------------------------------------------------------------------------------------

ReadCodes codes_wanted(const State& state, const Situation& situation, const settings::Settings& settings) {
    if (std::holds_alternative<PresentingCard>(state) || std::holds_alternative<PresentingReceipt>(state))
        return {true, true, false};
    // Whoever was promised a time shows its code where numbers are taken.
    const bool promises = settings.queue.given(settings::PriorityClass::Given::to_appointments) != nullptr;
    if (promises && std::holds_alternative<ChoosingPurpose>(state)) return {true, situation.code_reader.has_value(), true};
    if (settings.staff.tokens.empty()) return {};
    // Somebody was called to help: a token may come, no card is looked for.
    if (std::holds_alternative<CallingStaff>(state)) return {true, situation.code_reader.has_value(), true};
    // A camera that looks for codes takes a third of a core: only where the reader cannot, and not all night.
    if (std::holds_alternative<Attracting>(state)) return {true, false, true};
    if (std::holds_alternative<ChoosingJourney>(state) || std::holds_alternative<OutOfService>(state))
        return {true, situation.code_reader.has_value(), true};
    return {};
}

}  // namespace kiosk::visit
