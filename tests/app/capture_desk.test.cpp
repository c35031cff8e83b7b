// Pages as the configuration wants them: a simulated camera, a real picture, the real sandboxed decoder.

#include "kiosk/app/capture_desk.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <filesystem>

#include "drivers/camera/camera_sim.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/slips/specimen.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;

namespace {

scan::Decoder& capture_decoder() {
    static scan::Decoder one = scan::Decoder::start().value();
    return one;
}

/// The PDF of the page that is taken of this picture, by a camera of which it is known how large it sees things, or not.
std::string taken(const std::string& picture, settings::PageColour colour, int camera_dpi = 0) {
    const test::TempFolder folder;
    const auto file = folder.path() / "picture";
    REQUIRE(write_file(file, picture));
    ManualClock clock{WallTime{}};
    RandomIds ids;
    app::DeviceKeeper<drivers::Camera> camera("camera", std::make_unique<drivers::CameraSim>(clock), clock);
    static_cast<drivers::CameraSim&>(*camera.bare()).present(file);
    app::CaptureDesk desk(capture_decoder(), clock, ids, app::look_of(colour));
    const auto event = desk.from_camera(camera, camera_dpi, {Uuid{}, dossier::PageSource::camera});
    REQUIRE(std::holds_alternative<visit::PageCaptured>(event));
    return std::string(std::get<visit::PageCaptured>(event).page.bytes->bytes());
}

}  // namespace

TEST_CASE("a page keeps ink alone, colours alone or both, as the configuration wants it") {
    const auto picture = slips::specimen_page_png("Giấy xác nhận", slips::Lies::on_a_table).value();
    const auto has = [](const std::string& pdf, const char* filter) { return pdf.find(filter) != std::string::npos; };
    const auto ink = taken(picture, settings::PageColour::black_and_white);
    CHECK(has(ink, "/CCITTFaxDecode"));
    CHECK_FALSE(has(ink, "/DCTDecode"));
    const auto colour = taken(picture, settings::PageColour::colour);
    CHECK_FALSE(has(colour, "/CCITTFaxDecode"));
    CHECK(has(colour, "/DCTDecode"));
    const auto both = taken(picture, settings::PageColour::mixed);
    CHECK(has(both, "/CCITTFaxDecode"));
    CHECK(has(both, "/DCTDecode"));
}

TEST_CASE("a camera that is fixed over the table tells A5 from A4, another one takes both for A4") {
    // White on dark, 591 x 839 pixels: A5 at 101 dots an inch.
    constexpr int width = 900, height = 1100, sheet_width = 591, sheet_height = 839;
    std::string picture = fmt::format("P5\n{} {}\n255\n", width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const bool on_sheet = x >= 150 && x < 150 + sheet_width && y >= 130 && y < 130 + sheet_height;
            const bool writing = y > 200 && y < 900 && x > 220 && x < 660 && y % 24 < 9 && x / 9 % 7 != 0 && x % 3 != 0;
            picture += on_sheet ? (writing ? '\x28' : '\xe6') : '\x38';
        }
    }
    const auto size_of = [&](int camera_dpi) {
        const auto pdf = taken(picture, settings::PageColour::black_and_white, camera_dpi);
        const auto at = pdf.find("/MediaBox");
        REQUIRE(at != std::string::npos);
        double w = 0, h = 0;
        REQUIRE(std::sscanf(pdf.c_str() + pdf.find('[', at), "[ %*f %*f %lf %lf", &w, &h) == 2);
        return std::pair(std::lround(w / 72 * 25.4), std::lround(h / 72 * 25.4));
    };
    CHECK(size_of(101) == std::pair(148L, 210L));
    CHECK(size_of(0) == std::pair(210L, 297L));
}
