#include "kiosk/dossier/kept_draft.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;

namespace {

Draft half_a_draft() {
    Draft draft;
    draft.procedure = "1.001193";
    draft.applicant = ApplicantKind::relative;
    draft.identified_by = IdentifiedBy::card;
    draft.submitter.name = Personal("Đinh Thị \"Thử\"");
    draft.submitter.number = Personal("051190000123");
    draft.holder.name = Personal("Đinh Văn Ngữ");
    draft.phone = Personal("0905000111");
    draft.set_answer("people[0].name", Personal("Người thứ nhất"), AnswerOrigin::typed);
    draft.set_answer("note", Personal("hai\ndòng"), AnswerOrigin::card);
    Page page;
    page.id.bytes[15] = 4;
    page.source = PageSource::camera;
    draft.paper("birth_notice").pages.push_back(page);
    draft.paper("consent").bring_original = true;
    return draft;
}

}  // namespace

TEST_CASE("a kept draft reads back as it was, its pages by their ids") {
    const DraftPlace place{DraftPlace::Part::form, 2};
    const auto read = read_draft(draft_json(half_a_draft(), place).reveal());
    REQUIRE(read);
    CHECK(read->draft == half_a_draft());
    CHECK(read->draft.papers[0].pages[0].source == PageSource::camera);
    CHECK(read->place == place);
}

TEST_CASE("what is no kept draft is told by the member that is wrong, never by its value") {
    const std::string good(draft_json(half_a_draft(), {}).reveal());
    struct Wrong {
        const char* old;
        const char* replacement;
        const char* named;
    };
    const auto wrong =
        GENERATE(Wrong{"\"relative\"", "\"friend\"", "applicant"}, Wrong{"\"camera\"", "\"051190000123\"", "source"},
                 Wrong{"\"phone\":\"", "\"phon\":\"", "phone"}, Wrong{"\"page\":0", "\"page\":-1", "page"});
    CAPTURE(wrong.old);
    auto spoiled = good;
    spoiled.replace(spoiled.find(wrong.old), std::string_view(wrong.old).size(), wrong.replacement);
    const auto read = read_draft(spoiled);
    REQUIRE_FALSE(read);
    CHECK(read.error().detail.find(wrong.named) != std::string::npos);
    CHECK(read.error().detail.find("0511") == std::string::npos);
    CHECK_FALSE(read_draft("[]"));
    auto newer = good;
    newer.replace(newer.find("\"version\":1"), 11, "\"version\":2");
    REQUIRE_FALSE(read_draft(newer));
    CHECK(read_draft(newer).error().code == Code::newer_version);
}
