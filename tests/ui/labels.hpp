#pragma once
/// What stands on a page in words. One thread.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/ui/sample.hpp"
#include "ui/screen_host.hpp"

namespace kiosk::ui {

/// Every label of the page, laid out and not painted.
inline std::vector<std::string> labels(const visit::Visit& visit) {
    const auto stage = unpainted_stage();
    ScreenHost host;
    const auto ctx = context(visit);
    stage->draw({}, [&](Frame& frame) { host.draw(frame, ctx); });
    std::vector<std::string> out;
    for (const auto& node : stage->nodes()) out.push_back(node.label);
    return out;
}

inline int with(const std::vector<std::string>& labels, std::string_view part) {
    return static_cast<int>(
        std::count_if(labels.begin(), labels.end(), [&](const auto& label) { return label.find(part) != label.npos; }));
}

}  // namespace kiosk::ui
