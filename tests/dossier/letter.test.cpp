#include "kiosk/dossier/letter.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;

namespace {

LetterHead letter_head() {
    LetterHead head;
    head.id.bytes[15] = 7;
    head.written_at = wall_time({{2026, 11, 23}, 9, 42, 0});
    head.kiosk_id = "K1";
    head.centre = "BINHSON";
    head.unit = "binh_son";
    return head;
}

Rating some_rating() { return {"2026-1", 5, "H48.22-261123-0001", "A012", {{"service", 5}, {"kiosk", 1}}}; }

std::string spoiled(std::string text, std::string_view old, std::string_view replacement) {
    const auto at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), replacement);
}

}  // namespace

TEST_CASE("a rating reads back as it was written") {
    const auto read = read_letter(rating_json(letter_head(), some_rating()));
    REQUIRE(read);
    CHECK(read->kind == LetterKind::rating);
    CHECK(read->rating == some_rating());
    CHECK(read->head.id == letter_head().id);
    CHECK(read->head.written_at == letter_head().written_at);
    CHECK(read->head.kiosk_id == "K1");
    CHECK(read->head.centre == "BINHSON");
    CHECK(read->head.unit == "binh_son");
}

TEST_CASE("a withdrawal reads back as it was written") {
    const auto json = withdrawal_json(letter_head(), {"H48.22-261123-0001", Personal("0123")});
    const auto read = read_letter(json.reveal());
    REQUIRE(read);
    CHECK(read->kind == LetterKind::withdrawal);
    CHECK(read->withdrawal.dossier == "H48.22-261123-0001");
    CHECK(read->withdrawal.last_four == Personal("0123"));
}

TEST_CASE("a supplement reads back as it was written, and one that adds nothing is none") {
    Uuid page;
    page.bytes[15] = 9;
    Supplement supplement{"H48.22-261123-0001", Personal("0123"), {}};
    supplement.papers.push_back({"declaration", "Tờ khai \"mới\"", false, {{page, PageSource::camera, "image/jpeg", 1234}}});
    supplement.papers.push_back({"other", "Giấy khác", true, {}});
    const auto read = read_letter(supplement_json(letter_head(), supplement).reveal());
    REQUIRE(read);
    CHECK(read->kind == LetterKind::supplement);
    CHECK(read->about() == "H48.22-261123-0001");
    REQUIRE(read->supplement.papers.size() == 2);
    const auto& first = read->supplement.papers[0];
    CHECK(first.name == "Tờ khai \"mới\"");
    REQUIRE(first.pages.size() == 1);
    CHECK(first.pages[0].id == page);
    CHECK(first.pages[0].source == PageSource::camera);
    CHECK(first.pages[0].bytes == 1234);
    CHECK(read->supplement.papers[1].bring_original);
    supplement.papers[1].bring_original = false;
    CHECK_FALSE(read_letter(supplement_json(letter_head(), supplement).reveal()));
    supplement.papers.clear();
    CHECK_FALSE(read_letter(supplement_json(letter_head(), supplement).reveal()));
}

TEST_CASE("what is no letter is told by the member that is wrong, never by its value") {
    const auto good = rating_json(letter_head(), some_rating());
    struct Wrong {
        const char* old;
        const char* replacement;
    };
    const auto wrong =
        GENERATE(Wrong{"\"rating\"", "\"poem\""}, Wrong{"\"value\":5", "\"value\":6"}, Wrong{"\"value\":5", "\"value\":0"},
                 Wrong{"\"value\":5", "\"value\":\"5\""}, Wrong{"\"levels\":5", "\"levels\":1"},
                 Wrong{"\"answers\":[", "\"answers\":7,\"x\":["}, Wrong{"\"A012\"", "\"A0\\u000112\""},
                 Wrong{"\"id\":\"0", "\"id\":\"x"}, Wrong{"+07:00", "yesterday"}, Wrong{"}", ""});
    CAPTURE(wrong.old, wrong.replacement);
    const auto read = read_letter(spoiled(good, wrong.old, wrong.replacement));
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Code::bad_format);
    CHECK(read.error().detail.find("poem") == std::string::npos);
}
