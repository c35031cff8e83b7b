#pragma once
/// The ways in which pages are looked at before they are committed: golden pictures and the gallery draw the same. Any thread.

#include <string>
#include <vector>

#include "ui/gallery.hpp"
#include "ui/theme.hpp"

namespace kiosk::ui {

struct Look {
    std::string name;  ///< "portrait", "landscape", "largest", "contrast", "low_reach"
    Display display;
    bool whole = false;  ///< every sample in both languages; otherwise the fullest of every state, in Vietnamese

    [[nodiscard]] std::vector<const char*> languages() const;
    /// Those of `all` that this look shows, in their order. Valid as long as `all`.
    [[nodiscard]] std::vector<const Sample*> of(const std::vector<Sample>& all) const;
};

/// Portrait at normal size comes first: the pictures that are kept.
[[nodiscard]] std::vector<Look> looks();

}  // namespace kiosk::ui
