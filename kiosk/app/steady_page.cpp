#include "kiosk/app/steady_page.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::app {
namespace {

using Says = visit::LivePage::Says;

constexpr double still_share = 0.012;  ///< of the picture's diagonal: what corners waver by themselves
constexpr double moved_share = 0.05;   ///< another page, or the same laid down again
constexpr float sharp_share = 0.7F;    ///< of the sharpest frame so far
constexpr float hand_moves = 0.25F;    ///< of the picture: a hand is still in it
constexpr int most_missed = 3;         ///< a frame without the sheet is noise, several are a page that was taken away

double farthest(const std::array<scan::Point, 4>& a, const std::array<scan::Point, 4>& b) {
    double out = 0;
    for (std::size_t i = 0; i < 4; ++i) out = std::max(out, std::hypot(a.at(i).x - b.at(i).x, a.at(i).y - b.at(i).y));
    return out;
}

}  // namespace

void SteadyPage::taken() { taken_once_ = true; }

void SteadyPage::begin() {
    since_ = {};
    missed_ = 0;
    sharpest_ = 0;
    if (!taken_once_) anchor_.reset();
}

SteadyPage::Verdict SteadyPage::see(const scan::PageSight& sight, Monotonic now) {
    if (!sight.corners) {
        if (++missed_ >= most_missed) {
            anchor_.reset();
            taken_once_ = false;
        }
        return {taken_once_ ? Says::is_taken_once : Says::lay_a_page, 0};
    }
    missed_ = 0;
    const double diagonal = std::hypot(sight.picture.width, sight.picture.height);
    const double moved = anchor_ ? farthest(*anchor_, *sight.corners) / diagonal : 1;
    if (moved > moved_share) taken_once_ = false;
    if (taken_once_) return {Says::is_taken_once, 0};
    sharpest_ = std::max(sharpest_, sight.measure.sharpness);
    const bool waits = moved > still_share || sight.measure.motion > hand_moves || !sight.whole ||
                       sight.measure.sharpness < sharp_share * sharpest_;
    if (waits || since_ == Monotonic{}) {
        anchor_ = sight.corners;
        since_ = now;
    }
    if (!sight.whole) return {Says::move_it_in, 0};
    const auto percent = static_cast<int>(std::min<std::int64_t>(100, 100 * (now - since_) / page_lies_still));
    return {percent == 100 ? Says::is_taken : Says::leave_it, percent};
}

}  // namespace kiosk::app
