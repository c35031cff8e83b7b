#include "kiosk/dossier/submission.hpp"

#include "kiosk/dossier/form_answers.hpp"
#include "tests/dossier/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;

namespace {

Header header() {
    SeededIds ids(3);
    Header out;
    out.submitted_at = *parse_iso_time("2026-11-23T09:42:07+07:00");
    out.id = ids.make(out.submitted_at);
    out.provisional_code = "TAM-K01-261123-0001";
    out.kiosk_id = "K01";
    out.unit = "binh-son";
    out.unit_code = "000.00.53.H48";
    out.outcome = Outcome::submitted_online;
    return out;
}

catalogue::Form form_to_submit() {
    catalogue::Question name;
    name.key = "ten_con";
    catalogue::Question hidden;
    hidden.key = "an";
    hidden.conditions.emplace_back();
    hidden.conditions.back().when = "ten_con";
    hidden.conditions.back().equals = "không ai";
    catalogue::Question note;
    note.key = "ghi_chu";
    note.kind = catalogue::QuestionKind::long_text;
    return {"khai-sinh", {{{}, {name, hidden, note}}}};
}

std::string body(const Draft& draft) {
    const auto f = form_to_submit();
    return submission_json(draft, samples::birth_registration(), &f, header());
}

Draft filled() {
    auto out = samples::draft();
    out.set_answer("ten_con", Personal("Đinh Gia \"Bảo\" 😀"), AnswerOrigin::card);
    out.set_answer("an", Personal("should stay here"), AnswerOrigin::typed);
    out.set_answer("ghi_chu", Personal("dòng 1\ndòng 2"), AnswerOrigin::typed);
    return out;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("the promised time goes with a submission in whatever it is counted, and a body from before says days alone") {
    auto procedure = samples::birth_registration();
    const auto f = form_to_submit();
    for (const auto time :
         {&catalogue::Handling::working_days, &catalogue::Handling::calendar_days, &catalogue::Handling::working_hours}) {
        catalogue::Handling handling;
        handling.channel = catalogue::Channel::online;
        handling.*time = 15;
        procedure.handling = {handling};
        const auto view = read_submission(submission_json(filled(), procedure, &f, header()));
        REQUIRE(view);
        CHECK(view->handling.working_days == handling.working_days);
        CHECK(view->handling.calendar_days == handling.calendar_days);
        CHECK(view->handling.working_hours == handling.working_hours);
    }
    const auto before = replaced(body(filled()), "\"calendar_days\":null,\"working_hours\":null,", "");
    const auto view = read_submission(before);
    REQUIRE(view);
    CHECK(view->handling.working_days == 2);
}

TEST_CASE("a submission reads back as it was pressed") {
    const auto view = read_submission(body(filled()));
    REQUIRE(view);
    CHECK(view->header == header());
    CHECK(view->procedure_code == "1.001193");
    CHECK(view->handling.working_days == 2);
    CHECK(view->handling.fee_dong == 0);
    CHECK(view->submitter == samples::mother());
    CHECK(view->holder_name().reveal() == "Đinh Gia Bảo");
    REQUIRE(view->answers.size() == 2);  // the hidden one was not sent
    CHECK(view->answers[0].value.reveal() == "Đinh Gia \"Bảo\" 😀");
    CHECK(view->answers[0].origin == AnswerOrigin::card);
    CHECK(view->answers[1].value.reveal() == "dòng 1\ndòng 2");
    REQUIRE(view->papers.size() == 2);
    CHECK(view->papers[0].name == "Giấy chứng sinh");
    CHECK(view->papers[0].pages[0].id == samples::page(1).id);
    CHECK(view->papers[0].pages[0].bytes == 13);
    CHECK(view->papers[1].bring_original);
    CHECK(view->factor_numbers().size() == 2);
}

TEST_CASE("each answer says its kind, and a body that does not is read as text") {
    const auto view = read_submission(body(filled()));
    REQUIRE(view);
    CHECK(view->answers[1].kind == catalogue::QuestionKind::long_text);
    const auto older = read_submission(replaced(body(filled()), "\"type\":\"textarea\",", ""));
    REQUIRE(older);
    CHECK(older->answers[1].kind == catalogue::QuestionKind::text);
    CHECK_FALSE(read_submission(replaced(body(filled()), "\"textarea\"", "\"signature\"")));
}

TEST_CASE("what rows are asked is sent under the row's key") {
    catalogue::Question name;
    name.key = "ten";
    catalogue::Question rows;
    rows.key = "nguoi";
    rows.kind = catalogue::QuestionKind::rows;
    rows.row = {name};
    const catalogue::Form people{"p", {{{}, {rows}}}};
    auto draft = samples::draft();
    for (const auto* who : {"Đinh Gia An", "Đinh Gia Bảo"}) {
        const auto index = add_row(rows, draft);
        draft.set_answer(key_of(name, {&rows, index}), Personal(who), AnswerOrigin::typed);
    }
    const auto view = read_submission(submission_json(draft, samples::birth_registration(), &people, header()));
    REQUIRE(view);
    REQUIRE(view->answers.size() == 2);
    CHECK(view->answers[1].key == "nguoi[1].ten");
    CHECK(view->answers[1].value.reveal() == "Đinh Gia Bảo");
}

TEST_CASE("the same press writes the same bytes") {
    CHECK(body(filled()) == body(filled()));
    CHECK(body(filled()).starts_with(R"({"version":1,"id":")"));
    CHECK(body(filled()).find("should stay here") == std::string::npos);
}

TEST_CASE("an organisation's dossier belongs to the organisation") {
    auto draft = samples::draft();
    draft.applicant = ApplicantKind::organisation;
    draft.organisation_name = Personal("Hợp tác xã Tỏi Lý Sơn");
    draft.tax_code = Personal("4300 123 456");
    const auto view = read_submission(submission_json(draft, samples::birth_registration(), nullptr, header()));
    REQUIRE(view);
    CHECK(view->holder_name().reveal() == "Hợp tác xã Tỏi Lý Sơn");
    CHECK(view->tax_code.reveal() == "4300123456");
    CHECK_FALSE(view->holder);
    CHECK(view->answers.empty());
}

TEST_CASE("ten thousand letters and a page of emoji arrive as they were written") {
    std::string letters;
    std::string emoji;
    for (int i = 0; i < 10'000; ++i) letters += "ữ";
    for (int i = 0; i < 5'000; ++i) emoji += "😀";
    for (const auto& answer : {letters, emoji}) {
        auto draft = filled();
        draft.answers.front().value = Personal(answer);
        const auto view = read_submission(body(draft));
        REQUIRE(view);
        CHECK(view->answers.front().value.reveal() == answer);
    }
}

TEST_CASE("what has to be brought on paper is the same for the draft and for what was recorded of it") {
    const auto procedure = samples::birth_registration();
    const auto draft = filled();
    const auto view = read_submission(submission_json(draft, procedure, nullptr, header()));
    REQUIRE(view);
    CHECK(originals_to_bring(procedure, *view) == originals_to_bring(procedure, draft));
    CHECK(originals_to_bring(procedure, *view) == std::vector<std::string>{"chung-sinh", "ket-hon", "can-cuoc"});
}

TEST_CASE("text that is no longer UTF-8 does not make a body that nobody can read") {
    auto draft = samples::draft();
    draft.holder.name = Personal("Đinh\xFF");
    CHECK(read_submission(body(draft)));
}

TEST_CASE("a body is refused for anything that is not quite a submission, without naming what it holds") {
    const auto good = body(filled());
    REQUIRE(read_submission(good));
    const auto refused = [](const std::string& text) {
        const auto view = read_submission(text);
        REQUIRE_FALSE(view);
        CHECK(view.error().detail.find("Bảo") == std::string::npos);
        CHECK(view.error().detail.find("0511") == std::string::npos);
        return view.error().code;
    };
    CHECK(refused("") == Code::bad_format);
    CHECK(refused("<html>Bảo</html>") == Code::bad_format);
    CHECK(refused("[]") == Code::bad_format);
    CHECK(refused(good + "x") == Code::bad_format);
    for (std::size_t cut = 1; cut < good.size(); cut += 97) CHECK(refused(good.substr(0, cut)) == Code::bad_format);
    CHECK(refused(replaced(good, "\"version\":1", "\"version\":2")) == Code::newer_version);
    CHECK(refused(replaced(good, "\"version\":1", "\"version\":0")) == Code::bad_format);
    CHECK(refused(replaced(good, "\"version\":1", "\"version\":1,\"version\":1")) == Code::bad_format);
    CHECK(refused(replaced(good, "\"version\":1", "\"version\":1,\"more\":1")) == Code::bad_format);
    CHECK(refused(replaced(good, "\"outcome\":\"online\"", "\"outcome\":\"Bảo\"")) == Code::bad_format);
    CHECK(refused(replaced(good, "\"working_days\":2", "\"working_days\":-2")) == Code::bad_format);
    CHECK(refused(replaced(good, "\"working_days\":2", "\"working_days\":1e99")) == Code::bad_format);
    CHECK(refused(replaced(good, "2026-11-23T09", "2026-11-31T09")) == Code::bad_format);
    CHECK(refused(replaced(good, "\"applicant\":\"relative\"", "\"applicant\":\"self\"")) == Code::bad_format);
    CHECK(refused(replaced(good, "Nữ", "N\\u0000")) == Code::bad_format);
    CHECK(refused(replaced(good, "Nữ", "N\xFF")) == Code::bad_format);
    CHECK(refused(std::string(100'000, '[')) == Code::bad_format);
    CHECK(refused(std::string(submission_max_bytes + 1, ' ')) == Code::too_large);
}

TEST_CASE("a body says how the result returns where the form asks for it, and nothing where nobody was asked") {
    catalogue::Question way;
    way.key = "nhanKetQua";
    way.kind = catalogue::QuestionKind::radio;
    way.options = {{"truc_tiep", {"Tại quầy", ""}}, {"buu_chinh", {"Qua bưu điện", ""}, true}};
    way.tells = catalogue::Tells::return_way;
    const catalogue::Form form{"hoi", {{{}, {way}}}};
    auto draft = samples::draft();
    const auto said = [&](const catalogue::Form* asked) {
        const auto view = read_submission(submission_json(draft, samples::birth_registration(), asked, header()));
        REQUIRE(view);
        return view->return_by;
    };
    CHECK(said(nullptr) == std::nullopt);
    draft.set_answer("nhanKetQua", Personal("buu_chinh"), AnswerOrigin::typed);
    CHECK(said(&form) == ReturnBy::post);
    CHECK(said(nullptr) == std::nullopt);
    draft.set_answer("nhanKetQua", Personal("truc_tiep"), AnswerOrigin::typed);
    CHECK(said(&form) == ReturnBy::direct);
}
