// An e-form filled with what nobody expects: ten thousand letters, emoji, letters that stand on top of each other.

#include <ctime>

#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "tests/ui/sample.hpp"
#include "ui/gallery.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"

using namespace kiosk;
using namespace kiosk::ui;

namespace {

std::string repeated(std::string_view what, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += what;
    return out;
}

const std::vector<std::string>& hostile_answers() {
    static const std::vector<std::string> all{repeated("ữ", 10'000),
                                              repeated("a", 10'000),
                                              repeated("từ ", 4'000),
                                              repeated("😀", 500),
                                              repeated("👨‍👩‍👧‍👦", 400),
                                              "a" + repeated("\u0323", 2'000),
                                              repeated("مرحبا", 200),
                                              std::string(500, ' ')};
    return all;
}

/// Draws the page of this visit on real glass.
void drawn(const visit::Visit& visit, Stage& stage) {
    ScreenHost host;
    const auto ctx = context(visit);
    const auto start = std::clock();
    stage.enter_screen(Monotonic{});
    stage.draw(Monotonic{}, [&](Frame& frame) { host.draw(frame, ctx); });
    // A whole page takes a few milliseconds; ten thousand letters without optimisation some more. Of this process's own time, so
    // that a busy machine does not matter.
    CHECK(std::clock() - start < 5 * CLOCKS_PER_SEC);
    CHECK(stage.find("back") != nullptr);
}

visit::Visit step(const visit::Visit& visit, const visit::Event& event) {
    const auto& data = test::public_data();
    return visit::step(visit, event, {Monotonic{}, morning, data.settings, *data.catalogue}).visit;
}

}  // namespace

TEST_CASE("an answer of ten thousand letters or of emoji is drawn, judged, and can be left or mended") {
    auto stage = Stage::open(Display{}, std::filesystem::path(KIOSK_SOURCE_DIR) / "assets/art");
    REQUIRE(stage);
    for (const auto& answer : hostile_answers()) {
        CAPTURE(answer.substr(0, 16), answer.size());
        auto visit = sample("filling_form_1");
        const auto form = std::get<visit::FillingForm>(visit.state).form;
        for (const auto& question : form->pages[0].questions) {
            if (question.options.empty()) visit = step(visit, visit::AnswerTyped{question.key, Personal(answer)});
        }
        drawn(visit, **stage);
        auto next = step(visit, visit::FormPageFinished{});
        drawn(next, **stage);  // the same page with what is wrong, or the page after it
        const auto back = step(next, visit::WentBack{});
        CHECK(std::holds_alternative<visit::FillingForm>(next.state));
        drawn(back, **stage);
    }
}

TEST_CASE("names and answers without end are shown at the review, with the way to mend them") {
    auto stage = Stage::open(Display{}, std::filesystem::path(KIOSK_SOURCE_DIR) / "assets/art");
    REQUIRE(stage);
    for (const auto& answer : hostile_answers()) {
        CAPTURE(answer.substr(0, 16), answer.size());
        auto visit = sample("reviewing");
        auto& draft = std::get<visit::Reviewing>(visit.state).filing.draft;
        draft.submitter.name = Personal(answer);
        for (auto& given : draft.answers) given.value = Personal(answer);
        drawn(visit, **stage);
        CHECK((*stage)->find("review.submit") != nullptr);
    }
}
