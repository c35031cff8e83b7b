#include "drivers/page_scanner/page_rows.hpp"

#include <bit>
#include <cstddef>
#include <string_view>

namespace kiosk::drivers {

Result<Picture> pnm_of_rows(const PageRows& page) {
    if (page.bits_a_sample != 8 && page.bits_a_sample != 16) {
        return fail(Code::unsupported, "the scanner sends pictures of " + std::to_string(page.bits_a_sample) +
                                           " bit; set its mode to Color or Gray and its depth to 8");
    }
    const std::size_t sample = page.bits_a_sample == 16 ? 2 : 1;
    const std::size_t samples = static_cast<std::size_t>(page.width_px > 0 ? page.width_px : 0) * (page.colour ? 3 : 1);
    const auto row_bytes = static_cast<std::size_t>(page.bytes_a_row > 0 ? page.bytes_a_row : 0);
    if (samples == 0 || row_bytes == 0 || row_bytes < samples * sample) {
        return fail(Code::bad_format, "the scanner's account of its picture does not add up");
    }
    const std::size_t rows = page.height_px < 0 ? page.bytes.size() / row_bytes : static_cast<std::size_t>(page.height_px);
    const bool torn = page.height_px < 0 && page.bytes.size() % row_bytes != 0;
    if (rows == 0 || torn || page.bytes.size() / row_bytes < rows)
        return fail(Code::io, "the page ended early; scan it again");

    std::string out =
        (page.colour ? "P6\n" : "P5\n") + std::to_string(page.width_px) + " " + std::to_string(rows) + "\n255\n";
    out.reserve(out.size() + samples * rows);
    constexpr std::size_t high_byte = std::endian::native == std::endian::little ? 1 : 0;
    for (std::size_t y = 0; y < rows; ++y) {
        const std::string_view row(page.bytes.data() + y * row_bytes, samples * sample);
        if (sample == 1) out += row;
        for (std::size_t x = 0; sample == 2 && x < samples; ++x) out.push_back(row[x * 2 + high_byte]);
    }
    return Picture{std::move(out), "image/x-portable-anymap"};
}

}  // namespace kiosk::drivers
