#include "kiosk/portal/igate_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/form_answers.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal::igate {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t steps_limit = 200;
constexpr std::size_t rows_limit = 199;
constexpr std::size_t sent_limit = 10;  // a page of them; a dossier has one or two
constexpr std::size_t letters_limit = 500;
constexpr std::size_t fees_limit = 20;
constexpr std::int64_t most_dong = 1'000'000'000'000;

std::string text(const Personal& value) { return std::string(value.reveal()); }

/// An answer as the portal's own e-form holds it.
Json form_value(const dossier::SubmittedAnswer& answer) {
    using catalogue::QuestionKind;
    const auto value = text(answer.value);
    switch (answer.kind) {
        case QuestionKind::checkbox: return value == "true";
        case QuestionKind::number:
        case QuestionKind::currency: {
            const auto number = dossier::plain_number(value);
            if (!number) return value;
            const auto whole = static_cast<std::int64_t>(*number);
            return static_cast<double>(whole) == *number ? Json(whole) : Json(*number);
        }
        case QuestionKind::date: return parse_iso_date(value) ? value + "T00:00:00+07:00" : value;
        case QuestionKind::select_boxes: {
            Json options = Json::object();
            for (const auto& option : dossier::chosen(value)) options[option] = true;
            return options;
        }
        default: return value;
    }
}

/// Puts an answer under its key; "people[0].name" into the first row of people.
void put(Json& data, const dossier::SubmittedAnswer& answer) {
    const auto bracket = answer.key.find('[');
    const auto end = answer.key.find("].");
    if (bracket == std::string::npos || end == std::string::npos || end < bracket) {
        data[answer.key] = form_value(answer);
        return;
    }
    std::size_t index = 0;
    std::from_chars(answer.key.data() + bracket + 1, answer.key.data() + end, index);
    auto& rows = data[answer.key.substr(0, bracket)];
    if (!rows.is_array()) rows = Json::array();
    while (rows.size() <= std::min(index, rows_limit)) rows.push_back(Json::object());
    rows[std::min(index, rows_limit)][answer.key.substr(end + 2)] = form_value(answer);
}

Json applicant_of(const dossier::SubmissionView& view) {
    const dossier::Person& person = view.submitter;
    Json data;
    data["ownerFullname"] = text(view.holder_name());
    data["ownerIdentityNumber"] = text(view.holder ? view.holder->number : person.number);
    data["fullname"] = text(person.name);
    data["birthday"] = text(person.birth_date);
    data["gender"] = text(person.sex);
    data["identityNumber"] = text(person.number);
    data["phoneNumber"] = text(view.phone);
    data["address"] = text(person.residence);
    data["organizationName"] = text(view.organisation_name);
    data["taxCode"] = text(view.tax_code);
    data["noidungyeucaugiaiquyet"] = view.procedure_name;
    for (const auto& answer : view.answers) put(data, answer);
    return Json{{"data", std::move(data)}};
}

/// The portal's id of a paper, or our own.
std::string form_id(const Mapped* known, const std::string& component) {
    if (known == nullptr) return component;
    const auto found =
        std::find_if(known->forms.begin(), known->forms.end(), [&](const auto& form) { return form.first == component; });
    return found == known->forms.end() ? component : found->second;
}

Json files_of(const std::vector<dossier::SubmittedPaper>& papers, const std::vector<FileRef>& sent_files,
              const Mapped* known) {
    Json forms = Json::array();
    int order = 0;
    for (const auto& paper : papers) {
        Json files = Json::array();
        for (const auto& page : paper.pages) {
            const auto sent =
                std::find_if(sent_files.begin(), sent_files.end(), [&](const auto& file) { return file.page == page.id; });
            if (sent == sent_files.end()) continue;
            files.push_back(
                {{"id", sent->remote_id}, {"filename", file_name(page.id, page.media_type)}, {"size", page.bytes}});
        }
        forms.push_back({{"procedureForm", {{"id", form_id(known, paper.component)}, {"name", paper.name}}},
                         {"order", ++order},
                         {"bringOriginal", paper.bring_original},
                         {"file", std::move(files)}});
    }
    return forms;
}

/// A line that a screen may show: no control characters, not endless.
Result<std::string> line_of(const Json& json, std::string_view member) {
    std::string line = text_of(json, member);
    if (!is_utf8(line) || has_control_characters(line, "\n") || letter_count(line) > letters_limit) {
        return fail(Code::bad_format, fmt::format("{} is no readable text", member));
    }
    return nfc(line);
}

Result<WallTime> time_of(const Json& json, std::string_view member) {
    auto time = parse_iso_time(text_of(json, member));
    if (!time) return fail(Code::bad_format, fmt::format("{} is no time", member));
    return time;
}

Result<std::optional<WallTime>> optional_time_of(const Json& json, std::string_view member) {
    if (text_of(json, member).empty()) return std::nullopt;
    auto time = time_of(json, member);
    if (!time) return fail(std::move(time));
    return *time;
}

Result<dossier::Status> status_of(const Json& json) {
    const Json& number = member_of(member_of(json, "dossierStatus"), "id");
    const auto status = number.is_number_integer() ? dossier::parse_status(number.get<int>()) : std::nullopt;
    if (!status) return fail(Code::bad_format, "dossierStatus is no status of the national table");
    return *status;
}

Result<std::vector<dossier::StatusStep>> steps_of(const Json& json) {
    const Json& list = member_of(json, "history");
    if (!list.is_array() || list.empty() || list.size() > steps_limit)
        return fail(Code::bad_format, "history is no list of steps");
    std::vector<dossier::StatusStep> steps;
    for (const Json& entry : list) {
        auto status = status_of(entry);
        auto at = time_of(entry, "at");
        auto note = line_of(entry, "note");
        if (!status || !at || !note) return fail(Code::bad_format, "a step of the history is not whole");
        steps.push_back({*status, *at, std::move(*note)});
    }
    return steps;
}

/// Which form a paper is; nothing for one that this kiosk does not know.
std::optional<dossier::OfficerForm> form_of(const Json& json) {
    const auto number = text_of(json, "form");
    if (number == "03") return dossier::OfficerForm::refusal;
    if (number == "04") return dossier::OfficerForm::apology;
    if (number == "05") return dossier::OfficerForm::control;
    if (number == "result") return dossier::OfficerForm::result;
    return std::nullopt;
}

bool is_paper_id(std::string_view id) {
    constexpr std::size_t longest = 64;
    return !id.empty() && id.size() <= longest && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

/// A portal that sends no papers says nothing of them.
Result<std::vector<dossier::SentPaper>> sent_of(const Json& json) {
    std::vector<dossier::SentPaper> out;
    const Json& list = member_of(json, "sentPapers");
    for (std::size_t i = 0; list.is_array() && i < std::min(list.size(), sent_limit); ++i) {
        const auto form = form_of(list[i]);
        if (!form) continue;
        auto at = time_of(list[i], "date");
        auto id = text_of(list[i], "id");
        if (!at || !is_paper_id(id)) return fail(Code::bad_format, "a paper of sentPapers is not whole");
        out.push_back({std::move(id), *form, *at});
    }
    return out;
}

/// Yêu cầu thanh toán. A portal that sends none asks for nothing that can be paid here.
Result<std::vector<dossier::FeeToPay>> to_pay_of(const Json& json) {
    std::vector<dossier::FeeToPay> out;
    const Json& list = member_of(json, "paymentRequest");
    for (std::size_t i = 0; list.is_array() && i < std::min(list.size(), fees_limit); ++i) {
        const Json& cost = member_of(list[i], "cost");
        auto name = line_of(list[i], "name");
        if (!name || !cost.is_number_integer() || cost < 1 || cost > most_dong)
            return fail(Code::bad_format, "a fee of paymentRequest is not whole");
        out.push_back({text_of(list[i], "kind"), text_of(list[i], "id"), std::move(*name), cost.get<std::int64_t>()});
    }
    return out;
}

Result<Done> read_lines(const Json& json, dossier::StatusView& view) {
    auto procedure_code = line_of(member_of(json, "procedure"), "code");
    auto procedure_name = line_of(member_of(json, "procedure"), "name");
    auto unit_name = line_of(member_of(json, "agency"), "name");
    auto refusal = line_of(json, "refusal");
    auto holder = line_of(member_of(json, "applicant"), "maskedFullname");
    for (auto* line : {&procedure_code, &procedure_name, &unit_name, &refusal, &holder}) {
        if (!*line) return fail(std::move(*line));
    }
    view.procedure_code = std::move(*procedure_code);
    view.procedure_name = std::move(*procedure_name);
    view.unit_name = std::move(*unit_name);
    view.refusal = std::move(*refusal);
    view.holder_masked = Personal(*holder);
    const Json& papers = member_of(json, "papers");
    for (std::size_t i = 0; papers.is_array() && i < std::min(papers.size(), steps_limit); ++i) {
        auto name = line_of(papers[i], "name");
        if (!name) return fail(std::move(name));
        view.papers.push_back(std::move(*name));
    }
    return Done{};
}

/// What of an application is the portal's own: its agency, procedure, process and fees.
void put_office(Json& json, const Mapped& known, const dossier::SubmissionView& view, const OfficeIds& ids) {
    if (const auto* agency = known.agency(view.header.unit_code))
        json["agency"] = {{"id", agency->id}, {"code", agency->code}};
    json["procedure"] = {{"id", known.procedure->id}, {"code", known.procedure->code}, {"nationCode", known.code}};
    if (known.process) json["procedureProcessDefinition"] = {{"id", known.process->id}};
    if (known.process && !known.process->eform.empty()) json["applicant"]["eformId"] = known.process->eform;
    json["dossierFee"] = Json::array();
    for (const auto& fee : known.fees)
        json["dossierFee"].push_back({{"id", fee.id}, {"name", fee.name}, {"cost", fee.dong}});
    if (!known.fees.empty() && !ids.payment_method.empty()) json["paymentMethod"] = {{"id", ids.payment_method}};
}

}  // namespace

std::string file_name(const Uuid& page, std::string_view media_type) {
    const std::string_view ending = media_type == "image/jpeg"        ? ".jpg"
                                    : media_type == "image/png"       ? ".png"
                                    : media_type == "image/tiff"      ? ".tif"
                                    : media_type == "application/pdf" ? ".pdf"
                                                                      : ".bin";
    return page.text() + std::string(ending);
}

Result<Personal> application(const Submission& submission, const OfficeIds& ids, const OfficeMap* map) {
    auto view = dossier::read_submission(submission.body_json.reveal());
    if (!view) return fail(std::move(view));
    Json json;
    json["idempotencyKey"] = submission.id.text();
    json["otherCode"] = submission.provisional_code;
    json["agency"] = {{"id", view->header.unit}, {"code", view->header.unit_code}};
    json["procedure"] = {{"code", view->procedure_local_code.empty() ? view->procedure_code : view->procedure_local_code},
                         {"nationCode", view->procedure_code}};
    json["applicant"] = applicant_of(*view);
    const auto* known = map == nullptr ? nullptr : map->of(view->procedure_code);
    if (known != nullptr) put_office(json, *known, *view, ids);
    // Whoever was not asked collects it, as the national packets say as well; without a map nothing is said then.
    if (view->return_by || known != nullptr)
        json["dossierReceivingKind"] = {{"id", view->return_by == dossier::ReturnBy::post ? ids.post : ids.direct}};
    json["appliedDate"] = iso_time(submission.submitted_at);
    json["dossierFormFile"] = files_of(view->papers, submission.files, known);
    json["dossierStatus"] = 0;
    json["submission"] = submission.body_json.reveal();
    return Personal(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<Personal> letter(const Letter& letter) {
    Json json;
    json["idempotencyKey"] = letter.id.text();
    // iGate asks who rates; nobody is asked here, so name and number stay empty.
    if (letter.kind == dossier::LetterKind::rating)
        json["formData"] = {{"participantName", ""}, {"identityNumber", ""}, {"profileNumber", letter.about}};
    else json["code"] = letter.about;
    if (letter.kind == dossier::LetterKind::supplement) {
        const auto read = dossier::read_letter(letter.body_json.reveal());
        if (!read) return tl::unexpected<Error>(read.error());
        json["dossierFormFile"] = files_of(read->supplement.papers, letter.files, nullptr);
    }
    json["writtenDate"] = iso_time(letter.written_at);
    json["letter"] = letter.body_json.reveal();
    return Personal(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<dossier::StatusView> status_view(const Json& json, const OfficeIds& ids) {
    dossier::StatusView view;
    view.code = text_of(json, "code");
    view.provisional_code = text_of(json, "otherCode");
    if (view.code.empty()) view.code = view.provisional_code;  // there is no official one before acceptance
    if (!dossier::parse_dossier_code(view.code)) return fail(Code::bad_format, "code has another form");
    auto status = status_of(json);
    if (!status) return fail(std::move(status));
    auto steps = steps_of(json);
    if (!steps) return fail(std::move(steps));
    auto submitted = time_of(json, "appliedDate");
    auto accepted = optional_time_of(json, "acceptedDate");
    auto due = optional_time_of(json, "appointmentDate");
    auto as_of = time_of(json, "asOf");
    if (!submitted || !accepted || !due || !as_of) return fail(Code::bad_format, "a date is no time");
    view.status = *status;
    view.steps = std::move(*steps);
    view.submitted_at = *submitted;
    view.accepted_at = *accepted;
    view.due_at = *due;
    view.as_of = *as_of;
    view.from_portal = true;
    if (auto lines = read_lines(json, view); !lines) return fail(std::move(lines));
    auto sent = sent_of(json);
    if (!sent) return fail(std::move(sent));
    view.sent = std::move(*sent);
    const auto kind = text_of(member_of(json, "dossierReceivingKind"), "id");
    if (kind == ids.post) view.return_by = dossier::ReturnBy::post;
    else if (kind == ids.direct) view.return_by = dossier::ReturnBy::direct;
    if (view.status != dossier::Status::payment_asked) return view;
    auto to_pay = to_pay_of(json);
    if (!to_pay) return fail(std::move(to_pay));
    view.to_pay = std::move(*to_pay);
    return view;
}

}  // namespace kiosk::portal::igate
