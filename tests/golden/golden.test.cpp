// Every page in both languages, on tall and wide glass, and every state in each other look, to the pixel. The hashes hold on Debian 12 on amd64, whose fonts and FreeType they were made
// with; elsewhere every page is still drawn and audited. After looking at what `./dev gallery` draws: `./dev golden`.

#include <sys/utsname.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "tests/golden/kept_picture.hpp"
#include "tests/golden/pages.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "ui/gallery.hpp"
#include "ui/looks.hpp"
#include "ui/stage.hpp"

namespace {

namespace fs = std::filesystem;
using namespace kiosk;
using golden::draw;
using golden::morning;
using golden::open_stage;

const fs::path golden_folder = fs::path(KIOSK_SOURCE_DIR) / "tests" / "golden";

bool is_reference_system() {
    std::ifstream release("/etc/os-release");
    std::stringstream text;
    text << release.rdbuf();
    utsname machine{};
    return text.str().find("VERSION_ID=\"12\"") != std::string::npos && uname(&machine) == 0 &&
           std::string_view(machine.machine) == "x86_64";
}

/// name.language.look -> hash
std::map<std::string, std::string> kept_hashes() {
    std::map<std::string, std::string> out;
    std::ifstream file(golden_folder / "hashes.txt");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto blank = line.find(' ');
        out[line.substr(blank + 1)] = line.substr(0, blank);
    }
    return out;
}

}  // namespace

TEST_CASE("the samples show every state") {
    std::set<std::size_t> states;
    for (const auto& sample : ui::samples(*test::public_data().catalogue, test::public_data().settings, morning)) {
        states.insert(sample.visit.state.index());
    }
    CHECK(states.size() == std::variant_size_v<visit::StateVariant>);
}

TEST_CASE("every page looks to the pixel as it did when somebody looked at it") {
    const bool accept = std::getenv("KIOSK_ACCEPT_GOLDEN") != nullptr;
    const bool exact = is_reference_system();
    if (!exact) std::cerr << "golden: not Debian 12 on amd64; pages are drawn, their pixels not compared\n";
    const auto kept = kept_hashes();
    const fs::path left_behind = fs::path(KIOSK_BUILD_DIR) / "golden";
    const auto samples = ui::samples(*test::public_data().catalogue, test::public_data().settings, morning);
    std::string hashes = "# One line a picture: hash, name.language.look. Made on Debian 12 amd64; see golden.test.cpp.\n";
    std::set<std::string> seen;
    for (const auto& look : ui::looks()) {
        auto stage = open_stage(look.display);
        for (const auto* sample : look.of(samples)) {
            for (const std::string language : look.languages()) {
                const auto name = sample->name + "." + language + "." + look.name;
                draw(*stage, *sample, language);
                const auto hash = stage->picture_hash();
                hashes += hash + " " + name + "\n";
                seen.insert(name);
                const auto picture_file = golden_folder / "pictures" / (sample->name + ".png");
                const bool is_kept = look.name == "portrait" && language == "vi";
                if (accept && is_kept) REQUIRE(test::keep_picture(stage->picture(), picture_file));
                if (accept || !exact) continue;
                const auto found = kept.find(name);
                INFO(name << ": look at " << (left_behind / (name + ".png")).string());
                if (found == kept.end() || found->second != hash) {
                    fs::create_directories(left_behind);
                    const auto picture = stage->picture();
                    CHECK(picture.save_png(left_behind / (name + ".png")));
                    if (is_kept && fs::exists(picture_file)) {
                        CHECK(test::save_difference(picture_file, picture, left_behind / (name + ".difference.png")));
                    }
                }
                CHECK(found != kept.end());
                if (found != kept.end()) CHECK(found->second == hash);
            }
        }
    }
    if (accept) REQUIRE(write_file(golden_folder / "hashes.txt", hashes));
    else if (exact) CHECK(seen.size() == kept.size());  // a line without a picture is a page that nobody draws any more
}
