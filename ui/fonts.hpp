#pragma once
/// The letters and symbols of one text size, drawn once into a single texture from Debian's fonts. Immutable after `open`,
/// which blocks for 50 to 200 ms. UI thread.

#include <array>
#include <memory>

#include "kiosk/base/result.hpp"
#include "ui/icon.hpp"
#include "ui/line_breaks.hpp"
#include "ui/render/texture.hpp"
#include "ui/theme.hpp"

struct ImFont;
struct ImFontAtlas;
struct ImFontGlyph;
struct ImVec2;

namespace kiosk::ui {

/// The sizes of letters. `ticket` has digits and capitals only.
enum class Face { caption, body, body_bold, lead, lead_bold, title, display, hero, ticket };
constexpr std::size_t face_count = 9;
enum class IconSize { small, medium, large, huge };
constexpr std::size_t icon_size_count = 4;

class Fonts {
public:
    /// `scale` is that of the display. Shared with whoever has opened the same and holds them still; else made, which takes about
    /// 100 ms. Fails when a font is missing, naming the Debian package that has it.
    [[nodiscard]] static Result<std::shared_ptr<Fonts>> open(double scale, TextSize size);
    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    /// The letter, or the replacement «?» when the face lacks it.
    [[nodiscard]] const ImFontGlyph& glyph(Face face, char32_t letter) const;
    /// In px, with parts of them: how far the pen moves on.
    [[nodiscard]] double advance(Face face, char32_t letter) const;
    [[nodiscard]] bool has(Face face, char32_t letter) const;
    [[nodiscard]] const ImFontGlyph& glyph(IconSize size, Icon icon) const;
    /// The size that was asked for: 1 em in px.
    [[nodiscard]] double em_px(Face face) const;
    [[nodiscard]] int icon_px(IconSize size) const;
    /// From the top of the glyphs' box to the baseline.
    [[nodiscard]] int ascent_px(Face face) const;
    [[nodiscard]] const Texture& texture() const { return texture_; }
    [[nodiscard]] ImVec2 white() const;
    [[nodiscard]] LineBreaks& line_breaks() const { return line_breaks_; }

private:
    Fonts();
    [[nodiscard]] Result<Done> build(double scale, TextSize size);

    std::unique_ptr<ImFontAtlas> atlas_;
    std::array<ImFont*, face_count> faces_{};
    std::array<double, face_count> em_{};
    std::array<ImFont*, icon_size_count> icons_{};
    std::array<int, icon_size_count> icon_px_{};
    Texture texture_;
    mutable LineBreaks line_breaks_;  ///< measured once, with these fonts
};

}  // namespace kiosk::ui
