// What staff decide for a day, as everybody at the queue sees it.

#include "kiosk/ledger/memory_engine.hpp"
#include "kiosk/queue/office.hpp"
#include "tests/queue/queue_contract.hpp"

using namespace kiosk;
using namespace kiosk::queue;
using namespace kiosk::queue::test;
using settings::TodayChange;
using Kind = settings::TodayChange::Kind;

namespace {

/// A cluster that can go away.
class Line final : public ledger::Engine {
public:
    explicit Line(ledger::SharedMemory& memory) : engine_(memory) {}
    Result<ledger::Reading> read(std::string_view prefix, Freshness freshness) override {
        if (cut) return fail(Code::unreachable, "cut");
        ++reads;
        return engine_.read(prefix, freshness);
    }
    Result<ledger::Written> write(const ledger::Write& write) override {
        if (cut) return fail(Code::unreachable, "cut");
        return engine_.write(write);
    }
    Result<ledger::Changes> changes(std::string_view prefix, ledger::Revision after, Duration patience) override {
        if (cut) return fail(Code::unreachable, "cut");
        return engine_.changes(prefix, after, patience);
    }
    void stop() override { engine_.stop(); }
    Result<ledger::Lease> grant(Duration lasts) override { return engine_.grant(lasts); }
    Result<Done> renew(ledger::Lease lease) override { return engine_.renew(lease); }
    Result<Done> revoke(ledger::Lease lease) override { return engine_.revoke(lease); }

    bool cut = false;
    int reads = 0;

private:
    ledger::MemoryEngine engine_;
};

settings::Settings kiosk_called(const std::string& id) {
    settings::Settings out;
    out.kiosk_id = id;
    out.centre.id = "TEST";
    out.queue = two_lines();
    out.queue.counters = {{"1", {"Quầy 1", ""}, {"papers"}}, {"2", {"Quầy 2", ""}, {"papers", "results"}}};
    return out;
}

struct KioskAt {
    KioskAt(const std::string& id, ledger::SharedMemory& memory, const Clock& clock)
        : rules(kiosk_called(id)), line(memory), office(*database, clock, rules, &line) {}
    settings::Settings rules;
    std::unique_ptr<store::Database> database = store::Database::open_in_memory().value();
    Line line;
    TicketOffice office;
};

struct TwoOffices {
    ManualClock clock{nine};
    ledger::SharedMemory memory{clock};
    KioskAt first{"K1", memory, clock};
    KioskAt second{"K2", memory, clock};
    SeededIds ids{1};
    Deed deed() { return {ids.make(clock.wall()), clock.wall(), "lead"}; }
    settings::Today at(KioskAt& kiosk) {
        auto today = kiosk.office.today(monday);
        REQUIRE(today);
        return *today;
    }
};

}  // namespace

TEST_CASE("what is decided at one kiosk holds at every kiosk of the centre, for that day") {
    TwoOffices centre;
    REQUIRE(centre.first.office.change_today({Kind::stop_tickets, {}}, centre.deed()));
    REQUIRE(centre.second.office.change_today({Kind::hide, "1.001193"}, centre.deed()));
    for (auto* kiosk : {&centre.first, &centre.second}) {
        CHECK(centre.at(*kiosk).tickets_stopped);
        CHECK(centre.at(*kiosk).hides("1.001193"));
    }
    CHECK(centre.first.office.today(monday.plus_days(1))->is_usual());
    // The next day's first decision takes what was said before with it: it may name somebody.
    centre.clock.advance(24h);
    REQUIRE(centre.first.office.change_today({Kind::show_words, "Nghỉ sớm"}, centre.deed()));
    CHECK(centre.second.office.today(monday)->is_usual());
    CHECK(centre.second.office.today(monday.plus_days(1))->words == "Nghỉ sớm");
}

TEST_CASE("a kiosk goes on with what it knew while the cluster is away, and nothing is decided for some alone") {
    TwoOffices centre;
    REQUIRE(centre.first.office.change_today({Kind::stop_tickets, {}}, centre.deed()));
    CHECK(centre.at(centre.second).tickets_stopped);
    centre.second.line.cut = true;
    CHECK(centre.at(centre.second).tickets_stopped);
    const auto alone = centre.second.office.change_today({Kind::give_tickets, {}}, centre.deed());
    REQUIRE_FALSE(alone);
    CHECK(out_of_reach(alone.error().code));
    // Also after a restart in that time.
    TicketOffice restarted(*centre.second.database, centre.clock, centre.second.rules, &centre.second.line);
    CHECK(restarted.today(monday)->tickets_stopped);
    REQUIRE(centre.first.office.change_today({Kind::give_tickets, {}}, centre.deed()));
    centre.second.line.cut = false;
    centre.clock.advance(6s);
    CHECK_FALSE(centre.at(centre.second).tickets_stopped);
}

TEST_CASE("a counter that does not serve today is not opened, and one that is open is closed first") {
    TwoOffices centre;
    auto& queue = centre.first.office.queue();
    REQUIRE(queue.change_today({Kind::counter_off, "1"}, centre.deed()));
    CHECK(queue.open("1", "officer", centre.deed()).error().code == Code::closed);
    CHECK(queue.change_today({Kind::counter_off, "99"}, centre.deed()).error().code == Code::not_found);
    REQUIRE(queue.open("2", "officer", centre.deed()));
    CHECK(queue.change_today({Kind::counter_off, "2"}, centre.deed()).error().code == Code::refused);
    REQUIRE(queue.close("2", centre.deed()));
    REQUIRE(queue.change_today({Kind::counter_off, "2"}, centre.deed()));
    REQUIRE(queue.change_today({Kind::counter_on, "1"}, centre.deed()));
    CHECK(queue.open("1", "officer", centre.deed()));
}

TEST_CASE("what stands beside tickets goes with their days, and is looked through once a day") {
    TwoOffices centre;
    const Keys keys("TEST");
    auto& engine = centre.first.office.engine();
    const auto put = [&](const std::string& key, const std::string& value) {
        REQUIRE(engine.write({{}, {{key, value}}, {}}));
    };
    put(keys.prepared("OLD"), text_of(Prepared{nine + -31 * 24h, "TAM-1", "1.001193"}));
    put(keys.prepared("NEW"), text_of(Prepared{nine, "TAM-2", "1.001193"}));
    put(keys.accepted("OLD"), text_of(Accepted{nine + -31 * 24h, "officer"}));
    put(keys.accepted("NEW"), text_of(Accepted{nine, "officer"}));
    put(keys.log(monday.plus_days(-31)) + "a", "{}");
    put(keys.log(monday) + "a", "{}");
    for (int i = 0; i < 120; ++i)
        put(keys.rated(monday.plus_days(-40), centre.ids.make(nine)), "more than one write takes away");
    const auto left = [&](const std::string& prefix) { return engine.read(prefix)->entries.size(); };
    REQUIRE(centre.first.office.settle(nine));
    CHECK(left(keys.prepared("")) == 1);
    CHECK(left(keys.accepted("")) == 1);
    CHECK(left(keys.logs()) == 1);
    CHECK(left(keys.rated()) == 0);
    put(keys.prepared("OLD"), text_of(Prepared{nine + -31 * 24h, "TAM-1", "1.001193"}));
    REQUIRE(centre.first.office.settle(nine + 1min));
    CHECK(left(keys.prepared("")) == 2);
    REQUIRE(centre.first.office.settle(nine + 24h));
    CHECK(left(keys.prepared("")) == 1);
}

TEST_CASE("a prepared dossier and a day are read as they were written") {
    const Prepared prepared{
        nine, "TAM-K1-261123-0001", "1.001193", {{"birth_notice", 2, false}, {"marriage", 0, true}}, 8000};
    CHECK(read_prepared(text_of(prepared)).value() == prepared);
    settings::Today today{{"1.1"}, true, "crowded", {}, std::vector<settings::Stretch>{{450, 690}}, {"3"}};
    CHECK(read_today(text_of(today)).value() == today);
    CHECK(read_today("{}").value().is_usual());
    for (const char* wrong : {"", "[", R"({"hours":"x"})", R"({"hidden":3})"}) CHECK_FALSE(read_today(wrong));
    for (const char* wrong : {"", "{}", R"({"at":"x"})"}) CHECK_FALSE(read_prepared(wrong));
}
