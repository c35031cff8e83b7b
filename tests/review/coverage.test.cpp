#include "kiosk/review/coverage.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/review/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::review;

namespace {

constexpr const char* birth = "1.001193";
const LocalDate today{2026, 11, 27};

Tally counted(std::initializer_list<std::pair<CountLine, std::int64_t>> lines) {
    auto book = test::book(1);
    for (const auto& [line, count] : lines) book.counts[line] = count;
    Tally out;
    REQUIRE(out.join(book));
    return out;
}

CountLine line(Counted counted, std::string procedure = birth, std::string detail = {}) {
    return {"2026-11", counted, std::move(procedure), std::move(detail)};
}

const ProcedureReview& row_of(const Coverage& coverage, std::string_view code) {
    const auto found =
        std::ranges::find_if(coverage.procedures, [&](const auto& row) { return row.procedure->code == code; });
    REQUIRE(found != coverage.procedures.end());
    return *found;
}

Coverage review_of(const Tally& tally) { return coverage(*test::shipped(), tally, "", "", today); }

bool has(const Proposal& proposal, std::string_view id) {
    return std::ranges::any_of(proposal.obstacles, [&](const auto& obstacle) { return obstacle.id == id; });
}

}  // namespace

TEST_CASE("the review sums what kiosks counted, the most asked for first") {
    const auto review = review_of(counted({{line(Counted::visits, ""), 50},
                                           {line(Counted::asked_for), 9},
                                           {line(Counted::found_by_search), 4},
                                           {line(Counted::searches_left, ""), 12},
                                           {line(Counted::unfound_words, "", "cap lai bang lai"), 7},
                                           {line(Counted::filed_online), 3},
                                           {line(Counted::prepared), 1},
                                           {line(Counted::counter_only, "2.000815"), 2},
                                           {line(Counted::asked_for, "9.999999"), 1}}));
    CHECK(review.visits == 50);
    CHECK(review.searches == 16);
    CHECK(review.searches_left == 12);
    REQUIRE(review.not_found.size() == 1);
    CHECK(review.not_found.front().words == "cap lai bang lai");
    CHECK(review.not_found_other == 5);
    CHECK(review.procedures.size() == test::shipped()->procedures().size());
    CHECK(review.procedures.front().procedure->code == birth);
    CHECK(review.procedures.front().online_percent() == 75.0);
    CHECK(row_of(review, "2.000815").could_not() == 2);
    CHECK(review.not_in_catalogue == std::vector<std::string>{"9.999999"});
}

TEST_CASE("what nobody knows has no rate: neither filings nor promises, and payments never") {
    const auto review = review_of({});
    CHECK(review.from.empty());
    for (const auto& row : review.procedures) {
        CHECK_FALSE(row.online_percent());
        CHECK_FALSE(row.promises.kept_percent());
    }
    const auto json = nlohmann::json::parse(coverage_json(review));
    for (const auto& row : json["procedures"]) CHECK(row["online_payment_percent"].is_null());
}

TEST_CASE("missing papers are named, the most missing first, and late results by unit") {
    const auto review = review_of(counted({{line(Counted::paper_missing, birth, "authorisation"), 2},
                                           {line(Counted::paper_missing, birth, "birth_notice"), 5},
                                           {line(Counted::paper_later, birth, "birth_notice"), 3},
                                           {line(Counted::ended_in_time, birth, "UBND xã A"), 3},
                                           {line(Counted::ended_late, birth, "UBND xã A"), 1},
                                           {line(Counted::found_overdue, birth, "UBND xã B"), 4}}));
    const auto& row = row_of(review, birth);
    REQUIRE(row.papers.size() == 2);
    CHECK(row.papers.front().name == "Giấy chứng sinh");
    CHECK(row.papers.front().missing == 5);
    CHECK(row.papers.front().later == 3);
    CHECK(row.promises.kept_percent() == 75.0);
    REQUIRE(review.units.size() == 2);
    CHECK(review.units.front().unit == "UBND xã B");
}

TEST_CASE("a proposal follows plain rules: originals leave level 3, no published channel level 2, a scanner is equipment") {
    const auto& birth_procedure = *test::shipped()->procedure(birth);
    auto easy = birth_procedure;
    easy.offer = catalogue::Offer::submit;
    for (auto& component : easy.components) component.originals = 0;
    const auto easiest = propose(easy, *test::shipped(), 0);
    REQUIRE(easiest.proposed != nullptr);
    CHECK(easiest.proposed->number == "4");
    CHECK(easiest.obstacles.empty());

    auto counter = easy;
    counter.offer = catalogue::Offer::in_person;
    CHECK(propose(counter, *test::shipped(), 0).proposed->number == "3");
    const auto originals = propose(birth_procedure, *test::shipped(), 0);
    CHECK(originals.proposed->number == "3");
    CHECK(originals.reasons() == std::vector{Reason::legal});

    auto no_channel = easy;
    std::erase_if(no_channel.handling, [](const auto& h) { return h.channel == catalogue::Channel::online; });
    CHECK(propose(no_channel, *test::shipped(), 0).proposed->number == "2");

    auto paid = easy;
    paid.handling.front().fee_dong = 8000;
    paid.untested = true;
    const auto technical = propose(paid, *test::shipped(), 3);
    CHECK(technical.proposed->number == "4");
    CHECK(has(technical, "no_payment"));
    CHECK(has(technical, "untested"));
    CHECK(technical.reasons() == std::vector{Reason::technical, Reason::equipment});

    auto high = no_channel;
    high.level = "full";
    CHECK(propose(high, *test::shipped(), 0).proposed->number == "4");  // nobody is told to go back
}

TEST_CASE("the sheet for Excel opens as Vietnamese, has a line for each procedure and the rates of each authority") {
    const auto review = review_of(counted({{line(Counted::asked_for), 9}}));
    const auto sheet = coverage_csv(review, *test::shipped());
    CHECK(sheet.starts_with("\xEF\xBB\xBF\"STT\",\"Mã thủ tục\""));
    CHECK(std::ranges::count(sheet, '\n') ==
          static_cast<std::ptrdiff_t>(1 + review.procedures.size() + review.rates.size()));
    CHECK(sheet.find("\"1.001193\",\"Thủ tục đăng ký khai sinh\",\"Hộ tịch") != std::string::npos);
    CHECK(sheet.find("Tổng cộng: ") != std::string::npos);
    LevelRates rates;
    rates.procedures = 5;
    rates.unknown = 5;
    CHECK_FALSE(rates.percent(rates.level_4));
    rates.unknown = 1;
    rates.level_4 = 1;
    CHECK(rates.percent(rates.level_4) == 25.0);
    CHECK(review.rates.back().procedures == static_cast<int>(review.procedures.size()));
    CHECK(percent_words(66.66) == "66,7");
    CHECK(percent_words(std::nullopt).empty());
}
