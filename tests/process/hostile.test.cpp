// Input that is made to hurt, given to the program as a whole: pictures to `kiosk decode`, pages and codes to a running kiosk,
// a decoder that is killed from outside.

#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>

#include "kiosk/base/files.hpp"
#include "kiosk/base/slowed.hpp"
#include "tests/process/hostile_pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/children.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using namespace kiosk::test;
namespace fs = std::filesystem;

namespace {

const auto good_picture = fs::path(KIOSK_SOURCE_DIR) / "tests/golden/pictures/holding_ticket_shown.png";

/// What a demonstration does until papers are collected.
std::string until_papers() {
    const auto text = read_file(fs::path(KIOSK_SOURCE_DIR) / "assets/demo/three_visits.txt").value_or("");
    const std::string_view end = "expect state CollectingPapers\n";
    const auto from = text.find("say Visit 2");
    return text.substr(from, text.find(end) + end.size() - from);
}

}  // namespace

TEST_CASE("a picture without a code is looked at, one that cannot be opened is said, the others are still read") {
    const Scene scene("decode");
    const auto good = good_picture.string();
    const auto cut = scene.file("cut.png", read_file(good_picture).value_or("").substr(0, 2000));
    CHECK(scene.run({"decode", "--json", good}).code == 0);
    const auto mixed = scene.run({"decode", "--json", "/nowhere.png", good, cut});
    CHECK(mixed.code == 1);
    CHECK(mixed.has("QNT1:"));
    CHECK(are_json_lines(mixed.out));
}

TEST_CASE("a look that ended before everything was tried is told, in words, in JSON and as a failure") {
    const Scene scene("cut_short");
    const Arguments hurried{"decode", "--budget", "1", "--formats", "Aztec", good_picture.string()};
    const auto words = scene.run(hurried);
    CHECK(words.code == 1);
    CHECK(words.has("no code found; the budget ended before everything was tried"));
    auto json = hurried;
    json.insert(json.begin() + 1, "--json");
    CHECK(scene.run(json).has("\"symbols\":[],\"cut_short\":true"));
    CHECK(scene.run({"decode", "--deep", "--budget", "1", good_picture.string()}).code == 2);
    CHECK(scene.run({"decode", "--fps", "5", good_picture.string()}).code == 2);
}

TEST_CASE("hostile pictures cost at most two seconds and 256 MB each, say why, and the picture after them is read") {
    const Scene scene("hostile_pictures");
    for (const auto& [name, bytes, is_picture] : hostile_pictures()) {
        CAPTURE(name);
        const auto file = scene.file(name, bytes);
        costs_little(name, [&] { return scene.run({"decode", "--json", file}); });
        const auto said = scene.run({"decode", "--json", file, good_picture.string()});
        CHECK(are_json_lines(said.out));
        CHECK(std::count(said.out.begin(), said.out.end(), '\n') == 2);
        CHECK(said.has("QNT1:"));
        const bool cut_short = said.has("\"symbols\":[],\"cut_short\":true");
        CHECK(said.code == (is_picture && !cut_short ? 0 : 1));
        CHECK(said.has("\"error\":\"") == !is_picture);
    }
    for (const char* place : {"/", "/dev/zero", "/proc/self/mem"}) {
        CAPTURE(place);
        CHECK(scene.run({"decode", "--json", place}).code == 1);
    }
    const auto pipe = scene.folder() / "pipe";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    const auto said = scene.run({"decode", "--json", pipe.string(), good_picture.string()});
    CHECK(said.code == 1);
    CHECK(said.has("QNT1:"));
}

TEST_CASE("codes that no card may carry are told to the citizen, and the next card is taken") {
    const Town town("hostile_codes");
    const std::string long_code(4'000, '1');
    const auto script = R"(
tap attract.start
tap home.submit
tap field.civil_status
tap procedure.1.004859
tap details.submit
tap notice.accept
tap applicant.self
expect state PresentingCard
# letters of another code page: what they were is lost
code 051190000123||\xD0inh Th\xFE Th\xFF|03021990|N\xF5|Th\xF4n M\xE1u|01012022
expect text Chưa đọc được mã QR
# commands to a terminal, letters that turn the line round, the end of a C string
code \x1b[2J\x00\x07\xe2\x80\xae0123456789
expect text Mã này không phải của thẻ căn cước
code )" + long_code + R"(
expect text Mã này không phải của thẻ căn cước
code )" + long_code + long_code +
                        R"(
expect text Mã này không phải của thẻ căn cước
code 051190000123||Đinh Thị\x07 Thử|03021990|Nữ|Thôn Mẫu\xe2\x80\xae|01012022
expect state ConfirmingPerson
expect text Đinh Thị Thử
tap utility.end
tap end.confirm
expect state Attracting
)";
    const auto played = town.play(town.file("hostile_codes.txt", script));
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
}

TEST_CASE("a poisoned page costs one try, a killed decoder none, and the kiosk goes on") {
    const Town town("poisoned_page");
    const auto poison = town.file("poison.png", bomb_png(6'300, 6'300, 64));
    const auto text = town.file("text.png", "no picture at all");
    const auto script = until_papers() + "page file " + text + R"(
tap paper.grounds.scan
expect text Trang này máy không đọc được
camera picture )" + poison +
                        R"(
tap back
tap paper.grounds.camera
tap capture.now
expect node capture.again
tap back
expect state CollectingPapers
say the decoders may be killed now
wait 3
page Quyết định
tap paper.grounds.scan
expect state ViewingPage
tap page.keep
expect state CollectingPapers
)";
    auto arguments = town.kiosk_for(town.file("poisoned_page.txt", script));
    const auto log = town.folder() / "kiosk.log";
    const pid_t kiosk = start(arguments, log);
    REQUIRE(kiosk > 0);
    const bool ready = until([&] { return read_file(log).value_or("").find("killed now") != std::string::npos; });
    int killed = 0;
    if (ready) {
        for (const pid_t zygote : children_of(kiosk)) {
            for (const pid_t decoder : children_of(zygote)) killed += kill(decoder, SIGKILL) == 0 ? 1 : 0;
        }
    }
    const int code = end_of(kiosk);
    INFO(read_file(log).value_or(""));
    CHECK(ready);
    CHECK(killed >= 2);
    CHECK(code == 0);
}
