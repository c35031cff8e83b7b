#pragma once
/// Budgets of real time stretch by this in a build with sanitizers, which is that much slower; 1 in every other.

namespace kiosk {

#if defined(__SANITIZE_THREAD__)
inline constexpr int slowed_by = 20;  // every pixel that is read is asked about
#elif defined(KIOSK_SANITIZED)
inline constexpr int slowed_by = 10;
#else
inline constexpr int slowed_by = 1;
#endif

}  // namespace kiosk
