#include "kiosk/dossier/prefill.hpp"

#include "tests/dossier/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;

namespace {

catalogue::Question asks(std::string key, std::string prefill) {
    catalogue::Question out;
    out.key = std::move(key);
    out.prefill = std::move(prefill);
    return out;
}

catalogue::Form form() {
    auto sex = asks("gioi_tinh", "submitter.sex");
    sex.kind = catalogue::QuestionKind::radio;
    sex.options = {{"M", {"Nam", "Male"}}, {"F", {"Nữ", "Female"}}};
    auto copies = asks("so_ban", "");
    copies.default_value = "1";
    return {
        "f",
        {{{}, {asks("ho_ten", "submitter.name"), sex, asks("ten_con", "holder.name")}}, {{}, {copies, asks("khac", "")}}}};
}

std::string answer(const Draft& draft, std::string_view key) {
    const auto* found = draft.answer(key);
    return found == nullptr ? "(none)" : std::string(found->reveal());
}

}  // namespace

TEST_CASE("a form is filled from the card and says so") {
    auto draft = samples::draft();
    prefill(form(), samples::birth_registration(), draft);
    CHECK(answer(draft, "ho_ten") == "Đinh Thị Ánh");
    CHECK(draft.answers[0].origin == AnswerOrigin::card);
    CHECK(answer(draft, "gioi_tinh") == "F");
    CHECK(answer(draft, "ten_con") == "Đinh Gia Bảo");
    CHECK(draft.answers[2].origin == AnswerOrigin::typed);
    CHECK(answer(draft, "so_ban") == "1");
    CHECK(draft.answers[3].origin == AnswerOrigin::rule);
    CHECK(answer(draft, "khac") == "(none)");
}

TEST_CASE("what the person wrote by hand is not overwritten") {
    auto draft = samples::draft();
    draft.set_answer("ho_ten", Personal("Đinh Thị Ánh (Hoa)"), AnswerOrigin::typed);
    prefill(form(), samples::birth_registration(), draft);
    CHECK(answer(draft, "ho_ten") == "Đinh Thị Ánh (Hoa)");
}

TEST_CASE("when the person changes, the prefilled answers follow and the typed ones stay") {
    auto before = samples::draft();
    prefill(form(), samples::birth_registration(), before);
    before.set_answer("ten_con", Personal("Đinh Gia An"), AnswerOrigin::typed);
    auto now = before;
    now.submitter.name = Personal("Phạm Văn Hòa");
    now.submitter.sex = Personal("Nam");
    now.identified_by = IdentifiedBy::other_paper;
    prefill_again(form(), samples::birth_registration(), before, now);
    CHECK(answer(now, "ho_ten") == "Phạm Văn Hòa");
    CHECK(now.answers[0].origin == AnswerOrigin::typed);
    CHECK(answer(now, "gioi_tinh") == "M");
    CHECK(answer(now, "ten_con") == "Đinh Gia An");
}

TEST_CASE("the holder of one's own dossier is oneself") {
    auto draft = samples::draft();
    draft.applicant = ApplicantKind::self;
    prefill(form(), samples::birth_registration(), draft);
    CHECK(answer(draft, "ten_con") == "Đinh Thị Ánh");
    draft = samples::draft();
    draft.applicant = ApplicantKind::organisation;
    prefill(form(), samples::birth_registration(), draft);
    CHECK(answer(draft, "ten_con") == "(none)");
}

TEST_CASE("numbers are filled in as forms want them, however they were typed") {
    auto draft = samples::draft();
    draft.submitter.number = Personal("051 190 000 123");
    draft.tax_code = Personal("4300 123 456 001");
    const catalogue::Form numbers{"n", {{{}, {asks("so", "submitter.number"), asks("mst", "organisation.tax_code")}}}};
    prefill(numbers, samples::birth_registration(), draft);
    CHECK(answer(draft, "so") == "051190000123");
    CHECK(answer(draft, "mst") == "4300123456-001");
}

TEST_CASE("a prefill source that nobody fills is known as unknown") {
    CHECK(known_prefill("submitter.old_number"));
    CHECK(known_prefill("organisation.tax_code"));
    CHECK_FALSE(known_prefill("submitter.age"));
    CHECK_FALSE(known_prefill("submiter.name"));
}
