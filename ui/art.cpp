#include "ui/art.hpp"

#include <fmt/format.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"

namespace kiosk::ui {
namespace {

struct ArtFile {
    Art art;
    const char* name;
};
constexpr std::array<ArtFile, 8> art_files{{{Art::card_front_2021, "card_front_2021.svg"},
                                            {Art::card_back_2024, "card_back_2024.svg"},
                                            {Art::place_receipt, "place_receipt.svg"},
                                            {Art::receipt_under_camera, "receipt_under_camera.svg"},
                                            {Art::page_on_scanner, "page_on_scanner.svg"},
                                            {Art::page_under_camera, "page_under_camera.svg"},
                                            {Art::emblem, "emblem.svg"},
                                            {Art::drum, "drum.svg"}}};

struct HandleDeleter {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
};
using Handle = std::unique_ptr<RsvgHandle, HandleDeleter>;

Result<Handle> parse(const std::string& svg, const std::string& name) {
    GError* error = nullptr;
    Handle handle{rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error)};
    if (handle) return handle;
    auto why = fmt::format("{} is no SVG drawing: {}; install the kiosk's assets again", name, error->message);
    g_error_free(error);
    return fail(Code::bad_format, std::move(why));
}

/// The drawing on a transparent ground; empty when it cannot be drawn.
std::vector<std::uint32_t> drawn(const std::string& svg, int width, int height) {
    const auto handle = parse(svg, "a drawing");
    if (!handle) return {};
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t* cairo = cairo_create(surface);
    const RsvgRectangle viewport{0, 0, static_cast<double>(width), static_cast<double>(height)};
    GError* error = nullptr;
    if (rsvg_handle_render_document(handle->get(), cairo, &viewport, &error) == 0) {
        log::warning("art: a drawing of {}x{} px failed: {}", width, height, error->message);
        g_error_free(error);
    }
    cairo_surface_flush(surface);
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    if (const auto* rows = cairo_image_surface_get_data(surface)) {
        const int stride = cairo_image_surface_get_stride(surface);
        for (int y = 0; y < height; ++y) {
            std::copy_n(
                rows + static_cast<std::ptrdiff_t>(y) * stride, static_cast<std::size_t>(width) * 4,
                reinterpret_cast<unsigned char*>(&pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width)]));
        }
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return pixels;
}

std::unique_ptr<Texture> colour_texture(int width, int height, std::vector<std::uint32_t> pixels) {
    auto texture = std::make_unique<Texture>();
    texture->format = Texture::Format::colour;
    texture->width = width;
    texture->height = height;
    texture->colour = std::move(pixels);
    texture->id = next_texture_id();
    return texture;
}

/// Keeps the shape alone: it is drawn in the colour of the place.
void make_stencil(Texture& texture) {
    texture.format = Texture::Format::alpha;
    for (const auto pixel : texture.colour) texture.alpha.push_back(static_cast<std::uint8_t>(pixel >> 24));
    texture.colour = {};
}

}  // namespace

Result<Gallery> Gallery::open(const std::filesystem::path& art_folder) {
    Gallery gallery;
    for (const auto& [art, name] : art_files) {
        auto svg = read_file(art_folder / name, 1U << 20);
        if (!svg) return fail(std::move(svg));
        auto handle = parse(*svg, name);
        if (!handle) return fail(std::move(handle));
        gdouble width = 0;
        gdouble height = 0;
        if (rsvg_handle_get_intrinsic_size_in_pixels(handle->get(), &width, &height) == 0 || width < 1 || height < 1) {
            return fail(Code::bad_format, fmt::format("{} names no width and height in pixels", name));
        }
        gallery.drawings_[art] = Drawing{std::move(*svg), width, height};
    }
    return gallery;
}

double Gallery::shape(Art art) const {
    const auto& drawing = drawings_.at(art);
    return drawing.width / drawing.height;
}

const Texture& Gallery::art(Art art, int width_px, int height_px) {
    auto& made = art_[{art, width_px, height_px}];
    if (!made) {
        const bool there = width_px > 0 && height_px > 0;
        made = there ? colour_texture(width_px, height_px, drawn(drawings_.at(art).svg, width_px, height_px))
                     : colour_texture(0, 0, {});
        if (art == Art::drum) make_stencil(*made);
    }
    return *made;
}

const Texture& Gallery::picture(const Picture& picture, int width_px, int height_px) {
    auto& shown = pictures_[{picture.id(), width_px, height_px}];
    shown.used = true;
    if (!shown.texture) {
        const auto small = picture.scaled(width_px, height_px);
        shown.texture = colour_texture(small.width(), small.height(), {small.pixels().begin(), small.pixels().end()});
    }
    return *shown.texture;
}

void Gallery::begin() {
    for (auto& [key, shown] : pictures_) shown.used = false;
}

void Gallery::end() {
    std::erase_if(pictures_, [](auto& entry) {
        if (entry.second.used) return false;
        std::ranges::fill(entry.second.texture->colour, 0U);
        return true;
    });
}

void Gallery::forget_pictures() {
    begin();
    end();
}

}  // namespace kiosk::ui
