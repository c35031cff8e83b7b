#include "ui/button.hpp"

#include <algorithm>
#include <array>

namespace kiosk::ui {
namespace {

struct ButtonColours {
    Colour fill = 0;
    Colour fill_top = 0;
    Colour text = 0;
    Colour border = 0;
};

ButtonColours colours_of(const Theme& theme, const ButtonFace& button, int pressed) {
    if (!button.enabled) return {theme.disabled_back, theme.disabled_back, theme.disabled, 0};
    switch (button.look) {
        case ButtonLook::primary: {
            const auto fill = between(theme.primary, theme.primary_pressed, pressed);
            return {fill, between(theme.primary_top, theme.primary_pressed, pressed), theme.on_primary, 0};
        }
        case ButtonLook::secondary: {
            const auto fill = between(theme.surface, theme.high_contrast ? theme.ink : theme.tint, pressed);
            const auto text = theme.high_contrast ? between(theme.primary, theme.background, pressed) : theme.primary;
            return {fill, fill, text, theme.primary};
        }
        case ButtonLook::quiet: {
            const auto fill = between(theme.surface_2, theme.high_contrast ? theme.ink : theme.line, pressed);
            const auto text = theme.high_contrast ? between(theme.ink, theme.background, pressed) : theme.primary_pressed;
            return {fill, fill, text, theme.high_contrast ? theme.line : 0};
        }
        case ButtonLook::danger: {
            const auto fill = between(theme.surface, theme.high_contrast ? theme.ink : theme.bad.back, pressed);
            const auto text = theme.high_contrast ? between(theme.bad.ink, theme.background, pressed) : theme.bad.ink;
            return {fill, fill, text, theme.bad.ink};
        }
    }
    return {};
}

void draw_face(Brush& brush, const Rect& inside, const ButtonFace& button, Colour colour) {
    const int icon_room =
        button.icon == Icon::none && !button.busy ? 0 : brush.fonts().icon_px(IconSize::medium) + brush.px(12);
    const int text_width = brush.width_of(button.face, button.label);
    const bool beside = icon_room > 0 && icon_room + text_width <= inside.width();
    const bool shows_icon = icon_room > 0 && (beside || button.label.empty() || inside.width() > 4 * icon_room);
    const int room = shows_icon ? icon_room : 0;
    const int words = std::min(text_width, inside.width() - room);
    const int left = inside.centre().x - (room + words) / 2;
    const bool right_side = button.icon == Icon::arrow_right || button.icon == Icon::chevron_right;
    const int half_icon = brush.fonts().icon_px(IconSize::medium) / 2;
    Rect text{left + room, inside.top, left + room + words, inside.bottom};
    Point at{left + half_icon, inside.centre().y};
    if (right_side && shows_icon) {
        text = text.moved(-room, 0);
        at.x = text.right + room - half_icon;
    }
    if (button.label.empty()) at.x = inside.centre().x;
    if (shows_icon && button.busy) {
        draw_spinner(brush, at, half_icon, colour);
    } else if (shows_icon) {
        brush.icon(IconSize::medium, at, colour, button.icon);
    }
    if (!button.label.empty())
        brush.label(button.face, text, colour, button.label, words < text_width && shows_icon ? Align::left : Align::centre);
}

constexpr int chip_side = 20;

int chip_text_left(const Brush& brush, const Chip& chip) {
    return brush.px(chip_side) + (chip.icon == Icon::none ? 0 : brush.fonts().icon_px(IconSize::small) + brush.px(10));
}

}  // namespace

void draw_button(Brush& brush, const Rect& rect, const ButtonFace& button) {
    const auto& theme = brush.theme();
    Node node{std::string{button.id},
              button.role,
              std::string{button.spoken.empty() ? button.label : button.spoken},
              rect,
              button.enabled && !button.busy,
              false,
              {},
              false};
    node.reason = button.reason;
    node.house = button.house;
    brush.node(std::move(node));
    if (!brush.visible(rect.shrunk(-brush.px(32)))) return;
    const int pressed = button.enabled ? brush.pressed(button.id) : 0;
    const auto colours = colours_of(theme, button, pressed);
    const int radius = std::min(brush.px(24), rect.height() / 2);
    const Rect body = rect.moved(0, brush.px(3) * pressed / 256);
    if (button.look == ButtonLook::primary && button.enabled) brush.shadow(body, radius, 0, 96 - pressed * 76 / 256);
    if (colours.border != 0) {
        brush.box(body, colours.fill, radius, colours.border, brush.px(theme.high_contrast ? 4 : 2));
    } else {
        brush.gradient(body, colours.fill_top, colours.fill, radius);
    }
    if (!button.enabled && theme.high_contrast) brush.dashed_outline(body, theme.disabled, radius, brush.px(3));
    draw_face(brush, body.shrunk(brush.px(18), brush.px(6)), button, colours.text);
    brush.focus_ring(button.id, rect, radius);
}

ChipSize chip_size(const Brush& brush, const Chip& chip, int room_px) {
    const int around = chip_text_left(brush, chip) + brush.px(chip_side);
    const int words = std::min(brush.width_of(Face::body_bold, chip.label), room_px - around);
    return {words + around, brush.height_of(Face::body_bold, chip.label, words) + brush.px(10)};
}

void draw_chip(Brush& brush, Point left_top, const Chip& chip, int room_px) {
    const auto colours = brush.theme().of(chip.tone);
    const auto size = chip_size(brush, chip, room_px);
    const Rect rect{left_top.x, left_top.y, left_top.x + size.width, left_top.y + size.height};
    const auto border = brush.theme().high_contrast ? colours.ink : between(colours.back, colours.ink, 128);
    brush.box(rect, colours.back, (brush.line_height(Face::body_bold) + brush.px(10)) / 2, border, brush.px(2));
    if (chip.icon != Icon::none) {
        const int icon = brush.fonts().icon_px(IconSize::small);
        brush.icon(IconSize::small, {rect.left + brush.px(chip_side) + icon / 2, rect.centre().y}, colours.ink, chip.icon);
    }
    const Rect words{rect.left + chip_text_left(brush, chip), rect.top + brush.px(5), rect.right - brush.px(chip_side),
                     rect.bottom};
    brush.words(Face::body_bold, words, colours.text, chip.label);
    brush.node({{}, Role::status, chip.label, rect, true, false, {}, false});
}

void draw_plate(Brush& brush, const Rect& rect, int radius, Tone tone, Icon icon, IconSize size) {
    const auto colours = brush.theme().of(tone);
    if (brush.theme().high_contrast) {
        brush.box(rect, colours.back, radius, colours.ink, brush.px(3));
    } else {
        brush.fill(rect, colours.back, radius);
    }
    brush.icon(size, rect.centre(), colours.ink, icon);
}

void draw_spinner(Brush& brush, Point centre, int radius, Colour colour) {
    static constexpr std::array<Point, 12> directions{{{0, -1000},
                                                       {500, -866},
                                                       {866, -500},
                                                       {1000, 0},
                                                       {866, 500},
                                                       {500, 866},
                                                       {0, 1000},
                                                       {-500, 866},
                                                       {-866, 500},
                                                       {-1000, 0},
                                                       {-866, -500},
                                                       {-500, -866}}};
    const int turned = brush.phase_ms() / 100 % 12;
    for (int i = 0; i < 12; ++i) {
        const auto& way = directions[static_cast<std::size_t>((i + turned) % 12)];
        const Point at{centre.x + way.x * radius * 8 / 10000, centre.y + way.y * radius * 8 / 10000};
        brush.disc(at, std::max(2, radius / 7), with_alpha(colour, static_cast<std::uint32_t>(40 + 195 * i / 11)));
    }
    brush.turn(100);
}

}  // namespace kiosk::ui
