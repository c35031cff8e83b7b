#include "kiosk/dossier/validation.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;
using catalogue::Form;
using catalogue::Question;
using catalogue::QuestionKind;
using Kind = Problem::Kind;

namespace {

Question question(QuestionKind kind, catalogue::Rules rules = {}) {
    Question out;
    out.key = "q";
    out.kind = kind;
    out.rules = std::move(rules);
    return out;
}

/// The kind of the problem, or nothing.
std::optional<Kind> verdict(const Question& q, std::string_view typed) {
    const auto problems = check_answer(q, typed);
    return problems.empty() ? std::nullopt : std::optional(problems.front().kind);
}

std::string repeated(std::string_view letter, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += letter;
    return out;
}

catalogue::Rules required() {
    catalogue::Rules out;
    out.required = true;
    return out;
}

}  // namespace

TEST_CASE("an empty answer is missing only when it is required, and else passes every rule") {
    catalogue::Rules rules;
    rules.min_length = 3;
    rules.pattern = "[0-9]+";
    CHECK_FALSE(verdict(question(QuestionKind::text, rules), ""));
    CHECK_FALSE(verdict(question(QuestionKind::text, rules), "   "));
    CHECK(verdict(question(QuestionKind::text, required()), "  ") == Kind::missing);
    CHECK(verdict(question(QuestionKind::checkbox, required()), "false") == Kind::missing);
    CHECK_FALSE(verdict(question(QuestionKind::checkbox, required()), "true"));
}

TEST_CASE("lengths are counted as the portal counts them, in UTF-16 units of normal form C") {
    catalogue::Rules rules;
    rules.max_length = 4;
    const auto q = question(QuestionKind::text, rules);
    CHECK_FALSE(verdict(q, "Ngữ"));
    CHECK_FALSE(verdict(q, "Ngu\u031B\u0303"));  // the same word, decomposed
    CHECK_FALSE(verdict(q, "😀😀"));
    CHECK(verdict(q, "😀😀a") == Kind::too_long);
    const auto problem = check_answer(q, "😀😀a").front();
    CHECK(problem.limit == 4);
    CHECK(problem.actual == 5);
    rules.min_length = 3;
    CHECK(verdict(question(QuestionKind::text, rules), "ab") == Kind::too_short);
}

TEST_CASE("ten thousand letters and a page of emoji get a clear answer") {
    const auto q = question(QuestionKind::long_text);
    CHECK_FALSE(verdict(q, repeated("ữ", 10'000)));
    CHECK(verdict(q, repeated("ữ", 10'001)) == Kind::too_long);
    CHECK_FALSE(verdict(q, repeated("😀", 5'000)));
    CHECK(verdict(q, repeated("😀", 5'001)) == Kind::too_long);
    catalogue::Rules rules;
    rules.pattern = "([a-z]+)*!";
    CHECK(verdict(question(QuestionKind::text, rules), repeated("a", 10'000)) == Kind::pattern);
}

TEST_CASE("control characters and broken text are refused, lines in a long answer are not") {
    CHECK(verdict(question(QuestionKind::text), "a\x1B[31mb") == Kind::has_control_characters);
    CHECK(verdict(question(QuestionKind::text), "a\nb") == Kind::has_control_characters);
    CHECK_FALSE(verdict(question(QuestionKind::long_text), "a\nb"));
    CHECK(verdict(question(QuestionKind::text), "\xC3(") == Kind::has_control_characters);
    CHECK(verdict(question(QuestionKind::text), "abc\u202Etxt") == Kind::has_control_characters);
}

TEST_CASE("numbers, dates and choices are what they say") {
    catalogue::Rules rules;
    rules.min = 1;
    rules.max = 9.5;
    const auto number = question(QuestionKind::number, rules);
    CHECK_FALSE(verdict(number, "9,5"));
    CHECK(verdict(number, "0") == Kind::too_small);
    CHECK(verdict(number, "10") == Kind::too_large);
    CHECK(verdict(number, "1e1") == Kind::not_a_number);
    CHECK(verdict(number, "nan") == Kind::not_a_number);
    CHECK(verdict(number, "1 2") == Kind::not_a_number);
    CHECK_FALSE(verdict(question(QuestionKind::date), "2024-02-29"));
    CHECK(verdict(question(QuestionKind::date), "2025-02-29") == Kind::not_a_date);
    CHECK(verdict(question(QuestionKind::date), "29/02/2024") == Kind::not_a_date);
    auto choice = question(QuestionKind::radio);
    choice.options = {{"nam", {"Nam", ""}}, {"nu", {"Nữ", ""}}};
    CHECK_FALSE(verdict(choice, "nu"));
    CHECK(verdict(choice, "Nữ") == Kind::not_an_option);
}

TEST_CASE("phone numbers and e-mail addresses are judged kindly") {
    const auto phone = question(QuestionKind::phone);
    CHECK_FALSE(verdict(phone, "0905 123 456"));
    CHECK_FALSE(verdict(phone, "+84905123456"));
    CHECK_FALSE(verdict(phone, "0255.3822.222"));
    CHECK(verdict(phone, "905123456") == Kind::not_a_phone);
    CHECK(verdict(phone, "0905abc456") == Kind::not_a_phone);
    const auto email = question(QuestionKind::email);
    CHECK_FALSE(verdict(email, "anh.dinh+ks@quangngai.gov.vn"));
    for (const auto* wrong : {"anh", "@a.vn", "a@b", "a@@b.vn", "a b@c.vn", "a@b..vn", "a@-b.vn", "a@b.v", "a@b.vn."}) {
        CAPTURE(wrong);
        CHECK(verdict(email, wrong) == Kind::not_an_email);
    }
}

TEST_CASE("the form's own sentence goes with the problem") {
    catalogue::Rules rules;
    rules.pattern = "[A-Z]{2}";
    rules.message = {"Nhập hai chữ hoa", "Enter two capitals"};
    const auto problems = check_answer(question(QuestionKind::text, rules), "a");
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].kind == Kind::pattern);
    CHECK(problems[0].message.vi == "Nhập hai chữ hoa");
}

TEST_CASE("a question that is hidden is neither judged nor asked, and hides what hangs on it") {
    Form form;
    auto has_child = question(QuestionKind::checkbox);
    has_child.key = "has_child";
    auto name = question(QuestionKind::text, required());
    name.key = "child_name";
    name.condition = {"has_child", "true", true};
    auto school = question(QuestionKind::text, required());
    school.key = "school";
    school.condition = {"child_name", "Bảo", true};
    auto reason = question(QuestionKind::text, required());
    reason.key = "reason";
    reason.condition = {"has_child", "false", true};
    form.pages = {{{}, {has_child, name, school, reason}}};

    const auto keys = [&](const Draft& draft) {
        std::string out;
        for (const auto* q : visible_questions(form, 0, draft)) out += q->key + " ";
        return out;
    };
    Draft draft;
    CHECK(keys(draft) == "has_child reason ");
    draft.set_answer("has_child", Personal("true"), AnswerOrigin::typed);
    draft.set_answer("child_name", Personal(" Bảo "), AnswerOrigin::typed);
    CHECK(keys(draft) == "has_child child_name school ");
    const auto problems = check_page(form, 0, draft);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].key == "school");
    draft.set_answer("has_child", Personal("false"), AnswerOrigin::typed);
    CHECK(keys(draft) == "has_child reason ");
    CHECK(check_page(form, 1, draft).empty());
    CHECK(check_form(form, draft).size() == 1);
}

TEST_CASE("questions that hide each other in a circle stay hidden") {
    Form form;
    auto a = question(QuestionKind::text);
    a.key = "a";
    a.condition = {"b", "x", true};
    auto b = a;
    b.key = "b";
    b.condition = {"a", "x", true};
    form.pages = {{{}, {a, b}}};
    CHECK(visible_questions(form, 0, Draft{}).empty());
}
