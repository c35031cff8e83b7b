#include "kiosk/slips/column.hpp"

#include <cairo.h>

#include <algorithm>
#include <memory>

#include "kiosk/typeset/ink.hpp"
#include "kiosk/typeset/owned.hpp"

namespace kiosk::slips {

using typeset::bar_quiet_modules;
using typeset::fill;
using typeset::outline;
using typeset::Owned;
using typeset::qr_quiet_modules;
using typeset::Words;

namespace {

constexpr int label_size_px = 21;
constexpr int hanging_indent_px = 44;
constexpr std::uint8_t ink_threshold = 118;  // a little below half: thin strokes of marks stay

void set_ink(cairo_t* to, bool ink) {
    cairo_set_operator(to, ink ? CAIRO_OPERATOR_OVER : CAIRO_OPERATOR_CLEAR);
    cairo_set_source_rgba(to, 0, 0, 0, 1);
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
    const auto set = Words(words, type, width_px_);
    add(set.height_px(), [set](cairo_t* to, int x, int y) { set.draw(to, x, y); });
}

int Column::size_that_fits(std::string_view words, Type type, int largest_px) const {
    type.size = largest_px;
    const int natural = Words(words, type, 0).width_px();
    return natural > width_px_ ? std::max(label_size_px, largest_px * width_px_ / natural - 1) : largest_px;
}

void Column::fitted(std::string_view words, Type type, int largest_px) {
    type.size = size_that_fits(words, type, largest_px);
    text(words, type);
}

void Column::figure(std::string_view words, Type type, int largest_px) {
    const int size_px = size_that_fits(words, type, largest_px);
    type.size = size_px;
    const auto set = Words(words, type, width_px_);
    const auto ink = set.ink_px();
    const int room = std::max(8, size_px / 8);
    add(ink.height + 2 * room, [=](cairo_t* to, int x, int y) { set.draw(to, x, y + room - ink.y); });
}

void Column::banner(std::string_view words, int size_px) {
    constexpr int padding = 10;
    const auto set = Words(words, {static_cast<double>(size_px), Weight::bold, Align::centre}, width_px_ - 2 * padding);
    const int height = set.height_px() + 2 * padding;
    add(height, [set, height, width = width_px_](cairo_t* to, int x, int y) {
        fill(to, x, y, width, height);
        set_ink(to, false);
        set.draw(to, x + padding, y + padding);
        set_ink(to, true);
    });
}

void Column::fact(std::string_view label, std::string_view value, int value_size_px) {
    if (value.empty()) return;
    text(label, {label_size_px, Weight::regular});
    text(value, {static_cast<double>(value_size_px), Weight::bold});
    gap(10);
}

void Column::line(std::string_view label, std::string_view value) {
    if (value.empty()) return;
    constexpr int between = 16;
    const auto left = Words(label, {22, Weight::regular}, 0);
    const auto right = Words(value, {24, Weight::bold}, 0);
    if (left.width_px() + between + right.width_px() > width_px_) {
        fact(label, value, 24);
        return;
    }
    add(right.height_px() + 6, [=, width = width_px_](cairo_t* to, int x, int y) {
        left.draw(to, x, y + right.baseline_px() - left.baseline_px());
        right.draw(to, x + width - right.width_px(), y);
    });
}

void Column::item(Mark mark, int number, std::string_view words, std::string_view note) {
    constexpr int box = 24;
    const auto name = Words(words, {24, Weight::medium}, width_px_ - hanging_indent_px);
    const auto sign =
        Words(mark == Mark::number ? std::to_string(number) + "." : "•", {24, Weight::bold, Align::left, true}, 0);
    const int line_height = sign.height_px();
    add(name.height_px(), [=](cairo_t* to, int x, int y) {
        if (mark == Mark::box) {
            const int above = (line_height - box) / 2;
            outline(to, x + 2, y + above, box, box, 2);
        } else {
            sign.draw(to, x + 2, y);
        }
        name.draw(to, x + hanging_indent_px, y);
    });
    if (!note.empty()) {
        const auto below = Words(note, {20, Weight::regular}, width_px_ - hanging_indent_px);
        add(below.height_px(), [=](cairo_t* to, int x, int y) { below.draw(to, x + hanging_indent_px, y); });
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
    const auto set = Words(words, type, width_px_ - 2 * padding);
    const int height = set.height_px() + 2 * padding;
    add(height, [set, height, width = width_px_](cairo_t* to, int x, int y) {
        outline(to, x, y, width, height, 3);
        set.draw(to, x + padding, y + padding);
    });
}

void Column::qr(const scan::Matrix& matrix, int module_px, Align align) {
    const int side = (matrix.width + 2 * qr_quiet_modules) * module_px;
    const int indent = align == Align::centre ? (width_px_ - side) / 2 : 0;
    add(side, [matrix, module_px, indent](cairo_t* to, int x, int y) {
        const int quiet = qr_quiet_modules * module_px;
        typeset::draw_qr(to, matrix, x + indent + quiet, y + quiet, module_px);
    });
}

void Column::bars(const std::vector<bool>& modules, int module_px, int bar_height_px) {
    const int width = static_cast<int>(modules.size()) * module_px;
    const int indent = (width_px_ - width) / 2;
    add(bar_height_px,
        [=](cairo_t* to, int x, int y) { typeset::draw_bars(to, modules, x + indent, y, module_px, bar_height_px); });
}

void Column::ladder(const std::vector<bool>& modules, int module_px, int bar_width_px) {
    const int quiet = bar_quiet_modules * module_px;
    const int length = static_cast<int>(modules.size()) * module_px + 2 * quiet;
    add(length,
        [=](cairo_t* to, int x, int y) { typeset::draw_ladder(to, modules, x, y + quiet, module_px, bar_width_px); });
}

void Column::beside(Column left, int gap_px, Column right) {
    const int height = std::max(left.height_px_, right.height_px_);
    add(height, [height, gap_px, left = std::move(left), right = std::move(right)](cairo_t* to, int x, int y) {
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
