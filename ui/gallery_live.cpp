// What the camera sees, for pictures of its page: a sheet with lines of print on a wooden table.
#include "ui/gallery_parts.hpp"

#include <algorithm>
#include <array>

namespace kiosk::ui::gallery {

std::shared_ptr<const visit::LivePage> live_sample(visit::LivePage::Says says, int still_percent) {
    using Says = visit::LivePage::Says;
    constexpr int width = 480;
    constexpr int height = 270;
    auto out = std::make_shared<visit::LivePage>();
    out->picture.width_px = width;
    out->picture.height_px = height;
    out->picture.rgba.resize(static_cast<std::size_t>(width) * height * 4, 255);
    out->says = says;
    out->still_percent = still_percent;
    out->seen = says != Says::lay_a_page;
    const int shift = says == Says::move_it_in ? -150 : 0;
    out->corners = {{{160 + shift, 22}, {316 + shift, 30}, {330 + shift, 246}, {150 + shift, 238}}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            auto* pixel = out->picture.rgba.data() + (static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)) * 4;
            const int grain = (x * 7 + y * 3) % 23 / 2 + (y % 31 == 0 ? 14 : 0);
            const std::array<int, 3> wood{116 - grain, 88 - grain, 62 - grain};
            // Inside of all four sides, which run clockwise.
            bool on = out->seen;
            for (std::size_t i = 0; i < 4; ++i) {
                const auto& a = out->corners.at(i);
                const auto& b = out->corners.at((i + 1) % 4);
                on = on && (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= 0;
            }
            const int column = x - shift - 160;
            const bool print = on && y > 50 && y < 226 && y % 13 < 4 && column > 16 && column < 148 - (y / 13 % 3) * 26 &&
                               (column * 5 + y) % 17 > 4;
            for (std::size_t i = 0; i < 3; ++i)
                pixel[i] = static_cast<std::uint8_t>(std::clamp(print ? 70 : on ? 238 - x / 40 : wood.at(i), 0, 255));
        }
    }
    return out;
}

}  // namespace kiosk::ui::gallery
