#include "kiosk/slips/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/texts/ids.hpp"
#include "kiosk/typeset/ink.hpp"

namespace kiosk::slips {

using typeset::bar_quiet_modules;
using typeset::qr_quiet_modules;

namespace {

constexpr int thinnest_bar_px = 2;
constexpr int thickest_bar_px = 3;
constexpr int smallest_module_px = 4;
constexpr int largest_module_px = 8;
constexpr int bar_height_px = 76;
constexpr int ladder_width_px = 84;
constexpr int beside_gap_px = 22;
constexpr int code_qr_side_px = 264;

/// Code above bars that lie across the roll, then the QR beside the facts.
Result<Done> add_code_across(Column& page, std::string_view label, std::string_view code, const std::vector<bool>& bars,
                             int bar_px, const std::function<void(Column&)>& facts) {
    page.text(label, {22, Weight::regular, Align::centre});
    page.fitted(code, {46, Weight::bold, Align::centre, true}, 46);
    page.gap(8);
    page.bars(bars, bar_px, bar_height_px);
    page.gap(14);
    Column symbol(code_qr_side_px);
    if (auto added = add_qr(symbol, code, code_qr_side_px, Align::centre); !added) return added;
    Column side(page.width_px() - code_qr_side_px);
    facts(side);
    page.beside(std::move(symbol), 0, std::move(side));
    return Done{};
}

/// Bars that stand along the roll, everything else beside them.
Result<Done> add_code_along(Column& page, std::string_view label, std::string_view code, const std::vector<bool>& bars,
                            const std::function<void(Column&)>& facts) {
    Column ladder(ladder_width_px);
    ladder.ladder(bars, thinnest_bar_px, ladder_width_px);
    Column side(page.width_px() - ladder_width_px - beside_gap_px);
    side.text(label, {22, Weight::regular, Align::centre});
    side.fitted(code, {40, Weight::bold, Align::centre, true}, 40);
    side.gap(6);
    if (auto added = add_qr(side, code, code_qr_side_px, Align::centre); !added) return added;
    facts(side);
    page.beside(std::move(ladder), beside_gap_px, std::move(side));
    return Done{};
}

}  // namespace

void add_head(Column& page, const Press& press) {
    if (press.settings.training) {
        page.banner(press.texts(text::slip_training), 24);
        page.gap(12);
    }
    const auto& centre = press.settings.centre;
    page.text(upper(press.in_language(centre.place)), {21, Weight::medium, Align::centre});
    page.text(press.in_language(centre.name), {27, Weight::bold, Align::centre});
    page.double_rule();
}

void add_foot(Column& page, const Press& press) {
    const auto& centre = press.settings.centre;
    page.dotted_rule();
    page.text(press.in_language(centre.address), {21, Weight::medium, Align::centre});
    if (!centre.hotline.empty()) {
        page.text(press.texts(text::slip_hotline, fmt::arg("number", centre.hotline)), {25, Weight::bold, Align::centre});
    }
}

void add_title(Column& page, std::string_view words) {
    page.text(upper(words), {33, Weight::bold, Align::centre});
    page.gap(10);
}

void add_heading(Column& page, std::string_view words) {
    page.text(words, {25, Weight::bold});
    page.gap(8);
}

void add_papers(Column& page, const Press& press, const std::vector<const catalogue::Component*>& papers,
                Column::Mark mark) {
    int number = 0;
    for (const auto* paper : papers) page.item(mark, ++number, press.in_language(paper->name), what_it_takes(press, *paper));
}

Result<Done> add_qr(Column& page, std::string_view text, int side_px, Align align) {
    const auto matrix = scan::qr_matrix(text);
    if (!matrix) return tl::unexpected(matrix.error());
    const int module_px =
        std::clamp(side_px / (matrix->width + 2 * qr_quiet_modules), smallest_module_px, largest_module_px);
    page.qr(*matrix, module_px, align);
    return Done{};
}

Result<Done> add_code(Column& page, std::string_view label, std::string_view code,
                      const std::function<void(Column&)>& facts) {
    const auto bars = scan::code_128_bars(code);
    if (!bars) return tl::unexpected(bars.error());
    const int bar_px = slip_width_px / (static_cast<int>(bars->size()) + 2 * bar_quiet_modules);
    return bar_px >= thinnest_bar_px ? add_code_across(page, label, code, *bars, std::min(bar_px, thickest_bar_px), facts)
                                     : add_code_along(page, label, code, *bars, facts);
}

}  // namespace kiosk::slips
