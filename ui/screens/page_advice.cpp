#include "ui/screens/page_advice.hpp"

#include <algorithm>

namespace kiosk::ui {
namespace {

constexpr std::size_t most_shown = 2;

TextId sentence_of(pages::Problem problem) {
    switch (problem) {
        case pages::Problem::blurred: return text::quality_blurred;
        case pages::Problem::cut_off: return text::quality_cut_off;
        case pages::Problem::glare: return text::quality_glare;
        case pages::Problem::too_small: return text::quality_too_small;
        case pages::Problem::too_dark: return text::quality_too_dark;
        case pages::Problem::finger: return text::quality_finger;
        case pages::Problem::several: return text::quality_several;
        case pages::Problem::blank: return text::quality_blank;
        case pages::Problem::no_sheet: return text::quality_no_sheet;
    }
    return text::quality_blurred;
}

std::string place_of(pages::Place place, const ScreenContext& ctx) {
    const auto at = [&](TextId id) { return " " + ctx(id); };
    switch (place) {
        case pages::Place::everywhere: return {};
        case pages::Place::top_left: return at(text::quality_top_left);
        case pages::Place::top: return at(text::quality_top);
        case pages::Place::top_right: return at(text::quality_top_right);
        case pages::Place::left: return at(text::quality_left);
        case pages::Place::middle: return at(text::quality_middle);
        case pages::Place::right: return at(text::quality_right);
        case pages::Place::bottom_left: return at(text::quality_bottom_left);
        case pages::Place::bottom: return at(text::quality_bottom);
        case pages::Place::bottom_right: return at(text::quality_bottom_right);
    }
    return {};
}

/// A page that is blank, or not whole, is told before one that is hard to read.
int weight(pages::Problem problem) {
    switch (problem) {
        case pages::Problem::blank: return 0;
        case pages::Problem::cut_off: return 1;
        case pages::Problem::finger: return 2;
        case pages::Problem::blurred: return 3;
        case pages::Problem::glare: return 4;
        case pages::Problem::too_dark: return 5;
        case pages::Problem::too_small: return 6;
        case pages::Problem::several: return 7;
        case pages::Problem::no_sheet: return 8;
    }
    return 9;
}

}  // namespace

std::vector<pages::Advice> shown_of(const std::vector<pages::Advice>& all) {
    std::vector<pages::Advice> out;
    for (const auto& advice : all) {
        // Two sides that are cut off are one sentence.
        const bool told = std::any_of(out.begin(), out.end(), [&](const auto& o) { return o.problem == advice.problem; });
        if (!told) out.push_back(advice);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return weight(a.problem) < weight(b.problem); });
    if (out.size() > most_shown) out.resize(most_shown);
    return out;
}

std::string advice_sentence(const pages::Advice& advice, bool scanned, const ScreenContext& ctx) {
    const auto& again = ctx(scanned ? text::quality_scan_again : text::quality_photo_again);
    return ctx(sentence_of(advice.problem), fmt::arg("place", place_of(advice.place, ctx)), fmt::arg("again", again));
}

}  // namespace kiosk::ui
