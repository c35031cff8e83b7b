/// The shipped configuration under a fuzzer (./dev fuzz 60 catalogue): the first byte names a file of it, the rest edits that
/// file. Whatever comes of it, the catalogue is either adopted or told with file, what and remedy, and the files that were right
/// are right again afterwards.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

namespace fs = std::filesystem;

void want(bool holds) {
    if (!holds) std::abort();
}

void write(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

/// A copy of what is shared and of some of the procedures, in memory where the machine has such a folder.
struct Shipped {
    struct File {
        fs::path path;
        std::string bytes;
        bool stays;  ///< the procedures of most fields are there for their turn alone: fewer are read faster
    };
    Shipped() {
        const auto from = fs::path(KIOSK_SOURCE_DIR) / "config";
        fs::create_directories(folder / "catalogue");
        for (const char* name : {"kiosk.toml", "rating.toml", "staff.toml", "accounts.toml", "signin.toml", "payment.toml",
                                 "units", "forms", "calendar", "print"})
            fs::copy(from / name, folder / name, fs::copy_options::recursive);
        for (const char* name :
             {"fields", "life_events", "levels", "authorisation", "papers", "synonyms", "cu_tru", "ho_kinh_doanh", "tested"})
            fs::copy(from / "catalogue" / (std::string(name) + ".toml"), folder / "catalogue");
        for (const auto& entry : fs::recursive_directory_iterator(from)) {
            const auto kind = entry.path().extension();
            if (kind != ".toml" && kind != ".json") continue;
            std::ostringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            const auto path = folder / entry.path().lexically_relative(from);
            files.push_back({path, text.str(), fs::exists(path)});
        }
        std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
        // Without a mistake of the fuzzer's there is none: else nothing beyond the first file would ever be read.
        for (const auto& file : files) {
            if (file.stays && file.path.filename() != "kiosk.toml") continue;
            write(file.path, file.bytes);
            const auto settings = kiosk::settings::load(folder / "kiosk.toml");
            want(settings && kiosk::catalogue::Catalogue::load(*settings));
            put_back(file);
        }
    }
    void put_back(const File& file) const {
        if (file.stays) write(file.path, file.bytes);
        else fs::remove(file.path);
    }

    const kiosk::test::TempFolder temporary{kiosk::test::in_memory()};
    const fs::path folder = temporary.path();
    std::vector<File> files;
};

/// Edits: three bytes of place, how many bytes go, how many come, and those.
std::string edited(std::string text, const std::uint8_t* at, const std::uint8_t* end) {
    while (end - at >= 5) {
        const auto place =
            (static_cast<std::size_t>(at[0]) << 16U | static_cast<std::size_t>(at[1]) << 8U | at[2]) % (text.size() + 1);
        const auto coming = std::min<std::size_t>(at[4], static_cast<std::size_t>(end - at - 5));
        text.replace(place, std::min<std::size_t>(at[3], text.size() - place), reinterpret_cast<const char*>(at + 5),
                     coming);
        at += 5 + coming;
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Shipped shipped;
    if (size == 0) return 0;
    const auto& file = shipped.files[data[0] % shipped.files.size()];
    write(file.path, edited(file.bytes, data + 1, data + size));
    const auto settings = kiosk::settings::load(shipped.folder / "kiosk.toml");
    auto findings = settings ? std::vector<kiosk::settings::Finding>{} : settings.error();
    if (settings) {
        if (const auto catalogue = kiosk::catalogue::Catalogue::load(*settings); !catalogue) {
            findings = catalogue.error();
            want(!findings.empty());
        }
    }
    for (const auto& finding : findings)
        want(!finding.file.empty() && !finding.what.empty() && !finding.remedy.empty() && kiosk::is_utf8(finding.text()));
    shipped.put_back(file);
    return 0;
}
