// Announcers on one queue: who has the floor, what is said when, and what becomes of it when one dies.

#include "kiosk/voice/announcer.hpp"

#include <algorithm>
#include <memory>
#include <random>

#include "kiosk/ledger/memory_engine.hpp"
#include "kiosk/queue/queue.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::voice;

namespace {

const WallTime nine = wall_time({{2026, 11, 23}, 9, 0, 0});
constexpr Duration sentence_time = 3s;

/// The way to the engine, which may be cut.
class Line final : public ledger::Engine {
public:
    explicit Line(ledger::SharedMemory& memory) : engine_(memory) {}
    bool cut = false;

    Result<ledger::Reading> read(std::string_view prefix, Freshness freshness) override {
        if (cut) return gone();
        return engine_.read(prefix, freshness);
    }
    Result<ledger::Written> write(const ledger::Write& write) override {
        if (cut) return gone();
        return engine_.write(write);
    }
    Result<ledger::Changes> changes(std::string_view prefix, ledger::Revision after, Duration patience) override {
        if (cut) return gone();
        return engine_.changes(prefix, after, patience);
    }
    void stop() override { engine_.stop(); }
    Result<ledger::Lease> grant(Duration lasts) override {
        if (cut) return gone();
        return engine_.grant(lasts);
    }
    Result<Done> renew(ledger::Lease lease) override {
        if (cut) return gone();
        return engine_.renew(lease);
    }
    Result<Done> revoke(ledger::Lease lease) override {
        if (cut) return gone();
        return engine_.revoke(lease);
    }

private:
    static tl::unexpected<Error> gone() { return fail(Code::unreachable, "the line is cut"); }
    ledger::MemoryEngine engine_;
};

/// Says each sentence for three seconds.
class Mouth final : public drivers::Speaker {
public:
    explicit Mouth(const Clock& clock) : clock_(clock) {}
    bool broken = false;
    std::vector<std::string> said;  ///< sentences that were begun; "*" for a chime

    Result<Done> open() override { return Done{}; }
    Result<Done> say(const drivers::Sentence& sentence) override {
        return begin((sentence.chime ? "* " : "") + sentence.words);
    }
    Result<bool> speaking() override {
        if (broken) return fail(Code::device_gone, "unplugged");
        return heard();
    }
    void set_paused(bool) override {}
    void hush() override { until_ = {}; }
    /// Whether the hall hears it now.
    [[nodiscard]] bool heard() const { return clock_.monotonic() < until_; }

private:
    Result<Done> begin(const std::string& words) {
        if (broken) return fail(Code::device_gone, "unplugged");
        said.push_back(words);
        until_ = clock_.monotonic() + sentence_time;
        return Done{};
    }
    const Clock& clock_;
    Monotonic until_{};
};

/// A centre with one counter and as many announcers as a test wants.
struct Centre {
    struct Machine {
        explicit Machine(Centre& centre)
            : line(centre.memory),
              mouth(centre.clock),
              floor(line, "TEST", "M", centre.settings.queue.voice.lease, centre.clock),
              announcer({centre.settings.queue.voice, Wording::open(centre.settings, centre.languages).value(), floor, mouth,
                         centre.clock, [this](const queue::Call& call) { told.push_back(call.number); }}) {}
        Line line;
        Mouth mouth;
        Floor floor;
        Announcer announcer;
        std::vector<std::string> told;
        std::shared_ptr<queue::Hall> hall;
        Duration lag{};  ///< how long its picture of the hall stays as it is
        Monotonic read_at{};
        Monotonic keeps_at{};
        bool alive = true;
    };

    Centre() {
        settings.queue.lines = {{"papers", "A", {"Hộ tịch", ""}, {queue::Purpose::submit}}};
        settings.queue.counters = {{"3", {"Quầy 3", ""}, {"papers"}}};
        for (int i = 10; i < 20; ++i)
            settings.queue.counters.push_back({std::to_string(i), {"Quầy " + std::to_string(i), ""}, {"papers"}});
        settings.queue.announces = true;
        settings.queue.voice.languages = {"vi"};
        settings.queue.voice.times = 1;
        settings.queue.voice.chime = false;
    }
    queue::Queue& office() {
        if (!office_) {
            office_.emplace(engine, settings.queue, "TEST", "K1");
            REQUIRE(office_->open("3", "officer", deed()));
        }
        return *office_;
    }
    queue::Deed deed() { return {ids.make(clock.wall()), clock.wall(), "officer"}; }
    /// Somebody comes and is called at once to counter 3.
    std::string calls() {
        const auto press = ids.make(clock.wall());
        REQUIRE(office().take(press, {queue::Purpose::submit, "", ""}, "", clock.wall()));
        REQUIRE(office().hold(press, queue::TicketState::printed, clock.wall()));
        auto called = office().call_next("3", deed());
        REQUIRE(called);
        return called->number;
    }
    Machine& machine() { return *machines.emplace_back(std::make_unique<Machine>(*this)); }
    void turn(Machine& one) {
        if (!one.alive) return;
        if (clock.monotonic() >= one.keeps_at || one.floor.owes()) {
            auto again = one.floor.keep();
            one.keeps_at = clock.monotonic() + again.value_or(500ms);
        }
        if (auto hall = hall_of(one)) static_cast<void>(one.announcer.turn(*hall));
    }
    /// What this machine knows: nothing new while its line is cut.
    std::shared_ptr<queue::Hall> hall_of(Machine& one) {
        auto& hall = one.hall;
        if (hall && clock.monotonic() - one.read_at < one.lag) return hall;
        one.read_at = clock.monotonic();
        auto changes = one.line.changes("q/TEST/", hall ? hall->revision() : 0, Duration{});
        if (!changes || (hall && changes->changes.empty())) return hall;
        if (!hall) hall = std::make_shared<queue::Hall>("TEST", 3);
        for (const auto& change : changes->changes) require(hall->take_in(change).has_value(), "records can be read");
        hall->seen(std::max(hall->revision(), changes->until));
        return hall;
    }
    void pass(Duration time, Duration step = 50ms) {
        for (Duration gone{}; gone < time; gone += step) {
            int heard = 0;
            for (auto& one : machines) {
                turn(*one);
                heard += one->mouth.heard() ? 1 : 0;
            }
            most_heard = std::max(most_heard, heard);
            clock.advance(step);
        }
    }
    [[nodiscard]] std::size_t left() { return engine.read("q/TEST/say/").value().entries.size(); }

    ManualClock clock{nine};
    ledger::SharedMemory memory{clock};
    ledger::MemoryEngine engine{memory};
    settings::Settings settings;
    Languages languages = Languages::open(std::filesystem::path(KIOSK_BUILD_DIR) / "locale").value();
    SeededIds ids{1};
    std::vector<std::unique_ptr<Machine>> machines;
    int most_heard = 0;  ///< voices at once

private:
    std::optional<queue::Queue> office_;
};

/// One to each counter from 10 on.
void call_several(Centre& centre, int count) {
    for (int i = 0; i < count; ++i) {
        const auto counter = std::to_string(10 + i);
        auto& office = centre.office();
        REQUIRE(office.open(counter, "officer", centre.deed()));
        const auto press = centre.ids.make(centre.clock.wall());
        REQUIRE(office.take(press, {queue::Purpose::submit, "", ""}, "", centre.clock.wall()));
        REQUIRE(office.hold(press, queue::TicketState::printed, centre.clock.wall()));
        REQUIRE(office.call_next(counter, centre.deed()));
    }
}

}  // namespace

TEST_CASE("a call is said as often as the centre wants, after the chime, and goes only then") {
    Centre centre;
    centre.settings.queue.voice.times = 2;
    centre.settings.queue.voice.languages = {"vi", "en"};
    centre.settings.queue.voice.chime = true;
    auto& one = centre.machine();
    CHECK(centre.calls() == "A001");
    centre.pass(11s);
    const std::vector<std::string> wanted{"* Xin mời công dân có số thứ tự a không không một đến quầy số ba",
                                          "Now calling number ay zero zero one to counter three",
                                          "Xin mời công dân có số thứ tự a không không một đến quầy số ba",
                                          "Now calling number ay zero zero one to counter three"};
    CHECK(one.mouth.said == wanted);
    CHECK(one.told.empty());
    CHECK(centre.left() == 1);
    centre.pass(4s);
    CHECK(one.told == std::vector<std::string>{"A001"});
    CHECK(centre.left() == 0);
    // Called again it is said again.
    REQUIRE(centre.office().recall("3", centre.deed()));
    centre.pass(20s);
    CHECK(one.told == std::vector<std::string>{"A001", "A001"});
    CHECK(one.mouth.said.size() == 2 * wanted.size());
}

TEST_CASE("while many wait to be said each is said once") {
    Centre centre;
    centre.settings.queue.voice.times = 2;
    centre.settings.queue.voice.once_from = 3;
    call_several(centre, 5);
    auto& one = centre.machine();
    centre.pass(60s);
    CHECK(one.told == std::vector<std::string>{"A001", "A002", "A003", "A004", "A005"});
    CHECK(one.mouth.said.size() == 1 + 1 + 2 + 2 + 2);
}

TEST_CASE("what nobody could say in time is not said, and neither is whom nobody awaits any more") {
    Centre centre;
    centre.settings.queue.voice.drop_after = 2min;
    centre.calls();
    centre.clock.advance(121s);
    call_several(centre, 3);
    // Served before the voice came to it.
    REQUIRE(centre.office().start("11", centre.deed()));
    REQUIRE(centre.office().finish("11", centre.deed()));
    REQUIRE(centre.office().start("12", centre.deed()));  // at the counter: perhaps the officer was quick
    auto& one = centre.machine();
    centre.pass(30s);
    CHECK(one.told == std::vector<std::string>{"A002", "A004"});
    CHECK(centre.left() == 0);
}

TEST_CASE("a clock that is behind does not silence its counter") {
    Centre centre;
    auto& one = centre.machine();
    centre.calls();
    centre.pass(10s);
    // The machine of this officer believes that it is an hour ago.
    const auto press = centre.ids.make(nine);
    REQUIRE(centre.office().finish("3", centre.deed()));
    REQUIRE(centre.office().take(press, {queue::Purpose::submit, "", ""}, "", nine));
    REQUIRE(centre.office().hold(press, queue::TicketState::printed, nine));
    REQUIRE(centre.office().call_next("3", {centre.ids.make(nine), nine + Duration{-3600'000}, "officer"}));
    centre.pass(10s);
    CHECK(one.told == std::vector<std::string>{"A001", "A002"});
}

TEST_CASE("one announcer has the floor; when it dies another one goes on within the lease") {
    Centre centre;
    auto& first = centre.machine();
    centre.pass(1s);
    auto& second = centre.machine();
    call_several(centre, 3);
    centre.pass(4s);
    CHECK(first.told == std::vector<std::string>{"A001"});
    CHECK(second.mouth.said.empty());
    first.alive = false;  // in the middle of A002
    first.mouth.hush();
    centre.pass(centre.settings.queue.voice.lease + 2s);
    CHECK(second.floor.ours());
    centre.pass(10s);
    CHECK(second.told == std::vector<std::string>{"A002", "A003"});
    CHECK(centre.left() == 0);
    CHECK(centre.most_heard == 1);
}

TEST_CASE("an announcer that cannot reach the queue falls silent before another one may speak") {
    Centre centre;
    auto& first = centre.machine();
    auto& second = centre.machine();
    centre.settings.queue.voice.times = 3;
    centre.settings.queue.voice.once_from = 0;
    call_several(centre, 6);
    centre.pass(2s);
    CHECK(first.floor.ours());
    first.line.cut = true;
    centre.pass(30s);
    CHECK(centre.most_heard == 1);
    CHECK_FALSE(first.floor.ours());
    CHECK(second.floor.ours());
    first.line.cut = false;
    centre.pass(90s);
    CHECK(centre.most_heard == 1);
    CHECK(centre.left() == 0);
}

TEST_CASE("who takes the floor says nothing before it knows what the one before has said") {
    Centre centre;
    auto& first = centre.machine();
    auto& second = centre.machine();
    second.lag = 10s;
    centre.calls();
    centre.pass(3100ms);
    CHECK(first.told == std::vector<std::string>{"A001"});
    CHECK(centre.left() == 0);
    first.floor.leave();
    first.alive = false;
    centre.pass(20s);
    CHECK(second.floor.ours());
    CHECK(second.mouth.said.empty());
}

TEST_CASE("an announcer without a loudspeaker loses nothing") {
    Centre centre;
    auto& one = centre.machine();
    centre.calls();
    one.mouth.broken = true;
    centre.pass(10s);
    CHECK(centre.left() == 1);
    one.floor.leave();
    one.alive = false;
    auto& other = centre.machine();
    centre.pass(2s);  // the floor was given back: nobody waits for a lease to end
    CHECK(other.mouth.heard());
    centre.pass(5s);
    CHECK(other.told == std::vector<std::string>{"A001"});
}

TEST_CASE("whenever announcers die, everybody is called: in order, by one voice, and seldom twice") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        const auto chance = [&](int of) { return std::uniform_int_distribution<int>(0, of - 1)(random) == 0; };
        Centre centre;
        centre.settings.queue.voice.times = static_cast<int>(seed % 2) + 1;  // two last longer than a floor not renewed
        centre.settings.queue.voice.once_from = 0;
        centre.settings.queue.voice.drop_after = 1h;
        for (int i = 0; i < 3; ++i) centre.machine();
        int deaths = 0;
        std::map<std::string, int> deaths_at;  // when that number was the next one to be said
        std::vector<std::string> order;
        std::map<Centre::Machine*, std::size_t> read;
        const auto look = [&] {
            for (auto& one : centre.machines) {
                for (auto& at = read[one.get()]; at < one->told.size(); ++at) order.push_back(one->told[at]);
            }
        };
        call_several(centre, 6);
        for (int step = 0; step < 1600; ++step) {
            centre.pass(50ms);
            look();
            for (auto& one : centre.machines) {
                if (one->alive && chance(250)) {
                    one->alive = false;
                    one->mouth.hush();
                    one->line.cut = true;
                    ++deaths;
                } else if (!one->alive && chance(60)) {  // it is started again, and knows nothing
                    one = std::make_unique<Centre::Machine>(centre);
                    read.clear();
                    for (auto& other : centre.machines) read[other.get()] = other->told.size();
                } else if (one->alive && chance(200)) {
                    one->line.cut = !one->line.cut;
                    if (one->line.cut) ++deaths;
                }
            }
        }
        for (auto& one : centre.machines) one->line.cut = false;
        auto& survivor = centre.machine();
        read[&survivor] = 0;
        for (int step = 0; step < 2400; ++step) {
            centre.pass(50ms);
            look();
        }
        CHECK(centre.left() == 0);
        CHECK(centre.most_heard == 1);
        std::vector<std::string> first_times;
        for (const auto& number : order) {
            if (std::ranges::find(first_times, number) == first_times.end()) first_times.push_back(number);
        }
        CHECK(first_times == std::vector<std::string>{"A001", "A002", "A003", "A004", "A005", "A006"});
        CHECK(std::ranges::is_sorted(order));  // and nobody is said again once somebody later was
        for (const auto& number : first_times) CHECK(std::ranges::count(order, number) <= 1 + deaths);
        CHECK(static_cast<int>(order.size()) <= 6 + deaths);  // each death costs one repetition at the most
    }
}
