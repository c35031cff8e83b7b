// The seeds of the fuzzer, and what it has found: read at every run, also where there is no clang.

#include <filesystem>
#include <set>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/scan/payload.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::scan;

TEST_CASE("every string of the fuzzer's corpus is told as clean text, and together they are of every kind") {
    std::set<std::string> kinds;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(KIOSK_SOURCE_DIR) / "tests/fuzz/corpus/payload")) {
        CAPTURE(entry.path().filename().string());
        const auto bytes = read_file(entry.path());
        REQUIRE(bytes);
        const auto payload = classify(*bytes);
        kinds.emplace(kind(payload));
        for (const auto& field : fields(payload)) {
            CAPTURE(field.name);
            CHECK(is_utf8(field.value.reveal()));
            CHECK_FALSE(has_control_characters(field.value.reveal()));
        }
    }
    CHECK(kinds == std::set<std::string>{"appointment", "cccd", "cccd_2024", "dossier_code", "health_card",
                                         "provisional_code", "receipt_url", "staff_token", "ticket", "unknown", "url",
                                         "vietqr", "visit_code", "vneid"});
}
