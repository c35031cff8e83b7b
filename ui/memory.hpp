#pragma once
/// What a page remembers from one frame to the next; forgotten as a whole when another screen is entered.

#include <map>
#include <string>

#include "ui/scroll.hpp"

namespace kiosk::ui {

struct PageMemory {
    Scroll scroll;         ///< the flow
    Scroll second;         ///< the right column
    bool shift = false;    ///< the next letter is a capital
    bool symbols = false;  ///< the keyboard shows digits and signs
};

}  // namespace kiosk::ui
