#pragma once
/// What blur, movement of the hand or a net that lies a little beside the modules has mixed is parted again: each module is a
/// weighted sum of its neighbours, and the weights are learnt from those modules that are the same in every code of this size, then
/// from the surest of the others. Pure; any thread.

#include "kiosk/scan/qr_words.hpp"

namespace kiosk::scan {

/// How many modules around a code, its light margin, are seen along with it.
inline constexpr int margin_modules = 2;

/// `seen` is the code with `margin_modules` around it, each module beside what is around it (dark above 0). The code alone.
[[nodiscard]] SoftModules equalised(const SoftModules& seen);

}  // namespace kiosk::scan
