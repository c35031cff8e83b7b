// The page on which an officer signs in at a counter: what is typed where, and what is said.

#include "tests/hall/scene.hpp"

using namespace kiosk;
using namespace kiosk::hall::test;
using ui::SignInProblem;

namespace {

struct SignIn : Centre {
    void draw() {
        const ui::SignInScene scene{settings, languages(), "vi", "5", draft, checking, problem, until, now, clock.wall()};
        stage->draw(now, [&](ui::Frame& frame) {
            ui::draw_sign_in_page(
                frame, scene,
                {[&](ui::SignInDraft next) { draft = std::move(next); }, [&] { ++signed_in; }, [](const std::string&) {}});
        });
    }
    void tap(const char* id) {
        now = now + 1s;  // two taps, not one that bounced
        draw();
        INFO(id);
        REQUIRE(stage->tap(id, now));
        draw();
    }
    bool may(const char* id) {
        draw();
        const auto* node = stage->find(id);
        return node != nullptr && node->enabled;
    }

    std::unique_ptr<ui::Stage> stage = open_stage([] {
        ui::Display display;
        std::swap(display.width_px, display.height_px);
        return display;
    }());
    ui::SignInDraft draft;
    bool checking = false;
    SignInProblem problem = SignInProblem::none;
    Monotonic until{};
    Monotonic now{};
    int signed_in = 0;
};

}  // namespace

TEST_CASE("an officer writes account and password as they are, no letter composed, and the password is not seen") {
    SignIn page;
    CHECK_FALSE(page.may("key.done"));  // nothing is there yet
    for (const auto* key : {"key.a", "key.s"}) page.tap(key);
    CHECK(page.draft.account == "as");
    page.tap("key.done");
    CHECK(page.draft.at_password);
    CHECK(page.signed_in == 0);
    for (const auto* key : {"key.q", "key.x"}) page.tap(key);
    CHECK(page.draft.password.reveal() == "qx");
    CHECK(page.draft.account == "as");
    CHECK(said(*page.stage).find("qx") == std::string::npos);
    page.tap("desk.account");
    CHECK_FALSE(page.draft.at_password);  // to write another account
    page.tap("key.done");
    page.tap("key.done");
    CHECK(page.signed_in == 1);
}

TEST_CASE("what was wrong is said, and while a pause lasts or a password is looked at nobody signs in") {
    SignIn page;
    page.draft = {"training_1", Personal("wrong"), true};
    page.problem = SignInProblem::wrong;
    CHECK(page.may("key.done"));
    CHECK(said(*page.stage).find("không đúng") != std::string::npos);
    page.problem = SignInProblem::pause;
    page.until = Monotonic{} + 15s;
    CHECK_FALSE(page.may("key.done"));
    CHECK(said(*page.stage).find("15 giây") != std::string::npos);
    page.now = page.until;
    CHECK(page.may("key.done"));
    page.problem = SignInProblem::over;
    page.draw();
    CHECK(said(*page.stage).find("Phiên làm việc đã hết") != std::string::npos);
    page.checking = true;
    CHECK_FALSE(page.may("key.done"));
    page.stage->press("key.done");
    page.draw();
    CHECK(page.signed_in == 0);
}
