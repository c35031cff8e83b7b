#include "tests/golden/kept_hashes.hpp"

#include <sys/utsname.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "tests/golden/kept_picture.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::test {
namespace {

namespace fs = std::filesystem;

bool is_reference_system() {
    std::ifstream release("/etc/os-release");
    std::stringstream text;
    text << release.rdbuf();
    utsname machine{};
    return text.str().find("VERSION_ID=\"12\"") != std::string::npos && uname(&machine) == 0 &&
           std::string_view(machine.machine) == "x86_64";
}

std::map<std::string, std::string> read_hashes(const fs::path& path) {
    std::map<std::string, std::string> out;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto blank = line.find(' ');
        out[line.substr(blank + 1)] = line.substr(0, blank);
    }
    return out;
}

}  // namespace

KeptHashes::KeptHashes(fs::path folder)
    : folder_(std::move(folder)),
      accept_(std::getenv("KIOSK_ACCEPT_GOLDEN") != nullptr),
      exact_(is_reference_system()),
      kept_(read_hashes(folder_ / "hashes.txt")),
      hashes_("# One line a picture: hash, name.language.look. Made on Debian 12 amd64; see golden.test.cpp.\n") {
    if (!exact_) std::cerr << "golden: not Debian 12 on amd64; pages are drawn, their pixels not compared\n";
}

void KeptHashes::look(const std::string& name, const ui::Stage& stage, const std::string& kept_picture) {
    const auto hash = stage.picture_hash();
    hashes_ += hash + " " + name + "\n";
    seen_.insert(name);
    const auto picture_file = folder_ / "pictures" / (kept_picture + ".png");
    if (accept_ && !kept_picture.empty()) REQUIRE(keep_picture(stage.picture(), picture_file));
    if (accept_ || !exact_) return;
    const fs::path left_behind = fs::path(KIOSK_BUILD_DIR) / "golden";
    const auto found = kept_.find(name);
    INFO(name << ": look at " << (left_behind / (name + ".png")).string());
    if (found == kept_.end() || found->second != hash) {
        fs::create_directories(left_behind);
        const auto picture = stage.picture();
        CHECK(picture.save_png(left_behind / (name + ".png")));
        if (!kept_picture.empty() && fs::exists(picture_file))
            CHECK(save_difference(picture_file, picture, left_behind / (name + ".difference.png")));
    }
    CHECK(found != kept_.end());
    if (found != kept_.end()) CHECK(found->second == hash);
}

void KeptHashes::finish() {
    if (accept_) REQUIRE(write_file(folder_ / "hashes.txt", hashes_));
    else if (exact_) CHECK(seen_.size() == kept_.size());
}

}  // namespace kiosk::test
