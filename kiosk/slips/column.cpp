#include "kiosk/slips/column.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>

namespace kiosk::slips {
namespace {

constexpr const char* font_families = "Inter, Noto Sans, DejaVu Sans, sans-serif";
constexpr int label_size_px = 21;
constexpr int hanging_indent_px = 44;
constexpr int quiet_modules = 4;  // of a QR code, by its standard
constexpr int bar_quiet_modules = 10;
constexpr std::uint8_t ink_threshold = 118;  // a little below half: thin strokes of marks stay

struct Release {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(PangoAttrList* attributes) const { pango_attr_list_unref(attributes); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Release>;
using Layout = std::shared_ptr<PangoLayout>;

PangoWeight pango_weight(Weight weight) {
    switch (weight) {
        case Weight::regular: return PANGO_WEIGHT_NORMAL;
        case Weight::medium: return PANGO_WEIGHT_MEDIUM;
        case Weight::bold: return PANGO_WEIGHT_BOLD;
    }
    return PANGO_WEIGHT_NORMAL;
}

Owned<PangoContext> new_context() {
    Owned<PangoContext> context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
    const Owned<cairo_font_options_t> options(cairo_font_options_create());
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_cairo_context_set_resolution(context.get(), 96);
    pango_context_set_language(context.get(), pango_language_from_string("vi"));
    return context;
}

/// Pango's context for a print head: no hinting, no sub-pixels, the same on every machine whatever its desktop is set to. One
/// a thread, as pango's fonts are.
PangoContext* print_context() {
    thread_local const auto context = new_context();
    return context.get();
}

Layout set_text(std::string_view words, Type type, int width_px) {
    Layout layout(pango_layout_new(print_context()), Release{});
    const Owned<PangoFontDescription> font(pango_font_description_new());
    pango_font_description_set_family_static(font.get(), font_families);
    pango_font_description_set_absolute_size(font.get(), type.size_px * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), pango_weight(type.weight));
    pango_layout_set_font_description(layout.get(), font.get());
    if (type.tabular) {
        const Owned<PangoAttrList> attributes(pango_attr_list_new());
        pango_attr_list_insert(attributes.get(), pango_attr_font_features_new("tnum, zero"));
        pango_layout_set_attributes(layout.get(), attributes.get());
    }
    pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    if (width_px > 0) pango_layout_set_width(layout.get(), width_px * PANGO_SCALE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), type.align == Align::centre ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
    pango_layout_set_line_spacing(layout.get(), 1.12F);
    return layout;
}

int height_of(const Layout& layout) {
    int height = 0;
    pango_layout_get_pixel_size(layout.get(), nullptr, &height);
    return height;
}

int width_of(const Layout& layout) {
    PangoRectangle ink{};
    PangoRectangle logical{};
    pango_layout_get_pixel_extents(layout.get(), &ink, &logical);
    return std::max(logical.width, ink.x + ink.width);
}

void show(cairo_t* to, const Layout& layout, int x, int y) {
    cairo_move_to(to, x, y);
    pango_cairo_show_layout(to, layout.get());
}

void fill(cairo_t* to, int x, int y, int width, int height) {
    cairo_rectangle(to, x, y, width, height);
    cairo_fill(to);
}

void set_ink(cairo_t* to, bool ink) {
    cairo_set_operator(to, ink ? CAIRO_OPERATOR_OVER : CAIRO_OPERATOR_CLEAR);
    cairo_set_source_rgba(to, 0, 0, 0, 1);
}

void outline(cairo_t* to, int x, int y, int width, int height, int thick) {
    fill(to, x, y, width, thick);
    fill(to, x, y + height - thick, width, thick);
    fill(to, x, y, thick, height);
    fill(to, x + width - thick, y, thick, height);
}

Slip to_bits(cairo_surface_t* surface, int width, int height) {
    cairo_surface_flush(surface);
    const auto* pixels = cairo_image_surface_get_data(surface);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    const auto row_bytes = (static_cast<std::size_t>(width) + 7) / 8;
    Slip out{width, height, std::vector<std::uint8_t>(row_bytes * static_cast<std::size_t>(height))};
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
        const auto* row = pixels + y * stride;
        auto* bits = out.bits.data() + y * row_bytes;
        for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
            if (row[x] >= ink_threshold) bits[x / 8] |= static_cast<std::uint8_t>(0x80U >> (x % 8));
        }
    }
    return out;
}

}  // namespace

void Column::add(int height_px, std::function<void(cairo_t*, int x, int y)> draw_block) {
    blocks_.push_back({height_px, std::move(draw_block)});
    height_px_ += height_px;
}

void Column::text(std::string_view words, Type type) {
    if (words.empty()) return;
    const auto layout = set_text(words, type, width_px_);
    add(height_of(layout), [layout](cairo_t* to, int x, int y) { show(to, layout, x, y); });
}

int Column::size_that_fits(std::string_view words, Type type, int largest_px) const {
    type.size_px = largest_px;
    const int natural = width_of(set_text(words, type, 0));
    return natural > width_px_ ? std::max(label_size_px, largest_px * width_px_ / natural - 1) : largest_px;
}

void Column::fitted(std::string_view words, Type type, int largest_px) {
    type.size_px = size_that_fits(words, type, largest_px);
    text(words, type);
}

void Column::figure(std::string_view words, Type type, int largest_px) {
    type.size_px = size_that_fits(words, type, largest_px);
    const auto layout = set_text(words, type, width_px_);
    PangoRectangle ink{};
    pango_layout_get_pixel_extents(layout.get(), &ink, nullptr);
    const int room = std::max(8, type.size_px / 8);
    add(ink.height + 2 * room, [=](cairo_t* to, int x, int y) { show(to, layout, x, y + room - ink.y); });
}

void Column::banner(std::string_view words, int size_px) {
    constexpr int padding = 10;
    const auto layout = set_text(words, {size_px, Weight::bold, Align::centre}, width_px_ - 2 * padding);
    const int height = height_of(layout) + 2 * padding;
    add(height, [layout, height, width = width_px_](cairo_t* to, int x, int y) {
        fill(to, x, y, width, height);
        set_ink(to, false);
        show(to, layout, x + padding, y + padding);
        set_ink(to, true);
    });
}

void Column::fact(std::string_view label, std::string_view value, int value_size_px) {
    if (value.empty()) return;
    text(label, {label_size_px, Weight::regular});
    text(value, {value_size_px, Weight::bold});
    gap(10);
}

void Column::line(std::string_view label, std::string_view value) {
    if (value.empty()) return;
    constexpr int between = 16;
    const auto left = set_text(label, {22, Weight::regular}, 0);
    const auto right = set_text(value, {24, Weight::bold}, 0);
    if (width_of(left) + between + width_of(right) > width_px_) {
        fact(label, value, 24);
        return;
    }
    add(height_of(right) + 6, [=, width = width_px_](cairo_t* to, int x, int y) {
        show(to, left, x,
             y + pango_layout_get_baseline(right.get()) / PANGO_SCALE - pango_layout_get_baseline(left.get()) / PANGO_SCALE);
        show(to, right, x + width - width_of(right), y);
    });
}

void Column::item(Mark mark, int number, std::string_view words, std::string_view note) {
    constexpr int box = 24;
    const auto name = set_text(words, {24, Weight::medium}, width_px_ - hanging_indent_px);
    const auto sign =
        set_text(mark == Mark::number ? std::to_string(number) + "." : "•", {24, Weight::bold, Align::left, true}, 0);
    const int line_height = height_of(sign);
    add(height_of(name), [=](cairo_t* to, int x, int y) {
        if (mark == Mark::box) {
            outline(to, x + 2, y + (line_height - box) / 2, box, box, 2);
        } else {
            show(to, sign, x + 2, y);
        }
        show(to, name, x + hanging_indent_px, y);
    });
    if (!note.empty()) {
        const auto below = set_text(note, {20, Weight::regular}, width_px_ - hanging_indent_px);
        add(height_of(below), [=](cairo_t* to, int x, int y) { show(to, below, x + hanging_indent_px, y); });
    }
    gap(8);
}

void Column::rule() {
    gap(12);
    add(2, [width = width_px_](cairo_t* to, int x, int y) { fill(to, x, y, width, 2); });
    gap(12);
}

void Column::double_rule() {
    gap(12);
    add(7, [width = width_px_](cairo_t* to, int x, int y) {
        fill(to, x, y, width, 3);
        fill(to, x, y + 6, width, 1);
    });
    gap(12);
}

void Column::dotted_rule() {
    gap(12);
    add(2, [width = width_px_](cairo_t* to, int x, int y) {
        for (int at = 0; at + 6 <= width; at += 12) fill(to, x + at, y, 6, 2);
    });
    gap(12);
}

void Column::gap(int height_px) {
    add(height_px, [](cairo_t*, int, int) {});
}

void Column::framed(std::string_view words, Type type) {
    if (words.empty()) return;
    constexpr int padding = 14;
    const auto layout = set_text(words, type, width_px_ - 2 * padding);
    const int height = height_of(layout) + 2 * padding;
    add(height, [layout, height, width = width_px_](cairo_t* to, int x, int y) {
        outline(to, x, y, width, height, 3);
        show(to, layout, x + padding, y + padding);
    });
}

void Column::qr(const scan::Matrix& matrix, int module_px, Align align) {
    const int side = (matrix.width + 2 * quiet_modules) * module_px;
    const int indent = align == Align::centre ? (width_px_ - side) / 2 : 0;
    add(side, [matrix, module_px, indent](cairo_t* to, int x, int y) {
        const int left = x + indent + quiet_modules * module_px;
        const int top = y + quiet_modules * module_px;
        for (int row = 0; row < matrix.height; ++row) {
            for (int at = 0; at < matrix.width; ++at) {
                if (matrix.at(at, row)) fill(to, left + at * module_px, top + row * module_px, module_px, module_px);
            }
        }
    });
}

void Column::bars(const std::vector<bool>& modules, int module_px, int bar_height_px) {
    const int width = static_cast<int>(modules.size()) * module_px;
    const int indent = (width_px_ - width) / 2;
    add(bar_height_px, [=](cairo_t* to, int x, int y) {
        for (std::size_t i = 0; i < modules.size(); ++i) {
            if (modules[i]) fill(to, x + indent + static_cast<int>(i) * module_px, y, module_px, bar_height_px);
        }
    });
}

void Column::ladder(const std::vector<bool>& modules, int module_px, int bar_width_px) {
    const int quiet = bar_quiet_modules * module_px;
    const int length = static_cast<int>(modules.size()) * module_px + 2 * quiet;
    add(length, [=](cairo_t* to, int x, int y) {
        for (std::size_t i = 0; i < modules.size(); ++i) {
            if (modules[i]) fill(to, x, y + quiet + static_cast<int>(i) * module_px, bar_width_px, module_px);
        }
    });
}

void Column::beside(Column left, int gap_px, Column right) {
    const int height = std::max(left.height_px_, right.height_px_);
    add(height, [=](cairo_t* to, int x, int y) {
        left.draw(to, x, y + (height - left.height_px_) / 2);
        right.draw(to, x + left.width_px_ + gap_px, y + (height - right.height_px_) / 2);
    });
}

void Column::draw(cairo_t* to, int x, int y) const {
    for (const auto& block : blocks_) {
        block.draw(to, x, y);
        y += block.height_px;
    }
}

Result<Slip> Column::print(int margin_px) const {
    const int width = width_px_ + 2 * margin_px;
    const int height = height_px_ + 2 * margin_px;
    if (height > longest_slip_px)
        return fail(Code::too_large, "the slip would be longer than 2 m; print the list on A4 paper");
    const Owned<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height));
    const Owned<cairo_t> to(cairo_create(surface.get()));
    cairo_set_antialias(to.get(), CAIRO_ANTIALIAS_NONE);  // shapes lie on whole pixels; letters have their own setting
    set_ink(to.get(), true);
    draw(to.get(), margin_px, margin_px);
    if (cairo_status(to.get()) != CAIRO_STATUS_SUCCESS) {
        return fail(Code::io, std::string("cairo cannot draw the slip: ") + cairo_status_to_string(cairo_status(to.get())));
    }
    return to_bits(surface.get(), width, height);
}

}  // namespace kiosk::slips
