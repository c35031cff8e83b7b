#pragma once
/// Finds the line of the machine's table for a state and an event, through questions and pages that lie over the state. Inside
/// kiosk/visit only.

#include <concepts>

#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {

template <class S, class... Of>
concept OneOf = (std::same_as<S, Of> || ...);
/// A question that lies over another state.
template <class S>
concept HasBehind = requires(const S& s) {
    s.behind;
};
/// A page that hides another state.
template <class S>
concept HasFrom = requires(const S& s) {
    s.from;
};

/// Whether the table has a line for exactly this pair: what follows may depend on what the two hold.
[[nodiscard]] bool has_line(const State& state, const Event& event);

/// What follows. A pair without a line leaves the state as it is.
[[nodiscard]] Next dispatch(const State& state, const Event& event, const Inputs& in);

/// Whether somebody did it; otherwise it is time or an answer of the world.
[[nodiscard]] bool by_a_person(const Event& event);

}  // namespace kiosk::visit
