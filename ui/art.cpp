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

std::unique_ptr<Texture> new_texture(Texture::Format format, int width, int height) {
    auto texture = std::make_unique<Texture>();
    texture->format = format;
    texture->width = width;
    texture->height = height;
    texture->id = next_texture_id();
    return texture;
}

/// The rows of a surface without what cairo puts between them; none when it has no memory.
template <class Pixel>
std::vector<Pixel> pixels_of(cairo_surface_t* surface, int width, int height) {
    const auto row_bytes = static_cast<std::size_t>(width) * sizeof(Pixel);
    std::vector<Pixel> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const auto* rows = cairo_image_surface_get_data(surface);
    if (rows == nullptr) return pixels;
    const auto stride = static_cast<std::ptrdiff_t>(cairo_image_surface_get_stride(surface));
    auto* to = reinterpret_cast<unsigned char*>(pixels.data());
    for (int y = 0; y < height; ++y, to += row_bytes) std::copy_n(rows + y * stride, row_bytes, to);
    return pixels;
}

/// The drawing on a transparent ground; empty when it cannot be drawn. Its shape alone, which is drawn in the
/// colour of the place, takes half the time of its colours.
std::unique_ptr<Texture> drawn(const std::string& svg, Texture::Format format, int width, int height) {
    auto texture = new_texture(format, width, height);
    const auto handle = parse(svg, "a drawing");
    if (!handle) return new_texture(format, 0, 0);
    const bool colour = format == Texture::Format::colour;
    cairo_surface_t* surface = cairo_image_surface_create(colour ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_A8, width, height);
    cairo_t* cairo = cairo_create(surface);
    const RsvgRectangle viewport{0, 0, static_cast<double>(width), static_cast<double>(height)};
    GError* error = nullptr;
    if (rsvg_handle_render_document(handle->get(), cairo, &viewport, &error) == 0) {
        log::warning("art: a drawing of {}x{} px failed: {}", width, height, error->message);
        g_error_free(error);
    }
    cairo_surface_flush(surface);
    if (colour) {
        texture->colour = pixels_of<std::uint32_t>(surface, width, height);
    } else {
        texture->alpha = pixels_of<std::uint8_t>(surface, width, height);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return texture;
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
        const auto format = art == Art::drum ? Texture::Format::alpha : Texture::Format::colour;
        const bool there = width_px > 0 && height_px > 0;
        made = there ? drawn(drawings_.at(art).svg, format, width_px, height_px) : new_texture(format, 0, 0);
    }
    return *made;
}

const Texture& Gallery::picture(const Picture& picture, int width_px, int height_px) {
    auto& shown = pictures_[{picture.id(), width_px, height_px}];
    shown.used = true;
    if (!shown.texture) {
        const auto small = picture.scaled(width_px, height_px);
        shown.texture = new_texture(Texture::Format::colour, small.width(), small.height());
        shown.texture->colour.assign(small.pixels().begin(), small.pixels().end());
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
