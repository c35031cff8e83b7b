#pragma once
/// Turns fingers into taps and drags by the rules of the house: only the first finger counts; a target is chosen where the
/// finger lands and acts where it lifts, if it is still there (within 5 mm) and has not wandered (5 mm); what began before a
/// new screen was readable does nothing; the same target twice within 400 ms is once. Pure: time comes in. One thread.

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/clock.hpp"
#include "ui/node.hpp"

namespace kiosk::ui {

namespace limits {
constexpr Duration screen_guard = 300ms;  ///< shorter than a person needs to read a new screen and aim
constexpr Duration double_tap = 400ms;    ///< a trembling finger taps again within this
constexpr Duration finger_lost = 10s;     ///< a finger that neither moves nor lifts has lifted unseen
}  // namespace limits

class Pointer {
public:
    /// `slop_px` is 5 mm on this display.
    explicit Pointer(int slop_px) : slop_px_(slop_px) {}

    /// A finger lands. `targets` are the nodes of the last frame, the uppermost last.
    void down(std::int64_t finger, Point at, Monotonic now, const Nodes& targets);
    void move(std::int64_t finger, Point at, Monotonic now);
    /// The finger lifts: the id that was tapped, if any.
    [[nodiscard]] std::optional<std::string> up(std::int64_t finger, Point at, Monotonic now);
    /// Lifts a finger that was lost. True when there was one.
    bool tick(Monotonic now);
    /// Another screen stands there now: what is under way means nothing.
    void screen_changed(Monotonic now);

    /// What looks pressed.
    [[nodiscard]] std::optional<std::string> held() const;
    /// True once the finger has wandered so far that it scrolls.
    [[nodiscard]] bool dragging() const { return down_ && dragging_; }
    [[nodiscard]] bool is_down() const { return down_; }
    [[nodiscard]] Point start() const { return start_; }
    /// How far it moved since this was last asked, once it scrolls.
    [[nodiscard]] int take_drag_px();
    /// When `tick` has something to do.
    [[nodiscard]] std::optional<Monotonic> deadline() const;

private:
    [[nodiscard]] bool on_target() const;
    void lift();

    int slop_px_;
    bool down_ = false;
    bool dragging_ = false;
    std::int64_t finger_ = 0;
    Point start_;
    Point at_;
    int dragged_to_ = 0;
    Monotonic moved_at_{};
    std::optional<Node> target_;
    std::optional<Monotonic> screen_since_;
    std::string last_id_;
    std::optional<Monotonic> last_tap_;
};

}  // namespace kiosk::ui
