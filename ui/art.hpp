#pragma once
/// Drawings from assets/art and pictures of pages, at the sizes at which they are shown. Made when first asked for; what a
/// frame did not use is forgotten after it, so nothing of one citizen stays. UI thread; the first use of a drawing takes
/// some ms.

#include <filesystem>
#include <map>
#include <memory>
#include <tuple>

#include "kiosk/base/result.hpp"
#include "ui/page.hpp"
#include "ui/render/texture.hpp"

namespace kiosk::ui {

class Gallery {
public:
    /// Fails when a drawing is missing or is no SVG.
    [[nodiscard]] static Result<Gallery> open(const std::filesystem::path& art_folder);

    /// The drawing, as large as fits the size; an empty texture for sizes under 1 px.
    [[nodiscard]] const Texture& art(Art art, int width_px, int height_px);
    /// Width to height of the drawing.
    [[nodiscard]] double shape(Art art) const;
    [[nodiscard]] const Texture& picture(const Picture& picture, int width_px, int height_px);

    /// Before a frame, and after it: pictures that were not shown in between are overwritten and dropped.
    void begin();
    void end();
    void forget_pictures();

private:
    struct Shown {
        std::unique_ptr<Texture> texture;
        bool used = false;
    };
    struct Drawing {
        std::string svg;
        double width = 1;
        double height = 1;
    };
    std::map<Art, Drawing> drawings_;
    std::map<std::tuple<Art, int, int>, std::unique_ptr<Texture>> art_;
    std::map<std::tuple<std::uint64_t, int, int>, Shown> pictures_;
};

}  // namespace kiosk::ui
