#pragma once
/// Notices what of a visit is worth counting, by looking at each step from outside: the transitions do not know of it. Pure.
/// Inside kiosk/visit only.

#include "kiosk/visit/visit.hpp"

namespace kiosk::visit {

/// What the step from `before` to `after` adds to the notes of the visit; nothing twice.
void note(const Visit& before, const Event& event, const State& after, review::Notes& notes);

}  // namespace kiosk::visit
