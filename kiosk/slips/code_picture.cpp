#include "kiosk/slips/code_picture.hpp"

#include "kiosk/scan/symbol_writer.hpp"

namespace kiosk::slips {

Result<Slip> code_picture(std::string_view text) {
    constexpr int module_px = 8;
    constexpr int quiet_modules = 4;
    auto modules = scan::qr_matrix(text);
    if (!modules) return fail(std::move(modules));
    const int side = (modules->width + 2 * quiet_modules) * module_px;
    const auto row_bytes = static_cast<std::size_t>(side + 7) / 8;
    Slip out{side, side, std::vector<std::uint8_t>(row_bytes * static_cast<std::size_t>(side))};
    for (int y = 0; y < modules->height * module_px; ++y) {
        auto* row = out.bits.data() + static_cast<std::size_t>(y + quiet_modules * module_px) * row_bytes;
        for (int x = 0; x < modules->width * module_px; ++x) {
            if (!modules->at(x / module_px, y / module_px)) continue;
            const int at = x + quiet_modules * module_px;
            row[at / 8] = static_cast<std::uint8_t>(row[at / 8] | 0x80U >> static_cast<unsigned>(at % 8));
        }
    }
    return out;
}

}  // namespace kiosk::slips
