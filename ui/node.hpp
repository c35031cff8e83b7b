#pragma once
/// One thing on the page, as everybody but the eye needs it: touches, "tap by id", speech, keypad order and audits all read
/// the list of nodes that the last frame left behind.

#include <string>
#include <vector>

#include "ui/geometry.hpp"

namespace kiosk::ui {

/// problem: what must be corrected, or why something failed. step: of the way through a submission.
enum class Role { heading, text, button, key, field, choice, checkbox, link_row, image, status, problem, step };

struct Node {
    std::string id;  ///< empty for what can only be read
    Role role = Role::text;
    std::string label;  ///< what speech says
    Rect rect;          ///< where it is seen; where it would be, when it is scrolled off
    bool enabled = true;
    bool checked = false;       ///< choices, checkboxes, filters
    std::string reason;         ///< why it is not enabled, in words
    bool scrolled_off = false;  ///< in a scrolling page, out of sight for now
    /// About a person, or typed or chosen by one: a loudspeaker says `aloud` instead of the label, headphones say the label.
    bool personal = false;
    std::string aloud{};   ///< what of a personal label the hall may hear; empty: nothing
    bool house = false;    ///< of what stands around every page
    bool covered = false;  ///< something lies over it
    Rect whole{};          ///< where all of it stands, seen or not
    [[nodiscard]] bool touchable() const { return !id.empty() && enabled && !scrolled_off && !rect.empty(); }
};

using Nodes = std::vector<Node>;

}  // namespace kiosk::ui
