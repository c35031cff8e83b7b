#include "kiosk/visit/visit.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "kiosk/visit/dispatch.hpp"
#include "kiosk/visit/noting.hpp"

namespace kiosk::visit {
namespace {

template <class S>
concept HasDeadline = requires(const S& s) {
    s.deadline;
};
template <class S>
concept HasFiling = requires(const S& s) {
    s.filing;
};

/// How long nothing may happen before the kiosk believes that nobody is there, and whether it asks first.
struct Patience {
    Duration quiet;
    bool asks = false;
};

template <class S>
std::optional<Patience> patience() {
    // These have deadlines of their own, or nobody to wait for; a wait for a device or the portal never counts as idleness.
    if constexpr (OneOf<S, Attracting, OutOfService, TakingTicket, HoldingTicket, Recording, HoldingConfirmation,
                        AskingStatus, AskingIfPresent, ConfirmingEnd, SendingRating, ThankingForRating, Withdrawing,
                        SendingSupplement, HoldingSupplement, KeepingDraft, HoldingDraft, RemovingDraft, AskingOwnDossiers,
                        PayingFee, HoldingPayment>) {
        return std::nullopt;
    } else if constexpr (OneOf<S, StaffPages>) {
        return Patience{limits::staff, false};
    } else if constexpr (OneOf<S, TypingPerson, FillingForm, CollectingPapers, CapturingPage, ViewingPage, LeavingPhone,
                               NamingPayer>) {
        return Patience{limits::typing, true};
    } else if constexpr (OneOf<S, Searching, TypingCode>) {
        return Patience{limits::typing, false};
    } else if constexpr (HasFiling<S> || OneOf<S, SigningIn, EnteringFactor, ReadingStatus, ConfirmingWithdrawal,
                                               ContinuingDraft, ReadingOwnDossiers, ChoosingPayment>) {
        return Patience{limits::personal, true};
    } else {
        return Patience{limits::nothing_personal, false};
    }
}

/// Pages whose deadline waits for a person, not for a device or the portal: it stands still while a voice speaks.
template <class S>
concept WaitsForReader = OneOf<S, HoldingTicket, HoldingConfirmation, HoldingSupplement, HoldingDraft, HoldingPayment,
                               ThankingForRating, AskingIfPresent, ConfirmingEnd>;

bool waits_for_reader(const State& state) {
    return std::visit([](const auto& s) { return WaitsForReader<std::decay_t<decltype(s)>>; }, state);
}

std::optional<Patience> patience_of(const State& state) {
    return std::visit(
        [](const auto& s) -> std::optional<Patience> {
            using S = std::decay_t<decltype(s)>;
            if constexpr (std::same_as<S, CallingStaff>) {
                auto behind = patience_of(*s.behind);
                return behind && behind->asks ? Patience{limits::typing, true} : Patience{limits::personal, false};
            } else if constexpr (std::same_as<S, CapturingPage>) {
                return s.problem ? patience<S>() : std::nullopt;
            } else if constexpr (OneOf<S, SigningInByPhone, SigningInToList>) {
                // Whoever looks into a telephone touches nothing here; the codes themselves have an end.
                return s.sign_in.waits() ? std::nullopt : patience<S>();
            } else if constexpr (OneOf<S, ReadingStatus, ReadingDetails>) {
                return s.printing_a4() ? std::nullopt : patience<S>();
            } else {
                return patience<S>();
            }
        },
        state);
}

const CapturingPage* capture_under_way(const State& state) {
    if (const auto* capturing = std::get_if<CapturingPage>(&state)) return capturing->problem ? nullptr : capturing;
    if (const auto* calling = std::get_if<CallingStaff>(&state)) return capture_under_way(*calling->behind);
    if (const auto* ending = std::get_if<ConfirmingEnd>(&state)) return capture_under_way(*ending->behind);
    if (const auto* signing_in = std::get_if<SigningIn>(&state)) return capture_under_way(*signing_in->from);
    return nullptr;
}

/// «Kết thúc», from wherever it can be touched.
State ended(const State& state, const Inputs& in) {
    if (std::holds_alternative<OutOfService>(state)) return state;
    if (!has_unsaved(state)) return left_alone(state);
    if (is_writing(state)) return state;
    return ConfirmingEnd{std::make_shared<const State>(state), in.after_waiting(limits::answering_if_present)};
}

/// What means the same in every state; nothing when the state itself decides.
std::optional<Next> anywhere(const State& state, const Event& event, const Inputs& in) {
    if (const auto* failed = std::get_if<KioskFailed>(&event)) return Next{OutOfService{failed->reason}, {}};
    const bool asleep = is_over(state);
    const bool of_staff = std::holds_alternative<EnteringPin>(state) || std::holds_alternative<StaffPages>(state) ||
                          std::holds_alternative<SigningIn>(state);
    if (std::holds_alternative<Ended>(event)) {
        const bool asked = std::holds_alternative<ConfirmingEnd>(state) || std::holds_alternative<AskingIfPresent>(state);
        if (asleep || asked) return Next{state, {}};
        const auto* paying = std::get_if<PayingFee>(&state);
        if (paying == nullptr) return Next{ended(state, in), {}};
        // Money may be on its way: nobody leaves without the code by which it is found. Where none was shown there is none to take.
        auto left = on(*paying, PaymentPutOff{}, in);
        return std::holds_alternative<ChoosingPayment>(left.state) ? Next{ended(left.state, in), {}} : left;
    }
    if (const auto* called = std::get_if<HelpCalled>(&event)) {
        if (asleep || of_staff || std::holds_alternative<CallingStaff>(state) ||
            std::holds_alternative<AskingIfPresent>(state) || std::holds_alternative<ConfirmingEnd>(state)) {
            return Next{state, {}};
        }
        return Next{
            CallingStaff{std::make_shared<const State>(state), called->press, HelpPhase::ringing, in.now + limits::help},
            {CallStaff{called->press}}};
    }
    return std::nullopt;
}

void prefer(Visit& visit, const Event& event) {
    if (const auto* language = std::get_if<LanguageChosen>(&event)) visit.preferences.language = language->language;
    if (const auto* size = std::get_if<TextSizeChosen>(&event)) visit.preferences.text_step = std::clamp(size->step, 0, 2);
    if (const auto* contrast = std::get_if<ContrastChosen>(&event)) visit.preferences.high_contrast = contrast->high;
    if (const auto* reach = std::get_if<ReachChosen>(&event)) visit.preferences.low_reach = reach->low;
    if (const auto* typing = std::get_if<TypingChosen>(&event)) visit.preferences.typing_method = typing->method;
    if (const auto* changed = std::get_if<SituationChanged>(&event)) visit.situation = changed->situation;
    if (const auto* aloud = std::get_if<AloudChosen>(&event)) visit.preferences.aloud = aloud->aloud;
}

/// How long a page waits for somebody. Two people who help each other take longer than one.
Duration quiet_time(Duration of_page, const Visit& visit) {
    return stretched(visit.assistance ? std::max(of_page, limits::assisted) : of_page, visit.preferences);
}

/// A voice fell silent: what waits for a person begins to wait now.
void wait_anew(Visit& visit, Monotonic now) {
    std::visit(
        [&](auto& s) {
            using S = std::decay_t<decltype(s)>;
            if constexpr (WaitsForReader<S>) {
                const bool asks = OneOf<S, AskingIfPresent, ConfirmingEnd>;
                s.deadline =
                    now + stretched(asks ? limits::answering_if_present : limits::reading_result, visit.preferences);
            } else if constexpr (std::same_as<S, PayingFee>) {
                if (std::holds_alternative<payment::AwaitingBank>(s.paying))
                    s.deadline = now + stretched(limits::paying, visit.preferences);
            }
        },
        visit.state);
    if (const auto patience = patience_of(visit.state)) visit.quiet_until = now + quiet_time(patience->quiet, visit);
}

/// A dossier was written down: its person may go on with another one. Home is where somebody else begins.
void remember_earlier(const Visit& before, const Event& event, Visit& after) {
    const auto* recorded = std::get_if<DossierRecorded>(&event);
    const auto* recording = std::get_if<Recording>(&before.state);
    if (recorded != nullptr && recording != nullptr && !recording->confirmation &&
        recorded->confirmation.id == recording->press) {
        after.earlier = earlier_of(recording->filing, before.earlier);
    }
    if (std::holds_alternative<ChoosingJourney>(after.state)) after.earlier.reset();
}

/// Its code was read: the next number of this visit is the appointment's, until it is given or somebody else begins.
void remember_appointment(const Event& event, const Inputs& in, Visit& after) {
    using queue::AppointmentFits;
    if (const auto* read = std::get_if<AppointmentRead>(&event)) {
        const auto fits = queue::fits(read->appointment, in.settings.centre.id, in.wall, in.settings.queue);
        const bool counts =
            fits != AppointmentFits::other_centre && fits != AppointmentFits::other_day && fits != AppointmentFits::unproven;
        if (counts && std::holds_alternative<ReadingTicket>(after.state)) after.appointment = read->appointment;
    }
    const auto* reading = std::get_if<ReadingTicket>(&after.state);
    const bool has_its_number =
        std::holds_alternative<HoldingTicket>(after.state) || (reading != nullptr && reading->ticket);
    if (has_its_number || std::holds_alternative<ChoosingJourney>(after.state) || is_over(after.state))
        after.appointment.reset();
}

/// Nobody has touched anything for as long as this page allows.
std::optional<State> gone_quiet(const Visit& visit, const Inputs& in) {
    const auto patience = patience_of(visit.state);
    if (!patience || in.now < visit.quiet_until) return std::nullopt;
    if (!patience->asks) return left_alone(visit.state);
    return AskingIfPresent{std::make_shared<const State>(visit.state), in.after_waiting(limits::answering_if_present)};
}

}  // namespace

Duration stretched(Duration by, const Preferences& preferences) {
    return preferences.text_step == 2 || preferences.aloud.on ? by * 2 : by;
}

std::optional<PressId> call_for_staff(const State& state) {
    return std::visit(
        [](const auto& s) -> std::optional<PressId> {
            using S = std::decay_t<decltype(s)>;
            if constexpr (std::same_as<S, CallingStaff>)
                return s.phase == HelpPhase::coming ? std::nullopt : std::optional{s.press};
            else if constexpr (HasBehind<S>) return call_for_staff(*s.behind);
            else return std::nullopt;
        },
        state);
}

bool is_writing(const State& state) {
    return std::visit(
        [](const auto& s) {
            using S = std::decay_t<decltype(s)>;
            if constexpr (HasBehind<S>) return is_writing(*s.behind);
            else return OneOf<S, Recording, SendingSupplement, KeepingDraft>;
        },
        state);
}

bool is_over(const State& state) {
    return std::holds_alternative<Attracting>(state) || std::holds_alternative<OutOfService>(state);
}

Step step(const Visit& visit, const Event& event, const Context& context) {
    const Inputs in{context.now,
                    context.wall,
                    context.settings,
                    context.catalogue,
                    visit.situation,
                    visit.preferences,
                    visit.rated,
                    visit.earlier.get(),
                    visit.assistance ? &*visit.assistance : nullptr,
                    visit.appointment ? &*visit.appointment : nullptr};
    Step out{visit, {}};
    prefer(out.visit, event);
    if (const auto* changed = std::get_if<SpeechChanged>(&event)) {
        out.visit.speaking = changed->speaking;
        if (!changed->speaking && visit.speaking) wait_anew(out.visit, in.now);
        return out;
    }
    if (const auto* read = std::get_if<PageRead>(&event)) {
        take_reading(out.visit.state, *read);
        return out;
    }
    if (visit.speaking && std::holds_alternative<Ticked>(event) && waits_for_reader(visit.state)) return out;

    std::optional<Next> next = anywhere(visit.state, event, in);
    if (!next) next = dispatch(visit.state, event, in);
    out.visit.state = std::move(next->state);
    out.effects = std::move(next->effects);

    const bool moved = out.visit.state.index() != visit.state.index();
    if (!moved && std::holds_alternative<Ticked>(event)) {
        if (auto quiet = visit.speaking ? std::nullopt : gone_quiet(visit, in)) out.visit.state = std::move(*quiet);
    }
    follow_assistance(visit, event, in, out.visit, out.effects);
    if (const auto patience = patience_of(out.visit.state);
        patience && (by_a_person(event) || out.visit.state.index() != visit.state.index() || !patience_of(visit.state))) {
        out.visit.quiet_until = in.now + quiet_time(patience->quiet, out.visit);
    }

    // What follows from leaving one state for another, whichever way it went.
    const auto wanted = codes_wanted(out.visit.state, out.visit.situation, context.settings);
    if (wanted != codes_wanted(visit.state, visit.situation, context.settings)) out.effects.push_back(wanted);
    if (const auto* staff = std::get_if<StaffPages>(&visit.state);
        staff != nullptr && !std::holds_alternative<StaffPages>(out.visit.state))
        out.effects.push_back(NoteStaff{staff->staff, StaffNote::left});
    if (const auto* before = capture_under_way(visit.state)) {
        const auto* after = capture_under_way(out.visit.state);
        const bool answered = std::holds_alternative<PageCaptured>(event) || std::holds_alternative<PageNotCaptured>(event);
        const bool timed_out = std::holds_alternative<Ticked>(event) && !moved;
        if ((after == nullptr || after->question != before->question) && !answered && !timed_out) {
            out.effects.push_back(CancelCapture{before->question});
        }
    }
    if (std::holds_alternative<ThankingForRating>(out.visit.state)) out.visit.rated = true;
    remember_earlier(visit, event, out.visit);
    remember_appointment(event, in, out.visit);
    note(visit, event, out.visit.state, out.visit.notes);
    // Out of service, too, somebody may have had the sentence enlarged or read; the next one begins as everybody does.
    if (moved && is_over(out.visit.state)) out.visit.preferences = {};
    if (is_over(out.visit.state) && !is_over(visit.state)) {
        out.visit.rated = false;
        out.visit.earlier.reset();
        if (!out.visit.notes.empty()) out.effects.push_back(CountVisit{std::exchange(out.visit.notes, {})});
        out.effects.push_back(ForgetVisit{});
    }
    return out;
}

std::optional<Monotonic> next_deadline(const Visit& visit) {
    if (visit.speaking && waits_for_reader(visit.state)) return std::nullopt;
    std::optional<Monotonic> soonest = std::visit(
        [](const auto& s) -> std::optional<Monotonic> {
            if constexpr (HasDeadline<std::decay_t<decltype(s)>>) return s.deadline;
            else return std::nullopt;
        },
        visit.state);
    const auto earlier = [&](std::optional<Monotonic> at) {
        if (at && (!soonest || *at < *soonest)) soonest = at;
    };
    if (const auto* capturing = std::get_if<CapturingPage>(&visit.state); capturing != nullptr && capturing->problem)
        soonest.reset();
    if (const auto* calling = std::get_if<CallingStaff>(&visit.state)) {
        if (calling->phase != HelpPhase::ringing) soonest.reset();
        auto behind = visit;
        behind.state = *calling->behind;
        earlier(next_deadline(behind));
    }
    if (const auto* reading = std::get_if<ReadingStatus>(&visit.state); reading != nullptr && reading->printing_a4())
        earlier(reading->a4->deadline);
    if (const auto* reading = std::get_if<ReadingDetails>(&visit.state); reading != nullptr && reading->printing_a4())
        earlier(reading->a4->deadline);
    if (const auto* ticket = std::get_if<ReadingTicket>(&visit.state); ticket != nullptr && ticket->question)
        earlier(ticket->question->deadline);
    if (const auto* signing_in = std::get_if<SigningIn>(&visit.state)) earlier(signing_in->pin.deadline);
    if (const auto* phone = std::get_if<SigningInByPhone>(&visit.state)) earlier(wakes_at(phone->sign_in));
    if (const auto* phone = std::get_if<SigningInToList>(&visit.state)) earlier(wakes_at(phone->sign_in));
    if (const auto* paying = std::get_if<PayingFee>(&visit.state)) earlier(payment::wakes_at(paying->paying));
    if (visit.assistance) earlier(visit.assistance->until);
    if (const auto* staff = std::get_if<StaffPages>(&visit.state); staff != nullptr && staff->under_way())
        earlier(staff->deed->deadline);
    if (patience_of(visit.state) && !visit.speaking) earlier(visit.quiet_until);
    return soonest;
}

bool is_personal(const State& state) {
    return std::visit(
        [](const auto& s) {
            using S = std::decay_t<decltype(s)>;
            if constexpr (HasBehind<S>) return is_personal(*s.behind);
            else if constexpr (HasFrom<S>) return is_personal(*s.from);
            else
                return HasFiling<S> ||
                       OneOf<S, HoldingConfirmation, EnteringFactor, AskingStatus, ReadingStatus, ConfirmingWithdrawal,
                             Withdrawing, HoldingSupplement, HoldingDraft, ContinuingDraft, RemovingDraft, EnteringPin,
                             SigningInToList, AskingOwnDossiers, ReadingOwnDossiers>;
        },
        state);
}

bool has_unsaved(const State& state) {
    return std::visit(
        [](const auto& s) {
            using S = std::decay_t<decltype(s)>;
            if constexpr (HasBehind<S>) return has_unsaved(*s.behind);
            else if constexpr (HasFrom<S>) return has_unsaved(*s.from);
            else if constexpr (std::same_as<S, ReadingStatus>) return s.begun != nullptr;
            else return HasFiling<S> && !OneOf<S, ReadingNotice, ChoosingApplicant>;
        },
        state);
}

}  // namespace kiosk::visit
