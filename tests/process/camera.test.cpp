// A kiosk whose code reader is broken, played by its script: the camera reads in the reader's place.

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/child.hpp"

namespace {

namespace fs = std::filesystem;
using kiosk::test::Child;

}  // namespace

TEST_CASE("without a code reader cards and slips are read by the camera, and without a camera too they are typed") {
    const auto folder = fs::path(KIOSK_BUILD_DIR) / "flows" / "camera_codes";
    const auto program = (fs::path(KIOSK_BUILD_DIR) / "kiosk").string();
    const auto portal_data = (folder / "portal").string();
    fs::remove_all(folder);
    fs::create_directories(folder);
    const Child portal({program, "portal", "--port", "0", "--data", portal_data}, folder / "portal.log");
    for (int i = 0; i < 1000 && !fs::exists(folder / "portal" / "address.json"); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    Child visit({program, "run", "--headless", "--simulate", "--data", (folder / "kiosk").string(), "--portal-data",
                 portal_data, "--script", "tests/flows/camera_codes.txt", "--pictures", (folder / "pictures").string()},
                folder / "kiosk.log");
    const int code = visit.wait();
    INFO(kiosk::read_file(folder / "kiosk.log").value_or(""));
    CHECK(code == 0);
}
