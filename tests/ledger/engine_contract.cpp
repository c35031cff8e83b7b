#include "tests/ledger/engine_contract.hpp"

#include <algorithm>

#include "kiosk/ledger/copy.hpp"
#include "kiosk/ledger/rules.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seed.hpp"

namespace kiosk::ledger::test {
namespace {

using kiosk::test::Dice;

const Entry* find(const Reading& reading, const std::string& key) {
    const auto found =
        std::find_if(reading.entries.begin(), reading.entries.end(), [&](const Entry& entry) { return entry.key == key; });
    return found == reading.entries.end() ? nullptr : &*found;
}

Reading must_read(Engine& engine, const std::string& prefix) {
    auto reading = engine.read(prefix);
    INFO((reading ? std::string() : reading.error().detail));
    REQUIRE(reading);
    CHECK(reading->agreed);
    return *reading;
}

Written must_write(Engine& engine, const Write& write) {
    auto written = engine.write(write);
    INFO((written ? std::string() : written.error().detail));
    REQUIRE(written);
    return *written;
}

void put(Engine& engine, const std::string& key, const std::string& value, Lease lease = 0) {
    REQUIRE(must_write(engine, {{}, {{key, value, lease}}, {}}).done);
}

/// Asks until something comes; engines that do not wait are asked once.
Changes must_change(Engine& engine, const std::string& prefix, Revision after) {
    auto changes = engine.changes(prefix, after, 5s);
    INFO((changes ? std::string() : changes.error().detail));
    REQUIRE(changes);
    return *changes;
}

void keys_are_kept_under_their_prefix(const Stand& stand) {
    auto engine = stand.open();
    const auto p = stand.new_prefix();
    CHECK(must_read(*engine, p).entries.empty());
    const std::string bytes("a\0\xff\n\"", 5);
    const auto first = must_write(*engine, {{}, {{p + "b/2", "two"}, {p + "b/1", bytes}, {p + "b0", ""}}, {}});
    REQUIRE(first.done);
    CHECK(first.version == 0);
    const auto all = must_read(*engine, p);
    CHECK(all.revision == first.revision);
    REQUIRE(all.entries.size() == 3);
    CHECK(all.entries[0] == Entry{p + "b/1", bytes, first.revision, first.revision, 1});
    CHECK(all.entries[1] == Entry{p + "b/2", "two", first.revision, first.revision, 1});
    CHECK(all.entries[2] == Entry{p + "b0", "", first.revision, first.revision, 1});
    CHECK(must_read(*engine, p + "b/").entries.size() == 2);
    CHECK(must_read(*engine, p + "b/2").entries.size() == 1);
    CHECK(must_read(*engine, p + "c").entries.empty());
    const auto every = must_read(*engine, "");
    CHECK(find(every, p + "b/1") != nullptr);

    const auto second = must_write(*engine, {{}, {{p + "b/1", "new"}}, {p + "b/2"}});
    CHECK(second.revision == first.revision + 1);
    const auto after = must_read(*engine, p);
    REQUIRE(after.entries.size() == 2);
    CHECK(after.entries[0] == Entry{p + "b/1", "new", first.revision, second.revision, 2});

    // Made anew, it is counted anew.
    const auto third = must_write(*engine, {{{p + "b/2", 0}}, {{p + "b/2", "again"}}, {}, p + "b/2"});
    REQUIRE(third.done);
    CHECK(third.version == 1);
    CHECK(*find(must_read(*engine, p), p + "b/2") == Entry{p + "b/2", "again", third.revision, third.revision, 1});

    engine.reset();
    engine = stand.open();
    CHECK(must_read(*engine, p).entries.size() == 3);
    CHECK(must_read(*engine, p).revision >= third.revision);
}

void a_write_happens_as_a_whole_or_not_at_all(const Stand& stand) {
    auto engine = stand.open();
    const auto p = stand.new_prefix();
    const auto made = must_write(*engine, {{{p + "a", 0}, {p + "b", 0}}, {{p + "a", "1"}}, {}});
    REQUIRE(made.done);
    const Write wrong[] = {{{{p + "a", 0}}, {{p + "x", ""}}, {p + "a"}},
                           {{{p + "a", made.revision + 1}}, {{p + "x", ""}}, {p + "a"}},
                           {{{p + "b", made.revision}}, {{p + "x", ""}}, {p + "a"}},
                           {{{p + "a", made.revision}, {p + "b", 1}}, {{p + "x", ""}}, {p + "a"}, p + "x"}};
    for (const auto& write : wrong) {
        const auto refused = must_write(*engine, write);
        CHECK_FALSE(refused.done);
        CHECK(refused.revision == made.revision);
        CHECK(refused.version == 0);
        CHECK(values_of(must_read(*engine, p)) == Values{{p + "a", "1"}});
    }
    REQUIRE(must_write(*engine, {{{p + "a", made.revision}, {p + "b", 0}}, {{p + "b", "2"}}, {p + "a"}}).done);
    CHECK(values_of(must_read(*engine, p)) == Values{{p + "b", "2"}});
    // What changes nothing is no step.
    const auto before = must_read(*engine, p).revision;
    const auto nothing = must_write(*engine, {{}, {}, {p + "a"}});
    CHECK(nothing.done);
    CHECK(nothing.revision == before);
    CHECK(must_write(*engine, {{{p + "b", before}}, {}, {}}).done);
    CHECK(must_read(*engine, p).revision == before);
}

void numbers_are_versions_given_once_a_press(const Stand& stand) {
    auto engine = stand.open();
    auto other = stand.several ? stand.open() : nullptr;
    const auto p = stand.new_prefix();
    for (int i = 1; i <= 20; ++i) {
        const auto press = p + "u/" + std::to_string(i);
        const Write take{{{press, 0}}, {{press, "A"}, {p + "next", press}}, {}, p + "next"};
        Engine& one = other && i % 2 == 0 ? *other : *engine;
        const auto taken = must_write(one, take);
        CHECK(taken.done);
        CHECK(taken.version == i);
        CHECK_FALSE(must_write(*engine, take).done);  // a double press
    }
    CHECK(must_read(*engine, p + "u/").entries.size() == 20);
}

void what_cannot_be_is_refused_before_anything_happens(const Stand& stand) {
    auto engine = stand.open();
    const auto p = stand.new_prefix();
    const auto before = must_read(*engine, p).revision;
    std::vector<Put> many;
    for (std::size_t i = 0; i <= most_steps; ++i) many.push_back({p + std::to_string(i), ""});
    std::vector<Put> heavy;
    for (std::size_t i = 0; i < 17; ++i) heavy.push_back({p + std::to_string(i), std::string(largest_value, 'x')});
    const std::pair<Write, Code> wrong[] = {{{{}, {{"", "x"}}, {}}, Code::bad_usage},
                                            {{{}, {{p + "ă", "x"}}, {}}, Code::bad_usage},
                                            {{{}, {{p + std::string(1, '\0'), "x"}}, {}}, Code::bad_usage},
                                            {{{{"", 0}}, {}, {}}, Code::bad_usage},
                                            {{{}, {{p + "a", "x"}, {p + "a", "y"}}, {}}, Code::bad_usage},
                                            {{{}, {{p + "a", "x"}}, {p + "a"}}, Code::bad_usage},
                                            {{{}, {}, {p + "a", p + "a"}}, Code::bad_usage},
                                            {{{}, {{p + "a", "x"}}, {}, p + "b"}, Code::bad_usage},
                                            {{{}, {{std::string(longest_key + 1, 'k'), "x"}}, {}}, Code::too_large},
                                            {{{}, {{p + "a", std::string(largest_value + 1, 'x')}}, {}}, Code::too_large},
                                            {{{}, many, {}}, Code::too_large},
                                            {{{}, heavy, {}}, Code::too_large}};
    for (const auto& [write, code] : wrong) {
        const auto refused = engine->write(write);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == code);
        CHECK_FALSE(refused.error().detail.empty());
    }
    CHECK(engine->read("ă").error().code == Code::bad_usage);
    CHECK(engine->changes("ă", 0, 0s).error().code == Code::bad_usage);
    CHECK(engine->grant(0s).error().code == Code::bad_usage);
    CHECK(engine->grant(1500ms).error().code == Code::bad_usage);
    CHECK(must_read(*engine, p).revision == before);
    // The largest that is allowed does happen.
    many.pop_back();
    REQUIRE(must_write(*engine, {{}, many, {}}).done);
    std::vector<Put> largest;
    for (char c = 'a'; c < 'a' + 15; ++c)
        largest.push_back({std::string(p + c).append(longest_key - p.size() - 1, 'k'), std::string(largest_value, c)});
    REQUIRE(must_write(*engine, {{}, largest, {}}).done);
    const auto all = must_read(*engine, p);
    CHECK(all.entries.size() == many.size() + largest.size());
    for (const auto& one : largest) CHECK(find(all, one.key)->value == one.value);
}

void a_reading_of_many_keys_is_of_one_moment(const Stand& stand) {
    auto engine = stand.open();
    const auto p = stand.new_prefix();
    Values written;
    for (int i = 0; i < 13; ++i) {
        Write write;
        for (int k = 0; k < 90; ++k) {
            write.puts.push_back({p + std::to_string(i * 90 + k), std::to_string(k)});
            written.emplace(write.puts.back().key, write.puts.back().value);
        }
        REQUIRE(must_write(*engine, write).done);
    }
    const auto all = must_read(*engine, p);
    CHECK(values_of(all) == written);
    CHECK(std::is_sorted(all.entries.begin(), all.entries.end(), [](auto& a, auto& b) { return a.key < b.key; }));
    CHECK(values_of(must_read(*engine, p + "11")).size() == 81);  // 11, 110 … 119, 1100 … 1169
}

void changes_are_told_once_and_in_order(const Stand& stand) {
    auto engine = stand.open();
    const auto p = stand.new_prefix();
    const auto begin = must_read(*engine, p).revision;
    auto none = engine->changes(p, begin, 0s);
    REQUIRE(none);
    CHECK(none->changes.empty());
    CHECK(none->until >= begin);

    const auto made = must_write(*engine, {{}, {{p + "a", "1"}, {p + "b", "2"}}, {}});
    auto told = must_change(*engine, p, begin);
    REQUIRE(told.changes.size() == 2);
    CHECK(told.until == made.revision);
    CHECK(told.changes[0] == Change{p + "a", Entry{p + "a", "1", made.revision, made.revision, 1}, made.revision});
    CHECK(told.changes[1].key == p + "b");
    CHECK(engine->changes(p, told.until, 0s)->changes.empty());
    // Who lost what was told asks again.
    CHECK(must_change(*engine, p, begin).changes == told.changes);

    const auto elsewhere = stand.new_prefix();
    put(*engine, elsewhere + "x", "other");
    const auto removed = must_write(*engine, {{}, {{p + "b", "3"}}, {p + "a"}});
    told = must_change(*engine, p, made.revision);
    REQUIRE(told.changes.size() == 2);
    CHECK(told.changes[0] == Change{p + "a", std::nullopt, removed.revision});
    CHECK(told.changes[1].entry->value == "3");
    CHECK(told.changes[1].entry->version == 2);
    // Another prefix in between, also one within.
    CHECK(must_change(*engine, p + "b", begin).changes.size() == 1);
    CHECK(must_change(*engine, elsewhere, begin).changes.size() == 1);
    CHECK(must_change(*engine, p, made.revision).changes == told.changes);
}

void leases_end_with_their_keys(const Stand& stand) {
    auto engine = stand.open();
    const auto p = stand.new_prefix();
    const auto lease = engine->grant(2s);
    REQUIRE(lease);
    const auto kept = engine->grant(2s);
    REQUIRE(kept);
    CHECK(*lease != *kept);
    put(*engine, p + "dies", "1", *lease);
    put(*engine, p + "freed", "1", *lease);
    put(*engine, p + "freed", "2");
    put(*engine, p + "kept", "1", *kept);
    const auto all = must_read(*engine, p);
    CHECK(find(all, p + "dies")->lease == *lease);
    CHECK(find(all, p + "freed")->lease == 0);
    for (int i = 0; i < 5; ++i) {
        stand.pass(1s);
        REQUIRE(engine->renew(*kept));
    }
    CHECK(values_of(must_read(*engine, p)) == Values{{p + "freed", "2"}, {p + "kept", "1"}});
    CHECK(engine->renew(*lease).error().code == Code::not_found);
    CHECK(engine->write({{}, {{p + "late", "1", *lease}, {p + "with", "1"}}, {}}).error().code == Code::not_found);
    CHECK(engine->revoke(*lease));
    const auto told = must_change(*engine, p, all.revision);
    REQUIRE(told.changes.size() == 1);
    CHECK(told.changes[0].key == p + "dies");
    CHECK_FALSE(told.changes[0].entry);
    REQUIRE(engine->revoke(*kept));
    CHECK(values_of(must_read(*engine, p)) == Values{{p + "freed", "2"}});
    CHECK(engine->renew(*kept).error().code == Code::not_found);
}

/// Who keeps a copy by the changes alone has what a reading gives, and both have what a plain map would have.
void an_engine_is_a_map_that_tells(const Stand& stand) {
    auto engine = stand.open();
    const auto p = stand.new_prefix();
    Dice dice(kiosk::test::seed());
    const auto key = [&] { return p + std::string(1, static_cast<char>('a' + dice.number(0, 5))); };
    std::map<std::string, Entry> model;
    Values copy;
    Revision seen = must_read(*engine, p).revision;
    for (int i = 0; i < 150; ++i) {
        Write write;
        bool holds = true;
        for (int n = dice.number(0, 2); n > 0; --n) {
            const auto guarded = key();
            const auto now = model.contains(guarded) ? model[guarded].modified : 0;
            const auto wanted = dice.one_in(4) ? now + 1 : now;
            holds = holds && wanted == now;
            write.guards.push_back({guarded, wanted});
        }
        for (char c = 'a'; c <= 'f'; ++c) {
            if (dice.one_in(4)) write.puts.push_back({p + c, std::to_string(i)});
            else if (dice.one_in(6)) write.removed.push_back(p + c);
        }
        const auto written = must_write(*engine, write);
        REQUIRE(written.done == holds);
        if (holds) {
            for (const auto& one : write.puts) {
                auto& entry = model[one.key];
                if (entry.version == 0) entry.created = written.revision;
                entry = {one.key, one.value, entry.created, written.revision, entry.version + 1};
            }
            for (const auto& gone : write.removed) model.erase(gone);
        }
        const auto reading = must_read(*engine, p);
        REQUIRE(reading.entries.size() == model.size());
        for (const auto& entry : reading.entries) REQUIRE(entry == model[entry.key]);
        if (!dice.one_in(5)) continue;
        for (int tries = 0; seen < reading.revision && values_of(reading) != copy && tries < 50; ++tries) {
            const auto told = must_change(*engine, p, seen);
            for (const auto& change : told.changes) {
                REQUIRE(change.revision > seen);
                if (change.entry) copy[change.key] = change.entry->value;
                else copy.erase(change.key);
            }
            REQUIRE(told.until >= seen);
            seen = told.until;
        }
        REQUIRE(copy == values_of(reading));
    }
}

void who_waits_can_be_stopped(const Stand& stand) {
    auto engine = stand.open();
    engine->stop();
    CHECK(engine->changes(stand.new_prefix(), 1, 60s).error().code == Code::stopped);
}

}  // namespace

Values values_of(const Reading& reading) {
    Values out;
    for (const auto& entry : reading.entries) out.emplace(entry.key, entry.value);
    return out;
}

void keeps_the_contract(const Stand& stand) {
    keys_are_kept_under_their_prefix(stand);
    a_write_happens_as_a_whole_or_not_at_all(stand);
    numbers_are_versions_given_once_a_press(stand);
    what_cannot_be_is_refused_before_anything_happens(stand);
    a_reading_of_many_keys_is_of_one_moment(stand);
    changes_are_told_once_and_in_order(stand);
    leases_end_with_their_keys(stand);
    an_engine_is_a_map_that_tells(stand);
    who_waits_can_be_stopped(stand);
}

}  // namespace kiosk::ledger::test
