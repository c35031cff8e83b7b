#include "tests/golden/kept_hashes.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

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

constexpr auto head = "# One line a picture: hash, name.language.look. Made on Debian 12 amd64; see golden.test.cpp.\n";

}  // namespace

KeptHashes::KeptHashes(fs::path folder, std::string look)
    : folder_(std::move(folder)),
      look_(std::move(look)),
      accept_(std::getenv("KIOSK_ACCEPT_GOLDEN") != nullptr),
      exact_(is_reference_system()) {
    std::ifstream file(folder_ / "hashes.txt");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto blank = line.find(' ');
        before_.push_back(line.substr(blank + 1));
        kept_[before_.back()] = line.substr(0, blank);
    }
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

bool KeptHashes::is_own(const std::string& name) const { return look_.empty() || name.ends_with("." + look_); }

void KeptHashes::finish() {
    const auto own = std::ranges::count_if(before_, [&](const auto& name) { return is_own(name); });
    if (accept_) {  // where the old lines stood; those of other looks stay
        std::string lines = head;
        for (const auto& name : before_) {
            if (!is_own(name)) lines += kept_[name] + " " + name + "\n";
            else lines += std::exchange(hashes_, {});
        }
        REQUIRE(write_file(folder_ / "hashes.txt", lines + hashes_));
    } else if (exact_) {
        CHECK(std::ssize(seen_) == own);
    }
}

}  // namespace kiosk::test
