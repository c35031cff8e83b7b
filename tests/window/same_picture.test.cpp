// GL draws what the rasteriser draws. Any GL will do for that, one played by the ordinary processor included.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>

#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "ui/gallery.hpp"
#include "ui/screen_host.hpp"
#include "ui/window.hpp"

namespace {

using namespace kiosk;

const auto art_folder = std::filesystem::path{KIOSK_SOURCE_DIR} / "assets/art";
const WallTime morning = wall_time({{2026, 11, 23}, 9, 42, 0});

/// Pages that show all there is: gradients and shadows, art, letters of every size, pictures of pages, codes, a dialog.
const std::vector<std::string> names{
    "attracting",           "choosing_journey", "searching_found",        "presenting_card",
    "filling_form_choices", "viewing_page",     "holding_ticket_printed", "holding_confirmation_official",
    "reading_status",       "asking_if_present"};

ui::Picture drawn(ui::Stage& stage, const visit::Visit& visit) {
    const auto& data = test::public_data();
    SeededIds ids(1);
    const ui::ScreenContext context{data.texts("vi"),
                                    data.languages,
                                    data.settings,
                                    *data.catalogue,
                                    visit,
                                    Monotonic{},
                                    morning,
                                    [](const visit::Event&) {},
                                    [&] { return ids.make(morning); }};
    ui::ScreenHost host;
    stage.enter_screen(Monotonic{});
    stage.draw(Monotonic{}, [&](ui::Frame& frame) { host.draw(frame, context); });
    return stage.picture();
}

struct Difference {
    double mean = 0;        ///< of a channel, over the whole picture
    double worst_tile = 0;  ///< the same over the tile that differs most
};

int apart(std::uint32_t a, std::uint32_t b) {
    int out = 0;
    for (unsigned shift = 0; shift < 24; shift += 8)
        out += std::abs(static_cast<int>(a >> shift & 0xFFU) - static_cast<int>(b >> shift & 0xFFU));
    return out;
}

Difference between(const ui::Picture& a, const ui::Picture& b) {
    constexpr int tile = 16;
    Difference out;
    double sum = 0;
    for (int top = 0; top < a.height(); top += tile) {
        for (int left = 0; left < a.width(); left += tile) {
            double here = 0;
            int count = 0;
            for (int y = top; y < std::min(top + tile, a.height()); ++y) {
                for (int x = left; x < std::min(left + tile, a.width()); ++x, ++count) here += apart(a.at(x, y), b.at(x, y));
            }
            sum += here;
            out.worst_tile = std::max(out.worst_tile, here / (3.0 * count));
        }
    }
    out.mean = sum / (3.0 * a.width() * a.height());
    return out;
}

}  // namespace

TEST_CASE("GL and the rasteriser draw the same pages") {
    setenv("SDL_VIDEODRIVER", "offscreen", 1);
    const SystemClock clock;
    ui::WindowOptions options;
    options.renderer = settings::Renderer::gl;
    auto window = ui::Window::open({}, art_folder, clock, options);
    INFO("libEGL and a Mesa driver (libegl1, libgl1-mesa-dri) must be there");
    REQUIRE(window);
    REQUIRE((*window)->what_draws().starts_with("GL on"));
    auto stage = ui::Stage::open({}, art_folder);
    REQUIRE(stage);
    (*stage)->set_still(true);
    (*window)->stage().set_still(true);
    const auto& data = test::public_data();
    std::size_t compared = 0;
    double worst_mean = 0;
    double worst_tile = 0;
    for (const auto& sample : ui::samples(*data.catalogue, data.settings, morning)) {
        if (std::ranges::find(names, sample.name) == names.end()) continue;
        ++compared;
        const auto by_raster = drawn(**stage, sample.visit);
        const auto by_gl = drawn((*window)->stage(), sample.visit);
        REQUIRE(by_gl.width() == by_raster.width());
        REQUIRE(by_gl.height() == by_raster.height());
        const auto difference = between(by_raster, by_gl);
        if (difference.mean > 0.5 || difference.worst_tile > 8) {
            const auto folder = std::filesystem::path(KIOSK_BUILD_DIR) / "window";
            std::filesystem::create_directories(folder);
            CHECK(by_gl.save_png(folder / (sample.name + ".gl.png")));
            CHECK(by_raster.save_png(folder / (sample.name + ".raster.png")));
        }
        CAPTURE(sample.name, difference.mean, difference.worst_tile, (*window)->what_draws());
        CHECK(difference.mean <= 0.5);
        CHECK(difference.worst_tile <= 8);
        worst_mean = std::max(worst_mean, difference.mean);
        worst_tile = std::max(worst_tile, difference.worst_tile);
    }
    CHECK(compared == names.size());
    std::cout << "GL against the rasteriser, " << compared << " pages: a channel differs by at most " << worst_mean
              << " of 255 in the mean of a page, " << worst_tile << " in the mean of 16x16 pixels\n";
}
