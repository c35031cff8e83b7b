#pragma once
/// What a page remembers from one frame to the next; forgotten as a whole when another screen is entered.

#include <optional>
#include <string>

#include "ui/geometry.hpp"
#include "ui/page.hpp"
#include "ui/scroll.hpp"
#include "ui/typing.hpp"

namespace kiosk::ui {

/// The field that is being typed into, with its label and what is wrong with it.
struct TypedInto {
    Rect whole;
    Rect seen;  ///< where the page shows it
};

/// A QR code that the page shows: made once, not with every frame.
struct ShownCode {
    std::string text;
    QrMatrix matrix;
};

/// Where the finger landed that made the last tap, and what it landed on.
struct Landing {
    Point at;
    Rect on;
};

struct PageMemory {
    Scroll scroll;         ///< the flow
    Scroll second;         ///< the right column
    bool shift = false;    ///< the next letter is a capital
    bool symbols = false;  ///< the keyboard shows digits and signs
    typing::Writing writing;
    std::optional<TypedInto> typed_into;  ///< on the page that was drawn last
    std::optional<Landing> landing;       ///< of the tap that the page is told of
    double px_per_mm = 3.6;               ///< of the glass
    double scale = 1;                     ///< of the glass (theme.hpp)
    std::string field;                    ///< what the keyboard wrote into last
    std::optional<ShownCode> code;
};

}  // namespace kiosk::ui
