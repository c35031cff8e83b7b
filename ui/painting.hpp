#pragma once
/// How much of a page is painted, for audits.

#include <string>

#include "ui/geometry.hpp"
#include "ui/theme.hpp"

namespace kiosk::ui {

/// Audits want a page's places only, or what lies behind its words.
enum class Painting { whole, without_words, nothing };

/// One line of words that a page painted without words would show.
struct LineOfWords {
    Rect rect;  ///< as high as its capitals, as far as it is seen
    Colour colour;
    std::string text;
};

}  // namespace kiosk::ui
