#pragma once
/// Signing in with one's own telephone, as the two pages show it on which that is done. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

/// Questions in a row without an answer of which people are told: one is a slow line, and nothing to be told of.
inline constexpr int silences_told = 2;
/// What people know the account as: «VNeID».
[[nodiscard]] std::string account_name(const ScreenContext& ctx);
/// The code to scan while it counts; else what came of it and «Lấy mã mới». PhoneSignInChosen.
void draw_phone_sign_in(Frame& frame, const visit::PhoneSignIn& sign_in, const ScreenContext& ctx);

}  // namespace kiosk::ui
