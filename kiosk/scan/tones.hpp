#pragma once
/// The tones of a picture, inverted codes turned round. Any thread.

#include "kiosk/scan/grey.hpp"

namespace kiosk::scan {

/// Dark is less, whichever way round the code is printed. The picture must outlive it.
class Tones {
public:
    Tones(const Grey& picture, bool inverted) : picture_(picture), inverted_(inverted) {}
    [[nodiscard]] float at(double x, double y) const {
        const float tone = tone_at(picture_, x, y);
        return inverted_ ? 255 - tone : tone;
    }
    [[nodiscard]] float at(Spot spot) const { return at(spot.x, spot.y); }

private:
    const Grey& picture_;
    bool inverted_;
};

}  // namespace kiosk::scan
