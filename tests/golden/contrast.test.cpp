// Words stand out from what really lies behind them, gradients and pictures included: each page is painted without its words,
// and every line of words is held against the pixels that it would cover.

#include <algorithm>
#include <utility>

#include "tests/golden/pages.hpp"
#include "tests/support/catch.hpp"
#include "ui/looks.hpp"
#include "ui/render/raster.hpp"

namespace {

using namespace kiosk;

constexpr double asked_of_words = 7;  // WCAG 2.2, 1.4.6

/// What may stand out less: a key or a button that does nothing now says so by being paler.
double asked_of(ui::Colour colour, const ui::Theme& theme) { return colour == theme.disabled ? 4.5 : asked_of_words; }

double least_contrast(const ui::LineOfWords& line, const ui::Raster& behind) {
    constexpr int step_px = 3;
    double least = 21;
    ui::Colour last = 0;
    const auto area = line.rect.within({0, 0, behind.width(), behind.height()});
    for (int y = area.top; y < area.bottom; y += step_px) {
        const auto* row = behind.pixels().data() + static_cast<std::ptrdiff_t>(y) * behind.width();
        for (int x = area.left; x < area.right; x += step_px) {
            if (std::exchange(last, row[x]) == row[x]) continue;
            least = std::min(least, ui::contrast_ratio(line.colour, row[x]));
        }
    }
    return least;
}

}  // namespace

TEST_CASE("every word of every golden picture stands out seven to one from what lies behind it", "[thorough]") {
    const auto samples = ui::samples(*test::public_data().catalogue, test::public_data().settings, golden::morning);
    for (const auto& look : ui::looks()) {
        const auto theme = ui::theme_of(look.display.contrast);
        ui::Raster behind(look.display.width_px, look.display.height_px);
        const auto stage = golden::open_stage(look.display, &behind);
        stage->set_painting(ui::Painting::without_words);
        const auto shown = look.of(samples);
        const auto languages = look.languages();
        std::size_t lines = 0;
        for (const auto* sample : shown) {
            for (const auto& language : languages) {
                golden::draw(*stage, *sample, language);
                for (const auto& line : stage->left_out()) {
                    if (line.rect.empty()) continue;
                    ++lines;
                    const double least = least_contrast(line, behind);
                    INFO(sample->name << "." << language << ", " << look.name << ": " << line.text << ", " << least);
                    CHECK(least >= asked_of(line.colour, theme));
                }
            }
        }
        CHECK(lines > 10 * languages.size() * shown.size());
    }
}
