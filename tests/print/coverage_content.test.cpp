// What the printed review says of what kiosks counted.

#include "kiosk/print/coverage_content.hpp"

#include "kiosk/print/vocabulary.hpp"
#include "tests/print/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::print;

namespace {

Content review_of(const review::Counts& counts) {
    review::Tally tally;
    REQUIRE(tally.join({"01900000-0000-7000-8000-000000000001", "BINHSON", "K1", samples::morning(), counts}));
    const auto& catalogue = samples::catalogue_of_tree();
    return coverage_content(review::coverage(catalogue, tally, "", "", {2026, 11, 27}), catalogue, samples::press());
}

std::string section(const Content& content, const std::string& list) {
    return std::string(content.values.at("section." + list).reveal());
}

}  // namespace

TEST_CASE("the sections of the review are numbered one after the other, without those that have nothing to say") {
    const auto nothing = review_of({});
    CHECK(section(nothing, "rates") == "1");
    for (const char* empty : {"unmet", "words", "promises", "units", "papers"}) CHECK(section(nothing, empty).empty());
    CHECK(section(nothing, "procedures") == "2");

    const auto words = review_of({{{"2026-11", review::Counted::unfound_words, "", "khai sinh"}, 3}});
    CHECK(section(words, "unmet").empty());
    CHECK(section(words, "words") == "2");
    CHECK(section(words, "procedures") == "3");
    for (const auto name : vocabulary(Subject::coverage).values)
        CHECK(words.values.contains(name) != common_names().contains(name));
}
