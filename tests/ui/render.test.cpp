#include <imgui.h>
#include <imgui_internal.h>

#include <filesystem>
#include <map>

#include "tests/support/catch.hpp"
#include "ui/brush.hpp"
#include "ui/render/raster.hpp"

namespace kiosk::ui {
namespace {

/// A bare draw list without fonts.
class Drawing {
public:
    Drawing() : list_(&shared_) {
        list_._ResetForNewFrame();
        list_.Flags = ImDrawListFlags_AntiAliasedFill;
        list_.PushTextureID(nullptr);
        list_.PushClipRect({0, 0}, {64, 64});
    }
    ImDrawList& list() { return list_; }

private:
    ImDrawListSharedData shared_;
    ImDrawList list_;
};

constexpr ImU32 white = 0xFFFFFFFF;

}  // namespace

TEST_CASE("an upright rectangle covers exactly its pixels, inside the clip") {
    Drawing drawing;
    drawing.list().PushClipRect({0, 0}, {10, 10}, true);
    drawing.list().AddRectFilled({4, 4}, {20, 6}, white);
    Raster raster{16, 16};
    raster.draw(drawing.list());
    const auto picture = raster.picture();
    int lit = 0;
    for (const auto pixel : picture.pixels()) lit += pixel == 0xFFFFFFFF ? 1 : 0;
    CHECK(lit == 6 * 2);
    CHECK(picture.at(4, 4) == 0xFFFFFFFF);
    CHECK(picture.at(9, 5) == 0xFFFFFFFF);
    CHECK(picture.at(10, 5) == 0xFF000000);
    CHECK(picture.at(4, 6) == 0xFF000000);
}

TEST_CASE("half a colour over another is the rounded middle") {
    Drawing drawing;
    drawing.list().AddRectFilled({0, 0}, {16, 16}, white);
    drawing.list().AddRectFilled({0, 0}, {8, 16}, IM_COL32(255, 0, 0, 128));
    Raster raster{16, 16};
    raster.draw(drawing.list());
    CHECK(raster.picture().at(3, 3) == 0xFFFF7F7F);
    CHECK(raster.picture().at(12, 3) == 0xFFFFFFFF);
}

TEST_CASE("two triangles that share an edge cover each pixel once") {
    Drawing drawing;
    drawing.list().Flags = 0;
    const ImU32 half = IM_COL32(255, 255, 255, 128);
    drawing.list().AddTriangleFilled({1.3F, 2.1F}, {30.7F, 5.2F}, {14.4F, 29.9F}, half);
    drawing.list().AddTriangleFilled({1.3F, 2.1F}, {14.4F, 29.9F}, {0.2F, 31.F}, half);
    Raster raster{32, 32};
    raster.draw(drawing.list());
    std::map<std::uint32_t, int> pixels;
    const auto picture = raster.picture();
    for (const auto pixel : picture.pixels()) ++pixels[pixel];
    CHECK(pixels.size() == 2);
    for (const auto& [pixel, count] : pixels) {
        CAPTURE(pixel, count);
        CHECK((pixel == 0xFF000000 || pixel == 0xFF808080));
    }
}

TEST_CASE("what did not change is not drawn again") {
    Raster raster{256, 256};
    const auto frame = [&](float x) {
        Drawing drawing;
        drawing.list().PushClipRect({0, 0}, {256, 256});
        drawing.list().AddRectFilled({0, 0}, {256, 256}, white);
        drawing.list().AddRectFilled({x, 40}, {x + 10, 50}, IM_COL32(255, 0, 0, 255));
        return raster.draw(drawing.list());
    };
    CHECK(frame(10).size() == 1);
    CHECK(frame(10).empty());
    const auto changed = frame(20);
    REQUIRE(changed.size() == 1);
    CHECK(changed[0] == Rect{0, 32, 64, 64});
}

TEST_CASE("the 134 letters of Vietnamese with marks look different from one another in every face") {
    const std::string marked =
        "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
        "ĂÂĐÊÔƠƯÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ";
    auto fonts = Fonts::open(1, TextSize::normal);
    REQUIRE(fonts);
    auto gallery = Gallery::open(std::filesystem::path{KIOSK_SOURCE_DIR} / "assets/art");
    REQUIRE(gallery);
    const auto theme = theme_of(Contrast::normal);
    Shadows shadows;
    for (const auto face :
         {Face::caption, Face::body, Face::body_bold, Face::lead, Face::lead_bold, Face::title, Face::display, Face::hero}) {
        std::map<std::string, std::string> seen;
        int count = 0;
        for (std::size_t at = 0; at < marked.size();) {
            const std::size_t size = (marked[at] & 0x20) == 0 ? 2 : 3;
            const auto letter = marked.substr(at, size);
            at += size;
            ++count;
            Brush brush{Paints{theme, **fonts, *gallery, shadows, 1, 0, [](std::string_view) { return 0; }, {}}};
            brush.fill({0, 0, 160, 192}, 0xFFFFFFFF);
            brush.line(face, 20, 96, 0xFF000000, letter);
            Raster raster{160, 192};
            raster.draw(brush.list());
            const auto [other, fresh] = seen.emplace(raster.picture_hash(), letter);
            CAPTURE(letter, other->second, static_cast<int>(face));
            CHECK(fresh);
        }
        CHECK(count == 134);
    }
}

TEST_CASE("a picture keeps its pixels through bytes, shrinks to the mean, and is saved as PNG") {
    const std::vector<std::uint8_t> gray{0, 255, 255, 0};
    const auto picture = picture_from_bytes(gray, 2, 2, 1);
    REQUIRE(picture);
    CHECK(picture->at(1, 0) == 0xFFFFFFFF);
    CHECK(picture->scaled(1, 1).at(0, 0) == 0xFF808080);
    CHECK_FALSE(picture_from_bytes(gray, 3, 2, 1));
    const auto path = std::filesystem::path{KIOSK_BUILD_DIR} / "picture.test.png";
    CHECK(picture->save_png(path));
    CHECK(std::filesystem::file_size(path) > 60);
    std::filesystem::remove(path);
    CHECK_FALSE(picture->save_png("/nowhere/picture.png"));
}

}  // namespace kiosk::ui
