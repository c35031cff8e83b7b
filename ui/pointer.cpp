#include "ui/pointer.hpp"

#include <algorithm>
#include <cstdlib>

namespace kiosk::ui {

void Pointer::down(std::int64_t finger, Point at, Monotonic now, const Nodes& targets) {
    if (down_) return;  // a second finger, or the palm
    if (screen_since_ && now - *screen_since_ < limits::screen_guard) return;
    down_ = true;
    dragging_ = false;
    finger_ = finger;
    start_ = at_ = at;
    dragged_to_ = at.y;
    moved_at_ = now;
    target_.reset();
    const auto topmost = std::find_if(targets.rbegin(), targets.rend(), [&](const Node& node) {
        return !node.id.empty() && !node.scrolled_off && node.rect.contains(at);
    });
    if (topmost != targets.rend() && topmost->touchable()) target_ = *topmost;
}

void Pointer::move(std::int64_t finger, Point at, Monotonic now) {
    if (!down_ || finger != finger_) return;
    at_ = at;
    moved_at_ = now;
    if (std::abs(at.x - start_.x) > slop_px_ || std::abs(at.y - start_.y) > slop_px_) {
        if (!dragging_) dragged_to_ = at.y;  // the page does not jump by the slop
        dragging_ = true;
    }
}

std::optional<std::string> Pointer::up(std::int64_t finger, Point at, Monotonic now) {
    if (!down_ || finger != finger_) return std::nullopt;
    move(finger, at, now);
    const bool hit = on_target();
    std::optional<std::string> id;
    if (hit) {
        const bool again = last_id_ == target_->id && last_tap_ && now - *last_tap_ < limits::double_tap;
        if (!again || target_->role == Role::key) id = target_->id;  // «ll» and «11» are typed fast
        if (id) {
            last_id_ = *id;
            last_tap_ = now;
        }
    }
    lift();
    return id;
}

bool Pointer::tick(Monotonic now) {
    if (!down_ || now - moved_at_ < limits::finger_lost) return false;
    lift();
    return true;
}

void Pointer::screen_changed(Monotonic now) {
    lift();
    screen_since_ = now;
    last_tap_.reset();
}

std::optional<std::string> Pointer::held() const {
    if (!on_target()) return std::nullopt;
    return target_->id;
}

int Pointer::take_drag_px() {
    if (!dragging()) return 0;
    const int way = at_.y - dragged_to_;
    dragged_to_ = at_.y;
    return way;
}

std::optional<Monotonic> Pointer::deadline() const {
    if (!down_) return std::nullopt;
    return moved_at_ + limits::finger_lost;
}

bool Pointer::on_target() const { return down_ && target_ && !dragging_ && target_->rect.shrunk(-slop_px_).contains(at_); }

void Pointer::lift() {
    down_ = false;
    dragging_ = false;
    target_.reset();
}

}  // namespace kiosk::ui
