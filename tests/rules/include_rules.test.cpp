// The folder rules, read from the include lines: a folder includes only what CMakeLists.txt lets it use, and a library from
// outside is included from one folder only, unless the list below says why not.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;

namespace {

/// A library from outside and the rooms that may include it: one, or a reason stands beside it.
struct Library {
    std::string_view headers;  ///< how their names begin
    std::set<std::string_view> rooms;
};
constexpr std::string_view every_room = "*";

const std::vector<Library>& libraries() {
    static const std::vector<Library> all = {
        {"SDL", {"ui", "drivers/speech"}},  // the window; sound
        {"imgui", {"ui"}},
        {"ft2build.h", {"ui"}},
        {"librsvg/", {"ui"}},
        {"xxhash.h", {"ui"}},
        {"sqlite3.h", {"kiosk/store"}},
        {"malloc.h", {"kiosk/base"}},                       // how large a block is that is given back
        {"sodium.h", {"kiosk/base", "kiosk/store"}},        // hashes; the vault
        {"curl/", {"kiosk/portal", "kiosk/ledger"}},        // the portal; the gateway of etcd, whose answers are streams
        {"httplib.h", {"kiosk/sandbox", "kiosk/console"}},  // the two servers: the training portal, the officers' console
        // Certificates; how the console's TLS holds memory; signatures of tokens.
        {"openssl/", {"kiosk/sandbox", "kiosk/console", "kiosk/signin"}},
        {"ZXing/", {"kiosk/scan"}},
        {"seccomp.h", {"kiosk/scan"}},
        {"leptonica/", {"kiosk/pictures"}},
        {"turbojpeg.h", {"kiosk/pictures", "kiosk/pages"}},  // reading; writing
        {"tiffio.h", {"kiosk/pages"}},
        {"sane/", {"drivers/scanner_program"}},
        {"cups/", {"drivers/page_printer"}},
        {"linux/videodev2.h", {"drivers/camera"}},
        {"linux/lp.h", {"drivers/ticket_printer"}},
        {"linux/sockios.h", {"drivers/ticket_printer"}},
        {"toml++/", {"kiosk/settings"}},
        {"CLI/", {"kiosk/commands"}},
        {"unicode/", {"kiosk/base"}},
        {"spdlog/", {"kiosk/base"}},
        {"tl/expected.hpp", {"kiosk/base"}},                // Result; the others see it there
        {"cairo", {"kiosk/typeset", "kiosk/slips", "ui"}},  // words and pages; dots of a slip; own art on the screen
        {"pango/", {"kiosk/typeset"}},
        {"qpdf/", {"kiosk/typeset"}},
        {"fmt/", {every_room}},  // vocabulary: how text is put together
        // Vocabulary of the rooms that write or read a JSON format of their own.
        {"nlohmann/json.hpp",
         {"kiosk/app", "kiosk/catalogue", "kiosk/commands", "kiosk/console", "kiosk/dossier", "kiosk/ledger", "kiosk/packet",
          "kiosk/payment", "kiosk/portal", "kiosk/queue", "kiosk/review", "kiosk/sandbox", "kiosk/signin"}},
    };
    return all;
}

/// The language's own headers and the system's, which any room may include. A header that is missing here is a library.
const std::set<std::string_view>& of_the_system() {
    static const std::set<std::string_view> all = {
        "algorithm", "any", "array", "atomic", "bit", "bitset", "cctype", "cerrno", "charconv", "chrono", "climits",
        "clocale", "cmath", "compare", "complex", "concepts", "condition_variable", "csignal", "cstddef", "cstdint",
        "cstdio", "cstdlib", "cstring", "ctime", "deque", "exception", "filesystem", "fstream", "functional", "future",
        "initializer_list", "iomanip", "ios", "iostream", "istream", "iterator", "limits", "list", "locale", "map", "memory",
        "mutex", "new", "numbers", "numeric", "optional", "ostream", "queue", "random", "ranges", "ratio", "regex",
        "semaphore", "set", "shared_mutex", "span", "sstream", "stack", "stdexcept", "stop_token", "string", "string_view",
        "system_error", "thread", "tuple", "type_traits", "typeinfo", "unordered_map", "unordered_set", "utility", "variant",
        "vector", "version",
        // POSIX and Linux
        "arpa/inet.h", "dirent.h", "fcntl.h", "netdb.h", "netinet/in.h", "netinet/tcp.h", "poll.h", "pthread.h", "signal.h",
        "spawn.h", "strings.h", "sys/eventfd.h", "sys/file.h", "sys/ioctl.h", "sys/mman.h", "sys/prctl.h", "sys/random.h",
        "sys/resource.h", "sys/socket.h", "sys/stat.h", "sys/statvfs.h", "sys/types.h", "sys/un.h", "sys/wait.h",
        "termios.h", "unistd.h"};
    return all;
}

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
        const auto hash = line.find_first_not_of(" \t");
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
    if (top == "ui" || part == file.end() || std::next(part) == file.end()) return top;
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
        if (target == "drivers" && room.starts_with("drivers")) continue;  // what all drivers share
        ++seen;
        INFO(include.file.string() << ":" << include.line << " includes " << include.header);
        CHECK(rooms.at(room).contains(target));
    }
    CHECK(seen > 100);
}

TEST_CASE("a library from outside is known by name and included from its own folder only") {
    std::set<std::pair<std::string_view, std::string>> used;
    for (const auto& include : all_includes()) {
        if (include.own || of_the_system().contains(include.header)) continue;
        INFO(include.file.string() << ":" << include.line << " includes " << include.header);
        const auto library = std::find_if(libraries().begin(), libraries().end(),
                                          [&](const Library& known) { return include.header.starts_with(known.headers); });
        if (library == libraries().end()) {
            FAIL_CHECK("no library of the list above: say there whose it is");
            continue;
        }
        const auto room = room_of(include.file);
        CHECK((library->rooms.contains(every_room) || library->rooms.contains(room)));
        used.emplace(library->headers, room);
        used.emplace(library->headers, every_room);
    }
    for (const auto& library : libraries()) {
        for (const auto& room : library.rooms) {
            INFO(library.headers << " may be included by " << room << ", which does not");
            CHECK(used.contains({library.headers, std::string(room)}));
        }
    }
}

TEST_CASE("what stands in quotes is our own") {
    for (const auto& include : all_includes()) {
        if (!include.own) continue;
        INFO(include.file.string() << ":" << include.line << " includes " << include.header);
        const auto there = fs::exists(fs::path(KIOSK_SOURCE_DIR) / include.header) ||
                           fs::exists(fs::path(KIOSK_BUILD_DIR) / "generated" / include.header);
        const auto top = std::string_view(include.header).substr(0, include.header.find('/'));
        CHECK((there && (top == "kiosk" || top == "drivers" || top == "ui")));
    }
}

TEST_CASE("the core never includes the user interface, and drivers see nothing but the base") {
    const auto rooms = allowed();
    for (const auto& [room, uses] : rooms) {
        INFO(room);
        if (room != "ui") CHECK_FALSE(uses.contains("ui"));
        std::set<std::string> seen{room, "kiosk/base"};
        if (room == "drivers/scanner_program") seen.insert("drivers/page_scanner");  // the other end of it
        if (room.starts_with("drivers/")) CHECK(uses == seen);
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
