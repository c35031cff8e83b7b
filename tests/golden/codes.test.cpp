// The codes that people scan from the screen, read by readers that are not ours.

#include "kiosk/scan/emv.hpp"
#include "kiosk/scan/payload.hpp"
#include "tests/golden/pages.hpp"
#include "tests/support/other_readers.hpp"
#include "ui/looks.hpp"

using namespace kiosk;

namespace {

scan::Grey grey_of(const ui::Picture& picture) {
    scan::Grey out(picture.width(), picture.height());
    std::size_t i = 0;
    for (const auto pixel : picture.pixels())
        out.pixels[i++] = static_cast<std::uint8_t>(((pixel >> 16U & 255U) + (pixel >> 8U & 255U) + (pixel & 255U)) / 3);
    return out;
}

}  // namespace

TEST_CASE("the transfer on the paying page is read back by zxing and by zbar in every look, at half contrast too") {
    const auto samples = ui::samples(*test::public_data().catalogue, test::public_data().settings, golden::morning);
    int drawn = 0;
    for (const auto& look : ui::looks()) {
        auto stage = golden::open_stage(look.display);
        for (const auto* sample : look.of(samples)) {
            if (sample->name != "paying_fee") continue;
            CAPTURE(look.name);
            ++drawn;
            golden::draw(*stage, *sample, "vi");
            const auto page = grey_of(stage->picture());
            const auto codes = test::by_zxing(test::seen(page));
            REQUIRE(codes.size() == 1);
            const auto payload = scan::classify(codes.begin()->substr(3));
            CHECK(scan::kind(payload) == "vietqr");
            CHECK(scan::is_right(payload.warnings));
            CHECK(test::by_zbar(test::seen(page)) == codes);
            CHECK(test::by_zxing(test::seen(test::faded(page))) == codes);
            CHECK(test::by_zbar(test::seen(test::faded(page))) == codes);
        }
    }
    CHECK(drawn >= 2);
}
