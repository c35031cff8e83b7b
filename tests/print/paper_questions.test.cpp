#include "kiosk/print/paper_questions.hpp"

#include "tests/print/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::print;
using catalogue::QuestionKind;

namespace {

catalogue::Question question(std::string key, QuestionKind kind) {
    catalogue::Question out;
    out.key = std::move(key);
    out.label.vi = "Câu " + out.key;
    out.kind = kind;
    return out;
}

catalogue::Form form_with(std::vector<catalogue::Question> questions) {
    catalogue::Form out;
    out.id = "thu";
    out.pages = {{{"Trang một", ""}, std::move(questions)}};
    return out;
}

catalogue::Condition only_if(std::string question, std::string answer) {
    catalogue::Condition out;
    out.when = std::move(question);
    out.equals = std::move(answer);
    return out;
}

template <class T>
const T& reply(const PaperQuestion& asked) {
    const auto* found = std::get_if<T>(&asked.reply);
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

TEST_CASE("a pattern of digits leaves a box for each") {
    using Groups = std::vector<int>;
    const auto boxes = [](const char* pattern) { return digit_boxes(*Pattern::compile(pattern)); };
    CHECK(boxes("[0-9]{12}") == Groups{12});
    CHECK(boxes("([0-9]{9}|[0-9]{12})") == Groups{12});
    CHECK(boxes("\\d{10}(-\\d{3})?") == Groups{10, 3});
    CHECK(boxes("[1-9][0-9]{5}") == Groups{6});
    CHECK(boxes("[0-9]+").empty());
    CHECK(boxes(".{2,20}").empty());
    CHECK(boxes("[A-Z0-9]{8}").empty());
}

TEST_CASE("a blank form leaves the room that each kind of answer takes") {
    auto name = question("ten", QuestionKind::text);
    name.rules.required = true;
    name.rules.max_length = 100;
    name.hint.vi = "Như trên căn cước";
    auto number = question("so", QuestionKind::text);
    number.rules.pattern = *Pattern::compile("[0-9]{12}");
    auto way = question("cach", QuestionKind::radio);
    way.options = {{"a", {"Tại quầy", ""}}, {"b", {"Bưu điện", ""}}};
    auto address = question("diaChi", QuestionKind::long_text);
    address.conditions = {only_if("cach", "b")};
    address.rules.required = true;
    auto place = question("xa", QuestionKind::select);
    for (int i = 0; i < 96; ++i) place.options.push_back({std::to_string(i), {"Xã " + std::to_string(i), ""}});
    const auto sections =
        blank_sections(form_with({name, number, question("ngay", QuestionKind::date), question("dt", QuestionKind::phone),
                                  way, address, place, question("dongY", QuestionKind::checkbox)}),
                       samples::press());
    REQUIRE(sections.size() == 1);
    const auto& asked = sections[0].questions;
    REQUIRE(asked.size() == 8);
    CHECK(sections[0].title == "Trang một");
    CHECK(reply<PaperQuestion::Lines>(asked[0]).count == 1);
    CHECK(asked[0].required);
    CHECK(asked[0].hint == "Như trên căn cước");
    CHECK(reply<PaperQuestion::Boxes>(asked[1]).groups == std::vector<int>{12});
    CHECK(reply<PaperQuestion::Boxes>(asked[2]).groups == std::vector<int>{2, 2, 4});
    CHECK(reply<PaperQuestion::Boxes>(asked[3]).groups == std::vector<int>{4, 3, 3});
    const auto& ways = reply<PaperQuestion::Choices>(asked[4]).choices;
    REQUIRE(ways.size() == 2);
    CHECK((ways[0].label == "Tại quầy" && !ways[0].ticked && !ways[1].ticked));
    CHECK(reply<PaperQuestion::Lines>(asked[5]).count == 3);
    CHECK(asked[5].hint == "Chỉ điền khi “Câu cach” là “Bưu điện”");
    CHECK_FALSE(asked[5].required);  // only when it is asked
    CHECK(reply<PaperQuestion::Lines>(asked[6]).count == 1);
    CHECK(reply<PaperQuestion::Choices>(asked[7]).choices.size() == 2);
}

TEST_CASE("a filled form shows what was answered as people write it, and only what was asked") {
    auto way = question("cach", QuestionKind::radio);
    way.options = {{"a", {"Tại quầy", ""}}, {"b", {"Bưu điện", ""}}};
    auto address = question("diaChi", QuestionKind::text);
    address.conditions = {only_if("cach", "b")};
    auto place = question("xa", QuestionKind::select);
    for (int i = 0; i < 96; ++i) place.options.push_back({std::to_string(i), {"Xã " + std::to_string(i), ""}});
    const auto form = form_with({question("ten", QuestionKind::text), question("ngay", QuestionKind::date), way, address,
                                 place, question("them", QuestionKind::text)});
    dossier::Draft draft;
    draft.set_answer("ten", Personal("Đinh Thị Ánh"), dossier::AnswerOrigin::typed);
    draft.set_answer("ngay", Personal("2026-11-20"), dossier::AnswerOrigin::typed);
    draft.set_answer("cach", Personal("a"), dossier::AnswerOrigin::typed);
    draft.set_answer("xa", Personal("17"), dossier::AnswerOrigin::typed);
    const auto sections = filled_sections(form, draft, samples::press());
    REQUIRE(sections.size() == 1);
    const auto& asked = sections[0].questions;
    REQUIRE(asked.size() == 5);
    CHECK(reply<PaperQuestion::Answered>(asked[0]).value == Personal("Đinh Thị Ánh"));
    CHECK(reply<PaperQuestion::Answered>(asked[1]).value == Personal("20/11/2026"));
    const auto& ways = reply<PaperQuestion::Choices>(asked[2]).choices;
    CHECK((ways[0].ticked && !ways[1].ticked));
    CHECK(reply<PaperQuestion::Answered>(asked[3]).value == Personal("Xã 17"));
    CHECK(reply<PaperQuestion::Answered>(asked[4]).value == Personal("(không khai)"));
}

TEST_CASE("people of a household are a table, several choices are ticked, parts have their headings") {
    auto people = question("nguoi", QuestionKind::rows);
    people.row = {question("ten", QuestionKind::text), question("ngay", QuestionKind::date)};
    auto several = question("giay", QuestionKind::select_boxes);
    several.options = {{"a", {"Một", ""}}, {"b", {"Hai", ""}}, {"c", {"Ba", ""}}};
    several.section.vi = "Phần hai";
    auto money = question("tien", QuestionKind::currency);
    money.section.vi = "Phần hai";
    money.conditions = {only_if("nguoi", "x"), only_if("giay", "a")};
    auto secret = question("an", QuestionKind::hidden);
    const auto blank = blank_sections(form_with({people, several, money, secret}), samples::press());
    REQUIRE(blank[0].questions.size() == 3);
    const auto& grid = reply<PaperQuestion::Grid>(blank[0].questions[0]);
    CHECK(grid.heads == std::vector<std::string>{"Câu ten", "Câu ngay"});
    CHECK(grid.blank_rows == 5);
    CHECK(blank[0].questions[0].heading.empty());
    CHECK(blank[0].questions[1].heading == "Phần hai");
    CHECK(blank[0].questions[2].heading.empty());
    CHECK(blank[0].questions[2].hint == "Chỉ điền khi “Câu nguoi” là “x” và “Câu giay” có “Một”");

    dossier::Draft draft;
    draft.set_answer("nguoi[0].ten", Personal("Đinh Thị Ánh"), dossier::AnswerOrigin::typed);
    draft.set_answer("nguoi[0].ngay", Personal("1990-02-03"), dossier::AnswerOrigin::typed);
    draft.set_answer("giay", Personal("a\nc"), dossier::AnswerOrigin::typed);
    draft.set_answer("tien", Personal("2050000"), dossier::AnswerOrigin::typed);
    money.conditions.clear();
    const auto untouched = question("them", QuestionKind::checkbox);
    const auto filled = filled_sections(form_with({people, several, money, secret, untouched}), draft, samples::press());
    REQUIRE(filled[0].questions.size() == 4);
    const auto& rows = reply<PaperQuestion::Grid>(filled[0].questions[0]).rows;
    REQUIRE(rows.size() == 1);
    CHECK(rows[0] == std::vector<Personal>{Personal("Đinh Thị Ánh"), Personal("03/02/1990")});
    const auto& ticks = reply<PaperQuestion::Choices>(filled[0].questions[1]).choices;
    CHECK((ticks[0].ticked && !ticks[1].ticked && ticks[2].ticked));
    CHECK(samples::plain(reply<PaperQuestion::Answered>(filled[0].questions[2]).value) == "2.050.000 đ");
    // What is signed leaves no box that somebody could tick later.
    const auto& no = reply<PaperQuestion::Choices>(filled[0].questions[3]).choices;
    CHECK((!no[0].ticked && no[1].ticked));
}

TEST_CASE("a blank form says in words when a question is asked, whatever way the condition is written") {
    using Clause = catalogue::Condition::Clause;
    using catalogue::Logic;
    using catalogue::Value;
    auto way = question("cach", QuestionKind::radio);
    way.options = {{"a", {"Tại quầy", ""}}, {"b", {"Bưu điện", ""}}, {"c", {"Bản điện tử", ""}}};
    const auto number = question("so", QuestionKind::number);
    const auto box = question("them", QuestionKind::checkbox);
    auto several = question("giay", QuestionKind::select_boxes);
    several.options = {{"x", {"Một", ""}}};
    const auto constant = [](Value value) {
        Logic out;
        out.constant = std::move(value);
        return out;
    };
    const auto var = [](const char* key) {
        Logic out;
        out.op = Logic::Op::var;
        out.path = {"data", key};
        return out;
    };
    const auto rule = [](Logic::Op op, std::vector<Logic> arguments) {
        Logic out;
        out.op = op;
        out.arguments = std::move(arguments);
        return out;
    };
    const auto clauses = [](std::vector<Clause> list, bool any, bool show = true) {
        catalogue::Condition out;
        out.clauses = std::move(list);
        out.any = any;
        out.show = show;
        return out;
    };
    const auto by = [](Logic logic) {
        catalogue::Condition out;
        out.logic = std::move(logic);
        return out;
    };
    auto hidden = only_if("cach", "b");
    hidden.show = false;
    const Clause is_b{Clause::Is::equal, "cach", Value("b")};
    const Clause number_given{Clause::Is::not_empty, "so", {}};
    using Op = Logic::Op;
    const auto among = rule(Op::contained, {var("cach"), rule(Op::list, {constant(Value("a")), constant(Value("c"))})});
    const auto more = rule(Op::greater, {var("so"), constant(Value(2.0))});
    struct Row {
        catalogue::Condition condition;
        const char* words;
    };
    for (const auto& row : {
             Row{only_if("them", "true"), "Chỉ điền khi “Câu them” là “Có”"},
             Row{hidden, "Chỉ điền khi “Câu cach” không phải “Bưu điện”"},
             Row{only_if("giay", "x"), "Chỉ điền khi “Câu giay” có “Một”"},
             Row{clauses({is_b, number_given}, false), "Chỉ điền khi “Câu cach” là “Bưu điện” và “Câu so” có điền"},
             Row{clauses({is_b, number_given}, true), "Chỉ điền khi “Câu cach” là “Bưu điện” hoặc “Câu so” có điền"},
             Row{clauses({is_b, number_given}, true, false),
                 "Chỉ điền khi “Câu cach” không phải “Bưu điện” và “Câu so” để trống"},
             Row{by(among), "Chỉ điền khi “Câu cach” là “Tại quầy” hoặc “Câu cach” là “Bản điện tử”"},
             Row{by(rule(Op::negation, {among})),
                 "Chỉ điền khi “Câu cach” không phải “Tại quầy” và “Câu cach” không phải “Bản điện tử”"},
             Row{by(more), "Chỉ điền khi “Câu so” trên 2"},
             Row{by(rule(Op::negation, {more})), "Chỉ điền khi “Câu so” không quá 2"},
             Row{by(rule(Op::less, {constant(Value(2.0)), var("so")})), "Chỉ điền khi “Câu so” trên 2"},
             Row{by(rule(Op::all_of, {var("them"), rule(Op::any_of, {among, more})})),
                 "Chỉ điền khi “Câu them” là “Có” và (“Câu cach” là “Tại quầy” hoặc “Câu cach” là “Bản điện tử” hoặc “Câu "
                 "so” "
                 "trên 2)"},
             Row{by(rule(Op::equal, {rule(Op::add, {var("so"), var("so")}), constant(Value(4.0))})),
                 "Chỉ điền nếu thuộc trường hợp này"},
         }) {
        auto last = question("sau", QuestionKind::text);
        last.conditions = {row.condition};
        const auto sections = blank_sections(form_with({way, number, box, several, last}), samples::press());
        CHECK(sections[0].questions[4].hint == row.words);
    }
}
