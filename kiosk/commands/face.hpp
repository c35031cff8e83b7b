#pragma once
/// Joins a running kiosk with its glass: draws the visit on a stage and hands back what the citizen did. The same for a window,
/// for a script without one, and for both at once. The UI thread.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/app.hpp"
#include "ui/reader.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"

namespace kiosk::commands {

class Face {
public:
    Face(app::App& app, const app::PublicData& data, const Clock& clock) : app_(app), data_(data), clock_(clock) {}

    /// How the page is drawn now; hand it to the stage or the window. Afterwards call `answer`.
    [[nodiscard]] ui::Stage::Draw page();
    /// Before drawing: text size and contrast as the visitor wants them, and a fresh page where another one stands.
    void prepare(ui::Stage& stage);
    /// After drawing: what was emitted goes to the visit. True when the page must be drawn again.
    [[nodiscard]] bool answer(ui::Stage& stage);
    /// When the page changes although nobody touches it and no worker says a word.
    [[nodiscard]] std::optional<Monotonic> next_change(const ui::Stage& stage) const;

private:
    void speak();

    app::App& app_;
    const app::PublicData& data_;
    const Clock& clock_;
    RandomIds ids_;
    ui::ScreenHost host_;
    ui::Reader reader_;
    std::vector<visit::Event> emitted_;
    bool over_ = true;
};

}  // namespace kiosk::commands
