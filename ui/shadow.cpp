#include "ui/shadow.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::ui {

const Texture& Shadows::of(int radius_px, int spread_px) {
    auto& made = made_[{radius_px, spread_px}];
    if (made) return *made;
    made = std::make_unique<Texture>();
    const int corner = 2 * spread_px + radius_px;
    const int side = 2 * corner + 1;
    made->width = made->height = side;
    made->id = next_texture_id();
    const double half = side / 2.0 - spread_px;  // of the square that throws the shadow
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const double dx = std::max(0.0, std::fabs(x + 0.5 - side / 2.0) - (half - radius_px));
            const double dy = std::max(0.0, std::fabs(y + 0.5 - side / 2.0) - (half - radius_px));
            const double outside = std::sqrt(dx * dx + dy * dy) - radius_px;  // 0 on the edge of the square
            const double t = std::clamp((spread_px - outside) / (2.0 * spread_px), 0.0, 1.0);
            made->alpha.push_back(static_cast<std::uint8_t>(std::lround(255 * t * t * (3 - 2 * t))));
        }
    }
    return *made;
}

}  // namespace kiosk::ui
