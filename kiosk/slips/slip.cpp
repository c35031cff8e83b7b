#include "kiosk/slips/slip.hpp"

#include <cairo.h>

#include <memory>

#include "kiosk/base/files.hpp"
#include "kiosk/typeset/owned.hpp"

namespace kiosk::slips {
namespace {

cairo_status_t append_png(void* to, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Result<std::string> png_bytes(const Slip& slip) {
    const typeset::Owned<cairo_surface_t> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, slip.width_px, slip.height_px));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
        return fail(Code::bad_usage, "a slip without pixels has no picture");
    }
    auto* pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < slip.height_px; ++y) {
        auto* row = pixels + static_cast<std::ptrdiff_t>(y) * stride;
        for (int x = 0; x < slip.width_px; ++x) {
            const std::uint8_t tone = slip.black(x, y) ? 0 : 255;
            for (int channel = 0; channel < 4; ++channel) row[4 * x + channel] = tone;
        }
    }
    cairo_surface_mark_dirty(surface.get());
    std::string out;
    if (cairo_surface_write_to_png_stream(surface.get(), append_png, &out) != CAIRO_STATUS_SUCCESS) {
        return fail(Code::io, "cairo cannot write the slip as PNG");
    }
    return out;
}

Result<Done> write_png(const Slip& slip, const std::filesystem::path& file) {
    auto bytes = png_bytes(slip);
    if (!bytes) return fail(std::move(bytes));
    return write_file(file, *bytes);
}

}  // namespace kiosk::slips
