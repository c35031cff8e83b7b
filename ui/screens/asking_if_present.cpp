#include "ui/screens/asking_if_present.hpp"

#include "kiosk/visit/limits.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {

void AskingIfPresentScreen::draw(Frame& frame, const visit::AskingIfPresent& state, const ScreenContext& ctx) {
    Dialog dialog;
    dialog.title = ctx(text::idle_title);
    dialog.body = ctx(text::idle_body);
    dialog.icon = Icon::timer;
    dialog.seconds_left = frame.seconds_until(state.deadline, ctx.now);
    const auto waits = visit::stretched(visit::limits::answering_if_present, ctx.visit.preferences);
    dialog.seconds_total = static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(waits).count());
    dialog.answers = {{"idle.end", ctx(text::idle_end), Tone::bad, false},
                      {"idle.stay", ctx(text::idle_stay), Tone::neutral, true}};
    const auto answer = frame.dialog(std::move(dialog));
    if (answer == "idle.stay") ctx.emit(visit::Stayed{});
    if (answer == "idle.end") ctx.emit(visit::EndConfirmed{});
}

}  // namespace kiosk::ui
