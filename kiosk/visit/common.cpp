#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

/// Back to what was under a question, as it was.
Next uncover(const Behind& behind) { return {*behind, {}}; }

}  // namespace

Next on(const Attracting&, const Started&, const Inputs&) { return {ChoosingJourney{}, {}}; }

Next on(const ChoosingJourney&, const ErrandChosen& e, const Inputs& in) {
    switch (e.errand) {
        case Errand::submit: return {ChoosingField{Journey::submit, Purpose::submit}, {}};
        case Errand::guidance: return {ChoosingField{Journey::guidance, Purpose::ask}, {}};
        case Errand::look_up:
            return {PresentingReceipt{in.situation.can_read_codes() ? CodeProblem::none : CodeProblem::reader_gone}, {}};
        case Errand::ticket: break;
    }
    if (const auto closed = tickets_closed(in)) return {*closed, {}};
    return {ChoosingPurpose{}, {}};
}

Next on(const ChoosingJourney&, const WentBack&, const Inputs&) { return {Attracting{}, {}}; }

Next on(const AskingIfPresent& s, const Stayed&, const Inputs&) { return uncover(s.behind); }
Next on(const AskingIfPresent&, const EndConfirmed&, const Inputs&) { return {Attracting{}, {}}; }
Next on(const AskingIfPresent& s, const Ticked&, const Inputs& in) {
    if (in.now >= s.deadline) return {Attracting{}, {}};
    return {s, {}};
}

Next on(const ConfirmingEnd& s, const Stayed&, const Inputs&) { return uncover(s.behind); }
Next on(const ConfirmingEnd& s, const EndConfirmed&, const Inputs&) {
    if (s.leaving) return {ChoosingJourney{}, {}};
    return {Attracting{}, {}};
}
Next on(const ConfirmingEnd& s, const Ticked&, const Inputs& in) {
    if (in.now >= s.deadline) return {Attracting{}, {}};
    return {s, {}};
}

Next on(const CallingStaff& s, const HelpAnswered& e, const Inputs& in) {
    if (e.press != s.press) return {s, {}};  // an officer took an earlier call
    return {CallingStaff{s.behind, s.press, HelpPhase::coming, in.now + limits::help}, {}};
}
Next on(const CallingStaff& s, const Stayed&, const Inputs&) { return uncover(s.behind); }
Next on(const CallingStaff& s, const TicketChosen&, const Inputs& in) {
    if (has_unsaved(*s.behind)) return {s, {}};  // a number is no reason to lose what was typed
    return towards_ticket(TicketWish{Purpose::ask, {}, {}}, in);
}
Next on(const CallingStaff& s, const Ticked&, const Inputs& in) {
    if (s.phase != HelpPhase::ringing || in.now < s.deadline) return {s, {}};
    return {CallingStaff{s.behind, s.press, HelpPhase::unanswered, s.deadline}, {}};
}

Next on(const OutOfService& s, const KioskRecovered&, const Inputs&) {
    if (s.reason == OutReason::stopped_by_staff) return {s, {}};  // staff decide when it serves again
    return {Attracting{}, {}};
}

}  // namespace kiosk::visit
