#include <algorithm>

#include "kiosk/base/text.hpp"
#include "ui/button.hpp"
#include "ui/page_view.hpp"

namespace kiosk::ui {
namespace {

constexpr int banner_side_px = 24;  // of a banner that stands in the header

void draw_clock(Brush& brush, const Rect& rect, const Chrome& chrome) {
    const auto& theme = brush.theme();
    const int middle = rect.centre().y;
    brush.line(Face::title, rect.right - brush.width_of(Face::title, chrome.clock), middle - brush.px(22), theme.on_brand,
               chrome.clock);
    brush.line(Face::caption, rect.right - brush.width_of(Face::caption, chrome.date), middle + brush.px(30),
               theme.brand_text, chrome.date);
}

/// Emblem, names and clock of the header.
struct HeaderParts {
    Rect emblem;
    Rect names;
    bool clock = false;
    bool narrow = false;  ///< the names are drawn smaller beside the clock
    int clock_width = 0;
    int names_width = 0;  ///< what the names take of their room
};

HeaderParts parts_of(const Brush& brush, const Rect& rect, const Chrome& chrome) {
    HeaderParts out;
    const int side = brush.px(48);
    const int emblem = std::min(brush.px(108), rect.height() * 2 / 3);
    const int top = rect.centre().y - emblem / 2 - brush.px(3);
    out.emblem = {rect.left + side, top, rect.left + side + emblem, top + emblem};
    out.clock_width = std::max(brush.width_of(Face::title, chrome.clock), brush.width_of(Face::caption, chrome.date));
    out.names = {out.emblem.right + brush.px(28), rect.top, rect.right - side, rect.bottom - brush.px(6)};
    out.names_width =
        std::max(brush.width_of(Face::body_bold, upper(chrome.centre)), brush.width_of(Face::body, chrome.place));
    // Long names are drawn smaller beside the clock, down to two thirds.
    const int beside_clock = out.names.width() - out.clock_width - brush.px(40);
    out.clock = out.names_width * 2 / 3 <= beside_clock;
    out.narrow = out.clock && out.names_width > beside_clock;
    if (out.narrow) out.names_width = beside_clock;
    return out;
}

/// Clear of a slot's border.
int label_side(const Brush& brush, bool bordered) { return brush.px(brush.theme().high_contrast ? 9 : bordered ? 6 : 2); }

void draw_slot(Brush& brush, const Rect& rect, const Chrome::Slot& slot, bool portrait) {
    const auto& theme = brush.theme();
    const bool enabled = slot.why_not.empty();
    Node node{slot.id, Role::button, slot.label, rect, enabled, slot.active, slot.why_not, false};
    node.house = true;
    brush.node(std::move(node));
    const int pressed = brush.pressed(slot.id);
    const bool inverted = theme.high_contrast && (slot.active || pressed > 128);
    const auto text = !enabled              ? theme.disabled
                      : inverted            ? theme.background
                      : slot.danger         ? theme.bad.ink
                      : theme.high_contrast ? theme.ink
                                            : theme.primary_pressed;
    const auto fill = !enabled   ? theme.disabled_back
                      : inverted ? theme.ink
                                 : between(slot.active ? theme.tint : theme.surface_2, theme.line, pressed);
    const bool bordered = theme.high_contrast || slot.active;
    brush.box(rect, fill, brush.px(22), bordered ? (theme.high_contrast ? theme.line : theme.primary) : 0,
              bordered ? brush.px(theme.high_contrast ? 4 : 3) : 0);
    if (portrait) {
        brush.icon(IconSize::medium, {rect.centre().x, rect.top + brush.px(46)}, text, slot.icon);
        const int side = label_side(brush, bordered);
        brush.label(Face::caption, {rect.left + side, rect.top + brush.px(78), rect.right - side, rect.bottom - brush.px(4)},
                    text, slot.label);
    } else {
        const int icon = brush.fonts().icon_px(IconSize::small);
        const int words = std::min(brush.width_of(Face::caption, slot.label), rect.width() - icon - brush.px(36));
        const int left = rect.centre().x - (icon + brush.px(12) + words) / 2;
        brush.icon(IconSize::small, {left + icon / 2, rect.centre().y}, text, slot.icon);
        brush.label(Face::caption, {left + icon + brush.px(12), rect.top, left + icon + brush.px(12) + words, rect.bottom},
                    text, slot.label, Align::left);
    }
    brush.focus_ring(slot.id, rect, brush.px(22));
}

}  // namespace

void draw_header(Brush& brush, const Rect& rect, const Chrome& chrome) {
    const auto& theme = brush.theme();
    brush.confine(rect);
    brush.gradient(rect, theme.brand, theme.brand_2);
    const auto parts = parts_of(brush, rect, chrome);
    if (!theme.high_contrast) {
        const int radius = brush.px(236);
        const Point centre{rect.right - brush.px(140), rect.centre().y + brush.px(8)};
        // Large letters reach over the bright middle of the drum, and a low header is brighter where its words stand.
        const bool words_over_it = parts.narrow || parts.names.left + parts.names_width > centre.x - radius / 2;
        const std::uint32_t strength = words_over_it || rect.height() < brush.px(168) ? 30 : 38;
        brush.push_clip(rect);
        brush.image(brush.art(Art::drum, 2 * radius, 2 * radius),
                    {centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius},
                    with_alpha(theme.gold, strength));
        brush.pop_clip();
    }
    brush.fill({rect.left, rect.bottom - brush.px(theme.high_contrast ? 4 : 6), rect.right, rect.bottom},
               theme.high_contrast ? theme.line : theme.gold);
    brush.image(brush.art(Art::emblem, parts.emblem.width(), parts.emblem.height()), parts.emblem);
    auto names = parts.names;
    const auto centre_name = upper(chrome.centre);
    if (parts.clock) {
        draw_clock(brush, names, chrome);
        names.right -= parts.clock_width + brush.px(40);
    }
    const int middle = names.centre().y;
    const int step = std::min(brush.line_height(Face::body) * 58 / 100, rect.height() * 23 / 100);
    brush.label(Face::body_bold, {names.left, middle - 2 * step, names.right, middle}, theme.on_brand, centre_name,
                Align::left);
    brush.label(Face::body, {names.left, middle, names.right, middle + 2 * step}, theme.brand_text, chrome.place,
                Align::left);
    Node node{{}, Role::text, chrome.centre + ". " + chrome.place, names, true, false, {}, false};
    node.house = true;
    brush.node(std::move(node));
}

Rect banner_in_header(const Brush& brush, const Rect& header, const Chrome& chrome) {
    const auto parts = parts_of(brush, header, chrome);
    if (!parts.clock) return {};
    const int apart = brush.px(48);
    const int left = parts.names.left + parts.names_width + apart;
    const int right = parts.names.right - parts.clock_width - apart;
    const int width = brush.width_of(Face::body_bold, chrome.banner) + brush.px(56 + 2 * banner_side_px);
    if (width > right - left) return {};
    const int half_height = brush.line_height(Face::body_bold) / 2 + brush.px(10);
    const int middle = parts.names.centre().y;
    return {right - width, middle - half_height, right, middle + half_height};
}

void draw_banner(Brush& brush, const Rect& rect, const Chrome& chrome) {
    brush.confine(rect);
    const auto colours = brush.theme().of(chrome.banner_tone);
    const bool in_header = rect.left > 0;
    if (in_header) {
        brush.box(rect, colours.back, brush.px(16), brush.theme().high_contrast ? colours.ink : 0,
                  brush.theme().high_contrast ? brush.px(3) : 0);
    } else {
        brush.fill(rect, colours.back);
        brush.fill({rect.left, rect.bottom - brush.px(2), rect.right, rect.bottom}, colours.ink);
    }
    Rect text = rect.shrunk(brush.px(in_header ? banner_side_px : 48), brush.px(10));
    brush.icon(IconSize::small, {text.left + brush.px(18), rect.centre().y}, colours.ink,
               chrome.banner_tone == Tone::info ? Icon::information : Icon::alert);
    text.left += brush.px(56);
    brush.words(Face::body_bold, text, colours.text, chrome.banner);
    brush.node({{}, Role::status, chrome.banner, rect, true, false, {}, false});
}

namespace {

struct UtilitySlots {
    int gap = 0;
    Rect row;

    [[nodiscard]] Rect at(int i, int count) const {
        return {row.left + (row.width() + gap) * i / count, row.top, row.left + (row.width() + gap) * (i + 1) / count - gap,
                row.bottom};
    }
};

UtilitySlots slots_of(const Brush& brush, const Rect& rect, int count, bool portrait) {
    const bool crowded = portrait && count > 6;
    return {brush.px(crowded ? 9 : 14), rect.shrunk(brush.px(crowded ? 20 : 36), brush.px(portrait ? 18 : 14))};
}

}  // namespace

int utility_height(const Brush& brush, const Chrome& chrome, int width_px, bool portrait) {
    if (!portrait) return brush.px(104);
    const int usual = brush.px(168);
    const int count = static_cast<int>(chrome.utility.size());
    if (count == 0) return usual;
    const int room =
        slots_of(brush, {0, 0, width_px, usual}, count, portrait).at(0, count).width() - 2 * label_side(brush, false);
    // A label drawn a little smaller is better read than a taller bar is missed above; not by those who see little.
    const int percent = brush.theme().high_contrast ? 100 : 85;
    const bool wider = std::ranges::any_of(
        chrome.utility, [&](const auto& slot) { return brush.width_of(Face::caption, slot.label) * percent / 100 > room; });
    return wider ? usual + brush.line_height(Face::caption) : usual;
}

void draw_utility(Brush& brush, const Rect& rect, const Chrome& chrome, bool portrait) {
    const auto& theme = brush.theme();
    brush.confine(rect);
    brush.fill(rect, theme.surface);
    brush.fill({rect.left, rect.top, rect.right, rect.top + brush.px(theme.high_contrast ? 4 : 2)}, theme.line);
    const int count = static_cast<int>(chrome.utility.size());
    if (count == 0) return;
    const auto slots = slots_of(brush, rect, count, portrait);
    for (int i = 0; i < count; ++i)
        draw_slot(brush, slots.at(i, count), chrome.utility[static_cast<std::size_t>(i)], portrait);
}

}  // namespace kiosk::ui
