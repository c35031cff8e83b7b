#include <fmt/format.h>

#include <cstdlib>
#include <set>

#include "tests/support/catch.hpp"
#include "tests/ui/samples.hpp"
#include "ui/stage.hpp"

namespace kiosk::ui {
namespace {

const std::filesystem::path art_folder = std::filesystem::path{KIOSK_SOURCE_DIR} / "assets/art";

std::unique_ptr<Stage> open_stage(const Display& display) {
    auto stage = Stage::open(display, art_folder);
    REQUIRE(stage);
    (*stage)->set_still(true);
    return std::move(*stage);
}

std::vector<Display> displays() {
    Display portrait;
    Display landscape;
    std::swap(landscape.width_px, landscape.height_px);
    std::vector<Display> out;
    for (const auto& display : {portrait, landscape}) {
        for (const auto size : {TextSize::normal, TextSize::large, TextSize::largest}) {
            out.push_back(display);
            out.back().text_size = size;
        }
    }
    return out;
}

std::string describe(const Display& display) {
    return fmt::format("{}x{} text size {}", display.width_px, display.height_px, static_cast<int>(display.text_size));
}

}  // namespace

TEST_CASE("on every page and at every text size targets are 20 mm, apart, spoken, and no words are cut") {
    for (const auto& display : displays()) {
        const auto stage = open_stage(display);
        stage->set_painting(ui::Painting::nothing);
        const int least = static_cast<int>(20 * px_per_mm(display)) - 1;
        for (const auto& sample : drawn_pages()) {
            INFO(describe(display) << " page " << sample.name);
            stage->enter_screen({});
            stage->draw({}, sample.draw);
            CHECK(stage->cut().empty());
            std::set<std::string> ids;
            std::vector<Node> targets;
            for (const auto& node : stage->nodes()) {
                CAPTURE(node.id, node.label);
                const bool pager_or_icon = node.id.starts_with("page.") || node.id.ends_with(".clear");
                CHECK((pager_or_icon || !node.label.empty()));
                if (node.id.empty()) continue;
                CHECK(ids.insert(node.id).second);
                if (!node.touchable()) continue;
                if (display.portrait()) CHECK(node.rect.top >= 280);
                const bool half_hidden =
                    node.rect.height() < least && node.role != Role::key;  // cut by the edge of what scrolls
                if (!half_hidden) {
                    CHECK(node.rect.height() >= least);
                    CHECK(node.rect.width() >= least);
                }
                targets.push_back(node);
            }
            for (std::size_t i = 0; i < targets.size(); ++i) {
                for (std::size_t k = i + 1; k < targets.size(); ++k) {
                    CAPTURE(targets[i].id, targets[k].id);
                    const bool part_of = targets[k].id == targets[i].id + ".clear";
                    CHECK((part_of || !targets[i].rect.overlaps(targets[k].rect)));
                }
            }
        }
    }
}

TEST_CASE("the same page is the same picture, and a frame that changes nothing draws nothing") {
    const auto stage = open_stage({});
    for (const auto& sample : drawn_pages()) {
        CAPTURE(sample.name);
        stage->enter_screen({});
        stage->draw({}, sample.draw);
        const auto before = stage->picture_hash();
        CHECK(stage->draw({}, sample.draw).empty());
        CHECK(stage->picture_hash() == before);
    }
}

TEST_CASE("drawing only what changed gives the picture that drawing everything gives") {
    const auto stage = open_stage({});
    const auto whole = open_stage({});
    const auto all = drawn_pages();
    for (const auto& sample : all) {
        CAPTURE(sample.name);
        stage->enter_screen({});
        stage->draw({}, sample.draw);
        whole->wipe();
        whole->draw({}, sample.draw);
        CHECK(stage->picture_hash() == whole->picture_hash());
    }
}

TEST_CASE("a tap on a tile reaches the screen once, and its pressed look touches only that tile") {
    const auto stage = open_stage({});
    int taps = 0;
    const auto screen = [&](Frame& frame) {
        frame.title("Lấy số");
        if (frame.tiles(2, {{"a", Icon::ticket, "Nộp hồ sơ", "Quầy 1", true, {}},
                            {"b", Icon::cash, "Nộp phí", "Quầy 2", true, {}}}) == 0U)
            ++taps;
    };
    stage->draw({}, screen);
    const auto rect = stage->find("a")->rect;
    stage->finger_down(1, rect.centre(), Monotonic{1s});
    const auto pressed = stage->draw(Monotonic{1s}, screen);
    REQUIRE_FALSE(pressed.empty());
    for (const auto& area : pressed) CHECK(area.overlaps(rect));
    for (const auto& area : pressed) CHECK_FALSE(area.overlaps(stage->find("b")->rect.shrunk(64)));
    stage->finger_up(1, rect.centre(), Monotonic{1100ms});
    stage->draw(Monotonic{1100ms}, screen);
    stage->draw(Monotonic{1200ms}, screen);
    CHECK(taps == 1);
    REQUIRE(stage->tap("b", Monotonic{2s}));
    CHECK_FALSE(stage->tap("c", Monotonic{3s}));
}

TEST_CASE("while nothing happens no frame is wanted") {
    auto opened = Stage::open({}, art_folder);
    REQUIRE(opened);
    auto& stage = **opened;
    stage.draw(Monotonic{1s}, drawn_pages().front().draw);
    stage.draw(Monotonic{2s}, drawn_pages().front().draw);
    CHECK_FALSE(stage.next_frame_at());
    stage.finger_down(1, stage.find("home.ticket")->rect.centre(), Monotonic{3s});
    CHECK(stage.next_frame_at());
}

TEST_CASE("a dialog takes the page behind it out of reach") {
    const auto stage = open_stage({});
    for (const auto& sample : drawn_pages()) {
        if (sample.name != "idle") continue;
        stage->draw({}, sample.draw);
        CHECK_FALSE(stage->tap("review.submit", Monotonic{1s}));
        CHECK(stage->tap("idle.stay", Monotonic{2s}));
    }
}

TEST_CASE("a long page turns by its buttons, follows the finger, and shows what is tapped by name") {
    const auto stage = open_stage({});
    const auto screen = [](Frame& frame) {
        frame.title("Danh sách");
        for (int i = 0; i < 40; ++i) {
            Row row;
            row.title = fmt::format("Dòng {}", i);
            frame.row(fmt::format("row.{}", i), row);
        }
    };
    stage->draw({}, screen);
    CHECK(stage->find("row.39")->scrolled_off);
    const int top = stage->find("row.3")->rect.top;
    REQUIRE(stage->tap("page.down", Monotonic{1s}));
    stage->draw(Monotonic{1s}, screen);
    CHECK(stage->find("row.3")->scrolled_off);
    REQUIRE(stage->tap("page.up", Monotonic{2s}));
    stage->draw(Monotonic{2s}, screen);
    const auto from = stage->find("row.3")->rect.centre();
    stage->finger_down(1, from, Monotonic{3s});
    stage->finger_moved(1, {from.x, from.y - 40}, Monotonic{3100ms});
    stage->finger_moved(1, {from.x, from.y - 140}, Monotonic{3200ms});
    stage->draw(Monotonic{3200ms}, screen);
    CHECK(std::abs(stage->find("row.3")->rect.top - (top - 100)) <= 1);
    stage->finger_up(1, {from.x, from.y - 140}, Monotonic{4s});
    REQUIRE(stage->tap("row.39", Monotonic{5s}));
    bool tapped = false;
    stage->draw(Monotonic{5s}, [&](Frame& frame) {
        screen(frame);
        tapped = frame.tapped("row.39");
    });
    CHECK(tapped);
    CHECK_FALSE(stage->find("row.39")->scrolled_off);
}

TEST_CASE("the colours of words stand out as the tokens promise") {
    for (const auto contrast : {Contrast::normal, Contrast::high}) {
        const auto theme = theme_of(contrast);
        const double least = contrast == Contrast::high ? 10 : 6.5;
        for (const auto& [ink, back] : {std::pair{theme.ink, theme.surface},
                                        {theme.muted, theme.background},
                                        {theme.on_primary, theme.primary},
                                        {theme.hero_text, theme.hero_top},
                                        {theme.on_brand, theme.brand},
                                        {theme.ok.text, theme.ok.back},
                                        {theme.warn.text, theme.warn.back},
                                        {theme.bad.text, theme.bad.back}}) {
            CAPTURE(ink, back);
            CHECK(contrast_ratio(ink, back) >= least);
        }
    }
}

}  // namespace kiosk::ui
