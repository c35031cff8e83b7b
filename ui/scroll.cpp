#include "ui/scroll.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {
namespace {

constexpr double coasting_s = 0.325;   // the time constant people know from their telephones
constexpr double springing_s = 0.08;   // back from beyond an end
constexpr double gliding_s = 0.06;     // a page on: done in about 200 ms
constexpr double beyond_end = 0.35;    // how much of the finger's way counts beyond an end
constexpr double still_px_s = 8;       // slower than this is standing
constexpr double kept_of_page = 0.85;  // the last line of a page is the first of the next
constexpr Duration longest_pause = 50ms;

}  // namespace

void Scroll::fit(int view_px, int content_px) {
    view_ = view_px;
    most_ = std::max(0, content_px - view_px);
    if (!held_ && speed_ == 0 && !gliding_) offset_ = within(offset_);
}

double Scroll::within(double offset) const { return std::clamp(offset, 0.0, static_cast<double>(most_)); }

void Scroll::drag(int dy_px, Monotonic now) {
    if (most_ == 0) return;
    const double seconds = std::max(0.001, static_cast<double>((now - last_).count()) / 1000.0);
    double way = -dy_px;
    if ((offset_ <= 0 && way < 0) || (offset_ >= most_ && way > 0)) way *= beyond_end;
    offset_ += way;
    const double speed_now = seconds > 0.2 ? 0 : way / seconds;
    speed_ = held_ ? 0.6 * speed_ + 0.4 * speed_now : 0;
    held_ = true;
    gliding_ = false;
    last_ = now;
}

void Scroll::release(Monotonic now) {
    if (!held_) return;
    if (now - last_ > 100ms) speed_ = 0;  // the finger had stopped before it left
    held_ = false;
    last_ = now;
}

void Scroll::page(int direction, Monotonic now) {
    target_ = within(offset_ + direction * kept_of_page * view_);
    gliding_ = true;
    speed_ = 0;
    last_ = now;
}

void Scroll::reveal(int top_px, int bottom_px) {
    if (top_px < offset_) offset_ = top_px;
    if (bottom_px > offset_ + view_) offset_ = bottom_px - view_;
    offset_ = within(offset_);
    speed_ = 0;
    gliding_ = false;
}

void Scroll::follow(std::string_view id, int top_px, int bottom_px, int edge_px) {
    Followed wanted{std::string{id}, top_px, bottom_px, view_};
    if (wanted == followed_) return;
    followed_ = std::move(wanted);
    if (top_px >= offset_ && bottom_px <= offset_ + view_) return;
    offset_ = within(edge_px);
    speed_ = 0;
    gliding_ = false;
}

bool Scroll::advance(Monotonic now) {
    if (held_) return false;  // the finger's next movement brings the next frame
    const double seconds = static_cast<double>(std::clamp(now - last_, Duration{0}, longest_pause).count()) / 1000.0;
    last_ = now;
    if (gliding_) {
        offset_ += (target_ - offset_) * (1 - std::exp(-seconds / gliding_s));
        if (std::fabs(target_ - offset_) < 1) {
            offset_ = target_;
            gliding_ = false;
        }
        return gliding_;
    }
    const double end = within(offset_);
    if (end != offset_) {
        speed_ *= std::exp(-seconds / 0.05);
        offset_ += speed_ * seconds + (end - offset_) * (1 - std::exp(-seconds / springing_s));
        if (std::fabs(end - offset_) < 1) {
            offset_ = end;
            speed_ = 0;
        }
    } else if (std::fabs(speed_) > still_px_s) {
        offset_ += speed_ * seconds;
        speed_ *= std::exp(-seconds / coasting_s);
    } else {
        speed_ = 0;
    }
    return speed_ != 0 || within(offset_) != offset_;
}

void Scroll::finish() {
    if (gliding_) offset_ = target_;
    gliding_ = false;
    speed_ = 0;
    offset_ = within(offset_);
}

}  // namespace kiosk::ui
