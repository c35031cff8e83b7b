#include "ui/fonts.hpp"

#include <fmt/format.h>
#include <ft2build.h>
#include <imgui.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <vector>

namespace kiosk::ui {
namespace {

constexpr const char* inter = "/usr/share/fonts/opentype/inter/";
constexpr const char* symbols = "/usr/share/fonts/truetype/materialdesignicons-webfont/materialdesignicons-webfont.ttf";

// The text cuts at all sizes: the Display cuts of Debian 12 run the two marks of bold ễ ẵ ỗ into one.
constexpr const char* regular = "Inter-Regular.otf";
constexpr const char* medium = "Inter-Medium.otf";
constexpr const char* semi_bold = "Inter-SemiBold.otf";
constexpr const char* bold = "Inter-Bold.otf";

// Vietnamese, the languages of the province's peoples, English, and the signs that texts use. Pairs, ended by 0.
constexpr ImWchar letters[] = {0x20,   0x7E,   0xA0,   0x131,  0x14C,  0x151,  0x168,  0x16D,  0x1A0,
                               0x1B0,  0x300,  0x309,  0x323,  0x323,  0x1EA0, 0x1EF9, 0x2010, 0x2026,
                               0x20AB, 0x20AB, 0x2190, 0x2193, 0xFFFD, 0xFFFD, 0};
constexpr ImWchar digits_and_capitals[] = {0x20, 0x20, 0x2D, 0x2F, 0x30, 0x3A, 0x3F, 0x3F, 0x41, 0x5A, 0x110, 0x110, 0};

struct FaceSpec {
    const char* file;
    double em;
    bool grows_fully;
    const ImWchar* ranges;
};
constexpr std::array<FaceSpec, face_count> face_specs{{{medium, 24, true, letters},
                                                       {regular, 29, true, letters},
                                                       {semi_bold, 29, true, letters},
                                                       {regular, 34, true, letters},
                                                       {semi_bold, 34, true, letters},
                                                       {bold, 44, true, letters},
                                                       {bold, 58, false, letters},
                                                       {bold, 84, false, letters},
                                                       {bold, 220, false, digits_and_capitals}}};
constexpr std::array<double, icon_size_count> icon_sizes{32, 48, 72, 96};

/// How much a text size adds to type that is large already.
double damped(double text_factor, double part) { return 1 + (text_factor - 1) * part; }

/// A font file opened for its measures.
class Measures {
public:
    explicit Measures(const std::string& path) {
        if (FT_Init_FreeType(&library_) != 0) return;
        if (FT_New_Face(library_, path.c_str(), 0, &face_) != 0) face_ = nullptr;
    }
    Measures(const Measures&) = delete;
    Measures& operator=(const Measures&) = delete;
    ~Measures() {
        if (face_ != nullptr) FT_Done_Face(face_);
        if (library_ != nullptr) FT_Done_FreeType(library_);
    }
    [[nodiscard]] bool ok() const { return face_ != nullptr; }
    /// ImGui sizes a font by ascender plus descender, designers by the em.
    [[nodiscard]] double imgui_size(double em) const {
        return em * (face_->ascender - face_->descender) / face_->units_per_EM;
    }
    /// The advance in em, before anything rounds it.
    [[nodiscard]] double advance(ImWchar letter) const {
        const auto index = FT_Get_Char_Index(face_, letter);
        if (index == 0 || FT_Load_Glyph(face_, index, FT_LOAD_NO_SCALE) != 0) return 0;
        return static_cast<double>(face_->glyph->advance.x) / face_->units_per_EM;
    }

private:
    FT_Library library_ = nullptr;
    FT_Face face_ = nullptr;
};

/// imgui_freetype rounds each advance up, which spaces text unevenly: the exact ones are put back.
void restore_advances(ImFont& font, const Measures& measures, double em) {
    const double tracking = em >= 44 ? -0.012 * em : 0;
    for (auto& glyph : font.Glyphs) {
        const double advance = measures.advance(static_cast<ImWchar>(glyph.Codepoint));
        if (advance > 0) glyph.AdvanceX = static_cast<float>(advance * em + tracking);
    }
    font.BuildLookupTable();
}

Result<Done> check_file(const std::string& path, const char* package) {
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error)) return Done{};
    return fail(Code::not_found, fmt::format("the font {} is missing; install the Debian package {}", path, package));
}

// ImGui 1.86 gathers glyphs in pieces of 256 KiB, four bytes a pixel, and writes a larger glyph past the end: a W of Inter takes
// 0.77 of its em squared, an icon all of it. Panels below 19 inch would come to that.
constexpr double largest_em_px = 280;
constexpr int largest_icon_px = 250;

std::vector<ImWchar> icon_ranges() {
    std::vector<ImWchar> ranges;
    for (const auto icon : all_icons()) {
        ranges.push_back(static_cast<ImWchar>(icon));
        ranges.push_back(static_cast<ImWchar>(icon));
    }
    ranges.push_back(0);
    return ranges;
}

}  // namespace

Fonts::Fonts() : atlas_(std::make_unique<ImFontAtlas>()) {}
Fonts::~Fonts() = default;

Result<std::shared_ptr<Fonts>> Fonts::open(double scale, TextSize size) {
    static std::map<std::pair<double, TextSize>, std::weak_ptr<Fonts>> known;
    auto& held = known[{scale, size}];
    if (auto fonts = held.lock()) return fonts;
    std::shared_ptr<Fonts> fonts{new Fonts};
    if (auto built = fonts->build(scale, size); !built) return fail(std::move(built));
    held = fonts;
    return fonts;
}

Result<Done> Fonts::build(double scale, TextSize size) {
    const double text = factor(size);
    atlas_->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas_->FontBuilderFlags = ImGuiFreeTypeBuilderFlags_NoHinting;
    atlas_->Flags = ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoPowerOfTwoHeight | ImFontAtlasFlags_NoBakedLines;
    atlas_->TexDesiredWidth = 2048;
    atlas_->TexGlyphPadding = 2;  // letters at fractions of a pixel read one texel beyond their box

    ImFontConfig config;
    config.OversampleH = config.OversampleV = 1;
    for (std::size_t i = 0; i < face_count; ++i) {
        const auto& spec = face_specs[i];
        const auto path = std::string{inter} + spec.file;
        if (auto there = check_file(path, "fonts-inter"); !there) return there;
        const Measures measures{path};
        if (!measures.ok()) return fail(Code::bad_format, path + " is no font; reinstall the Debian package fonts-inter");
        em_[i] = std::min(largest_em_px, std::round(spec.em * scale * (spec.grows_fully ? text : damped(text, 0.35))));
        faces_[i] =
            atlas_->AddFontFromFileTTF(path.c_str(), static_cast<float>(measures.imgui_size(em_[i])), &config, spec.ranges);
    }
    if (auto there = check_file(symbols, "fonts-materialdesignicons-webfont"); !there) return there;
    const Measures icon_measures{symbols};
    if (!icon_measures.ok()) {
        return fail(Code::bad_format, std::string{symbols} + " is no font; reinstall fonts-materialdesignicons-webfont");
    }
    const auto ranges = icon_ranges();
    for (std::size_t i = 0; i < icon_size_count; ++i) {
        icon_px_[i] = std::min(largest_icon_px, static_cast<int>(std::lround(icon_sizes[i] * scale * damped(text, 0.5))));
        icons_[i] = atlas_->AddFontFromFileTTF(symbols, static_cast<float>(icon_measures.imgui_size(icon_px_[i])), &config,
                                               ranges.data());
    }
    if (!atlas_->Build()) return fail(Code::bad_format, "the fonts cannot be drawn; reinstall fonts-inter");
    for (std::size_t i = 0; i < face_count; ++i) {
        restore_advances(*faces_[i], Measures{std::string{inter} + face_specs[i].file}, em_[i]);
    }
    unsigned char* alpha = nullptr;
    atlas_->GetTexDataAsAlpha8(&alpha, &texture_.width, &texture_.height);
    const auto count = static_cast<std::size_t>(texture_.width) * static_cast<std::size_t>(texture_.height);
    texture_.alpha.assign(alpha, alpha + count);
    texture_.id = next_texture_id();
    atlas_->ClearTexData();
    atlas_->ClearInputData();
    return Done{};
}

const ImFontGlyph& Fonts::glyph(Face face, char32_t letter) const {
    return *faces_[static_cast<std::size_t>(face)]->FindGlyph(letter <= 0xFFFF ? static_cast<ImWchar>(letter)
                                                                               : ImWchar{'?'});
}
double Fonts::advance(Face face, char32_t letter) const {
    const auto& font = *faces_[static_cast<std::size_t>(face)];
    return static_cast<double>(font.GetCharAdvance(letter <= 0xFFFF ? static_cast<ImWchar>(letter) : ImWchar{'?'}));
}
bool Fonts::has(Face face, char32_t letter) const {
    return letter <= 0xFFFF &&
           faces_[static_cast<std::size_t>(face)]->FindGlyphNoFallback(static_cast<ImWchar>(letter)) != nullptr;
}
const ImFontGlyph& Fonts::glyph(IconSize size, Icon icon) const {
    return *icons_[static_cast<std::size_t>(size)]->FindGlyph(static_cast<ImWchar>(icon));
}
double Fonts::em_px(Face face) const { return em_[static_cast<std::size_t>(face)]; }
int Fonts::icon_px(IconSize size) const { return icon_px_[static_cast<std::size_t>(size)]; }
int Fonts::ascent_px(Face face) const {
    return static_cast<int>(std::lround(faces_[static_cast<std::size_t>(face)]->Ascent));
}
ImVec2 Fonts::white() const { return atlas_->TexUvWhitePixel; }

}  // namespace kiosk::ui
