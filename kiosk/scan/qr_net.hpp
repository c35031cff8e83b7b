#pragma once
/// Where the middle of each module is: a plane as a camera sees it, bent piece by piece as paper is. Pure; any thread.

#include <vector>

#include "kiosk/scan/qr_plane.hpp"
#include "kiosk/scan/qr_words.hpp"

namespace kiosk::scan {

class Net {
public:
    /// Flat. The tones must outlive it.
    Net(const Tones& tones, const Plane& plane, int side);

    [[nodiscard]] Spot pixel(double x, double y) const {
        const auto bend = bend_at(x, y);
        return plane_(x + bend.x, y + bend.y);
    }
    /// Bends it to where light and dark part best, from the squares, whose places are known, towards the far corner: for paper that is
    /// far from flat, when little is known of the modules yet.
    void relax();
    /// Moves each piece to where the tones agree best with these modules, most of which are as they are believed: blur is symmetric, so
    /// they agree best in the right place even where no module can be told by itself. `flat`: the whole stays a plane.
    void follow(const SoftModules& believed, bool flat);

private:
    [[nodiscard]] double node(int i) const { return 3 + (side_ - 6.0) * i / (count_ - 1); }
    [[nodiscard]] Spot bend_at(double x, double y) const;
    [[nodiscard]] Spot neighbours_of(int i, const std::vector<bool>& done) const;
    [[nodiscard]] Spot best_bend(int i, Spot before) const;
    [[nodiscard]] Spot best_agreed(int i, const SoftModules& believed, float& agreed) const;

    const Tones& tones_;
    Plane plane_;
    int side_;
    int count_;
    std::vector<Spot> bends_;
};

}  // namespace kiosk::scan
