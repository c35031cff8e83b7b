#include "kiosk/visit/dispatch.hpp"

#include <array>
#include <type_traits>
#include <utility>

namespace kiosk::visit {
namespace {

using Line = Next (*)(const State&, const Event&, const Inputs&);

template <class S, class E>
Next line(const State& state, const Event& event, const Inputs& in) {
    return on(*std::get_if<S>(&state), *std::get_if<E>(&event), in);
}

// There are ten thousand pairs and some two hundred lines. Asking for the address of the very function is a hundred times quicker
// to compile than asking whether a call would do, and no code is made for the other pairs.
template <class S, class E>
inline constexpr Line line_of = nullptr;
template <class S, class E>
requires requires { static_cast<Next (*)(const S&, const E&, const Inputs&)>(on); }
inline constexpr Line line_of<S, E> = &line<S, E>;

using LinesOfState = std::array<Line, std::variant_size_v<EventVariant>>;

template <class S, class... E>
constexpr LinesOfState lines_of(const std::variant<E...>*) {
    return {line_of<S, E>...};
}
template <class... S>
constexpr auto all_lines(const std::variant<S...>*) {
    return std::array<LinesOfState, sizeof...(S)>{lines_of<S>(static_cast<const EventVariant*>(nullptr))...};
}
constexpr auto table = all_lines(static_cast<const StateVariant*>(nullptr));

/// A question lies over the state; what the world answers meanwhile belongs to the state under it.
template <class S>
Next beneath(const S& over, const Event& event, const Inputs& in) {
    auto next = dispatch(*over.behind, event, in);
    S kept = over;
    kept.behind = std::make_shared<const State>(std::move(next.state));
    return {std::move(kept), std::move(next.effects)};
}

/// Another page hides the state: an answer of the world is still its own.
template <class S>
Next hidden(const S& over, const Event& event, const Inputs& in) {
    auto next = dispatch(*over.from, event, in);
    S kept = over;
    kept.from = std::make_shared<const State>(std::move(next.state));
    return {std::move(kept), std::move(next.effects)};
}

}  // namespace

bool has_line(const State& state, const Event& event) { return table[state.index()][event.index()] != nullptr; }

Next dispatch(const State& state, const Event& event, const Inputs& in) {
    const Line own = table[state.index()][event.index()];
    return std::visit(
        [&](const auto& s) -> Next {
            using S = std::decay_t<decltype(s)>;
            const bool ticked = std::holds_alternative<Ticked>(event);
            if constexpr (HasBehind<S>) {
                static_assert(line_of<S, Ticked> != nullptr, "a question has an end");
                if (ticked) {
                    auto next = own(state, event, in);
                    if (!std::holds_alternative<S>(next.state)) return next;
                    return beneath(std::get<S>(next.state), event, in);
                }
                if (own == nullptr) return beneath(s, event, in);
            } else if constexpr (HasFrom<S>) {
                if (own == nullptr && !ticked && !by_a_person(event)) return hidden(s, event, in);
            }
            return own != nullptr ? own(state, event, in) : Next{s, {}};
        },
        state);
}

bool by_a_person(const Event& event) {
    return std::visit(
        [](const auto& e) {
            using E = std::decay_t<decltype(e)>;
            return !OneOf<E, Ticked, SpeechChanged, SituationChanged, KioskFailed, KioskRecovered, HelpAnswered,
                          TicketAllotted, TicketRefused, TicketPrinted, TicketNotPrinted, PageCaptured, PageNotCaptured,
                          PageSeen, PageRead, DossierRecorded, DossierNotRecorded, DossierDelivered, DossierRefused,
                          ConfirmationPrinted, ConfirmationNotPrinted, StatusFound, StatusNotFound, ReceiptPrinted,
                          ReceiptNotPrinted, A4Printed, A4NotPrinted, RatingRecorded, RatingNotRecorded, WithdrawalRecorded,
                          WithdrawalNotRecorded, WithdrawalTaken, WithdrawalRefused, SupplementRecorded,
                          SupplementNotRecorded, SupplementTaken, SupplementRefused, SupplementPrinted, SupplementNotPrinted,
                          DraftKept, DraftNotKept, DraftSlipPrinted, DraftSlipNotPrinted, DraftFound, DraftRemoved,
                          DraftNotRemoved, PinAccepted, PinRefused, StaffReportMade, StaffDeedEnded, SignInGranted,
                          SignInPolled, OwnDossiersFound, OwnDossiersNotFound, OrderRecorded, OrderPlaced, BankTold,
                          PaymentMoved, PaymentSlipPrinted, PaymentSlipNotPrinted>;
        },
        event);
}

}  // namespace kiosk::visit
