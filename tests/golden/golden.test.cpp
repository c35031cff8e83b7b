// Every page in both languages, on tall and wide glass, and every state in each other look, to the pixel. After looking at what
// `./dev gallery` draws: `./dev golden`.

#include <algorithm>
#include <fstream>
#include <set>

#include "tests/golden/kept_hashes.hpp"
#include "tests/golden/pages.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "ui/gallery.hpp"
#include "ui/looks.hpp"
#include "ui/stage.hpp"

namespace {

using namespace kiosk;
using golden::draw;
using golden::morning;
using golden::open_stage;

const auto folder = std::filesystem::path(KIOSK_SOURCE_DIR) / "tests" / "golden";

void check_pictures(bool portrait) {
    const auto samples = ui::samples(*test::public_data().catalogue, test::public_data().settings, morning);
    for (const auto& look : ui::looks()) {
        if (look.display.portrait() != portrait) continue;
        test::KeptHashes kept(folder, look.name);
        auto stage = open_stage(look.display);
        for (const auto* sample : look.of(samples)) {
            for (const std::string language : look.languages()) {
                draw(*stage, *sample, language);
                const bool is_kept = look.name == "portrait" && language == "vi";
                kept.look(sample->name + "." + language + "." + look.name, *stage, is_kept ? sample->name : std::string{});
            }
        }
        kept.finish();
    }
}

}  // namespace

TEST_CASE("the samples show every state") {
    std::set<std::size_t> states;
    for (const auto& sample : ui::samples(*test::public_data().catalogue, test::public_data().settings, morning)) {
        states.insert(sample.visit.state.index());
    }
    CHECK(states.size() == std::variant_size_v<visit::StateVariant>);
}

TEST_CASE("every kept hash is of a look that there is") {
    std::ifstream file(folder / "hashes.txt");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        INFO(line);
        CHECK(std::ranges::any_of(ui::looks(), [&](const auto& look) { return line.ends_with("." + look.name); }));
    }
}

TEST_CASE("every page on tall glass looks to the pixel as it did when somebody looked at it") { check_pictures(true); }

TEST_CASE("every page on wide glass looks to the pixel as it did when somebody looked at it", "[thorough]") {
    check_pictures(false);
}
