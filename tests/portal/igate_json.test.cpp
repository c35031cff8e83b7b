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

nlohmann::ordered_json application_of(const dossier::Draft& draft, const catalogue::Form& form,
                                      const portal::igate::OfficeIds& names = {}, const portal::OfficeMap* map = nullptr) {
    catalogue::Procedure procedure;
    procedure.code = "1.004222";
    procedure.name = {"Đăng ký thường trú", "Permanent residence"};
    procedure.local_code = "1.004222.000.00.00.H48";
    catalogue::Component paper;
    paper.id = "to_khai";
    paper.name.vi = "Tờ khai";
    procedure.components = {paper};
    SeededIds ids(5);
    dossier::Header header;
    header.submitted_at = *parse_iso_time("2026-11-23T09:42:07+07:00");
    header.id = ids.make(header.submitted_at);
    header.unit = "binh_son";
    header.unit_code = "000.00.53.H48";
    portal::Submission submission;
    submission.id = header.id;
    submission.submitted_at = header.submitted_at;
    submission.body_json = Personal(dossier::submission_json(draft, procedure, &form, header));
    const auto application = portal::igate::application(submission, names, map);
    REQUIRE(application);
    return nlohmann::ordered_json::parse(application->reveal());
}

nlohmann::ordered_json data_of(const dossier::Draft& draft, const catalogue::Form& form) {
    return application_of(draft, form)["applicant"]["data"];
}

/// A form that asks how the result returns.
catalogue::Form asking() {
    auto way = question("nhanKetQua", QuestionKind::radio);
    way.options = {{"truc_tiep", {"Tại Bộ phận Một cửa", ""}}, {"buu_chinh", {"Qua bưu điện", ""}, true}};
    way.tells = catalogue::Tells::return_way;
    return {"asking", {{{}, {way}}}};
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

TEST_CASE("how the result returns goes under the portal's id, as the person has answered") {
    portal::igate::OfficeIds names;
    names.post = "5f7c16069abb62f511880004";
    dossier::Draft draft;
    CHECK_FALSE(application_of(draft, {"empty", {}}, names).contains("dossierReceivingKind"));  // nobody was asked
    draft.set_answer("nhanKetQua", Personal("truc_tiep"), dossier::AnswerOrigin::typed);
    CHECK(application_of(draft, asking(), names)["dossierReceivingKind"]["id"] == "0");
    draft.set_answer("nhanKetQua", Personal("buu_chinh"), dossier::AnswerOrigin::typed);
    CHECK(application_of(draft, asking(), names)["dossierReceivingKind"]["id"] == names.post);
}

TEST_CASE("with a map an application carries the portal's ids, and ours for what the map does not know") {
    const auto form = household();
    dossier::Draft draft;
    draft.paper("to_khai").bring_original = true;
    portal::OfficeMap map;
    portal::Mapped known;
    known.code = "1.004222";
    known.procedure = portal::OfficeProcedure{"p-1", "1.004222.000.00.00.H48", "1.004222", "Đăng ký thường trú", {"a-1"}};
    known.process = portal::OfficeProcess{"q-1", "e-1"};
    known.agencies = {{"a-1", "000.00.53.H48", "UBND huyện Bình Sơn"}, {"a-2", "H48.22", "UBND xã Bình Sơn"}};
    known.forms = {{"to_khai", "f-1"}};
    known.fees = {{"c-1", "Lệ phí", 15'000}};
    map.procedures = {known};
    portal::igate::OfficeIds names;
    names.payment_method = "later";
    auto sent = application_of(draft, form, names, &map);
    CHECK(sent["agency"] == nlohmann::ordered_json{{"id", "a-1"}, {"code", "000.00.53.H48"}});
    CHECK(sent["procedure"]["id"] == "p-1");
    CHECK(sent["procedure"]["nationCode"] == "1.004222");
    CHECK(sent["procedureProcessDefinition"]["id"] == "q-1");
    CHECK(sent["applicant"]["eformId"] == "e-1");
    CHECK(sent["dossierFormFile"][0]["procedureForm"]["id"] == "f-1");
    CHECK(sent["dossierFee"] == nlohmann::ordered_json::array({{{"id", "c-1"}, {"name", "Lệ phí"}, {"cost", 15'000}}}));
    CHECK(sent["paymentMethod"]["id"] == "later");
    CHECK(sent["dossierReceivingKind"]["id"] == "0");

    const auto ours = application_of(draft, form, names);
    CHECK(ours["agency"] == nlohmann::ordered_json{{"id", "binh_son"}, {"code", "000.00.53.H48"}});
    CHECK(ours["dossierFormFile"][0]["procedureForm"]["id"] == "to_khai");
    for (const char* member : {"procedureProcessDefinition", "dossierFee", "paymentMethod", "dossierReceivingKind"})
        CHECK_FALSE(ours.contains(member));
    map.procedures[0].agencies[0].code = "000.00.54.H48";
    map.procedures[0].forms.clear();
    map.procedures[0].fees.clear();
    sent = application_of(draft, form, names, &map);
    CHECK(sent["agency"]["id"] == "binh_son");
    CHECK(sent["dossierFormFile"][0]["procedureForm"]["id"] == "to_khai");
    CHECK_FALSE(sent.contains("paymentMethod"));
    map.procedures[0].procedure.reset();
    CHECK(application_of(draft, form, names, &map) == ours);
}
