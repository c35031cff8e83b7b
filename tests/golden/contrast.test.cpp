// Words stand out from what really lies behind them, gradients and pictures included: each page is painted without its words,
// and every line of words is held against the pixels that it would cover.

#include <algorithm>
#include <set>

#include "tests/golden/pages.hpp"
#include "tests/support/catch.hpp"
#include "ui/looks.hpp"

namespace {

using namespace kiosk;

constexpr double asked_of_words = 7;  // WCAG 2.2, 1.4.6

/// What may stand out less: a key or a button that does nothing now says so by being paler.
double asked_of(ui::Colour colour, const ui::Theme& theme) { return colour == theme.disabled ? 4.5 : asked_of_words; }

double least_contrast(const ui::LineOfWords& line, const ui::Picture& behind) {
    constexpr int step_px = 3;
    double least = 21;
    ui::Colour last = 0;
    for (int y = line.rect.top; y < line.rect.bottom; y += step_px) {
        for (int x = line.rect.left; x < line.rect.right; x += step_px) {
            const ui::Colour pixel = behind.at(x, y);
            if (std::exchange(last, pixel) == pixel) continue;
            least = std::min(least, ui::contrast_ratio(line.colour, pixel));
        }
    }
    return least;
}

}  // namespace

TEST_CASE("every word on every page stands out seven to one from what lies behind it") {
    const auto samples = ui::samples(*test::public_data().catalogue, test::public_data().settings, golden::morning);
    for (const auto& look : ui::looks()) {
        if (look.name != "portrait" && look.name != "contrast") continue;  // the same colours in other places
        const auto theme = ui::theme_of(look.display.contrast);
        const auto stage = golden::open_stage(look.display);
        stage->set_painting(ui::Painting::without_words);
        std::size_t lines = 0;
        for (const auto& sample : samples) {
            golden::draw(*stage, sample, "vi");
            const auto behind = stage->picture();
            for (const auto& line : stage->left_out()) {
                if (line.rect.empty()) continue;
                ++lines;
                const double least = least_contrast(line, behind);
                INFO(sample.name << ", " << look.name << ": " << line.text << ", " << least);
                CHECK(least >= asked_of(line.colour, theme));
            }
        }
        CHECK(lines > 10 * samples.size());
    }
}
