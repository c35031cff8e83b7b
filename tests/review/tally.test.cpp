#include "kiosk/review/count_rules.hpp"

#include "tests/review/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::review;
using test::book;

namespace {

const CountRules& rules() {
    static const CountRules made(*test::shipped());
    return made;
}

Result<Tally> read(std::string_view json) { return read_tally(json, rules()); }

Tally tally_of(const std::vector<Book>& books) {
    Tally out;
    for (const auto& each : books) REQUIRE(out.join(each));
    return out;
}

Tally joined(Tally a, const Tally& b) {
    REQUIRE(a.join(b));
    return a;
}

Book asked(int number, std::int64_t times) {
    auto out = book(number);
    out.counts[{"2026-11", Counted::asked_for, "1.001193", ""}] = times;
    return out;
}

}  // namespace

TEST_CASE("counts of many kiosks are joined in any order and grouping, and a kiosk that comes twice counts once") {
    test::Dice dice(test::seed());
    for (int round = 0; round < 200; ++round) {
        const auto a = tally_of({test::some_book(dice), test::some_book(dice)});
        const auto b = tally_of({test::some_book(dice)});
        const auto c = tally_of({test::some_book(dice), test::some_book(dice)});
        REQUIRE(joined(joined(a, b), c) == joined(a, joined(b, c)));
        REQUIRE(joined(a, b) == joined(b, a));
        REQUIRE(joined(a, a) == a);
        REQUIRE(joined(joined(a, b), a) == joined(a, b));
    }
}

TEST_CASE("a newer state of a kiosk's book takes the place of an older one, and other kiosks are added") {
    const CountLine line{"2026-11", Counted::asked_for, "1.001193", ""};
    const auto all = tally_of({asked(1, 3), asked(1, 5), asked(1, 4), asked(2, 10)});
    CHECK(all.books().size() == 2);
    CHECK(all.sum().at(line) == 15);
    CHECK(all.sum("2026-12").empty());
    CHECK(all.sum("", "2026-10").empty());
    CHECK(all.sum("2026-11", "2026-11").at(line) == 15);
}

TEST_CASE("two machines with a copy of one data folder are told apart and refused") {
    Tally tally;
    REQUIRE(tally.join(asked(1, 3)));
    auto copy = asked(1, 3);
    copy.kiosk = "K9";
    const auto refused = tally.join(copy);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::busy);
    CHECK(refused.error().detail.find("K9") != std::string::npos);
}

TEST_CASE("a file of counts is read as it was written") {
    test::Dice dice(test::seed() + 1);
    for (int round = 0; round < 50; ++round) {
        const auto tally = tally_of({test::some_book(dice), test::some_book(dice)});
        const auto again = read(tally_json(tally));
        REQUIRE(again);
        CHECK(*again == tally);
    }
}

TEST_CASE("a file of counts that is cut, of another program, or holds what nobody counts is refused with its place") {
    auto with_words = asked(1, 3);
    with_words.counts[{"2026-11", Counted::unfound_words, "", "cap lai bang lai"}] = 7;
    const auto good = tally_json(tally_of({with_words}));
    REQUIRE(read(good));
    CHECK(read(good.substr(0, good.size() / 2)).error().code == Code::bad_format);
    const auto changed = [&](std::string_view from, std::string_view to) {
        auto text = good;
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        const auto refused = read(text);
        REQUIRE_FALSE(refused);
        return refused.error();
    };
    CHECK(changed("\"version\":1", "\"version\":2").code == Code::newer_version);
    CHECK(changed("kiosk-tally", "another").code == Code::bad_format);
    CHECK(changed("\"count\":3", "\"count\":-3").detail.find("books[0].counts[1].count") != std::string::npos);
    CHECK(changed("\"count\":3", "\"count\":3.5").detail.find(".count") != std::string::npos);
    CHECK(changed("asked_for", "names").detail.find(".counted") != std::string::npos);
    CHECK(changed("\"month\":\"2026-11", "\"month\":\"2026-13").detail.find(".month") != std::string::npos);
    CHECK(changed("cap lai bang lai", "nguyen 051190000123").detail.find(".detail") != std::string::npos);
    CHECK(changed("\"id\":\"01", "\"id\":\"xx").detail.find(".id") != std::string::npos);
    CHECK(changed("\"centre\":\"BINHSON", "\"centre\":\"Nguyễn Văn A").detail.find(".centre") != std::string::npos);
    CHECK(changed("\"kiosk\":\"K1", "\"kiosk\":\"Nguyễn A").detail.find(".kiosk") != std::string::npos);
    CHECK(changed("\"as_of\"", "\"note\":\"Nguyễn Văn A\",\"as_of\"").detail.find("books[0]: a key") != std::string::npos);
    CHECK(changed("\"month\"", "\"who\":\"A\",\"month\"").detail.find("counts[0]: a key") != std::string::npos);
    CHECK_FALSE(read("[]"));
    CHECK_FALSE(read("{\"format\":\"kiosk-tally\",\"version\":1,\"books\":[7]}"));
    CHECK_FALSE(
        read("{\"format\":\"kiosk-tally\",\"version\":1,\"books\":[{\"id\":\"00000000-0000-0000-0000-000000000000\","
             "\"centre\":\"A\",\"kiosk\":\"K\",\"as_of\":\"2026-11-27T09:00:00+07:00\",\"counts\":[3]}]}"));
}

TEST_CASE("a file of counts made by hand says nothing that a kiosk would not have written down") {
    const auto refused = [](const CountLine& line, std::int64_t count) {
        auto one = book(1);
        one.counts[line] = count;
        const auto back = read(tally_json(tally_of({one})));
        CHECK(rules().allowed(one.counts).empty() != back.has_value());  // nor would a kiosk send it
        return back ? std::string() : back.error().detail;
    };
    const auto line = [](Counted counted, std::string procedure, std::string detail) {
        return CountLine{"2026-11", counted, std::move(procedure), std::move(detail)};
    };
    const std::string birth = "1.001193";
    const auto place = [](const char* key) { return std::string("books[0].counts[0].") + key; };
    for (const auto counted : {Counted::ended_in_time, Counted::ended_late, Counted::found_overdue}) {
        CHECK(refused(line(counted, birth, "Nguyễn Văn A 051190000123"), 9).starts_with(place("detail")));
        CHECK(refused(line(counted, birth, "UBND xã Bình Sơn"), 1).empty());
        CHECK(refused(line(counted, birth, "UBND huyện Bình Sơn"), 1).empty());  // ended, and still known
        CHECK(refused(line(counted, birth, ""), 1).empty());
    }
    for (const auto counted : {Counted::paper_missing, Counted::paper_later}) {
        CHECK(refused(line(counted, birth, "Nguyễn Văn A"), 9).starts_with(place("detail")));
        CHECK(refused(line(counted, birth, ""), 9).starts_with(place("detail")));
        CHECK(refused(line(counted, birth, "birth_notice"), 1).empty());
    }
    CHECK(refused(line(Counted::visits, "", "Nguyễn Văn A"), 9).starts_with(place("detail")));
    CHECK(refused(line(Counted::asked_for, "051190000123", ""), 9).starts_with(place("procedure")));
    CHECK(refused(line(Counted::asked_for, "9.999999", ""), 1).empty());  // of a newer catalogue
    const std::string name = "nguyen thi thu";
    CHECK(refused(line(Counted::unfound_words, "", name), enough_visits - 1).starts_with(place("count")));
    CHECK(refused(line(Counted::unfound_words, "", name), enough_visits).empty());
    CHECK(refused(line(Counted::unfound_words, "", "khai sinh"), 1).empty());  // the catalogue says it
    CHECK(refused(line(Counted::unfound_words, birth, "khai sinh"), 9).starts_with(place("procedure")));
}

TEST_CASE("everything that is counted has a name that leads back to it") {
    for (int i = 0; i < counted_kinds; ++i) {
        const auto counted = static_cast<Counted>(i);
        CHECK(parse_counted(name(counted)) == counted);
    }
    CHECK_FALSE(parse_counted("nothing"));
}
