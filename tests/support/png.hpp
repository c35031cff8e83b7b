#pragma once
/// Reads a PNG file that the tests themselves wrote, by cairo.

#include <cairo.h>

#include <cstring>
#include <string_view>

#include "ui/render/picture.hpp"

namespace kiosk::test {

/// Empty for what is no PNG.
inline ui::Picture read_png(std::string_view bytes) {
    const auto read = [](void* from, unsigned char* to, unsigned int size) {
        auto& left = *static_cast<std::string_view*>(from);
        if (left.size() < size) return CAIRO_STATUS_READ_ERROR;
        std::memcpy(to, left.data(), size);
        left.remove_prefix(size);
        return CAIRO_STATUS_SUCCESS;
    };
    auto* surface = cairo_image_surface_create_from_png_stream(read, &bytes);
    ui::Picture out;
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        const int width = cairo_image_surface_get_width(surface);
        const int height = cairo_image_surface_get_height(surface);
        std::vector<std::uint32_t> pixels;
        for (int y = 0; y < height; ++y) {
            const auto* row = reinterpret_cast<const std::uint32_t*>(cairo_image_surface_get_data(surface) +
                                                                     static_cast<std::ptrdiff_t>(y) *
                                                                         cairo_image_surface_get_stride(surface));
            for (int x = 0; x < width; ++x) pixels.push_back(row[x] | 0xFF000000U);
        }
        out = ui::Picture(width, height, std::move(pixels));
    }
    cairo_surface_destroy(surface);
    return out;
}

}  // namespace kiosk::test
