#include <algorithm>

#include "ui/gallery.hpp"
#include "ui/gallery_parts.hpp"

namespace kiosk::ui {
namespace {

using catalogue::ApplicantKind;
using visit::Filing;

std::string sample_answer(const catalogue::Question& question) {
    using catalogue::QuestionKind;
    switch (question.kind) {
        case QuestionKind::date: return "2026-11-02";
        case QuestionKind::day: return "00/00/1992";
        case QuestionKind::number: return "2";
        case QuestionKind::currency: return "50000000";
        case QuestionKind::checkbox: return "true";
        default: break;
    }
    if (!question.options.empty()) return question.options.front().value;
    if (question.rules.pattern) return "051190000123";
    if (question.label.vi.starts_with("Dân tộc")) return "Hrê";
    return question.label.vi.starts_with("Họ") ? "Phạm Thị Nghiễm" : "Phường Nghĩa Lộ";
}

void answer(dossier::Draft& draft, const std::string& key, std::string_view value) {
    draft.set_answer(key, Personal{value}, dossier::AnswerOrigin::typed);
}

}  // namespace

void gallery::answer_all(Filing& filing, const SampleData& data) {
    const auto* form = data.catalogue.form(filing.procedure->form);
    if (form == nullptr) return;
    auto& draft = filing.draft;
    for (const auto& page : form->pages) {
        for (const auto& question : page.questions) {
            if (const auto* known = draft.answer(question.key); known != nullptr && !known->empty()) continue;
            if (question.rules.required || question.rules.year_required)
                answer(draft, question.key, sample_answer(question));
        }
    }
    dossier::calculate(*form, draft);
}

namespace {

using namespace gallery;

/// A row of the question of this key, with an answer for everything.
void add_row(const catalogue::Form& form, std::string_view key, std::string_view name, dossier::Draft& draft) {
    const auto* rows = form.question(key);
    if (rows == nullptr) return;
    const auto index = dossier::add_row(*rows, draft);
    for (const auto& question : rows->row) answer(draft, dossier::key_of(question, {rows, index}), sample_answer(question));
    if (!rows->row.empty()) answer(draft, dossier::key_of(rows->row.front(), {rows, index}), name);
    dossier::calculate(form, draft);
}

/// The page on which the question of this key is asked.
std::size_t page_of(const catalogue::Form& form, std::string_view key) {
    for (std::size_t page = 0; page < form.pages.size(); ++page) {
        const auto& questions = form.pages[page].questions;
        if (std::ranges::find(questions, key, &catalogue::Question::key) != questions.end()) return page;
    }
    return 0;
}

/// Every page of a form as somebody meets it, then with everything missing.
std::vector<Sample> of_form(const SampleData& data) {
    using namespace visit;
    std::vector<Sample> out;
    const auto filing = identified(data);
    const auto* form = data.catalogue.form(filing.procedure->form);
    if (form == nullptr) return out;
    for (std::size_t page = 0; page < form->pages.size(); ++page) {
        if (dossier::visible_questions(*form, page, filing.draft).empty()) continue;
        auto name = "filling_form_" + std::to_string(page + 1);
        out.push_back({std::move(name), healthy(FillingForm{filing, form, page, {}, false})});
    }
    const auto today = local_time(data.wall).date;
    auto untouched = begun(filing.procedure, ApplicantKind::relative);
    out.push_back(
        fullest({"filling_form_problems",
                 healthy(FillingForm{untouched, form, 0, dossier::check_page(*form, 0, untouched.draft, today), false})}));
    auto answered = complete(data);
    out.push_back({"filling_form_from_review", healthy(FillingForm{answered, form, 0, {}, true})});
    return out;
}

/// One page of a form, with these answers; with what «Tiếp tục» finds there when `finished`.
struct FormSample {
    std::string_view name;
    std::string_view form;
    std::string_view question;  ///< one on the page
    std::vector<std::pair<std::string, std::string>> answers;
    bool finished = false;
    std::string_view touched{};
};

/// A page for every kind of question, as somebody meets it and with what may be wrong there.
std::vector<Sample> of_kinds(const SampleData& data) {
    const std::vector<FormSample> wanted{
        {"filling_form_numbers", "ho_kinh_doanh", "vonKinhDoanh", {{"vonKinhDoanh", "50000000"}}, false},
        {"filling_form_numbers_problems",
         "ho_kinh_doanh",
         "vonKinhDoanh",
         {{"vonKinhDoanh", "900000"}, {"soLaoDong", "0"}, {"email", "anh.dinh"}},
         true},
        {"filling_form_address",
         "tinh_trang_hon_nhan",
         "noiCuTru",
         {{"danToc", "Hrê"}, {"quocTich", "Việt Nam"}, {"noiCuTru", "Tổ 3, nghia l"}},
         false,
         "form.noiCuTru"},
        {"filling_form_email",
         "ho_kinh_doanh",
         "vonKinhDoanh",
         {{"vonKinhDoanh", "50000000"}, {"soLaoDong", "2"}, {"email", "anh.dinh"}},
         true},
        {"filling_form_choices", "tam_tru", "loaiChoO", {{"loaiChoO", "thue"}}, false},
        {"filling_form_boxes", "ket_hon", "dieuKien", {{"dieuKien", "tu_nguyen\nkhong_vi_pham"}}, false},
        {"filling_form_boxes_problems", "ket_hon", "dieuKien", {{"dieuKien", "tu_nguyen"}}, true},
        {"filling_form_day",
         "khai_tu",
         "ngaySinhNguoiMat",
         {{"ownerFullname", "Phạm Thị Nghiễm"}, {"ngaySinhNguoiMat", "00/00/1941"}},
         false},
        {"filling_form_day_problems",
         "khai_tu",
         "ngaySinhNguoiMat",
         {{"ownerFullname", "Phạm Thị Nghiễm"}, {"ngaySinhNguoiMat", "31/02/1941"}},
         true},
        {"filling_form_date_problems", "khai_tu", "ngayMat", {{"ngayMat", "2026-12-31"}, {"gioMat", "25:00"}}, true},
        {"filling_form_columns", "khai_tu", "coGiayBaoTu", {{"coGiayBaoTu", "co"}}, false},
        {"filling_form_condition", "tinh_trang_hon_nhan", "tinhTrang", {{"tinhTrang", "da_ly_hon"}}, false},
        {"filling_form_organisation",
         "chung",
         "ownerFullname",
         {{"organizationCode", "4300123456"}, {"organizationName", "Hợp tác xã Nghĩa Lộ"}},
         false},
        {"filling_form_agreement_problems",
         "thuong_tru",
         "laChuHo",
         {{"laChuHo", "khong"}, {"hoTenChuHo", "Đinh Văn Ngữ"}},
         true},
        {"filling_form_no_rows", "thuong_tru", "nguoiCung", {{"coNguoiCung", "true"}}, false},
        {"filling_form_no_rows_problems", "thuong_tru", "nguoiCung", {{"coNguoiCung", "true"}}, true},
    };
    std::vector<Sample> out;
    const auto today = local_time(data.wall).date;
    for (const auto& one : wanted) {
        const auto* form = data.catalogue.form(one.form);
        if (form == nullptr) continue;
        auto filing = begun(procedure_of_form(one.form, data), ApplicantKind::self);
        for (const auto& [key, value] : one.answers) answer(filing.draft, key, value);
        dossier::calculate(*form, filing.draft);
        const auto page = page_of(*form, one.question);
        auto problems =
            one.finished ? dossier::check_page(*form, page, filing.draft, today) : std::vector<dossier::Problem>{};
        out.push_back({std::string{one.name}, healthy(visit::FillingForm{filing, form, page, std::move(problems), false}),
                       std::string{one.touched}});
    }
    return out;
}

/// People of a household: the list, one of them open, one that is to be mended; a household with its sum.
std::vector<Sample> of_rows(const SampleData& data) {
    std::vector<Sample> out;
    const auto today = local_time(data.wall).date;
    const auto* household = data.catalogue.form("thuong_tru");
    const auto* split = data.catalogue.form("tach_ho");
    if (household == nullptr || split == nullptr) return out;
    auto filing = begun(procedure_of_form("thuong_tru", data), ApplicantKind::self);
    answer(filing.draft, "coNguoiCung", "true");
    add_row(*household, "nguoiCung", "Phạm Thị Nghiễm", filing.draft);
    add_row(*household, "nguoiCung", "Đinh Thị Ngữ Ế", filing.draft);
    const auto page = page_of(*household, "nguoiCung");
    const auto at = [&](const Filing& f, std::vector<dossier::Problem> problems, std::optional<visit::OpenRow> row) {
        return healthy(visit::FillingForm{f, household, page, std::move(problems), false, std::move(row)});
    };
    out.push_back({"filling_form_rows", at(filing, {}, {})});
    out.push_back({"filling_form_row", at(filing, {}, visit::OpenRow{"nguoiCung", 1, false})});
    auto wanting = filing;
    answer(wanting.draft, "nguoiCung[1].hoTenNguoi", "");
    answer(wanting.draft, "nguoiCung[1].quanHeNguoi", "khac");
    answer(wanting.draft, "nguoiCung[1].quanHeKhac", "");
    const dossier::RowPlace second{household->question("nguoiCung"), 1};
    out.push_back(
        {"filling_form_rows_problems", at(wanting, dossier::check_page(*household, page, wanting.draft, today), {})});
    out.push_back({"filling_form_row_problems", at(wanting, dossier::check_row(*household, second, wanting.draft, today),
                                                   visit::OpenRow{"nguoiCung", 1, false})});
    auto leaving = begun(procedure_of_form("tach_ho", data), ApplicantKind::self);
    answer(leaving.draft, "coNguoiCung", "true");
    add_row(*split, "nguoiCung", "Phạm Thị Nghiễm", leaving.draft);
    add_row(*split, "nguoiCung", "Đinh Văn Ngữ", leaving.draft);
    out.push_back(
        {"filling_form_sum", healthy(visit::FillingForm{leaving, split, page_of(*split, "nguoiCung"), {}, false})});
    return out;
}

}  // namespace

std::vector<Sample> samples_form(const SampleData& data) {
    std::vector<Sample> out;
    for (auto part : {&of_form, &of_kinds, &of_rows}) {
        auto made = part(data);
        std::ranges::move(made, std::back_inserter(out));
    }
    return out;
}

}  // namespace kiosk::ui
