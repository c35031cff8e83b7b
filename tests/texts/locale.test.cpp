// Every catalogue of assets/locale says the same things.

#include <algorithm>
#include <set>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/texts/sources.hpp"

using namespace kiosk::test;

namespace {

/// The names in braces.
std::set<std::string> placeholders(const std::string& text) {
    std::set<std::string> out;
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1))
        out.insert(text.substr(open + 1, text.find('}', open) - open - 1));
    return out;
}

}  // namespace

TEST_CASE("every language holds the same texts with the same placeholders, each once and none empty") {
    const auto vi = locale("vi");
    REQUIRE(vi.texts.size() > 500);
    const auto all = languages();
    CHECK(std::ranges::find(all, "en") != all.end());
    for (const auto& language : all) {
        const auto other = locale(language);
        CHECK(other.twice.empty());
        for (const auto& [id, text] : vi.texts) {
            INFO(language << ": " << id);
            const auto words = other.texts.find(id);
            REQUIRE(words != other.texts.end());
            CHECK_FALSE(words->second.empty());
            CHECK(placeholders(text) == placeholders(words->second));
        }
        for (const auto& [id, text] : other.texts) {
            INFO(language << ": " << id);
            CHECK(vi.texts.contains(id));
        }
    }
}
