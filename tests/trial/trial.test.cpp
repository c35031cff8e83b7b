#include "kiosk/trial/trial.hpp"

#include "kiosk/catalogue/form_reader.hpp"
#include "kiosk/catalogue/tested.hpp"
#include "kiosk/trial/answers.hpp"
#include "kiosk/trial/applicant.hpp"
#include "tests/support/catch.hpp"
#include "tests/trial/scene.hpp"

using namespace kiosk;
using namespace kiosk::trial;
using test::birth;
using test::scene;
using test::step;

namespace {

/// A form with one page of these components.
catalogue::Form form_of(std::string_view components) {
    std::vector<settings::Finding> findings;
    const auto json =
        "{\"display\":\"wizard\",\"components\":[{\"type\":\"panel\",\"key\":\"p\",\"title\":\"Trang\","
        "\"components\":[" +
        std::string(components) + "]}]}";
    auto form = catalogue::read_form("test.json", json, findings);
    for (const auto& finding : findings) UNSCOPED_INFO(finding.text());
    REQUIRE(form);
    return *form;
}

FormWalk walked(std::string_view components) {
    const auto form = form_of(components);
    return walk_form(form, birth(), applicant(birth(), catalogue::ApplicantKind::self), {2026, 11, 27});
}

}  // namespace

TEST_CASE("the records that are shipped are those of the procedures as they are: all that can be submitted is offered") {
    const auto& catalogue = *scene().catalogue;
    INFO(catalogue::untested_note(catalogue) << " In the tree: build/dev/kiosk catalogue test --all --record");
    CHECK(catalogue::untested(catalogue).empty());
    std::size_t offered = 0;
    for (const auto& procedure : catalogue.procedures())
        if (procedure.offer != catalogue::Offer::in_person) ++offered;
    CHECK(catalogue.passed_tests().size() == offered);
}

TEST_CASE("a procedure of each form of the tree passes from its form to its packets") {
    std::set<std::string> forms;
    for (const auto& procedure : scene().catalogue->procedures()) {
        if (procedure.form.empty() || !forms.insert(procedure.form).second) continue;
        const auto record = walk(procedure, scene().ground());
        std::string steps;
        for (const auto& each : record.steps) steps += each.name + ": " + each.tried + "; " + each.found + "\n";
        INFO(procedure.code << " " << procedure.form << "\n" << steps);
        CHECK(record.passed());
        CHECK(step(record, "form").verdict == Verdict::passed);
        CHECK(step(record, "packet").verdict != Verdict::failed);
    }
    CHECK(forms.size() >= 10);
}

TEST_CASE("the child whose birth is tried has no number yet, and its packets are right all the same") {
    SeededIds ids(1);
    const auto draft = filled_draft(birth(), scene().ground(), "page", ids);
    CHECK_FALSE(draft.holder.name.empty());
    CHECK(draft.holder.number.empty());
    CHECK(step(walk(birth(), scene().ground()), "packet").verdict != Verdict::failed);
}

TEST_CASE("every branch of the forms of a birth and of an extract is walked") {
    for (const char* code : {"1.001193", "2.000635"}) {
        const auto record = walk(*scene().catalogue->procedure(code), scene().ground());
        INFO(step(record, "form").found);
        CHECK(step(record, "form").found.find("never") == std::string::npos);
    }
}

TEST_CASE("the same procedure on the same day gives the same record") {
    const auto first = walk(birth(), scene().ground());
    const auto second = walk(birth(), scene().ground());
    REQUIRE(first.steps.size() == second.steps.size());
    CHECK(first.content == second.content);
    for (std::size_t i = 0; i < first.steps.size(); ++i) CHECK(first.steps[i].found == second.steps[i].found);
}

TEST_CASE("what is done at the counter has no form to walk and is no failure") {
    for (const auto& procedure : scene().catalogue->procedures()) {
        if (procedure.offer != catalogue::Offer::in_person) continue;
        const auto record = walk(procedure, scene().ground());
        CHECK(step(record, "form").verdict == Verdict::skipped);
        return;
    }
}

TEST_CASE("a change of what is filed is another content; a change of words to search by or of the source is not") {
    const auto* form = scene().catalogue->form(birth().form);
    const auto content = catalogue::content_of(birth(), form);
    auto same = birth();
    same.synonyms.emplace_back("giấy sinh");
    same.source = "Nơi khác";
    same.legal_basis.clear();
    CHECK(catalogue::content_of(same, form) == content);
    auto fee = birth();
    fee.handling.front().fee_dong = 5000;
    CHECK(catalogue::content_of(fee, form) != content);
    auto paper = birth();
    paper.components.back().required = !paper.components.back().required;
    CHECK(catalogue::content_of(paper, form) != content);
    auto other_form = *form;
    other_form.content = std::string(64, '0');
    CHECK(catalogue::content_of(birth(), &other_form) != content);
}

TEST_CASE("a fee that is not the sum of its items fails; one that nobody knows does not") {
    auto procedure = birth();
    procedure.handling.front().fee_dong = 9000;
    procedure.handling.front().fees = {catalogue::FeeItem{"", {}, 8000, {}}};
    CHECK(step(walk(procedure, scene().ground()), "fee").verdict == Verdict::failed);
    for (auto& handling : procedure.handling) {
        handling.fee_dong.reset();
        handling.fees.clear();
    }
    CHECK(step(walk(procedure, scene().ground()), "fee").verdict == Verdict::unknown);
}

TEST_CASE("a question that no answer satisfies fails and is named with its rule") {
    const auto way = walked(R"({"type":"textfield","key":"so","label":"Số","validate":{"required":true,)"
                            R"("pattern":"[0-9]{3}","minLength":5}})");
    REQUIRE(way.stuck.size() == 1);
    CHECK(way.stuck.begin()->key == "so");
    CHECK_FALSE(way.stuck.begin()->why.empty());
}

TEST_CASE("every choice is a way, and the questions that it opens are answered too") {
    const auto way = walked(
        R"({"type":"radio","key":"co","label":"Có con?","values":[{"value":"khong","label":"Không"},{"value":"co","label":"Có"}],)"
        R"("validate":{"required":true}},)"
        R"({"type":"textfield","key":"ten","label":"Tên con","validate":{"required":true,"minLength":12},)"
        R"("conditional":{"show":true,"when":"co","eq":"co"}},)"
        R"({"type":"checkbox","key":"cam_doan","label":"Cam đoan","validate":{"required":true}},)"
        R"({"type":"datagrid","key":"nguoi","label":"Người","addAnother":"Thêm người","components":[)"
        R"({"type":"textfield","key":"so","label":"Số","validate":{"required":true,"pattern":"[0-9]{12}"}}]})");
    CHECK(way.stuck.empty());
    CHECK(way.ways == 2);  // the box must be ticked: that is no choice
    CHECK(way.asked == std::set<std::string>{"co", "ten", "cam_doan", "nguoi", "nguoi.so"});
}
