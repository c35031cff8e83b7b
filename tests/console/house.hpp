#pragma once
/// A centre with three counters' worth of people in memory, and the kiosk that its console asks: what tests of the console stand on.

#include <filesystem>
#include <string>

#include "kiosk/console/deeds.hpp"
#include "kiosk/console/picture_json.hpp"
#include "kiosk/ledger/memory_engine.hpp"
#include "kiosk/settings/settings.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

namespace stage {

using namespace kiosk;
using kiosk::test::TempFolder;
namespace fs = std::filesystem;

inline const WallTime monday = wall_time({{2026, 11, 23}, 9, 42, 0});

inline const settings::Settings& shipped() {
    static const settings::Settings all = [] {
        auto loaded = settings::load(fs::path(KIOSK_SOURCE_DIR) / "config/kiosk.toml");
        if (!loaded) broken("config/kiosk.toml is right");
        return *loaded;
    }();
    return all;
}

inline const catalogue::Catalogue& procedures() {
    static const std::shared_ptr<const catalogue::Catalogue> all = [] {
        auto loaded = catalogue::Catalogue::load(shipped());
        if (!loaded) broken("config/catalogue is right");
        return std::shared_ptr<const catalogue::Catalogue>(std::move(*loaded));
    }();
    return *all;
}

/// What a kiosk has told of a dossier that was prepared at it: one paper scanned, one promised, one missing.
inline constexpr const char* prepared_code = "KQN47M2P";
inline queue::Prepared prepared_dossier() {
    return {monday,
            "TAM-K1-261123-0001",
            "1.001193",
            {{"birth_notice", 0, false}, {"abandoned_record", 2, false}, {"surrogacy", 0, true}},
            8000};
}
inline void prepare(ledger::Engine& at_kiosk) {
    const queue::Keys keys(shipped().centre.id);
    REQUIRE(at_kiosk.write({{}, {{keys.prepared(prepared_code), text_of(prepared_dossier())}}, {}}));
}

/// The kiosk's side of the queue.
class Doorway {
public:
    Doorway(ledger::Engine& engine, const settings::Settings& settings) : queue(engine, settings) {}
    queue::Ticket take(WallTime now, std::string_view field = "civil_status", const std::string& visit_code = {},
                       const std::string& priority = {}) {
        const auto press = ids.make(now);
        auto taken =
            queue.take(press, {settings::Purpose::submit, std::string(field), "1.001193", priority}, visit_code, now);
        REQUIRE(taken);
        auto held = queue.hold(press, queue::TicketState::printed, now);
        REQUIRE(held);
        return *held;
    }
    RandomIds ids;
    queue::Queue queue;
};

inline console::Wish at(const char* deed, const char* counter) { return {deed, {}, counter}; }

/// Deeds without a server.
struct House {
    ManualClock clock{monday};
    ledger::SharedMemory memory{clock};
    ledger::MemoryEngine engine{memory};
    ledger::MemoryEngine at_kiosk{memory};
    Doorway door{at_kiosk, shipped()};
    queue::Queue queue{engine, shipped()};
    console::Deeds deeds{queue, engine, shipped(), clock};
    RandomIds ids;

    static console::Session as(const char* account) { return {account, shipped().serve.account(account)->role, {}, {}}; }
    Result<Done> act(const char* account, console::Wish wish) {
        if (wish.press.nil()) wish.press = ids.make(clock.wall());
        return deeds.carry_out(as(account), wish);
    }
    const queue::Hall& hall() {
        auto seen = queue.look(clock.wall());
        REQUIRE(seen);
        return **seen;
    }
};

}  // namespace stage
