#include "kiosk/pages/page.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "kiosk/pages/bend.hpp"
#include "kiosk/pages/judge.hpp"
#include "kiosk/pages/packed.hpp"
#include "kiosk/pages/page_finder.hpp"
#include "kiosk/pages/page_look.hpp"
#include "kiosk/pages/sheet_format.hpp"
#include "kiosk/pages/text_lines.hpp"
#include "kiosk/pages/warp.hpp"

namespace kiosk::pages {
namespace {

constexpr int reading_dpi = 100;  ///< enough to see how lines of text lie
constexpr double largest_skew_deg = 7;
constexpr double most_paper_around = 0.2;
constexpr double sure_on_a_scan = 1.5;
constexpr double level_enough_deg = 0.35;  ///< a line rises by less than a letter on a third of its length
constexpr double plainly_upside_down = 0.12;

/// Measures the steps one after the other.
class Laps {
public:
    Laps(const Stopwatch& stopwatch, Facts& facts) : stopwatch_(stopwatch), facts_(facts), last_(stopwatch()) {}
    void end(Step step) {
        const double now = stopwatch_();
        facts_.step_ms.at(static_cast<std::size_t>(step)) += static_cast<float>(now - last_);
        last_ = now;
    }

private:
    const Stopwatch& stopwatch_;
    Facts& facts_;
    double last_;
};

Quad quarter_turned(const Quad& q, int quarters) {
    Quad out;
    for (std::size_t i = 0; i < 4; ++i) out.at(i) = q.at((i + static_cast<std::size_t>(quarters)) % 4);
    return out;
}

Quad find(const Photo& photo, const Halved& half, const Wish& wish, Facts& facts) {
    const Quad all = whole(photo.luma.width, photo.luma.height);
    auto sheets = find_sheets(half, 3);
    if (!wish.expects_edges) {
        // A scan is mostly a page as it is: only a sheet that lies on something plainly darker is cut out.
        std::erase_if(sheets,
                      [](const Sheet& s) { return s.paper_around > most_paper_around || s.sureness < sure_on_a_scan; });
    }
    if (sheets.empty()) {
        if (wish.expects_edges) facts.advise(Problem::no_sheet);
        return all;
    }
    const auto& sheet = sheets.front();
    facts.found = true;
    if (sheet.is_cut_off() && wish.expects_edges) {
        constexpr std::array<Place, 4> sides{Place::top, Place::right, Place::bottom, Place::left};
        for (std::size_t i = 0; i < 4; ++i) {
            if (sheet.cut_off.at(i)) facts.advise(Problem::cut_off, sides.at(i));
        }
    }
    const bool others = std::any_of(sheets.begin() + 1, sheets.end(), [&](const Sheet& s) {
        return area(s.corners) > 0.35 * area(sheet.corners) && s.sureness > 1.3;
    });
    if (others) facts.advise(Problem::several);
    return sheet.corners;
}

/// The whole page, small, and how its text lies.
struct Reading {
    int quarters = 0;  ///< how often the corners have to be turned by one
    double slope_deg = 0;
    std::optional<Bend> bend{};  ///< of the upright page
};
Reading read_lines(const Halved& photo, const Quad& corners, const Measure& measure) {
    const int width = pixels_for(measure.width_mm, reading_dpi);
    const int height = pixels_for(measure.height_mm, reading_dpi);
    int factor = 1;
    while (factor < 8 && measure.seen_dpi / (2 * (factor + 1)) > reading_dpi * 0.8) ++factor;
    const Grey given = mean_of(photo.luma, factor);
    const Scales scales{1, 0.5 / factor};
    const auto small = [&](const Quad& q, int w, int h, double slope) {
        return ink_of(warped(given, turned(projection_to(q, w, h), slope, w, h), w, h, scales));
    };
    Reading out;
    const Bits first = small(corners, width, height, 0);
    const auto lines = text_lines(first);
    const bool sideways = lines.sideways;
    out.quarters = sideways ? 1 : 0;
    out.slope_deg = std::abs(lines.slope_deg) <= largest_skew_deg ? lines.slope_deg : 0;
    const int w = sideways ? height : width;
    const int h = sideways ? width : height;
    const bool level = !sideways && std::abs(out.slope_deg) < level_enough_deg;
    const Bits straight = level ? first : small(quarter_turned(corners, out.quarters), w, h, out.slope_deg);
    out.bend = bend_of(straight);
    if (uprightness(straight) < -plainly_upside_down) {
        out.quarters += 2;
        if (out.bend) out.bend = out.bend->turned_round();
    }
    return out;
}

}  // namespace

std::string_view name(Step step) {
    switch (step) {
        case Step::read: return "read";
        case Step::find: return "find";
        case Step::straighten: return "straighten";
        case Step::lines: return "lines";
        case Step::ink: return "ink";
        case Step::judge: return "judge";
        case Step::pack: return "pack";
        case Step::preview: return "preview";
    }
    return "";
}

void Facts::advise(Problem problem, Place place) {
    if (advice_count < most_advice) advice.at(advice_count++) = {problem, place};
}

bool Facts::has(Problem problem) const {
    return std::any_of(advice.begin(), advice.begin() + static_cast<std::ptrdiff_t>(advice_count),
                       [&](const Advice& a) { return a.problem == problem; });
}

Result<Page> page_of(const Photo& photo, const Wish& wish, const Stopwatch& stopwatch) {
    Page out;
    auto& facts = out.facts;
    Laps laps(stopwatch, facts);
    const Halved half(photo);
    Quad corners = find(photo, half, wish, facts);
    laps.end(Step::find);
    auto measure = measure_of(corners, photo.luma.width, photo.luma.height, wish);
    const auto reading = read_lines(half, corners, measure);
    corners = quarter_turned(corners, reading.quarters);
    if (reading.quarters % 2 == 1) std::swap(measure.width_mm, measure.height_mm);
    facts.corners = corners;
    facts.skew_deg = reading.slope_deg;
    facts.turned_deg = (360 - 90 * reading.quarters) % 360;
    facts.width_mm = measure.width_mm;
    facts.height_mm = measure.height_mm;
    facts.seen_dpi = measure.seen_dpi;
    laps.end(Step::lines);

    Straightened straightened(photo, corners, measure, reading.slope_deg, facts.found, wish);
    if (reading.bend) straightened.unbend(*reading.bend);
    laps.end(Step::straighten);
    const Looks looks = looks_of(straightened, wish.look);
    laps.end(Step::ink);
    judge({straightened.luma, looks.light, looks.ink, straightened.blue, straightened.red, straightened.dpi}, facts);
    laps.end(Step::judge);
    if (looks.has_colour_layer) {
        auto jpeg = jpeg_of(looks.colour, looks.jpeg_quality);
        if (!jpeg) return tl::unexpected(jpeg.error());
        out.layers.jpeg = std::move(*jpeg);
        out.layers.colour_width = looks.colour.luma.width;
        out.layers.colour_height = looks.colour.luma.height;
        out.layers.grey = !looks.colour.has_colour();
    }
    if (wish.look != Look::colour) {
        auto packed = group4_of(looks.ink);
        if (!packed) return tl::unexpected(packed.error());
        out.layers.group4 = std::move(*packed);
        out.layers.ink_width = looks.ink.width;
        out.layers.ink_height = looks.ink.height;
    }
    laps.end(Step::pack);
    if (wish.preview_px > 0) out.preview = preview_of(looks, wish.look, wish.preview_px);
    laps.end(Step::preview);
    return out;
}

}  // namespace kiosk::pages
