// The folder rules, read from the include lines: a folder includes only what CMakeLists.txt lets it use, and a library from
// outside is included from one folder only.

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;

namespace {

/// Which folders may include headers of a library. One each; a second needs a reason here.
const std::map<std::string, std::set<std::string>> owners = {
    {"SDL", {"ui", "drivers/speech"}},  // the window; sound
    {"imgui", {"ui"}},
    {"ft2build", {"ui"}},
    {"librsvg/", {"ui"}},
    {"sqlite3.h", {"kiosk/store"}},
    {"sodium", {"kiosk/base", "kiosk/store"}},  // hashes; the vault
    {"curl/", {"kiosk/portal"}},
    {"httplib.h", {"kiosk/sandbox"}},
    {"openssl/", {"kiosk/sandbox"}},
    {"ZXing", {"kiosk/scan"}},
    {"ReadBarcode", {"kiosk/scan"}},
    {"leptonica/", {"kiosk/pictures"}},
    {"turbojpeg.h", {"kiosk/pictures", "kiosk/pages"}},  // reading; writing
    {"tiffio.h", {"kiosk/pages"}},
    {"seccomp.h", {"kiosk/scan"}},
    {"sane/", {"drivers/page_scanner"}},
    {"cups/", {"drivers/page_printer"}},
    {"linux/videodev2.h", {"drivers/camera"}},
    {"toml++", {"kiosk/settings"}},
    {"CLI/", {"kiosk/commands"}},
    {"unicode/", {"kiosk/base"}},
    {"spdlog/", {"kiosk/base"}},
    {"cairo", {"kiosk/typeset", "kiosk/slips", "ui"}},  // words and pages; dots of a slip; own art on the screen
    {"pango", {"kiosk/typeset"}},
    {"qpdf/", {"kiosk/typeset"}},
    {"xxhash.h", {"ui"}},
};

struct Include {
    fs::path file;
    int line = 0;
    std::string header;
    bool own = false;  ///< in quotes
};

std::vector<Include> includes_of(const fs::path& file) {
    std::vector<Include> out;
    std::ifstream in(fs::path(KIOSK_SOURCE_DIR) / file);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        const auto hash = line.find_first_not_of(' ');
        if (hash == std::string::npos || line.compare(hash, 8, "#include") != 0) continue;
        const auto open = line.find_first_of("<\"", hash);
        if (open == std::string::npos) continue;
        const char end = line[open] == '<' ? '>' : '"';
        const auto close = line.find(end, open + 1);
        if (close == std::string::npos) continue;
        out.push_back({file, number, line.substr(open + 1, close - open - 1), end == '"'});
    }
    return out;
}

std::vector<Include> all_includes() {
    std::vector<Include> out;
    for (const char* top : {"kiosk", "drivers", "ui"}) {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(KIOSK_SOURCE_DIR) / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp") continue;
            for (auto& include : includes_of(fs::relative(entry.path(), KIOSK_SOURCE_DIR)))
                out.push_back(std::move(include));
        }
    }
    return out;
}

/// The room of a file: ui, kiosk/<folder> or drivers/<folder>; files right in kiosk/ or drivers/ have the folder itself.
std::string room_of(const fs::path& file) {
    auto part = file.begin();
    const std::string top = (part++)->string();
    if (top == "ui" || std::next(part) == file.end()) return top;
    return top + "/" + part->string();
}

/// What CMakeLists.txt says, through the list that it writes into the build folder.
std::map<std::string, std::set<std::string>> allowed() {
    std::map<std::string, std::set<std::string>> out{
        {"drivers", {"kiosk/base"}}};  // what all drivers share lies right there
    std::ifstream in(fs::path(KIOSK_BUILD_DIR) / "rooms.txt");
    std::string line;
    while (std::getline(in, line)) {
        const auto colon = line.find(':');
        if (colon == std::string::npos) continue;
        const auto room = line.substr(0, colon);
        out[room].insert(room);
        std::istringstream uses(line.substr(colon + 1));
        for (std::string used; uses >> used;) out[room].insert(used);
    }
    return out;
}

}  // namespace

TEST_CASE("a folder includes only folders that CMakeLists.txt lets it use") {
    const auto rooms = allowed();
    REQUIRE(rooms.size() > 10);
    int seen = 0;
    for (const auto& include : all_includes()) {
        const auto room = room_of(include.file);
        if (!include.own || room == "kiosk/commands" || room == "kiosk") continue;  // main and its subcommands may see all
        const auto target = room_of(include.header);
        if (target == "drivers" && room.starts_with("drivers/")) continue;  // what all drivers share
        ++seen;
        INFO(include.file.string() << ":" << include.line << " includes " << include.header);
        CHECK(rooms.at(room).contains(target));
    }
    CHECK(seen > 100);
}

TEST_CASE("a library from outside is included from one folder only") {
    for (const auto& include : all_includes()) {
        for (const auto& [library, folders] : owners) {
            if (include.own || !include.header.starts_with(library)) continue;
            INFO(include.file.string() << ":" << include.line << " includes " << include.header);
            CHECK(folders.contains(room_of(include.file)));
        }
    }
}

TEST_CASE("the core never includes the user interface, and drivers see nothing but the base") {
    const auto rooms = allowed();
    for (const auto& [room, uses] : rooms) {
        INFO(room);
        if (room != "ui") CHECK_FALSE(uses.contains("ui"));
        if (room.starts_with("drivers/")) CHECK(uses == std::set<std::string>{room, "kiosk/base"});
    }
}

TEST_CASE("headers begin with what they are for, and files stay small") {
    for (const char* top : {"kiosk", "drivers", "ui"}) {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(KIOSK_SOURCE_DIR) / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp") continue;
            const auto text = kiosk::read_file(entry.path());
            REQUIRE(text);
            INFO(entry.path().string());
            CHECK(std::count(text->begin(), text->end(), '\n') <= 400);
            if (extension == ".hpp") CHECK(text->starts_with("#pragma once\n/// "));
        }
    }
}
