#pragma once
/// Soft shadows under cards, made once for each corner radius and blur. UI thread.

#include <map>
#include <memory>
#include <utility>

#include "ui/render/texture.hpp"

namespace kiosk::ui {

class Shadows {
public:
    /// A square picture of the shadow of a small rounded square: its corners are used as they are, its middle row and column
    /// stretched. Its corner takes `spread + radius + spread` px.
    [[nodiscard]] const Texture& of(int radius_px, int spread_px);

private:
    std::map<std::pair<int, int>, std::unique_ptr<Texture>> made_;
};

}  // namespace kiosk::ui
