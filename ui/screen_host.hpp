#pragma once
/// Draws whatever state the visit is in: the house around every page, then the screen of the state. A screen is built when
/// its state is entered and dropped when it is left. UI thread only; never blocks.

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

namespace kiosk::ui {

/// One screen for every alternative of a variant of states: a state without a line in screens.hpp does not compile.
template <class States>
struct ScreensOf;
template <class... State>
struct ScreensOf<std::variant<State...>> {
    using type = std::variant<std::monostate, typename ScreenOf<State>::type...>;
};
using AnyScreen = ScreensOf<visit::StateVariant>::type;

/// Names the page that this state shows. It changes exactly when the citizen sees another page: another state, another page
/// of a form, another paper; not with a letter typed, nor with a question that lies over the page.
[[nodiscard]] std::string page_name(const visit::State& state);

/// The state under the questions that may lie over it.
[[nodiscard]] const visit::State& uncovered(const visit::State& state);

class ScreenHost {
public:
    /// Before drawing: tells the stage when another page stands there now.
    void enter(Stage& stage, const visit::State& state, Monotonic now);
    /// Makes the page of `ctx.visit` and emits what the citizen did on it.
    void draw(Frame& frame, const ScreenContext& ctx);
    /// Drops the screen and all that it knows.
    void forget();

private:
    void draw_screen(Frame& frame, const visit::State& state, const ScreenContext& ctx);

    std::string entered_;  ///< the page that stands there
    std::string page_;     ///< of `screen_`
    AnyScreen screen_;
};

}  // namespace kiosk::ui
