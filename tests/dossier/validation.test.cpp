#include "kiosk/dossier/validation.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;
using catalogue::Form;
using catalogue::Question;
using catalogue::QuestionKind;
using Kind = Problem::Kind;

namespace {

constexpr LocalDate today{2026, 11, 23};

Question question(QuestionKind kind, catalogue::Rules rules = {}) {
    Question out;
    out.key = "q";
    out.kind = kind;
    out.rules = std::move(rules);
    return out;
}

/// The kind of the problem, or nothing.
std::optional<Kind> verdict(const Question& q, std::string_view typed) {
    const auto problems = check_answer(q, typed, today);
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
    rules.pattern = *Pattern::compile("[0-9]+");
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
    const auto problem = check_answer(q, "😀😀a", today).front();
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
    rules.pattern = *Pattern::compile("([a-z]+)*!");
    CHECK(verdict(question(QuestionKind::text, rules), repeated("a", 10'000)) == Kind::pattern);
}

TEST_CASE("the one sign that keeps an answer from its pattern is named, and none is guessed") {
    const auto sign_in = [](const char* pattern, std::string_view typed) {
        catalogue::Rules rules;
        rules.pattern = *Pattern::compile(pattern);
        const auto problems = check_answer(question(QuestionKind::text, rules), typed, today);
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].kind == Kind::pattern);
        return problems[0].sign;
    };
    CHECK(sign_in("[0-9]+", "12a4") == "a");
    CHECK(sign_in("[0-9]+", "1-2-3") == "-");
    CHECK(sign_in("[0-9]+", "12 4") == " ");
    CHECK(sign_in("[^0-9]+", "Nguyễn 3") == "3");
    CHECK(sign_in("[0-9]+", "12Đ") == "Đ");
    CHECK(sign_in("[0-9]+", "1a2b").empty());         // two of them
    CHECK(sign_in("[0-9]{3}", "1234").empty());       // one too many, nobody knows which
    CHECK(sign_in("[0-9]{3}", "12a").empty());        // and without it one is missing
    CHECK(sign_in("([0-9]+|[a-z]+)", "1a").empty());  // either
    CHECK(sign_in("[0-9]+", "12\x1B").empty());       // cannot be seen
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
    for (const auto* wrong : {"anh", "@a.vn", "a@b", "a@@b.vn", "a b@c.vn", "a@b..vn", "a@b.v", "a@b.vn."}) {
        CAPTURE(wrong);
        CHECK(verdict(email, wrong) == Kind::not_an_email);
    }
}

TEST_CASE("the form's own sentence goes with the problem") {
    catalogue::Rules rules;
    rules.pattern = *Pattern::compile("[A-Z]{2}");
    rules.message = {"Nhập hai chữ hoa", "Enter two capitals"};
    const auto problems = check_answer(question(QuestionKind::text, rules), "a", today);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].kind == Kind::pattern);
    CHECK(problems[0].message.vi == "Nhập hai chữ hoa");
}

namespace {

catalogue::Condition shown_when(std::string key, std::string value, bool show = true) {
    catalogue::Condition out;
    out.when = std::move(key);
    out.equals = std::move(value);
    out.show = show;
    return out;
}

Question keyed(std::string key, Question from) {
    from.key = std::move(key);
    return from;
}

catalogue::Logic variable(std::vector<std::string> path) {
    catalogue::Logic out;
    out.op = catalogue::Logic::Op::var;
    out.path = std::move(path);
    return out;
}

/// Two grown-ups' names and ages, and how many they are.
Form household() {
    Form form;
    auto people = keyed("people", question(QuestionKind::rows, required()));
    people.rules.max_length = 3;
    auto name = keyed("name", question(QuestionKind::text, required()));
    auto relation = keyed("relation", question(QuestionKind::radio));
    relation.options = {{"child", {"Con", ""}}, {"other", {"Khác", ""}}};
    relation.default_value = "child";
    auto which = keyed("which", question(QuestionKind::text, required()));
    which.conditions = {shown_when("people.relation", "other")};
    people.row = {name, relation, which};
    auto count = keyed("count", question(QuestionKind::number));
    count.calculated = variable({"data", "people", "length"});
    form.pages = {{{}, {people, count}}};
    return form;
}

void type(Draft& draft, const std::string& key, std::string_view text) {
    draft.set_answer(key, Personal(text), AnswerOrigin::typed);
}

}  // namespace

TEST_CASE("a question that is hidden is neither judged nor asked, and hides what hangs on it") {
    Form form;
    const auto has_child = keyed("has_child", question(QuestionKind::checkbox));
    auto name = keyed("child_name", question(QuestionKind::text, required()));
    name.conditions = {shown_when("has_child", "true")};
    auto school = keyed("school", question(QuestionKind::text, required()));
    school.conditions = {shown_when("child_name", "Bảo")};
    auto reason = keyed("reason", question(QuestionKind::text, required()));
    reason.conditions = {shown_when("has_child", "false")};
    form.pages = {{{}, {has_child, name, school, reason}}};

    const auto keys = [&](const Draft& draft) {
        std::string out;
        for (const auto* q : visible_questions(form, 0, draft)) out += q->key + " ";
        return out;
    };
    Draft draft;
    CHECK(keys(draft) == "has_child reason ");
    type(draft, "has_child", "true");
    type(draft, "child_name", " Bảo ");
    CHECK(keys(draft) == "has_child child_name school ");
    const auto problems = check_page(form, 0, draft, today);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].key == "school");
    type(draft, "has_child", "false");
    CHECK(keys(draft) == "has_child reason ");
    CHECK(check_page(form, 1, draft, today).empty());
    CHECK(check_form(form, draft, today).size() == 1);
}

TEST_CASE("days may be partly known, as far as the form lets them be") {
    auto day = question(QuestionKind::day);
    day.rules.year_required = true;
    day.rules.latest = catalogue::DateLimit{true, {}};
    CHECK(verdict(day, "") == Kind::missing);
    CHECK_FALSE(verdict(day, "00/00/1950"));
    CHECK_FALSE(verdict(day, "00/06/1950"));
    CHECK(verdict(day, "05/06/0000") == Kind::year_missing);
    CHECK(verdict(day, "31/02/1990") == Kind::not_a_date);
    CHECK(verdict(day, "29/02/2023") == Kind::not_a_date);
    CHECK_FALSE(verdict(day, "29/02/2024"));
    CHECK_FALSE(verdict(day, "23/11/2026"));
    CHECK(verdict(day, "24/11/2026") == Kind::too_late);
    day.rules.month_required = true;
    CHECK(verdict(day, "00/00/1950") == Kind::month_missing);
    day.rules.min_year = 1951;
    CHECK(verdict(day, "01/01/1950") == Kind::too_small);
    CHECK(verdict(day, "1950") == Kind::not_a_date);
}

TEST_CASE("a date may not lie after the last day that is taken") {
    auto date = question(QuestionKind::date);
    date.rules.latest = catalogue::DateLimit{true, {}};
    date.rules.earliest = catalogue::DateLimit{false, {2020, 1, 1}};
    CHECK_FALSE(verdict(date, "2026-11-23"));
    const auto late = check_answer(date, "2026-11-24", today);
    REQUIRE(late.size() == 1);
    CHECK(late[0].kind == Kind::too_late);
    CHECK(late[0].date == today);
    CHECK(verdict(date, "2019-12-31") == Kind::too_early);
}

TEST_CASE("several options, amounts and the number of rows have their limits") {
    catalogue::Rules rules = required();
    rules.min_selected = 2;
    rules.max_selected = 2;
    auto boxes = question(QuestionKind::select_boxes, rules);
    boxes.options = {{"a", {"A", ""}}, {"b", {"B", ""}}, {"c", {"C", ""}}};
    CHECK(verdict(boxes, "") == Kind::missing);
    CHECK(verdict(boxes, "a") == Kind::too_few);
    CHECK_FALSE(verdict(boxes, "a\nc"));
    CHECK(verdict(boxes, "a\nb\nc") == Kind::too_many);
    CHECK(verdict(boxes, "a\nx") == Kind::not_an_option);
    CHECK(with_option(boxes, "a", "c") == "a\nc");
    CHECK(with_option(boxes, "a\nc", "a") == "c");
    catalogue::Rules money;
    money.min = 1000;
    const auto amount = question(QuestionKind::currency, money);
    CHECK_FALSE(verdict(amount, "1000"));
    CHECK(verdict(amount, "999") == Kind::too_small);
    CHECK(verdict(amount, "nghìn") == Kind::not_an_amount);
}

TEST_CASE("people are added, changed and taken away row by row, and counted") {
    const auto form = household();
    const auto& people = form.pages[0].questions[0];
    Draft draft;
    calculate(form, draft);
    CHECK(check_form(form, draft, today).front().kind == Kind::missing);
    CHECK(add_row(people, draft) == 0);
    CHECK_FALSE(is_row_touched(people, 0, draft));
    CHECK(add_row(people, draft) == 1);
    type(draft, "people[0].name", "Đinh Văn Ngữ");
    type(draft, "people[1].name", "Phạm Thị Ế");
    type(draft, "people[1].relation", "other");
    calculate(form, draft);
    CHECK(is_row_touched(people, 0, draft));
    CHECK(draft.answer("count")->reveal() == "2");
    CHECK(visible_questions(form, {&people, 0}, draft).size() == 2);
    CHECK(visible_questions(form, {&people, 1}, draft).size() == 3);
    const auto problems = check_page(form, 0, draft, today);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].key == "people[1].which");
    CHECK(check_row(form, {&people, 0}, draft, today).empty());
    CHECK(check_row(form, {&people, 1}, draft, today).size() == 1);

    remove_row(people, 0, draft);
    calculate(form, draft);
    CHECK(row_count(people, draft) == 1);
    CHECK(draft.answer("people[0].name")->reveal() == "Phạm Thị Ế");
    CHECK(draft.answer("count")->reveal() == "1");
    CHECK(check_page(form, 0, draft, today).front().key == "people[0].which");
    remove_row(people, 7, draft);
    CHECK(row_count(people, draft) == 1);
    type(draft, "people[0].which", "Cháu");
    std::string sent;
    for (const auto& each : sent_answers(form, draft)) sent += each.answer.key + " ";
    CHECK(sent == "people[0].name people[0].relation people[0].which count ");
}

TEST_CASE("what is calculated from an answer goes when the answer goes") {
    Form form;
    auto sum = keyed("sum", question(QuestionKind::text));
    sum.calculated = variable({"data", "a"});
    auto a = keyed("a", question(QuestionKind::text));
    a.conditions = {shown_when("on", "true")};
    form.pages = {{{}, {keyed("on", question(QuestionKind::checkbox)), a, sum}}};
    Draft draft;
    type(draft, "on", "true");
    type(draft, "a", "x");
    calculate(form, draft);
    CHECK(draft.answer("sum")->reveal() == "x");
    CHECK(draft.answers.back().origin == AnswerOrigin::rule);
    type(draft, "on", "false");
    calculate(form, draft);
    CHECK(draft.answer("sum")->reveal().empty());
}

TEST_CASE("questions that hide each other in a circle stay hidden") {
    Form form;
    auto a = keyed("a", question(QuestionKind::text));
    a.conditions = {shown_when("b", "x")};
    auto b = keyed("b", question(QuestionKind::text));
    b.conditions = {shown_when("a", "x")};
    form.pages = {{{}, {a, b}}};
    CHECK(visible_questions(form, 0, Draft{}).empty());
}
