#pragma once
/// When a page that is laid under the camera may be taken by itself: it lies whole in the picture, has not moved for a while, and is
/// as sharp as it gets. Pure; any thread; time comes in.

#include <array>
#include <optional>

#include "kiosk/base/clock.hpp"
#include "kiosk/scan/page_sight.hpp"
#include "kiosk/visit/live_page.hpp"

namespace kiosk::app {

inline constexpr Duration page_lies_still = 1200ms;  ///< long enough to take a hand away

class SteadyPage {
public:
    struct Verdict {
        visit::LivePage::Says says = visit::LivePage::Says::lay_a_page;
        int still_percent = 0;  ///< 100: take it
    };
    /// One frame after the other.
    [[nodiscard]] Verdict see(const scan::PageSight& sight, Monotonic now);
    /// A picture was taken: what lies there now is not taken by itself again until something moves.
    void taken();
    /// Another page is wanted; what lies there is remembered.
    void begin();

private:
    using Corners = std::array<scan::Point, 4>;

    std::optional<Corners> anchor_;  ///< where it lay when it began to lie still
    Monotonic since_{};
    int missed_ = 0;  ///< frames in a row in which it was not found
    float sharpest_ = 0;
    bool taken_once_ = false;
};

}  // namespace kiosk::app
