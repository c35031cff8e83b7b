#include "ui/looks.hpp"

#include <map>

namespace kiosk::ui {

std::vector<const char*> Look::languages() const {
    return whole ? std::vector<const char*>{"vi", "en"} : std::vector<const char*>{"vi"};
}

std::vector<const Sample*> Look::of(const std::vector<Sample>& all) const {
    std::vector<const Sample*> out;
    std::map<std::size_t, std::size_t> of_state;  // where in `out` the sample of a state stands
    for (const auto& sample : all) {
        const auto [known, first] = of_state.try_emplace(sample.visit.state.index(), out.size());
        if (whole || first) out.push_back(&sample);
        else if (sample.fullest) out[known->second] = &sample;
    }
    return out;
}

std::vector<Look> looks() {
    const Display portrait;
    auto landscape = portrait;
    std::swap(landscape.width_px, landscape.height_px);
    auto largest = portrait;
    largest.text_size = TextSize::largest;
    auto contrast = portrait;
    contrast.contrast = Contrast::high;
    auto low_reach = portrait;
    low_reach.low_reach = true;
    return {{"portrait", portrait, true},
            {"landscape", landscape, true},
            {"largest", largest},
            {"contrast", contrast},
            {"low_reach", low_reach}};
}

}  // namespace kiosk::ui
