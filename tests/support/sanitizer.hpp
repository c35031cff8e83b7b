#pragma once
/// Whether a sanitizer watches this program: everything takes ten times as long, and what is freed is kept to find its last users.

namespace kiosk::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool under_sanitizer = true;
#else
inline constexpr bool under_sanitizer = false;
#endif

}  // namespace kiosk::test
