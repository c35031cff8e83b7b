#pragma once
/// The visits of the gallery to go on from, made once. One thread.

#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "ui/gallery.hpp"

namespace kiosk::ui {

inline const WallTime morning = wall_time({{2026, 11, 23}, 9, 42, 0});

inline const std::vector<Sample>& all_samples() {
    static const auto all = samples(*test::public_data().catalogue, test::public_data().settings, morning);
    return all;
}

inline visit::Visit sample(std::string_view name) {
    for (const auto& one : all_samples()) {
        if (one.name == name) return one.visit;
    }
    FAIL("no sample " << name);
    return {};
}

}  // namespace kiosk::ui
