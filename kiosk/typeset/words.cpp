#include "kiosk/typeset/words.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>

#include "kiosk/typeset/owned.hpp"

namespace kiosk::typeset {
namespace {

constexpr const char* sans_families = "Inter, Noto Sans, DejaVu Sans, sans-serif";
/// Official papers are set in Times New Roman (Nghị định 30/2020/NĐ-CP, phụ lục I); Liberation Serif has its widths.
constexpr const char* serif_families = "Times New Roman, Liberation Serif, Tinos, DejaVu Serif, serif";
constexpr float line_spacing = 1.12F;

PangoWeight pango_weight(Weight weight) {
    switch (weight) {
        case Weight::regular: return PANGO_WEIGHT_NORMAL;
        case Weight::medium: return PANGO_WEIGHT_MEDIUM;
        case Weight::bold: return PANGO_WEIGHT_BOLD;
    }
    return PANGO_WEIGHT_NORMAL;
}

PangoAlignment pango_alignment(Align align) {
    switch (align) {
        case Align::left:
        case Align::justified: return PANGO_ALIGN_LEFT;
        case Align::centre: return PANGO_ALIGN_CENTER;
        case Align::right: return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

Owned<PangoContext> new_context(Surface surface) {
    Owned<PangoContext> context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
    const Owned<cairo_font_options_t> options(cairo_font_options_create());
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_cairo_context_set_resolution(context.get(), 96);
    pango_context_set_language(context.get(), pango_language_from_string("vi"));
    pango_context_set_round_glyph_positions(context.get(), surface == Surface::dots ? TRUE : FALSE);
    return context;
}

PangoContext* context_of(Surface surface) {
    thread_local const auto dots = new_context(Surface::dots);
    thread_local const auto page = new_context(Surface::page);
    return surface == Surface::dots ? dots.get() : page.get();
}

PangoLayout* new_layout(std::string_view text, const Type& type, double width) {
    auto* layout = pango_layout_new(context_of(type.surface));
    const Owned<PangoFontDescription> font(pango_font_description_new());
    pango_font_description_set_family_static(font.get(), type.face == Face::sans ? sans_families : serif_families);
    pango_font_description_set_absolute_size(font.get(), type.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), pango_weight(type.weight));
    if (type.italic) pango_font_description_set_style(font.get(), PANGO_STYLE_ITALIC);
    pango_layout_set_font_description(layout, font.get());
    const Owned<PangoAttrList> attributes(pango_attr_list_new());
    // A long number or address is broken where it must be, without a sign that nobody wrote.
    pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE));
    if (type.tabular) pango_attr_list_insert(attributes.get(), pango_attr_font_features_new("tnum, zero"));
    if (type.bold_from < text.size()) {
        auto* bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
        bold->start_index = static_cast<guint>(type.bold_from);
        pango_attr_list_insert(attributes.get(), bold);
    }
    pango_layout_set_attributes(layout, attributes.get());
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    if (width > 0) pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, pango_alignment(type.align));
    pango_layout_set_justify(layout, type.align == Align::justified ? TRUE : FALSE);
    pango_layout_set_line_spacing(layout, line_spacing);
    return layout;
}

double in_units(int pango) { return static_cast<double>(pango) / PANGO_SCALE; }

}  // namespace

Words::Words(std::string_view text, const Type& type, double width) : layout_(new_layout(text, type, width), Release{}) {
    const Owned<PangoLayoutIter> at(pango_layout_get_iter(layout_.get()));
    do {
        int top = 0;
        int bottom = 0;
        pango_layout_iter_get_line_yrange(at.get(), &top, &bottom);
        PangoRectangle logical{};
        pango_layout_iter_get_line_extents(at.get(), nullptr, &logical);
        lines_.push_back({in_units(top), in_units(bottom - top), in_units(pango_layout_iter_get_baseline(at.get())),
                          in_units(logical.x), in_units(logical.x + logical.width)});
    } while (pango_layout_iter_next_line(at.get()) != 0);
}

int Words::height_px() const {
    int height = 0;
    pango_layout_get_pixel_size(layout_.get(), nullptr, &height);
    return height;
}

int Words::width_px() const {
    PangoRectangle ink{};
    PangoRectangle logical{};
    pango_layout_get_pixel_extents(layout_.get(), &ink, &logical);
    return std::max(logical.width, ink.x + ink.width);
}

int Words::baseline_px() const { return pango_layout_get_baseline(layout_.get()) / PANGO_SCALE; }

Extent Words::ink_px() const {
    PangoRectangle ink{};
    pango_layout_get_pixel_extents(layout_.get(), &ink, nullptr);
    return {ink.x, ink.y, ink.width, ink.height};
}

void Words::draw(cairo_t* to, double x, double y) const {
    cairo_move_to(to, x, y);
    pango_cairo_show_layout(to, layout_.get());
}

double Words::width() const {
    double out = 0;
    for (const auto& line : lines_) out = std::max(out, line.right - line.left);
    return out;
}

double Words::height() const { return lines_.back().top + lines_.back().height - lines_.front().top; }
double Words::baseline() const { return lines_.front().baseline - lines_.front().top; }
double Words::line_height(std::size_t line) const { return lines_.at(line).height; }
double Words::line_end(std::size_t line) const { return lines_.at(line).right; }

void Words::draw_line(cairo_t* to, std::size_t line, double x, double y) const {
    const auto& at = lines_.at(line);
    cairo_move_to(to, x + at.left, y + at.baseline - at.top);
    pango_cairo_show_layout_line(to, pango_layout_get_line_readonly(layout_.get(), static_cast<int>(line)));
}

}  // namespace kiosk::typeset
