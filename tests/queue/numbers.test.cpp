#include <random>

#include "kiosk/ledger/copy.hpp"
#include "kiosk/ledger/memory_engine.hpp"
#include "kiosk/ledger/sqlite_engine.hpp"
#include "tests/queue/queue_contract.hpp"

using namespace kiosk;
using namespace kiosk::queue;
using namespace kiosk::queue::test;

namespace {

const ManualClock still(nine);

std::unique_ptr<Queue> on(ledger::Engine& engine, const settings::Queue& rules = two_lines(),
                          std::string_view kiosk = "K1") {
    return std::make_unique<Queue>(engine, rules, "TEST", kiosk);
}

}  // namespace

TEST_CASE("the queue keeps its promises about numbers") {
    std::optional<ledger::SharedMemory> memory;
    std::optional<ledger::MemoryEngine> engine;
    const auto restarted = [&] {
        engine.emplace(*memory);
        return on(*engine);
    };
    keeps_the_contract({[&] {
                            memory.emplace(still);
                            return restarted();
                        },
                        restarted});
}

TEST_CASE("the queue keeps its promises about numbers in the file of one kiosk") {
    std::unique_ptr<store::Database> database;
    std::optional<ledger::SqliteEngine> engine;
    const auto restarted = [&] {
        engine.emplace(*database, still);
        return on(*engine);
    };
    keeps_the_contract({[&] {
                            engine.reset();
                            database = store::Database::open_in_memory().value();
                            return restarted();
                        },
                        restarted});
}

TEST_CASE("kiosks that press in any order give every number once") {
    ledger::SharedMemory memory(still);
    SeededIds ids(1);
    std::mt19937 random(7);
    constexpr int kiosks = 10;
    std::vector<std::unique_ptr<ledger::MemoryEngine>> engines;
    std::vector<std::unique_ptr<Queue>> queues;
    for (int i = 0; i < kiosks; ++i) {
        engines.push_back(std::make_unique<ledger::MemoryEngine>(memory));
        queues.push_back(on(*engines.back(), two_lines(), "K" + std::to_string(i)));
    }
    std::set<std::string> numbers;
    for (int i = 0; i < 600; ++i) {
        auto& queue = *queues[random() % kiosks];
        const auto press = ids.make(nine);
        auto ticket = queue.take(press, to_submit, "", nine + Duration{i});
        REQUIRE(ticket);
        CHECK(numbers.insert(ticket->number).second);
        // Another kiosk reads the same number from the order alone, before anybody holds it.
        if (i % 20 == 0) CHECK(queues[random() % kiosks]->find(press)->value().number == ticket->number);
        if (random() % 2 == 0) REQUIRE(queues[random() % kiosks]->hold(press, TicketState::printed, nine));
    }
    const auto all = queues[0]->list(monday);
    REQUIRE(all->size() == 600);
    for (int i = 0; i < 600; ++i) CHECK((*all)[static_cast<std::size_t>(i)].serial == i + 1);
}

TEST_CASE("numbers begin above what is known to be given out when a counter went back") {
    ledger::SharedMemory memory(still);
    ledger::MemoryEngine engine(memory);
    auto queue = on(engine);
    SeededIds ids(1);
    REQUIRE(queue->take(ids.make(nine), to_submit, "", nine)->number == "A001");
    CHECK_FALSE(*queue->raise("A", monday, 1));
    CHECK(*queue->raise("A", monday, 41));
    CHECK_FALSE(*queue->raise("A", monday, 41));
    const auto press = ids.make(nine);
    CHECK(queue->take(press, to_submit, "", nine)->number == "A042");
    CHECK(queue->find(press)->value().number == "A042");
    CHECK(queue->take(ids.make(nine), to_collect, "", nine)->number == "B001");
    // Where nobody knows how far it had come, numbers carry a mark.
    CHECK(*queue->raise("A", monday, 0, "B"));
    CHECK(queue->take(ids.make(nine), to_submit, "", nine)->number == "A043B");
    CHECK(queue->find("a043b", monday)->has_value());
    CHECK(queue->list(monday)->size() == 4);
}

TEST_CASE(
    "a kiosk gives so many numbers of a line within so many seconds, to those who come one after the other all of them") {
    ledger::SharedMemory memory(still);
    ledger::MemoryEngine engine(memory);
    auto rules = two_lines();
    rules.cooldown = 60s;
    rules.cooldown_numbers = 3;
    auto queue = on(engine, rules);
    auto elsewhere = on(engine, rules, "K2");
    SeededIds ids(1);
    const auto taken = [&](Duration after, const TicketWish& wish = to_submit, std::string_view visit_code = {}) {
        auto ticket = queue->take(ids.make(nine), wish, visit_code, nine + after);
        return ticket ? ticket->number : std::string(name(ticket.error().code));
    };
    const auto first = ids.make(nine);
    REQUIRE(queue->take(first, to_submit, "", nine));
    REQUIRE(queue->hold(first, TicketState::printed, nine));
    CHECK(taken(2s) == "A002");
    CHECK(taken(4s) == "A003");
    CHECK(taken(59s) == "busy");
    CHECK(queue->take(first, to_submit, "", nine + 59s)->number == "A001");  // the same press is the same number
    CHECK(taken(59s, to_collect) == "B001");                                 // another line
    CHECK(elsewhere->take(ids.make(nine), to_submit, "", nine + 59s)->number == "A004");
    // What was promised to somebody is nobody's to collect.
    CHECK(taken(59s, to_submit, "7KQ2M0XD") == "A005");
    auto promised = to_submit;
    promised.appointment = nine + 10min;
    CHECK(taken(59s, promised) == "A006");
    CHECK(taken(60s) == "A007");  // the first of them is a minute old
    CHECK(taken(61s) == "busy");
    for (int i = 0; i < 20; ++i) CHECK(taken(2min + i * 20s).starts_with("A0"));  // a row of people
    // Numbers that were given back, or called, are not collected.
    REQUIRE(queue->cancel((*queue->find("A027", monday))->press, {ids.make(nine), nine + 510s}));
    CHECK(taken(501s) == "A028");
}

TEST_CASE("tickets of days that are not kept any more go, and their presses with them") {
    ledger::SharedMemory memory(still);
    ledger::MemoryEngine engine(memory);
    auto rules = two_lines();
    rules.keep_days = 2;
    auto queue = on(engine, rules);
    SeededIds ids(1);
    for (int day = 0; day < 5; ++day) {
        for (int i = 0; i < 100; ++i) REQUIRE(queue->take(ids.make(nine), to_submit, "", nine + day * 24h));
    }
    const auto friday = nine + 4 * 24h;
    CHECK(*queue->forget_old(friday) == 200);
    CHECK(*queue->forget_old(friday) == 0);
    CHECK(queue->list(monday)->empty());
    CHECK(queue->list(monday.plus_days(2))->size() == 100);
    CHECK(engine.read("q/TEST/p/")->entries.size() == 300);
    CHECK(engine.read("q/TEST/n/")->entries.size() == 3);
    CHECK(queue->take(ids.make(nine), to_submit, "", friday)->number == "A101");
}

TEST_CASE("the figures of a day stay when its tickets go, whole, without a press or a number, and go after 400 days") {
    ledger::SharedMemory memory(still);
    ledger::MemoryEngine engine(memory);
    auto rules = two_lines();
    rules.keep_days = 2;
    rules.counters = {{"1", {"Quầy 1", ""}, {"papers"}}};
    auto queue = on(engine, rules);
    SeededIds ids(1);
    std::vector<PressId> presses;
    for (int i = 0; i < 500; ++i) {
        presses.push_back(ids.make(nine));
        REQUIRE(queue->take(presses.back(), to_submit, "", nine));
    }
    REQUIRE(queue->hold(presses[0], TicketState::printed, nine));
    REQUIRE(queue->open("1", "officer", {ids.make(nine), nine}));
    REQUIRE(queue->call_next("1", {ids.make(nine), nine + 12min}));
    REQUIRE(queue->finish("1", {ids.make(nine), nine + 15min}));
    const auto before = visits_of(*queue->list(monday));
    CHECK(queue->figures(monday)->empty());
    const auto thursday = nine + 3 * 24h;
    CHECK(*queue->forget_old(thursday) == 500);
    const auto sorted = [](std::vector<Visit> visits) {
        auto texts = std::vector<std::string>();
        for (const auto& visit : visits) texts.push_back(text_of(std::vector{visit}));
        std::ranges::sort(texts);
        return texts;
    };
    CHECK(sorted(*queue->figures(monday)) == sorted(before));
    const auto figures = statistics_of(*queue->figures(monday)).all;
    CHECK(figures.given == 500);
    CHECK(figures.served == 1);
    CHECK(figures.wait.median == 12min);
    CHECK(figures.service.median == 3min);
    const auto kept = engine.read("q/TEST/figures/");
    for (const auto& entry : kept->entries) {
        CHECK(entry.value.find(presses[0].text()) == std::string::npos);
        CHECK(entry.value.find("A001") == std::string::npos);
    }
    // A clearing that was cut short finds fewer tickets the next time: what was counted first is the day.
    REQUIRE(queue->take(ids.make(nine), to_submit, "", thursday));
    const Keys keys("TEST");
    REQUIRE(engine.write({{}, {{keys.figures(monday.plus_days(3), 0), text_of(before)}}, {}}));
    CHECK(*queue->forget_old(thursday + 3 * 24h) == 1);
    CHECK(queue->figures(monday.plus_days(3))->size() == 500);
    REQUIRE(queue->forget_old(nine + 401 * 24h));
    CHECK(queue->figures(monday)->empty());
    CHECK(queue->figures(monday.plus_days(3))->size() == 500);
    CHECK(read_visits("{\"ids\":[],\"rows\":[[3,0,0,\"done\",0,9,-1,-1,-1]]}").error().code == Code::corrupt);
}

TEST_CASE("what nobody took away goes with its time: calls, requests to print again, acceptances") {
    ledger::SharedMemory memory(still);
    ledger::MemoryEngine engine(memory);
    auto rules = two_lines();
    rules.announces = true;
    rules.keep_days = 2;
    rules.counters = {{"1", {"Quầy 1", ""}, {"papers"}}};
    auto queue = on(engine, rules);
    SeededIds ids(1);
    const auto press = ids.make(nine);
    REQUIRE(queue->take(press, to_submit, "", nine));
    REQUIRE(queue->hold(press, TicketState::printed, nine));
    REQUIRE(queue->ask_reprint(press, {ids.make(nine), nine}));
    REQUIRE(queue->open("1", "officer", {ids.make(nine), nine}));
    REQUIRE(queue->call_next("1", {ids.make(nine), nine}));
    REQUIRE(engine.write({{}, {{"q/TEST/accepted/7KQ2M0XD", text_of(Accepted{nine, "officer", "code"})}}, {}}));
    const auto left = [&](const char* kind) { return engine.read(std::string("q/TEST/") + kind)->entries.size(); };
    REQUIRE(queue->forget_old(nine + 30min));
    CHECK((left("say/") == 1 && left("reprint/") == 1 && left("accepted/") == 1));
    REQUIRE(queue->forget_old(nine + 24h));
    CHECK((left("say/") == 0 && left("reprint/") == 0 && left("accepted/") == 1));
    REQUIRE(queue->forget_old(nine + 72h));
    CHECK(left("accepted/") == 0);
}

TEST_CASE("a queue moves to another engine and back, and its numbers go on") {
    ledger::SharedMemory memory(still);
    ledger::SharedMemory other_memory(still);
    ledger::MemoryEngine engine(memory);
    ledger::MemoryEngine other(other_memory);
    auto before = on(engine);
    SeededIds ids(1);
    std::vector<PressId> presses;
    for (int i = 0; i < 5; ++i) {
        presses.push_back(ids.make(nine));
        REQUIRE(before->take(presses.back(), to_submit, "", nine + Duration{i}));
        if (i % 2 == 0) REQUIRE(before->hold(presses.back(), TicketState::printed, nine));
    }
    CHECK(*before->write_numbers(nine) == 2);
    REQUIRE(before->count_anew(nine));
    REQUIRE(before->count_anew(nine));  // again after it was cut short
    REQUIRE(ledger::copy(engine, other, "q/TEST/", "K1"));
    auto after = on(other);
    CHECK(after->find(presses[3])->value().number == "A004");
    CHECK(after->take(presses[3], to_submit, "", nine)->number == "A004");
    CHECK(after->take(ids.make(nine), to_submit, "", nine)->number == "A006");
    CHECK(after->take(ids.make(nine), to_collect, "", nine)->number == "B001");
    CHECK(after->list(monday)->size() == 7);
}
