#pragma once
/// A made-up day of the centre of the tree, in memory, and its board and counters on a stage.

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/ledger/memory_engine.hpp"
#include "kiosk/queue/demonstration.hpp"
#include "kiosk/texts/ids.hpp"
#include "kiosk/texts/languages.hpp"
#include "tests/support/catch.hpp"
#include "ui/hall/desk_page.hpp"
#include "ui/hall/desk_sign_in.hpp"
#include "ui/hall/hall_board.hpp"
#include "ui/stage.hpp"

namespace kiosk::hall::test {

namespace fs = std::filesystem;

inline const WallTime morning = wall_time({{2026, 11, 23}, 9, 42, 0});

inline const settings::Settings& tree_settings() {
    static const auto loaded = settings::load(fs::path(KIOSK_SOURCE_DIR) / "config" / "kiosk.toml").value();
    return loaded;
}
inline const Languages& languages() {
    static const auto all = Languages::open(fs::path(KIOSK_BUILD_DIR) / "locale").value();
    return all;
}

struct Centre {
    explicit Centre(settings::Settings given = tree_settings()) : settings(std::move(given)) {}
    void begin() { REQUIRE(day.begin(clock.wall())); }
    queue::Deed deed() { return {ids.make(clock.wall()), clock.wall(), "officer"}; }
    const queue::Hall& hall() { return **queue.look(clock.wall()); }
    void take(ui::HallBoard& board) { board.take(hall(), clock.monotonic(), clock.monotonic(), clock.wall()); }

    settings::Settings settings;
    ManualClock clock{morning};
    ledger::SharedMemory memory{clock};
    ledger::MemoryEngine engine{memory};
    queue::Queue queue{engine, settings};
    SeededIds ids{1};
    queue::Demonstration day{queue, ids};
};

inline std::unique_ptr<ui::Stage> open_stage(const ui::Display& display) {
    auto stage = ui::Stage::open(display, fs::path(KIOSK_SOURCE_DIR) / "assets" / "art");
    require(stage.has_value(), "fonts and art are installed");
    (*stage)->set_still(true);
    return std::move(*stage);
}

inline void draw(ui::Stage& stage, const ui::HallBoard& board, const Clock& clock) {
    stage.draw(clock.monotonic(), [&](ui::Frame& frame) { board.draw(frame, clock.monotonic(), clock.wall()); });
}

/// All that stands on the page, a line each.
inline std::string said(const ui::Stage& stage) {
    std::string out;
    for (const auto& node : stage.nodes()) out += node.label + "\n";
    return out;
}

}  // namespace kiosk::hall::test
