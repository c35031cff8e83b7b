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

TEST_CASE("a page that was read later is the same page, wherever the visit has gone with it") {
    Stage stage;
    stage.visit().state = under_camera();
    stage.after(PageCaptured{press(1), page(8)}).after(PageKept{});
    const auto bytes = std::make_shared<const dossier::PageBytes>("%PDF", "application/pdf");
    const auto reading = std::make_shared<const dossier::PageReading>();
    stage.after(PageRead{page(8).id, bytes, reading}).after(PageRead{page(9).id, nullptr, nullptr});
    const auto& pages = stage.as<CollectingPapers>().filing.draft.find_paper(component())->pages;
    REQUIRE(pages.size() == 1);
    CHECK(pages[0].bytes == bytes);
    CHECK(pages[0].reading == reading);
    CHECK(pages[0].id == page(8).id);
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
