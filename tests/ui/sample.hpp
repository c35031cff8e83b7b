#pragma once
/// The visits of the gallery to go on from, made once, and what it takes to draw one. One thread.

#include <functional>
#include <memory>
#include <utility>

#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "ui/gallery.hpp"
#include "ui/screen.hpp"
#include "ui/stage.hpp"

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

inline ScreenContext context(
    const visit::Visit& visit, std::function<void(visit::Event)> emit = [](const visit::Event&) {}, Monotonic now = {},
    std::function<Uuid()> new_id = [] { return Uuid{}; }) {
    const auto& data = test::public_data();
    return {data.texts(visit.preferences.language),
            data.languages,
            data.settings,
            *data.catalogue,
            visit,
            now,
            morning,
            std::move(emit),
            std::move(new_id)};
}

/// With every animation at its end.
inline std::unique_ptr<Stage> still_stage(const Display& display = {}) {
    static const auto usual_letters = Fonts::open(scale_of(Display{}), TextSize::normal);  // made once for all
    auto stage = Stage::open(display, std::filesystem::path(KIOSK_SOURCE_DIR) / "assets" / "art");
    REQUIRE(stage);
    (*stage)->set_still(true);
    return std::move(*stage);
}
/// One that lays pages out and paints nothing.
inline std::unique_ptr<Stage> unpainted_stage(const Display& display = {}) {
    auto stage = still_stage(display);
    stage->set_painting(Painting::nothing);
    return stage;
}

}  // namespace kiosk::ui
