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

TEST_CASE("every source that a form may name says something") {
    const Person person{Personal("Phạm Văn Hòa"), Personal("051090000456"), Personal("212345678"),
                        Personal("1990-03-04"),   Personal("Nam"),          Personal("Xã Bình Châu")};
    Draft draft;
    sign_in(draft, person, {Personal("0900000000"), Personal("hoa@example.invalid")});
    draft.applicant = ApplicantKind::relative;
    draft.holder = person;
    draft.organisation_name = Personal("Hợp tác xã Mẫu");
    draft.tax_code = Personal("4300123456");
    for (const auto source : catalogue::prefill_sources) {
        CAPTURE(source);
        auto filled = draft;
        prefill({"f", {{{}, {asks("a", std::string(source))}}}}, samples::birth_registration(), filled);
        CHECK(answer(filled, "a") != "(none)");
    }
}

TEST_CASE("a form is filled from the account of somebody who signed in and says so") {
    auto draft = samples::draft();
    draft.phone = {};
    sign_in(draft,
            {Personal("Phạm Văn Hòa"), Personal("051090000456"), Personal(), Personal("1990-03-04"), Personal("Nam"),
             Personal("Xã Bình Châu")},
            {Personal("0900000000"), Personal("hoa@example.invalid")});
    auto sex = asks("gioi_tinh", "submitter.sex");
    sex.kind = catalogue::QuestionKind::radio;
    sex.options = {{"M", {"Nam", "Male"}}, {"F", {"Nữ", "Female"}}};
    auto day = asks("ngay_sinh", "submitter.birth_date");
    day.kind = catalogue::QuestionKind::day;
    const catalogue::Form form{
        "f",
        {{{},
          {asks("ho_ten", "submitter.name"), asks("so", "submitter.number"), sex, day, asks("cu_tru", "submitter.residence"),
           asks("dien_thoai", "phone"), asks("thu", "email"), asks("ten_con", "holder.name")}}}};
    prefill(form, samples::birth_registration(), draft);
    CHECK(draft.identified_by == IdentifiedBy::signed_in);
    const std::vector<std::pair<std::string_view, std::string_view>> said{
        {"ho_ten", "Phạm Văn Hòa"},    {"so", "051090000456"},     {"gioi_tinh", "M"},
        {"ngay_sinh", "04/03/1990"},   {"cu_tru", "Xã Bình Châu"}, {"dien_thoai", "0900000000"},
        {"thu", "hoa@example.invalid"}};
    REQUIRE(draft.answers.size() == said.size() + 1);
    for (std::size_t i = 0; i < said.size(); ++i) {
        CAPTURE(said[i].first);
        CHECK(answer(draft, said[i].first) == said[i].second);
        CHECK(draft.answers[i].origin == AnswerOrigin::portal);
    }
    CHECK(answer(draft, "ten_con") == "Đinh Gia Bảo");  // the child has no account
    CHECK(draft.answers.back().origin == AnswerOrigin::typed);
}

TEST_CASE("a telephone number typed before signing in stays, and is not said to be the account's") {
    auto draft = samples::draft();
    draft.phone = Personal("0911111111");
    sign_in(draft, draft.submitter, {Personal("0900000000"), Personal()});
    prefill({"f", {{{}, {asks("dien_thoai", "phone"), asks("thu", "email")}}}}, samples::birth_registration(), draft);
    REQUIRE(draft.answers.size() == 1);
    CHECK(answer(draft, "dien_thoai") == "0911111111");
    CHECK(draft.answers[0].origin == AnswerOrigin::typed);
}

TEST_CASE("after signing in, what the card had filled in follows the account") {
    auto before = samples::draft();
    prefill(form(), samples::birth_registration(), before);
    auto now = before;
    auto owner = before.submitter;
    owner.name = Personal("Đinh Thị Ánh Nguyệt");
    sign_in(now, owner, {});
    prefill_again(form(), samples::birth_registration(), before, now);
    CHECK(answer(now, "ho_ten") == "Đinh Thị Ánh Nguyệt");
    CHECK(now.answers[0].origin == AnswerOrigin::portal);
}
