#pragma once
/// What turns a page's triangles into a picture: the kiosk's own rasteriser, or GL. The picture stays until it is drawn over,
/// so it can be shown again or saved at any time. UI thread.

#include <vector>

#include "ui/geometry.hpp"
#include "ui/render/picture.hpp"

struct ImDrawList;

namespace kiosk::ui {

class Renderer {
public:
    virtual ~Renderer() = default;

    /// Brings the picture up to date and says which parts of it changed; none when it is as it was. The list's textures live
    /// until this returns.
    virtual std::vector<Rect> draw(const ImDrawList& list) = 0;
    /// Makes the picture black and of this size, which may be the one it had. Nothing of what was drawn stays.
    virtual void resize(int width, int height) = 0;
    /// What was drawn last.
    [[nodiscard]] virtual Picture picture() const = 0;
    /// Of the picture, for who compares many and keeps none.
    [[nodiscard]] virtual std::string picture_hash() const { return picture().hash(); }
    [[nodiscard]] virtual int width() const = 0;
    [[nodiscard]] virtual int height() const = 0;
};

}  // namespace kiosk::ui
