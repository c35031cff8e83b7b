#include "kiosk/dossier/identity.hpp"

#include "tests/dossier/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;
using PersonFault = IdentityProblem::Kind;

namespace {

std::optional<PersonFault> number_verdict(std::string_view number, NumberKind kind = NumberKind::any) {
    const auto problems = check_number(number, kind);
    return problems.empty() ? std::nullopt : std::optional(problems.front().kind);
}
std::optional<PersonFault> name_verdict(std::string_view name) {
    const auto problems = check_name(name);
    return problems.empty() ? std::nullopt : std::optional(problems.front().kind);
}
constexpr LocalDate visit_day{2026, 11, 23};

}  // namespace

TEST_CASE("a number with a digit too few says how many it has") {
    const auto problems = check_number("05119000012", NumberKind::personal);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].kind == PersonFault::wrong_length);
    CHECK(problems[0].expected == 12);
    CHECK(problems[0].actual == 11);
}

TEST_CASE("each paper writes its number in its own way, blanks do not matter") {
    CHECK_FALSE(number_verdict("051 190 000 123"));
    CHECK_FALSE(number_verdict("212345678"));
    CHECK_FALSE(number_verdict("c1234567"));
    CHECK_FALSE(number_verdict("C12345678", NumberKind::passport));
    CHECK(number_verdict("C12345678", NumberKind::personal) == PersonFault::not_digits);
    CHECK(number_verdict("212345678", NumberKind::personal) == PersonFault::wrong_length);
    CHECK(number_verdict("051190000123", NumberKind::cmnd) == PersonFault::wrong_length);
    CHECK(number_verdict("0511x0000123") == PersonFault::not_digits);
    CHECK(number_verdict("") == PersonFault::missing);
}

TEST_CASE("real names pass, digits and pictures do not") {
    for (const auto* name :
         {"Đinh Thị Ánh", "Y' Thiên", "K’Brông", "H'Hen Niê", "Anne-Marie O'Neill", "김민준", "Nguye\u0302\u0303n"}) {
        CAPTURE(name);
        CHECK_FALSE(name_verdict(name));
    }
    for (const auto* name : {"Anh 2", "Anh😀", "<b>", "a@b", "...", "A\tB", "A\u202EB", "✓", "\xC3("}) {
        CAPTURE(name);
        CHECK(name_verdict(name) == PersonFault::not_letters);
    }
    CHECK(name_verdict("  ") == PersonFault::missing);
    CHECK(name_verdict(std::string(101, 'a')) == PersonFault::too_long);
}

TEST_CASE("the sign that is no part of a name or a number is named, and one that cannot be seen is not") {
    const auto sign_in = [](const std::vector<IdentityProblem>& problems) {
        REQUIRE(problems.size() == 1);
        return problems[0].sign;
    };
    CHECK(sign_in(check_name("Anh 2")) == "2");
    CHECK(sign_in(check_name("Trần ✓ Mẫu 3")) == "✓");
    CHECK(sign_in(check_name("Anh\U0001F600")) == "\U0001F600");
    CHECK(sign_in(check_name("...")) == ".");
    for (const auto* unseen : {"A\tB", "A\u202EB", "\xC3("}) CHECK(sign_in(check_name(unseen)).empty());
    CHECK(sign_in(check_number("0511x0000123", NumberKind::any)) == "X");
    CHECK(sign_in(check_number("0511Đ0000123", NumberKind::any)) == "Đ");
    CHECK(sign_in(check_number("0511\x1B"
                               "0000123",
                               NumberKind::any))
              .empty());
    CHECK(sign_in(check_number("051190", NumberKind::any)).empty());
}

TEST_CASE("a person is judged field by field, in the order of the page") {
    CHECK(check_person(samples::mother(), visit_day).empty());
    auto person = samples::mother();
    person.name = Personal("");
    person.birth_date = Personal("2026-11-24");
    person.sex = Personal("x");
    const auto problems = check_person(person, visit_day);
    REQUIRE(problems.size() == 3);
    CHECK(problems[0].field == PersonField::name);
    CHECK(problems[1].kind == PersonFault::in_the_future);
    CHECK(problems[2].field == PersonField::sex);
    person.birth_date = Personal("1899-12-31");
    CHECK(check_person(person, visit_day)[1].kind == PersonFault::too_long_ago);
}

TEST_CASE("a newborn child needs no number, an authorising adult does") {
    auto draft = samples::draft();
    CHECK(check_holder(draft, visit_day).empty());
    draft.applicant = ApplicantKind::authorised;
    REQUIRE(check_holder(draft, visit_day).size() == 1);
    CHECK(check_holder(draft, visit_day)[0].field == PersonField::number);
    draft.applicant = ApplicantKind::organisation;
    CHECK(check_holder(draft, visit_day).size() == 2);
    draft.organisation_name = Personal("Công ty TNHH 1TV Sông Trà");
    draft.tax_code = Personal("4300123456-001");
    CHECK(check_holder(draft, visit_day).empty());
    draft.tax_code = Personal("43001234");
    CHECK(check_holder(draft, visit_day)[0].kind == PersonFault::wrong_length);
}

TEST_CASE("a number that says another year or sex raises a doubt and no problem") {
    auto person = samples::mother();
    CHECK(number_doubts(person) == NumberDoubts{});
    person.birth_date = Personal("1991-02-03");
    person.sex = Personal("Nam");
    CHECK(number_doubts(person) == NumberDoubts{true, true});
    CHECK(check_person(person, visit_day).empty());
    person.number = Personal("212345678");
    CHECK(number_doubts(person) == NumberDoubts{});
}

TEST_CASE("a look-up opens by the numbers that the dossier knows, each once") {
    auto draft = samples::draft();
    draft.holder.number = Personal("051326000999");
    auto numbers = factor_numbers(draft);
    REQUIRE(numbers.size() == 3);
    CHECK(numbers[0].reveal() == "051326000999");
    CHECK(numbers[2].reveal() == "0905000777");
    draft.holder.number = draft.submitter.number;
    CHECK(factor_numbers(draft).size() == 2);
}
