#pragma once
/// Parts that several blocks share: buttons, chips, an icon on its plate. UI thread.

#include <string>
#include <string_view>

#include "ui/brush.hpp"
#include "ui/page.hpp"

namespace kiosk::ui {

enum class ButtonLook { primary, secondary, quiet, danger };

struct ButtonFace {
    std::string_view id;
    std::string_view label;
    ButtonLook look = ButtonLook::secondary;
    Icon icon = Icon::none;
    bool enabled = true;
    std::string_view reason;
    Face face = Face::lead_bold;
    Role role = Role::button;
    bool busy = false;
    std::string_view spoken{};  ///< for a button with an icon alone; empty: its label
    bool house = false;         ///< of what stands around every page
};

/// A button with its node.
void draw_button(Brush& brush, const Rect& rect, const ButtonFace& button);

struct ChipSize {
    int width = 0;
    int height = 0;
};
/// In one line, or in more where the room is narrower.
[[nodiscard]] ChipSize chip_size(const Brush& brush, const Chip& chip, int room_px);
void draw_chip(Brush& brush, Point left_top, const Chip& chip, int room_px);

/// An icon on a softly coloured square or disc.
void draw_plate(Brush& brush, const Rect& rect, int radius, Tone tone, Icon icon, IconSize size);

/// What turns while the kiosk waits; twelve steps a turn.
void draw_spinner(Brush& brush, Point centre, int radius, Colour colour);

}  // namespace kiosk::ui
