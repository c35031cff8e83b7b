#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include "tests/support/catch.hpp"
#include "tests/ui/sample.hpp"
#include "ui/looks.hpp"
#include "ui/screen_host.hpp"
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

/// The fullest page of every state, each as a function that draws it.
std::vector<std::pair<std::string, Stage::Draw>> pages() {
    std::vector<std::pair<std::string, Stage::Draw>> out;
    for (const auto* sample : looks().back().of(all_samples())) {
        out.emplace_back(sample->name, [sample, host = std::make_shared<ScreenHost>()](Frame& frame) {
            const auto& data = test::public_data();
            const ScreenContext ctx{data.texts("vi"),     data.languages, data.settings, *data.catalogue,
                                    sample->visit,        Monotonic{},    morning,       [](const visit::Event&) {},
                                    [] { return Uuid{}; }};
            host->draw(frame, ctx);  // keeps the pictures of its pages until they are drawn
        });
    }
    return out;
}

Chrome chrome_with_end() {
    Chrome chrome;
    chrome.utility = {{"utility.end", Icon::exit_to_app, "Kết thúc", false, true}};
    return chrome;
}

Dialog question(std::string body) {
    return {"Ông/Bà còn ở đó không?",
            std::move(body),
            Icon::timer,
            Tone::warn,
            -1,
            0,
            {{"question.end", "Kết thúc", Tone::bad, false}, {"question.stay", "Tôi vẫn ở đây", Tone::neutral, true}}};
}

}  // namespace

TEST_CASE("the same page is the same picture, and a frame that changes nothing draws nothing") {
    const auto stage = open_stage({});
    for (const auto& [name, page] : pages()) {
        CAPTURE(name);
        stage->enter_screen({});
        stage->draw({}, page);
        const auto before = stage->picture_hash();
        CHECK(stage->draw({}, page).empty());
        CHECK(stage->picture_hash() == before);
    }
}

TEST_CASE("drawing only what changed from page to page gives the picture that drawing everything gives", "[thorough]") {
    const auto stage = open_stage({});
    const auto whole = open_stage({});
    for (const auto& [name, page] : pages()) {
        CAPTURE(name);
        stage->enter_screen({});
        stage->draw({}, page);
        whole->wipe();
        whole->draw({}, page);
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
    const auto screen = [](Frame& frame) { frame.hero("a", Icon::upload, "Nộp hồ sơ", "Khai và nộp tại máy này"); };
    stage.draw(Monotonic{1s}, screen);
    stage.draw(Monotonic{2s}, screen);
    CHECK_FALSE(stage.next_frame_at());
    stage.finger_down(1, stage.find("a")->rect.centre(), Monotonic{3s});
    CHECK(stage.next_frame_at());
}

TEST_CASE("a dialog takes the page behind it out of reach") {
    const auto stage = open_stage({});
    const auto screen = [](Frame& frame) {
        frame.chrome(chrome_with_end());
        frame.hero("a", Icon::upload, "Nộp hồ sơ", "Khai và nộp tại máy này");
        frame.dialog(question("Máy sẽ xóa dữ liệu đang nhập."));
    };
    stage->draw({}, screen);
    CHECK_FALSE(stage->tap("a", Monotonic{1s}));
    CHECK_FALSE(stage->tap("utility.end", Monotonic{1s}));
    CHECK(stage->tap("question.stay", Monotonic{2s}));
}

TEST_CASE("a dialog with much to say gives up its picture and the size of its letters before it leaves the glass") {
    Display wide;
    std::swap(wide.width_px, wide.height_px);
    wide.text_size = TextSize::largest;
    const auto stage = open_stage(wide);
    std::string body;
    for (int sentences = 0; sentences < 6; ++sentences) {
        body += "Để bảo vệ thông tin cá nhân, máy sẽ xóa dữ liệu đang nhập. ";
        stage->draw({}, [&](Frame& frame) { frame.dialog(question(body)); });
        CAPTURE(sentences);
        CHECK(stage->cut().empty());
        for (const auto* id : {"question.end", "question.stay"}) {
            CHECK(stage->find(id)->rect.bottom < wide.height_px);
        }
    }
}

TEST_CASE("words that lack room are reported: broken, drawn too small, or reaching out of their place") {
    const auto stage = open_stage({});
    const auto cut = [&](const std::string& words, auto draw) {
        stage->draw({}, draw);
        return std::ranges::count(stage->cut(), words) > 0;
    };
    const std::string word(80, 'm');
    const std::string one_line = "Một dòng rất dài không xuống hàng được trong ô của nó, nên phải được báo lại";
    CHECK(cut(word, [&](Frame& frame) { frame.paragraph(word); }));
    CHECK(cut(word, [&](Frame& frame) { frame.buttons({{"a", Icon::none, word, true}}); }));
    CHECK(cut(one_line, [&](Frame& frame) { frame.big_number(one_line); }));
    CHECK_FALSE(cut(one_line, [&](Frame& frame) { frame.paragraph(one_line); }));
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
        const double least = contrast == Contrast::high ? 10 : 7;
        for (const auto& [ink, back] : {std::pair{theme.ink, theme.surface},
                                        {theme.muted, theme.background},
                                        {theme.on_primary, theme.primary},
                                        {theme.on_primary, theme.hero_top},
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
