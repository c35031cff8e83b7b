#include "kiosk/pages/live_sheet.hpp"

#include <algorithm>

#include "kiosk/pages/page_finder.hpp"

namespace kiosk::pages {
namespace {

std::uint8_t byte_of(int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); }

}  // namespace

std::optional<LiveSheet> live_sheet(const Halved& frame) {
    const auto sheets = find_sheets(frame, 1);
    if (sheets.empty()) return std::nullopt;
    return LiveSheet{sheets.front().corners, !sheets.front().is_cut_off()};
}

pictures::Preview live_picture(const Halved& frame, int longest_side_px) {
    const int longer = std::max(frame.luma.width, frame.luma.height);
    const int factor = std::max(1, (longer + longest_side_px - 1) / longest_side_px);
    const bool colour = frame.blue.width >= frame.luma.width && frame.blue.height >= frame.luma.height;
    pictures::Preview out;
    out.width = frame.luma.width / factor;
    out.height = frame.luma.height / factor;
    out.original_width = 2 * frame.luma.width;
    out.original_height = 2 * frame.luma.height;
    out.rgba.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 4);
    auto* to = out.rgba.data();
    for (int y = 0; y < out.height; ++y) {
        const auto* light = frame.luma.row(y * factor);
        const auto* blue = colour ? frame.blue.row(y * factor) : nullptr;
        const auto* red = colour ? frame.red.row(y * factor) : nullptr;
        for (int x = 0; x < out.width; ++x, to += 4) {
            const int at = x * factor;
            const int b = colour ? blue[at] - 128 : 0;
            const int r = colour ? red[at] - 128 : 0;
            // ITU-R BT.601, full range, in 256ths.
            to[0] = byte_of(light[at] + (359 * r) / 256);
            to[1] = byte_of(light[at] - (88 * b + 183 * r) / 256);
            to[2] = byte_of(light[at] + (454 * b) / 256);
            to[3] = 255;
        }
    }
    return out;
}

}  // namespace kiosk::pages
