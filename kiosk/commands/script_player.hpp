#pragma once
/// Plays a script on a running kiosk: fingers through the stage as a window's, hands at the simulated devices, the training
/// portal's staff. The UI thread; blocks until the script ends or a line fails.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/shifted_clock.hpp"
#include "kiosk/commands/face.hpp"
#include "kiosk/commands/running_kiosk.hpp"
#include "kiosk/commands/script.hpp"

namespace kiosk::commands {

class ScriptPlayer {
public:
    struct Places {
        std::filesystem::path pictures;     ///< where shots go; empty: nowhere
        std::filesystem::path portal_data;  ///< of the training portal; empty: none
        std::filesystem::path scratch;      ///< for specimens
    };
    /// `show` is called after each change, for a window that looks on; may be empty.
    ScriptPlayer(RunningKiosk& kiosk, Face& face, ui::Stage& stage, ShiftedClock& clock, const scan::Decoder& decoder,
                 Places places, std::function<void()> show);

    /// Prints each `say` and each failure; the first failing line ends it. The failure names the line.
    [[nodiscard]] Result<Done> play(const std::vector<ScriptLine>& script);

private:
    [[nodiscard]] Result<Done> play(const ScriptLine& line);
    [[nodiscard]] Result<Done> tap(const std::string& id);
    [[nodiscard]] Result<Done> type(const std::string& text);
    [[nodiscard]] Result<Done> press(const std::string& keys);
    [[nodiscard]] Result<std::string> last_slip() const;
    [[nodiscard]] Result<Done> hold(Result<std::string> picture_file);
    [[nodiscard]] Result<Done> hold_bytes(std::string bytes);
    [[nodiscard]] Result<Done> lay_under_camera(Result<std::string> picture_file);
    [[nodiscard]] Result<Done> lay_into_scanner(Result<std::string> picture_file);
    [[nodiscard]] Result<Done> camera(const ScriptLine& line);
    [[nodiscard]] Result<std::filesystem::path> keep(Result<std::string> picture_file);
    [[nodiscard]] Result<Done> device(const std::string& argument);
    [[nodiscard]] Result<Done> portal(const std::string& argument);
    [[nodiscard]] Result<Done> pass(const std::string& seconds);
    [[nodiscard]] Result<Done> wait(const std::string& seconds);
    [[nodiscard]] Result<Done> expect(const ScriptLine& line);
    [[nodiscard]] Result<Done> shot(const std::string& name);
    [[nodiscard]] Result<Done> print(const std::string& name);
    [[nodiscard]] Result<Done> paper(const std::string& name);
    [[nodiscard]] Result<Done> record(const std::string& name);
    /// Lets the kiosk run until `seen`, or until the patience of an expectation ends.
    [[nodiscard]] bool until(const std::function<bool()>& seen);
    void turn();
    [[nodiscard]] bool was_said(const std::string& words) const;
    enum class Sight { on_the_glass, or_scrolled_off };
    [[nodiscard]] bool says(const std::string& text, Sight sight) const;
    void remember_dossier();
    /// Time passes here, and at the training portal.
    [[nodiscard]] Result<Done> advance(Duration time);
    /// The training portal keeps the time of the script, a moment ahead, so that nothing reaches it before it was sent.
    [[nodiscard]] Result<Done> keep_portal_time();

    RunningKiosk& kiosk_;
    Face& face_;
    ui::Stage& stage_;
    ShiftedClock& clock_;
    const scan::Decoder& decoder_;
    const Places places_;
    const std::function<void()> show_;
    std::string dossier_code_;  ///< of the confirmation last seen
    std::string visit_code_;    ///< of the same; empty when it was submitted online
    std::string payment_code_;  ///< of the order last seen on the screen
    int specimens_ = 0;
    std::optional<Duration> told_ahead_;  ///< how far ahead of the system's the portal's clock was put
};

}  // namespace kiosk::commands
