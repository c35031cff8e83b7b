// The board and the counters' page to the pixel, both ways up. After looking at build/…/golden: `./dev golden`.

#include <fmt/format.h>

#include "tests/golden/kept_hashes.hpp"
#include "tests/hall/scene.hpp"

using namespace kiosk;
using namespace kiosk::hall::test;

namespace {

/// A busy morning with a number of a kiosk on its own and people whom nobody awaits any more.
struct Morning : Centre {
    Morning() {
        begin();
        clock.advance(30s);
    }
};

void words_are_whole(const ui::Stage& stage, const std::string& name) {
    INFO(name);
    CHECK(stage.cut().empty());
    for (const auto& words : stage.cut()) WARN(name << ": no room for " << words);
}

}  // namespace

TEST_CASE("the board and the counters' page look to the pixel as they did when somebody looked at them") {
    kiosk::test::KeptHashes kept(fs::path(KIOSK_SOURCE_DIR) / "tests" / "hall");
    for (const auto& [look, width, height] :
         {std::tuple{"landscape", 1920, 1080}, std::tuple{"portrait", 1080, 1920}, std::tuple{"small", 1280, 720}}) {
        Morning day;
        auto stage = open_stage(ui::board_display(width, height));
        const auto show = [&](const ui::HallBoard& board, const std::string& name, bool keep) {
            draw(*stage, board, day.clock);
            words_are_whole(*stage, name + "." + look);
            kept.look(name + "." + look, *stage, keep ? name + "_" + look : std::string{});
        };
        ui::HallBoard board(day.settings, languages());
        show(board, "board_empty", false);
        day.take(board);
        show(board, "board", true);
        REQUIRE(day.day.go_on(day.clock.wall()));
        day.take(board);
        show(board, "board_new", std::string_view(look) == "landscape");
        day.clock.advance(500ms);
        show(board, "board_new_dark", false);
        day.clock.advance(5min);
        show(board, "board_old", false);
        REQUIRE(day.queue.change_today({settings::TodayChange::Kind::show_notice, "crowded"}, day.deed()));
        day.take(board);
        show(board, "board_notice", std::string_view(look) == "landscape");
    }
    for (const auto& [look, width, height] : {std::tuple{"landscape", 1920, 1080}, std::tuple{"portrait", 1080, 1920}}) {
        for (const std::string language : {"vi", "en"}) {
            Morning day;
            ui::Display display;
            display.width_px = width;
            display.height_px = height;
            auto stage = open_stage(display);
            const auto show = [&](const char* counter, const std::string& name, std::optional<TextId> failed = {},
                                  std::optional<ui::DeskDraft> draft = {}) {
                const ui::DeskScene scene{day.settings,
                                          languages(),
                                          language,
                                          counter,
                                          {"training_1", "Tập huấn: cán bộ 1", settings::AccountRole::supervisor, {}},
                                          queue::desk_view_of(day.hall(), counter, day.clock.wall(), day.settings.queue),
                                          {},
                                          false,
                                          draft,
                                          failed,
                                          day.clock.wall()};
                stage->draw(day.clock.monotonic(), [&](ui::Frame& frame) {
                    ui::draw_desk_page(frame, scene,
                                       {[](const ui::DeskWish&) {}, [](const std::string&) {},
                                        [](const std::optional<ui::DeskDraft>&) {}, [] {}});
                });
                const auto whole = name + "." + language + "." + look;
                words_are_whole(*stage, whole);
                kept.look(whole, *stage, language == "vi" && (failed || draft) ? name + "_" + look : std::string{});
            };
            for (const auto& [problem, name] : {std::pair{ui::SignInProblem::none, "desk_sign_in"},
                                                std::pair{ui::SignInProblem::pause, "desk_sign_in_pause"}}) {
                const ui::SignInScene scene{
                    day.settings, languages(), language,          "3", {"training_1", Personal("tap-huan"), true},
                    false,        problem,     Monotonic{} + 15s, {},  day.clock.wall()};
                stage->draw(day.clock.monotonic(), [&](ui::Frame& frame) {
                    ui::draw_sign_in_page(frame, scene, {[](const ui::SignInDraft&) {}, [] {}, [](const std::string&) {}});
                });
                const auto whole = fmt::format("{}.{}.{}", name, language, look);
                words_are_whole(*stage, whole);
                kept.look(whole, *stage, language == "vi" ? fmt::format("{}_{}", name, look) : std::string{});
            }
            show("1", "desk_serving");
            show("6", "desk_called", text::desk_changed);
            for (const auto& [deed, name] :
                 {std::pair{ui::DeskDeed::transfer, "desk_transfer"}, std::pair{ui::DeskDeed::void_ticket, "desk_void"},
                  std::pair{ui::DeskDeed::note, "desk_note"}})
                show("6", name, {}, ui::DeskDraft{deed, "Bổ sung"});
            REQUIRE(day.queue.change_today({settings::TodayChange::Kind::show_notice, "crowded"}, day.deed()));
            show("6", "desk_notice");
            REQUIRE(day.queue.hold_on("6", day.deed()));
            show("6", "desk_held");
        }
    }
    kept.finish();
}
