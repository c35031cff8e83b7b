// A page on its way out of the sandbox: as it was made, or not believed.

#include "kiosk/scan/packed_page.hpp"

#include <limits>
#include <memory>

#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::scan;

namespace {

pages::Page a_page() {
    pages::Page out;
    out.facts.found = true;
    out.facts.width_mm = 210;
    out.facts.height_mm = 297;
    out.facts.skew_deg = 1.5;
    out.facts.advise(pages::Problem::blurred, pages::Place::top);
    out.layers.ink_width = 80;
    out.layers.ink_height = 120;
    out.layers.group4 = "packed ink";
    out.preview = {2, 3, 0, 0, std::vector<std::uint8_t>(24, 7)};
    return out;
}

pages::Wish with_preview() {
    pages::Wish out;
    out.preview_px = 3;
    return out;
}

bool refused(const FrameRoom& room, const pages::Wish& wish = with_preview()) {
    const auto out = unpack_page(room, wish);
    return !out && out.error().code == Code::corrupt;
}

}  // namespace

TEST_CASE("a page crosses from the child as it was made") {
    const std::unique_ptr<FrameRoom> room(new FrameRoom);
    REQUIRE(pack_page(a_page(), *room));
    const auto page = unpack_page(*room, with_preview());
    REQUIRE(page);
    CHECK(page->facts.skew_deg == 1.5);
    CHECK(page->facts.advice.at(0) == pages::Advice{pages::Problem::blurred, pages::Place::top});
    CHECK(page->layers.group4 == "packed ink");
    CHECK(page->layers.jpeg.empty());
    CHECK(page->preview.rgba == a_page().preview.rgba);
    // More than was asked for is not taken.
    CHECK(refused(*room, {}));
}

TEST_CASE("a child that lies about its page is not believed") {
    const std::unique_ptr<FrameRoom> room(new FrameRoom);
    const auto lie = [&](const auto& change) {
        auto page = a_page();
        change(page);
        REQUIRE(pack_page(page, *room));
        return refused(*room);
    };
    CHECK_FALSE(lie([](pages::Page&) {}));
    CHECK(lie([](pages::Page& p) { p.facts.advice_count = 4'000'000; }));
    CHECK(lie([](pages::Page& p) { p.facts.advice.at(0).problem = static_cast<pages::Problem>(77); }));
    CHECK(lie([](pages::Page& p) { p.facts.advice.at(0).place = static_cast<pages::Place>(9); }));
    CHECK(lie([](pages::Page& p) { p.facts.width_mm = -1; }));
    CHECK(lie([](pages::Page& p) { p.facts.corners[2].x = std::numeric_limits<double>::quiet_NaN(); }));
    CHECK(lie([](pages::Page& p) { p.layers.ink_width = 0; }));
    CHECK(lie([](pages::Page& p) { p.layers.ink_height = 1'000'000; }));
    CHECK(lie([](pages::Page& p) { p.preview.height = 1'000'000; }));
}
