// Sheets that do not lie flat.

#include "kiosk/pages/bend.hpp"

#include <algorithm>
#include <cmath>

#include "tests/pages/drawn_paper.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::pages;
using namespace kiosk::test;

namespace {

/// Curled about an upright axis, the lower edge more than the upper one: so many pixels too low, around 0.
double low_px(double x, double y, double most_px) {
    const double u = 2 * x - 1;
    return most_px * (0.6 + 0.4 * y) * (u * u - 1.0 / 3 + 0.25 * u * u * u - 0.15 * u);
}

Grey bent(const Grey& flat, double most_px) {
    Grey out(flat.width, flat.height, 255);
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            const double from = y - low_px((x + 0.5) / out.width, (y + 0.5) / out.height, most_px);
            out.row(y)[x] = flat.row(std::clamp(static_cast<int>(std::lround(from)), 0, flat.height - 1))[x];
        }
    }
    return out;
}

/// The most that lines still bend across the written part, pixels.
double error_px(const std::optional<Bend>& found, const Grey& page, double most_px) {
    double out = 0;
    for (double y = 0.2; y < 0.85; y += 0.1) {
        double least = 1e9, most = -1e9;
        for (double x = 0.15; x < 0.86; x += 0.05) {
            const double left = low_px(x, y, most_px) - (found ? static_cast<double>(found->at(x, y)) * page.height : 0);
            least = std::min(least, left);
            most = std::max(most, left);
        }
        out = std::max(out, most - least);
    }
    return out;
}

}  // namespace

TEST_CASE("lines that bend are laid level, to less than half a millimetre of ten") {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        CAPTURE(seed);
        Writing writing;
        writing.frame = seed % 3 == 0;
        const auto flat = written_sheet(writing, seed).luma;
        for (const double most_px : {8.0, 20.0, -20.0}) {
            CAPTURE(most_px);
            const auto page = bent(flat, most_px);
            const auto found = bend_of(ink_of(page));
            REQUIRE(found);
            CHECK(error_px(found, page, most_px) < 0.3 * error_px({}, page, most_px));
            CHECK(error_px(found, page, most_px) < 4);
            // What was taken away is gone: the page is flat now.
            const auto again = bend_of(ink_of(unbent(page, *found)));
            if (again) CHECK(again->range() < found->range() / 3);
        }
    }
}

TEST_CASE("flat pages are left alone, whatever is on them") {
    int touched = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Writing writing;
        writing.frame = seed % 3 == 0;
        writing.stamp = seed % 4 == 0;
        writing.blank = seed % 9 == 0;
        writing.turned_deg = seed % 5 == 0 ? 0.2 : 0;  // as much as levelling leaves
        touched += bend_of(ink_of(written_sheet(writing, seed).luma)) ? 1 : 0;
    }
    CHECK(touched == 0);
    CHECK_FALSE(bend_of(Bits(40, 40)));
    CHECK_FALSE(bend_of(Bits(800, 1100)));
}

TEST_CASE("of a page on its head the bend is turned as well") {
    const auto flat = written_sheet({}, 3).luma;
    const auto page = bent(flat, 20);
    Grey head(page.width, page.height);
    std::reverse_copy(page.pixels.begin(), page.pixels.end(), head.pixels.begin());
    const auto found = bend_of(ink_of(head));
    REQUIRE(found);
    CHECK(error_px(found->turned_round(), page, 20) < 5);
}
