// Every page in both languages, on tall and wide glass, and every state in each other look, to the pixel. After looking at what
// `./dev gallery` draws: `./dev golden`.

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

}  // namespace

TEST_CASE("the samples show every state") {
    std::set<std::size_t> states;
    for (const auto& sample : ui::samples(*test::public_data().catalogue, test::public_data().settings, morning)) {
        states.insert(sample.visit.state.index());
    }
    CHECK(states.size() == std::variant_size_v<visit::StateVariant>);
}

TEST_CASE("every page looks to the pixel as it did when somebody looked at it") {
    const auto samples = ui::samples(*test::public_data().catalogue, test::public_data().settings, morning);
    test::KeptHashes kept(std::filesystem::path(KIOSK_SOURCE_DIR) / "tests" / "golden");
    for (const auto& look : ui::looks()) {
        auto stage = open_stage(look.display);
        for (const auto* sample : look.of(samples)) {
            for (const std::string language : look.languages()) {
                draw(*stage, *sample, language);
                const bool is_kept = look.name == "portrait" && language == "vi";
                kept.look(sample->name + "." + language + "." + look.name, *stage, is_kept ? sample->name : std::string{});
            }
        }
    }
    kept.finish();
}
