#pragma once
/// The samples of all pages, drawn as golden pictures and audits want them: nothing moves, one moment of one morning.

#include <filesystem>
#include <memory>
#include <string>

#include "tests/support/config.hpp"
#include "ui/gallery.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"

namespace kiosk::golden {

inline const WallTime morning = wall_time({{2026, 11, 23}, 9, 42, 0});

inline void draw(ui::Stage& stage, const ui::Sample& sample, const std::string& language) {
    const auto& data = test::public_data();
    auto visit = sample.visit;
    visit.preferences.language = language;
    SeededIds ids(1);
    const ui::ScreenContext context{data.texts(language),
                                    data.languages,
                                    data.settings,
                                    *data.catalogue,
                                    visit,
                                    Monotonic{},
                                    morning,
                                    [](const visit::Event&) {},
                                    [&] { return ids.make(morning); }};
    ui::ScreenHost host;
    ui::show(stage, sample, [&](ui::Frame& frame) { host.draw(frame, context); });
}

inline std::unique_ptr<ui::Stage> open_stage(const ui::Display& display, ui::Renderer* renderer = nullptr) {
    auto stage = ui::Stage::open(display, std::filesystem::path(KIOSK_SOURCE_DIR) / "assets" / "art", renderer);
    require(stage.has_value(), "fonts and art are installed");
    (*stage)->set_still(true);
    return std::move(*stage);
}

}  // namespace kiosk::golden
