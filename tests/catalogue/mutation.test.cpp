// Every file of the catalogue is spoiled in ways that nobody thought of: bytes changed, lines lost, doubled and exchanged, the
// end cut off. Whatever comes of it, nothing crashes, and what is refused is told with file, what and remedy.

#include <cstdlib>
#include <random>
#include <regex>

#include "tests/support/catch.hpp"
#include "tests/support/config_copy.hpp"

using namespace kiosk;
using test::ConfigCopy;
namespace fs = std::filesystem;

namespace {

const fs::path shipped_config = fs::path(KIOSK_SOURCE_DIR) / "config";

/// Every file that is shipped.
std::vector<fs::path> shipped_files() {
    std::vector<fs::path> out;
    for (const char* part : {"catalogue", "units", "forms", "calendar"})
        for (const auto& entry : fs::directory_iterator(shipped_config / part))
            if (entry.path().extension() != ".md") out.push_back(fs::path(part) / entry.path().filename());
    for (const char* name : {"kiosk.toml", "rating.toml", "staff.toml", "accounts.toml", "signin.toml", "payment.toml"})
        out.emplace_back(name);
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line + "\n");
    return out;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) out += line;
    return out;
}

std::string spoiled(std::string text, std::mt19937& random) {
    const auto at = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size - 1)(random); };
    switch (at(6)) {
        case 0: text[at(text.size())] = static_cast<char>(at(256)); return text;
        case 1: return text.substr(0, at(text.size()));
        case 2: return text.erase(at(text.size()), at(40) + 1);
        default: break;
    }
    auto lines = lines_of(text);
    const auto line = at(lines.size());
    switch (at(3)) {
        case 0: lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line)); break;
        case 1: lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at(lines.size())), std::string(lines[line])); break;
        default: std::swap(lines[line], lines[at(lines.size())]); break;
    }
    return joined(lines);
}

/// Settings with the calendar, then the catalogue: as every program of ours loads them.
tl::expected<std::shared_ptr<const catalogue::Catalogue>, std::vector<settings::Finding>> load(const fs::path& folder) {
    auto settings = settings::load(folder / "kiosk.toml");
    if (!settings) return tl::unexpected(std::move(settings.error()));
    return catalogue::Catalogue::load(*settings);
}

}  // namespace

TEST_CASE("whatever a spoiled file holds, nothing crashes, and what is refused is told with file, what and remedy",
          "[thorough]") {
    const char* seed = std::getenv("KIOSK_SEED");
    std::mt19937 random(seed == nullptr || *seed == '\0' ? 20261126U
                                                         : static_cast<unsigned>(std::strtoul(seed, nullptr, 10)));
    const int rounds = std::getenv("KIOSK_LONG") != nullptr ? 100 : 1;
    const ConfigCopy copy;
    int refused = 0;
    for (int round = 0; round < rounds; ++round) {
        for (const auto& file : shipped_files()) {
            if (rounds == 1 && random() % 2 == 0) continue;  // another half with another seed
            const bool stays =
                fs::exists(copy.folder / file);  // the procedures of most fields are there for their turn alone
            const auto good = test::text_of(shipped_config / file);
            copy.write(file, spoiled(good, random));
            const auto loaded = load(copy.folder);
            if (stays) copy.write(file, good);
            else fs::remove(copy.folder / file);
            if (loaded) continue;
            ++refused;
            INFO(file << " in round " << round);
            REQUIRE_FALSE(loaded.error().empty());
            for (const auto& finding : loaded.error()) {
                CHECK(finding.file.string().starts_with(copy.folder.string()));
                CHECK_FALSE(finding.what.empty());
                CHECK_FALSE(finding.remedy.empty());
            }
        }
    }
    CHECK(refused > 0);
    CHECK(copy.load().has_value());
}

TEST_CASE("the procedures of any field are adopted beside a few others, so what spoils them is what was spoiled",
          "[thorough]") {
    const ConfigCopy copy;
    const bool longer = std::getenv("KIOSK_LONG") != nullptr;
    for (std::size_t i = 0; const auto& file : shipped_files()) {
        if (fs::exists(copy.folder / file) || (++i % 3 != 0 && !longer)) continue;
        copy.write(file, test::text_of(shipped_config / file));
        INFO(file);
        CHECK(load(copy.folder).has_value());
        fs::remove(copy.folder / file);
    }
}

TEST_CASE("a value that makes no sense is refused in every file of procedures, each kind of it", "[thorough]") {
    struct Nonsense {
        std::regex good;
        const char* bad;
    };
    const std::vector<Nonsense> kinds = {
        {std::regex("fee_dong = ([0-9])"), "fee_dong = -1$1"},
        {std::regex("working_days = ([0-9])"), "working_days = -1$1"},
        {std::regex("originals = ([0-9])"), "originals = -1$1"},
        {std::regex("life_events = \\[\"[a-z_]*"), "life_events = [\"no_such_event"},
        {std::regex("\nform = \"[a-z_]*"), "\nform = \"no_such_form"},
        {std::regex("field = \"[a-z_]*"), "field = \"no_such_field"},
        {std::regex("offer = \"[a-z_]*"), "offer = \"perhaps"},
        {std::regex("channels = \\[\"[a-z]*"), "channels = [\"pigeon"},
        {std::regex("source_date = ([0-9-]+)"), "source_date = \"$1\""},
        {std::regex("\ncode = \"([0-9])"), "\ncode = \"x$1"},
        {std::regex("KQ\\.[A-Z][0-9]+"), "KQ.99"},
    };
    const bool longer = std::getenv("KIOSK_LONG") != nullptr;
    const ConfigCopy copy;
    std::size_t met = 0;
    std::size_t turn = 0;
    for (const auto& file : shipped_files()) {
        const auto good = test::text_of(shipped_config / file);
        if (good.find("[[procedure]]") == std::string::npos) continue;
        const bool stays = fs::exists(copy.folder / file);
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            const auto bad =
                std::regex_replace(good, kinds[kind].good, kinds[kind].bad, std::regex_constants::format_first_only);
            if (bad == good || (turn++ % 9 != 0 && !longer)) continue;
            ++met;
            CAPTURE(file.string(), kinds[kind].bad);
            copy.write(file, bad);
            CHECK_FALSE(load(copy.folder).has_value());
        }
        if (stays) copy.write(file, good);
        else fs::remove(copy.folder / file);
    }
    CHECK(met >= kinds.size() * 2);
}
