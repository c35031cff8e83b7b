#pragma once
/// Budgets of real time stretch by this in a build with sanitizers, which is that much slower; 1 in every other.

namespace kiosk {

#ifdef KIOSK_SANITIZED
inline constexpr int slowed_by = 10;
#else
inline constexpr int slowed_by = 1;
#endif

}  // namespace kiosk
