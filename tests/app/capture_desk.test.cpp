// Pages as the configuration wants them: a simulated camera, a real picture, the real sandboxed decoder.

#include "kiosk/app/capture_desk.hpp"

#include <unistd.h>

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

/// The PDF of the page that is taken of this picture.
std::string taken(const std::string& picture, settings::PageColour colour) {
    const test::TempFolder folder;
    const auto file = folder.path() / "picture";
    REQUIRE(write_file(file, picture));
    ManualClock clock{WallTime{}};
    RandomIds ids;
    app::DeviceKeeper<drivers::Camera> camera("camera", std::make_unique<drivers::CameraSim>(clock), clock);
    static_cast<drivers::CameraSim&>(*camera.bare()).present(file);
    app::CaptureDesk desk(capture_decoder(), clock, ids, app::look_of(colour));
    const auto event = desk.from_camera(camera, {Uuid{}, dossier::PageSource::camera});
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
