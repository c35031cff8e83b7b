#pragma once
/// How far a page has been scrolled: follows the finger, coasts, springs back at the ends, or moves by whole pages. Pure;
/// time comes in. One thread.

#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"

namespace kiosk::ui {

class Scroll {
public:
    /// The room to see through and what there is to see; called by each frame before it is drawn.
    void fit(int view_px, int content_px);
    /// The finger moved the page by this much (down is positive) while `now`.
    void drag(int dy_px, Monotonic now);
    /// The finger left: the page goes on at the finger's speed, if the finger was moving.
    void release(Monotonic now);
    /// One page on or back, as far as there is one.
    void page(int direction, Monotonic now);
    /// Brings a stretch of the content into view at once.
    void reveal(int top_px, int bottom_px);
    /// Shows the field that is being typed into whenever it or its place changes, and leaves the page alone otherwise: who scrolls
    /// away to read stays there. Where the page must move, it begins at `edge_px`, above which something ends.
    void follow(std::string_view id, int top_px, int bottom_px, int edge_px);
    /// Moves on to `now`. True while another frame is wanted.
    bool advance(Monotonic now);
    /// Where the movement will end, at once: pictures without time.
    void finish();

    [[nodiscard]] int offset_px() const { return static_cast<int>(offset_); }
    [[nodiscard]] int most_px() const { return most_; }
    [[nodiscard]] int view_px() const { return view_; }
    [[nodiscard]] bool more_below() const { return offset_ < most_ - 4; }
    [[nodiscard]] bool more_above() const { return offset_ > 4; }

private:
    [[nodiscard]] double within(double offset) const;

    int view_ = 0;
    int most_ = 0;
    double offset_ = 0;
    double speed_ = 0;  ///< px a second
    double target_ = 0;
    bool gliding_ = false;  ///< towards `target_`, by a page button
    bool held_ = false;
    struct Followed {
        std::string id;
        int top = 0;
        int bottom = 0;
        int view = 0;
        bool operator==(const Followed&) const = default;
    };
    Followed followed_;
    Monotonic last_{};
};

}  // namespace kiosk::ui
