// A page under the camera: what is seen comes and goes, and the picture is taken once, by itself or by hand.

#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"
#include "tests/visit/stage.hpp"

using namespace kiosk;
using namespace kiosk::test;
using namespace kiosk::visit;

namespace {

CapturingPage under_camera() {
    return {filing(), component(), dossier::PageSource::camera, press(1), std::nullopt, std::nullopt, Monotonic{60s},
            {},       false};
}

}  // namespace

TEST_CASE("what the camera sees is shown as long as its page is wanted, and goes with it") {
    Stage stage;
    stage.visit().state = under_camera();
    const auto live = std::make_shared<const LivePage>();
    stage.after(PageSeen{press(2), live});
    CHECK(stage.as<CapturingPage>().live == nullptr);
    stage.after(PageSeen{press(1), live});
    CHECK(stage.as<CapturingPage>().live == live);
    stage.after(PageNotCaptured{press(1), Code::device_gone});
    CHECK(stage.as<CapturingPage>().live == nullptr);
    stage.after(PageSeen{press(1), live});
    CHECK(stage.as<CapturingPage>().live == nullptr);
}

TEST_CASE("«Chụp ngay» tells the camera once") {
    Stage stage;
    stage.visit().state = under_camera();
    stage.after(PhotoWanted{});
    REQUIRE(stage.effect<TakePhoto>() != nullptr);
    CHECK(stage.effect<TakePhoto>()->question == press(1));
    static_cast<void>(stage.effects());
    stage.after(PhotoWanted{});
    CHECK(stage.effects().empty());
    stage.after(PageCaptured{press(1), page(8)});
    CHECK(stage.state() == "ViewingPage");
}
