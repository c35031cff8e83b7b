// What iGate is told of an e-form: its own form's data, under the form's keys.

#include "kiosk/portal/igate_json.hpp"

#include "kiosk/dossier/form_answers.hpp"
#include "kiosk/dossier/submission.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using catalogue::QuestionKind;

namespace {

catalogue::Question question(std::string key, QuestionKind kind) {
    catalogue::Question out;
    out.key = std::move(key);
    out.kind = kind;
    return out;
}

catalogue::Form household() {
    auto papers = question("papers", QuestionKind::select_boxes);
    papers.options = {{"card", {"Căn cước", ""}}, {"book", {"Sổ", ""}}};
    auto people = question("people", QuestionKind::rows);
    people.row = {question("name", QuestionKind::text), question("age", QuestionKind::number)};
    return {"household",
            {{{},
              {question("noidungyeucaugiaiquyet", QuestionKind::long_text), question("moved", QuestionKind::date),
               question("agreed", QuestionKind::checkbox), question("rent", QuestionKind::currency), papers, people}}}};
}

nlohmann::ordered_json data_of(const dossier::Draft& draft, const catalogue::Form& form) {
    catalogue::Procedure procedure;
    procedure.code = "1.004222";
    procedure.name = {"Đăng ký thường trú", "Permanent residence"};
    SeededIds ids(5);
    dossier::Header header;
    header.submitted_at = *parse_iso_time("2026-11-23T09:42:07+07:00");
    header.id = ids.make(header.submitted_at);
    portal::Submission submission;
    submission.id = header.id;
    submission.submitted_at = header.submitted_at;
    submission.body_json = Personal(dossier::submission_json(draft, procedure, &form, header));
    const auto application = portal::igate::application(submission);
    REQUIRE(application);
    return nlohmann::ordered_json::parse(application->reveal())["applicant"]["data"];
}

}  // namespace

TEST_CASE("iGate gets every answer under the form's own key, as the portal's page would hold it") {
    const auto form = household();
    const auto& people = form.pages[0].questions.back();
    dossier::Draft draft;
    draft.submitter.name = Personal("Đinh Văn Ngữ");
    const auto typed = [&](const std::string& key, const char* value) {
        draft.set_answer(key, Personal(value), dossier::AnswerOrigin::typed);
    };
    typed("noidungyeucaugiaiquyet", "Về ở với cha mẹ");
    typed("moved", "2026-11-01");
    typed("agreed", "true");
    typed("rent", "1500000");
    typed("papers", "card");
    for (const auto* name : {"Đinh Gia An", "Đinh Gia Bảo"}) {
        const auto index = dossier::add_row(people, draft);
        typed(dossier::key_of(people.row[0], {&people, index}), name);
        typed(dossier::key_of(people.row[1], {&people, index}), "7");
    }
    const auto data = data_of(draft, form);
    CHECK(data["fullname"] == "Đinh Văn Ngữ");
    CHECK(data["noidungyeucaugiaiquyet"] == "Về ở với cha mẹ");
    CHECK(data["moved"] == "2026-11-01T00:00:00+07:00");
    CHECK(data["agreed"] == true);
    CHECK(data["rent"] == 1500000);
    CHECK(data["papers"] == nlohmann::ordered_json{{"card", true}});
    REQUIRE(data["people"].size() == 2);
    CHECK(data["people"][1]["name"] == "Đinh Gia Bảo");
    CHECK(data["people"][1]["age"] == 7);
}

TEST_CASE("without a form iGate is told what is asked for by the procedure's name") {
    const auto data = data_of({}, {"empty", {}});
    CHECK(data["noidungyeucaugiaiquyet"] == "Đăng ký thường trú");
}
