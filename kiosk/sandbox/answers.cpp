#include "kiosk/sandbox/answers.hpp"

#include <nlohmann/json.hpp>

namespace kiosk::sandbox {
namespace {

using Json = nlohmann::ordered_json;

std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string time_or_empty(const std::optional<WallTime>& at) { return at ? iso_time(*at) : std::string(); }

Json accepted(const Record& record, const Uuid& id) {
    return {{"id", record.id.text()},
            {"code", record.code},
            {"otherCode", record.provisional_code},
            {"idempotencyKey", id.text()},
            {"bodySha256", record.body_sha256},
            {"receivedDate", iso_time(record.received_at)}};
}

Json status(dossier::Status value) { return {{"id", static_cast<int>(value)}}; }

Json steps(const Record& record) {
    Json list = Json::array();
    for (const auto& step : record.steps) {
        list.push_back({{"dossierStatus", status(step.status)}, {"at", iso_time(step.at)}, {"note", step.note}});
    }
    return list;
}

/// The portal's own word on why it will not go on with a dossier.
std::string refusal(const Record& record) {
    return record.status() == dossier::Status::not_accepted ? record.steps.back().note : std::string();
}

Json named(const std::vector<std::string>& names) {
    Json list = Json::array();
    for (const auto& name : names) list.push_back({{"name", name}});
    return list;
}

Json sent_papers(const Record& record) {
    Json list = Json::array();
    for (const auto& paper : record.written)
        list.push_back({{"id", paper.id}, {"form", number(paper.form)}, {"date", iso_time(paper.at)}});
    return list;
}

/// What the kiosk was told that it costs; a fee that only the province knows is made up here.
Json payment_request(const Record& record) {
    constexpr std::int64_t made_up_dong = 20'000;
    const auto known = record.handling.fee_dong.value_or(0);
    Json list = Json::array();
    list.push_back({{"id", "LP01"}, {"kind", "1"}, {"name", "Phí, lệ phí"}, {"cost", known > 0 ? known : made_up_dong}});
    return list;
}

/// Where it stands, as anybody who may look it up sees it.
Json standing(const Record& record, WallTime now) {
    Json out{{"code", record.code},
             {"otherCode", record.provisional_code},
             {"procedure", {{"code", record.procedure_code}, {"name", record.procedure_name}}},
             {"agency", {{"code", record.unit_code}, {"name", record.unit}}},
             {"applicant", {{"maskedFullname", masked_name(record.holder)}}},
             {"dossierStatus", status(record.status())},
             {"history", steps(record)},
             {"appliedDate", iso_time(record.submitted_at)},
             {"acceptedDate", time_or_empty(record.accepted_at)},
             {"appointmentDate", time_or_empty(record.due_at)},
             {"refusal", refusal(record)},
             {"papers", named(record.papers)},
             {"sentPapers", sent_papers(record)},
             {"asOf", iso_time(now)}};
    if (record.return_by) out["dossierReceivingKind"] = {{"id", *record.return_by == dossier::ReturnBy::post ? "1" : "0"}};
    if (record.status() == dossier::Status::payment_asked) out["paymentRequest"] = payment_request(record);
    return out;
}

Json ratings(const std::vector<Desk::Changed::Rated>& all) {
    Json list = Json::array();
    for (const auto& rated : all) {
        const auto& letter = rated.letter.letter;
        Json answers = Json::array();
        for (const auto& answer : letter.rating.answers)
            answers.push_back({{"question", answer.question}, {"value", answer.value}});
        list.push_back({{"id", letter.head.id.text()},
                        {"code", rated.code},
                        {"writtenDate", iso_time(letter.head.written_at)},
                        {"levels", letter.rating.levels},
                        {"answers", std::move(answers)}});
    }
    return list;
}

Json standings(const std::vector<Record>& records, WallTime now) {
    Json list = Json::array();
    for (const auto& record : records) list.push_back(standing(record, now));
    return list;
}

Json staff_record(const Record& record) {
    return {{"id", record.id.text()},
            {"code", record.code},
            {"provisional_code", record.provisional_code},
            {"procedure_code", record.procedure_code},
            {"procedure_name", record.procedure_name},
            {"unit_code", record.unit_code},
            {"status", static_cast<int>(record.status())},
            {"submitted_at", iso_time(record.submitted_at)},
            {"received_at", iso_time(record.received_at)},
            {"accepted_at", time_or_empty(record.accepted_at)},
            {"due_at", time_or_empty(record.due_at)},
            {"body_sha256", record.body_sha256},
            {"papers", record.papers},
            {"steps", steps(record)}};
}

Json supplied(const dossier::Supplement& supplement) {
    Json list = Json::array();
    for (const auto& paper : supplement.papers) {
        Json pages = Json::array();
        for (const auto& page : paper.pages)
            pages.push_back({{"id", page.id.text()}, {"media_type", page.media_type}, {"bytes", page.bytes}});
        list.push_back({{"component", paper.component},
                        {"name", paper.name},
                        {"bring_original", paper.bring_original},
                        {"pages", std::move(pages)}});
    }
    return list;
}

/// Without the digits that proved a withdrawal or a supplement.
Json staff_letters(const std::vector<KeptLetter>& letters) {
    Json list = Json::array();
    for (const auto& kept : letters) {
        Json json{{"id", kept.letter.head.id.text()},
                  {"letter", dossier::name(kept.letter.kind)},
                  {"dossier", kept.about()},
                  {"written_at", iso_time(kept.letter.head.written_at)},
                  {"received_at", iso_time(kept.received_at)},
                  {"kiosk", kept.letter.head.kiosk_id},
                  {"refusal", kept.refusal}};
        if (kept.letter.kind == dossier::LetterKind::rating) {
            const auto& rating = kept.letter.rating;
            json["ticket"] = rating.ticket;
            json["form"] = rating.form;
            json["levels"] = rating.levels;
            json["answers"] = Json::array();
            for (const auto& answer : rating.answers)
                json["answers"].push_back({{"question", answer.question}, {"value", answer.value}});
            if (!rating.reasons.empty()) json["reasons"] = rating.reasons;
        }
        if (kept.letter.kind == dossier::LetterKind::supplement) json["papers"] = supplied(kept.letter.supplement);
        if (kept.letter.kind == dossier::LetterKind::progress) {
            json["status"] = static_cast<int>(kept.letter.progress.status);
            json["at"] = iso_time(kept.letter.progress.at);
            json["words"] = kept.letter.progress.words;
        }
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace

std::string message_json(std::string_view message) { return text({{"message", message}}); }

std::string page_json(const KeptPage& page, std::string_view file_name) {
    Json list = Json::array();
    list.push_back({{"id", page.remote_id}, {"filename", file_name}, {"size", page.size}, {"sha256", page.sha256}});
    return text(list);
}

std::string accepted_json(const Record& record, const Uuid& id) { return text(accepted(record, id)); }

std::string found_json(const Record* record, const Uuid& id) {
    Json list = Json::array();
    if (record != nullptr) list.push_back(accepted(*record, id));
    return text({{"content", std::move(list)}});
}

std::string look_up_json(const Record& record, WallTime now) { return own_json({record}, now); }

std::string changes_json(const Desk::Changed& changed, WallTime now) {
    return text({{"mark", std::to_string(changed.mark)},
                 {"more", changed.more},
                 {"content", standings(changed.records, now)},
                 {"ratings", ratings(changed.ratings)}});
}

std::string own_json(const std::vector<Record>& records, WallTime now) {
    return text({{"content", standings(records, now)}});
}

std::string told_json(const KeptLetter& letter, const Uuid& id) {
    return text({{"id", letter.letter.head.id.text()},
                 {"idempotencyKey", id.text()},
                 {"bodySha256", letter.body_sha256},
                 {"receivedDate", iso_time(letter.received_at)}});
}

std::string record_json(const Record& record) { return text(staff_record(record)); }

std::string whole_record_json(const Record& record, const std::vector<KeptLetter>& letters) {
    Json json = staff_record(record);
    json["letters"] = staff_letters(letters);
    json["submission"] = Json::parse(record.submission.reveal(), nullptr, false);
    return text(json);
}

std::string records_json(const std::vector<Record>& records, const std::vector<KeptLetter>& letters) {
    Json list = Json::array();
    for (const auto& record : records) list.push_back(staff_record(record));
    return text({{"dossiers", std::move(list)}, {"letters", staff_letters(letters)}});
}

std::string faults_json(const std::vector<Fault>& faults) {
    Json list = Json::array();
    for (const auto& fault : faults) {
        Json entry{{"name", name(fault.kind)}};
        if (fault.times >= 0) entry["times"] = fault.times;
        if (fault.kind == FaultKind::slow || fault.kind == FaultKind::drip) entry["delay_ms"] = fault.delay.count();
        if (fault.kind == FaultKind::refuse) entry["words"] = fault.words;
        if (fault.kind == FaultKind::cut_request || fault.kind == FaultKind::cut_answer) entry["at_byte"] = fault.at_byte;
        list.push_back(std::move(entry));
    }
    return text({{"faults", std::move(list)}});
}

}  // namespace kiosk::sandbox
