#pragma once
/// The page on which an officer signs in at a counter: their account and password, as in a browser. UI thread; pure.

#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/personal.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/texts/languages.hpp"
#include "ui/frame.hpp"

namespace kiosk::ui {

/// As far as it is typed.
struct SignInDraft {
    std::string account{};
    Personal password{};
    bool at_password = false;  ///< what is typed goes there
};

enum class SignInProblem {
    none,
    wrong,        ///< account or password
    pause,        ///< too many wrong ones: nothing is looked at until `pause_until`
    over,         ///< whoever was there did nothing for too long
    not_allowed,  ///< a board's account
    failed
};

struct SignInScene {
    const settings::Settings& settings;
    const Languages& languages;
    std::string language;
    std::string counter;  ///< id
    SignInDraft draft{};
    bool checking = false;
    SignInProblem problem = SignInProblem::none;
    Monotonic pause_until{};
    Monotonic now{};
    WallTime wall;
};

struct SignInHost {
    std::function<void(SignInDraft)> typed;
    std::function<void()> sign_in;
    std::function<void(const std::string&)> other_language;
};

void draw_sign_in_page(Frame& frame, const SignInScene& scene, const SignInHost& host);

}  // namespace kiosk::ui
