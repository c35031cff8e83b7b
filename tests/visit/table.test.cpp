// The golden table: what every event does in every state. "X -> X" is handled within the state. The pairs
// without a line are listed as well, so that each is a decision somebody read.

#include <cstdlib>
#include <set>

#include "kiosk/base/files.hpp"
#include "kiosk/visit/dispatch.hpp"
#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;

namespace {

std::string row(const visit::State& state, const visit::Event& event) {
    visit::Situation everything_works;
    everything_works.page_printer.reset();
    test::Stage stage(visit::Visit{state, {}, everything_works, Monotonic{2h}});
    stage.after(event);
    const auto effects = stage.effects();
    if (stage.state() == visit::name(state) && effects.empty() && !visit::has_line(state, event)) return {};
    std::string out = "  " + std::string(visit::name(event)) + " -> " + std::string(stage.state());
    for (const auto& effect : effects) out += " + " + effect;
    return out + "\n";
}

std::string table() {
    std::string out;
    for (const auto& state : test::one_of_every_state()) {
        out += std::string(visit::name(state)) + "\n";
        std::string stays;
        for (const auto& event : test::one_of_every_event()) {
            const auto line = row(state, event);
            if (line.empty()) stays += " " + std::string(visit::name(event));
            out += line;
        }
        out += "  stays:" + stays + "\n\n";
    }
    return out;
}

}  // namespace

TEST_CASE("the samples hold one state and one event of every kind") {
    std::set<std::size_t> states;
    for (const auto& state : test::one_of_every_state()) states.insert(state.index());
    CHECK(states.size() == std::variant_size_v<visit::StateVariant>);
    std::set<std::size_t> events;
    for (const auto& event : test::one_of_every_event()) events.insert(event.index());
    CHECK(events.size() == std::variant_size_v<visit::EventVariant>);
}

TEST_CASE("every event does in every state what the golden table says") {
    const auto path = std::filesystem::path(KIOSK_SOURCE_DIR) / "tests/visit/table.golden";
    const auto now = table();
    if (std::getenv("KIOSK_ACCEPT_GOLDEN") != nullptr) REQUIRE(write_file(path, now));
    const auto golden = read_file(path);
    REQUIRE(golden);
    const auto actual = std::filesystem::path(KIOSK_BUILD_DIR) / "table.actual";
    if (*golden != now) {
        REQUIRE(write_file(actual, now));
        INFO("compare " << path.string() << " with " << actual.string());
        CHECK(*golden == now);
    }
}
