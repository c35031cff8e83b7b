#include "kiosk/sandbox/desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/due_date.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/sandbox/certificate.hpp"

namespace kiosk::sandbox {
namespace {

using nlohmann::json;

/// Stands in for a unit whose code the province has not given yet.
constexpr std::string_view province_code = "000.00.00.H48";
constexpr int wrong_digits_limit = 10;
constexpr std::size_t longest_account = 100;
constexpr int days_after_apology = 3;  ///< working days until the new appointment
constexpr Duration wrong_digits_span = 15min;

/// The numbers of a person often carry blanks; only digits count.
std::string last_four_digits(std::string_view number) {
    std::string digits;
    for (const char c : number) {
        if (c >= '0' && c <= '9') digits += c;
    }
    return digits.size() < 4 ? std::string() : digits.substr(digits.size() - 4);
}

std::string page_file(const Uuid& id) { return "page-" + id.text(); }

Result<std::filesystem::path> made(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error) {
        return fail(Code::no_permission,
                    fmt::format("{}: cannot be made ({}); choose a folder with --data that you may write to",
                                folder.string(), error.message()));
    }
    return folder;
}

}  // namespace

settings::Hours OfficeRules::usual_hours() {
    settings::Hours out;
    for (int day = 0; day < 5; ++day) out.weekday[day] = {{7 * 60 + 30, 11 * 60 + 30}, {13 * 60 + 30, 17 * 60}};
    return out;
}

Result<std::unique_ptr<Desk>> Desk::open(const std::filesystem::path& folder, const Clock& clock, const OfficeRules& rules) {
    auto ready = made(folder);
    if (!ready) return fail(std::move(ready));
    auto journal = Journal::open(folder / "journal.jsonl");
    if (!journal) return fail(std::move(journal));
    const auto lines = (*journal)->take_lines();
    std::unique_ptr<Desk> desk(new Desk(std::move(*journal), folder, clock, rules));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (auto done = desk->replay(lines[i]); !done) {
            return fail(Code::corrupt, fmt::format("{}/journal.jsonl:{}: {}; move the folder aside to begin anew",
                                                   folder.string(), i + 1, done.error().detail));
        }
    }
    return desk;
}

Result<Done> Desk::replay(std::string_view line) {
    const json entry = json::parse(line, nullptr, false);
    const auto text = [&](const char* key) { return entry.value(key, std::string()); };
    const auto due = [&]() -> std::optional<WallTime> {
        if (!entry.contains("due_at_ms")) return std::nullopt;
        return WallTime{Duration{entry.at("due_at_ms").get<std::int64_t>()}};
    };
    try {
        const WallTime at{Duration{entry.at("at_ms").get<std::int64_t>()}};
        const std::string what = entry.at("what").get<std::string>();
        if (what == "page") {
            auto id = parse_uuid(text("id"));
            if (!id) return fail(std::move(id));
            pages_[*id] = {*id, text("remote_id"), text("media_type"), entry.at("size").get<std::size_t>(), text("sha256")};
            return Done{};
        }
        if (what == "dossier") {
            auto id = parse_uuid(text("id"));
            if (!id) return fail(std::move(id));
            return add(*id, text("provisional_code"), text("submission"), text("code"), at);
        }
        if (what == "refused") {
            auto id = parse_uuid(text("id"));
            if (!id) return fail(std::move(id));
            refused_[*id] = text("words");
            return Done{};
        }
        if (what == "letter") return add_letter(text("body"), text("refusal"), at, due());
        if (what == "status") {
            const auto status = dossier::parse_status(entry.at("status").get<int>());
            Record* record = by_code(text("code"));
            if (record == nullptr || !status) return fail(Code::corrupt, "a step of a dossier that is not there");
            apply_status(*record, {*status, at, text("note")}, due());
            if (const auto given = text("given_code"); !given.empty()) give_code(by_id_.at(record->id), given);
            return Done{};
        }
    } catch (const json::exception&) {
        return fail(Code::corrupt, "not a line of this journal");
    }
    return fail(Code::newer_version, "written by a newer training portal");
}

Result<KeptPage> Desk::keep_page(const Uuid& id, std::string_view media_type, std::string_view bytes,
                                 std::string_view account) {
    if (account.size() > longest_account) return fail(Code::bad_format, "Mã tài khoản không đúng");
    const std::lock_guard lock(mutex_);
    const std::string hash = digest(bytes);
    if (const auto known = pages_.find(id); known != pages_.end()) {
        if (known->second.sha256 != hash) return fail(Code::busy, "Đã có trang khác mang mã này");
        return known->second;
    }
    const KeptPage page{id, fmt::format("{}{:06}", hash.substr(0, 18), pages_.size() + 1), std::string(media_type),
                        bytes.size(), hash};
    if (auto kept = write_file(folder_ / page_file(id), bytes); !kept) return fail(std::move(kept));
    json line{{"what", "page"},
              {"at_ms", clock_.wall().since_epoch.count()},
              {"id", id.text()},
              {"remote_id", page.remote_id},
              {"media_type", page.media_type},
              {"size", page.size},
              {"sha256", page.sha256}};
    if (!account.empty()) line["account"] = account;
    if (auto kept = journal_->append(line.dump(-1, ' ', false, json::error_handler_t::replace)); !kept) {
        return fail(std::move(kept));
    }
    pages_[id] = page;
    return page;
}

Result<Done> Desk::pages_are_here(const std::vector<dossier::SubmittedPaper>& papers) const {
    for (const auto& paper : papers) {
        for (const auto& page : paper.pages) {
            const auto kept = pages_.find(page.id);
            if (kept == pages_.end() || kept->second.size != static_cast<std::size_t>(page.bytes)) {
                return fail(Code::bad_format, "Thiếu một trang giấy tờ của hồ sơ");
            }
        }
    }
    return Done{};
}

Result<Done> Desk::add(const Uuid& id, std::string_view provisional_code, std::string_view submission, std::string_view code,
                       WallTime at) {
    auto view = dossier::read_submission(submission);
    if (!view) return fail(std::move(view));
    Record record;
    record.id = id;
    record.provisional_code =
        dossier::canonical_code(provisional_code.empty() ? view->header.provisional_code : provisional_code);
    record.body_sha256 = digest(submission);
    record.submission = Personal(submission);
    record.procedure_code = view->procedure_code;
    record.procedure_name = view->procedure_name;
    record.unit_code = view->header.unit_code.empty() ? std::string(province_code) : view->header.unit_code;
    record.unit = view->header.unit;
    record.holder = view->holder_name();
    record.factor_numbers = view->factor_numbers();
    record.kiosk = view->header.kiosk_id;
    record.own_numbers.push_back(view->submitter.number);
    if (view->holder) record.own_numbers.push_back(view->holder->number);
    record.changed = ++changes_;
    for (const auto& paper : view->papers) {
        if (!paper.pages.empty()) record.papers.push_back(paper.name);
    }
    record.handling = view->handling;
    record.return_by = view->return_by;
    record.submitted_at = view->header.submitted_at;
    record.received_at = at;
    record.steps = {{dossier::Status::registered, at, ""}};
    by_id_[id] = records_.size();
    if (!record.provisional_code.empty()) by_code_[record.provisional_code] = records_.size();
    records_.push_back(std::move(record));
    if (!code.empty()) give_code(records_.size() - 1, code);
    return Done{};
}

std::string Desk::next_code(std::string_view unit_code, WallTime now) const {
    return serials_.next_code(unit_code.empty() ? province_code : unit_code, local_time(now).date);
}

void Desk::give_code(std::size_t record, std::string_view code) {
    records_[record].code = std::string(code);
    by_code_[std::string(code)] = record;
    serials_.note(code);
}

Result<Record> Desk::take_dossier(const Uuid& id, std::string_view provisional_code, std::string_view submission,
                                  const std::optional<std::string>& refusal_words) {
    const std::lock_guard lock(mutex_);
    if (const auto known = by_id_.find(id); known != by_id_.end()) {
        const Record& record = records_[known->second];
        if (record.body_sha256 != digest(submission)) return fail(Code::busy, "Đã có hồ sơ khác mang mã này");
        return record;
    }
    const WallTime now = clock_.wall();
    if (refusal_words && !refused_.contains(id)) {
        const json line{
            {"what", "refused"}, {"at_ms", now.since_epoch.count()}, {"id", id.text()}, {"words", *refusal_words}};
        if (auto kept = journal_->append(line.dump(-1, ' ', false, json::error_handler_t::replace)); !kept) {
            return fail(std::move(kept));
        }
        refused_[id] = *refusal_words;
    }
    if (const auto refused = refused_.find(id); refused != refused_.end()) return fail(Code::refused, refused->second);
    auto view = dossier::read_submission(submission);
    if (!view) return fail(std::move(view));
    if (view->header.id != id) return fail(Code::bad_format, "Mã trong hồ sơ khác mã của yêu cầu");
    if (auto here = pages_are_here(view->papers); !here) return fail(std::move(here));

    // Without a provisional code nobody would hold any number until acceptance: then the official one is given at once.
    const bool later = rules_.dossier.code_taken == settings::DossierRules::CodeTaken::at_acceptance &&
                       !(provisional_code.empty() && view->header.provisional_code.empty());
    const std::string code = later ? std::string() : next_code(view->header.unit_code, now);
    const json line{{"what", "dossier"},
                    {"at_ms", now.since_epoch.count()},
                    {"id", id.text()},
                    {"code", code},
                    {"provisional_code", provisional_code},
                    {"body_sha256", digest(submission)},
                    {"submission", submission}};
    if (auto kept = journal_->append(line.dump(-1, ' ', false, json::error_handler_t::strict)); !kept) {
        return fail(std::move(kept));
    }
    if (auto added = add(id, provisional_code, submission, code, now); !added) return fail(std::move(added));
    return records_.back();
}

std::optional<Record> Desk::find(const Uuid& id) {
    const std::lock_guard lock(mutex_);
    const auto known = by_id_.find(id);
    return known == by_id_.end() ? std::nullopt : std::optional(records_[known->second]);
}

Record* Desk::by_code(std::string_view code) {
    const auto known = by_code_.find(dossier::canonical_code(code));
    return known == by_code_.end() ? nullptr : &records_[known->second];
}

std::optional<Record> Desk::find(std::string_view code) {
    const std::lock_guard lock(mutex_);
    const Record* record = by_code(code);
    return record == nullptr ? std::nullopt : std::optional(*record);
}

Result<Record> Desk::look_up(std::string_view code, std::string_view last_four) {
    const std::lock_guard lock(mutex_);
    auto record = opened(code, last_four);
    if (!record) return fail(std::move(record));
    return **record;
}

Result<Record*> Desk::opened(std::string_view code, std::string_view last_four) {
    Record* record = by_code(code);
    if (record == nullptr) return fail(Code::not_found, "Không có hồ sơ mang mã này");
    WrongDigits& wrong = wrong_digits_[record->id];
    const WallTime now = clock_.wall();
    if (now - wrong.since > wrong_digits_span || now < wrong.since) wrong = {0, now};
    if (wrong.count >= wrong_digits_limit) return fail(Code::too_many, "Nhập sai quá nhiều lần, hãy thử lại sau");
    const bool matches = last_four.size() == 4 &&
                         std::any_of(record->factor_numbers.begin(), record->factor_numbers.end(),
                                     [&](const Personal& number) { return last_four_digits(number.reveal()) == last_four; });
    if (!matches) {
        ++wrong.count;
        return fail(Code::refused, "Bốn số cuối không khớp với hồ sơ");
    }
    wrong_digits_.erase(record->id);
    return record;
}

void Desk::apply_status(Record& record, const dossier::StatusStep& step, std::optional<WallTime> due) {
    for (const auto form : forms_for(record, step.status, step.at)) {
        const auto id = fmt::format("{}-{}", number(form), record.steps.size());
        record.written.push_back({id, form, step.at, step.note, record.due_at, due});
    }
    record.steps.push_back(step);
    record.changed = ++changes_;
    if (step.status == dossier::Status::accepted) record.accepted_at = step.at;
    if (step.status == dossier::Status::accepted || due) record.due_at = due;
}

Result<Personal> Desk::paper(std::string_view code, std::string_view last_four, std::string_view id) {
    const auto record = look_up(code, last_four);
    if (!record) return tl::unexpected(record.error());
    const auto found =
        std::find_if(record->written.begin(), record->written.end(), [&](const auto& paper) { return paper.id == id; });
    if (found == record->written.end()) return fail(Code::not_found, "Hồ sơ không có giấy này");
    return officer_paper_pdf(*record, *found);
}

Result<Record> Desk::move(std::string_view code, dossier::Status to, std::string_view note,
                          std::optional<int> working_days) {
    const std::lock_guard lock(mutex_);
    Record* record = by_code(code);
    if (record == nullptr) return fail(Code::not_found, "no dossier has this code; kiosk portal list shows them");
    if (!dossier::may_become(record->status(), to)) {
        return fail(Code::bad_usage,
                    fmt::format("a dossier in state {} does not become {}; the national table lets 1 become 2 or "
                                "3, 2 become 4, 4 become 5 to 9, 5 and 6 become 4, 7 or 8, 9 become 10",
                                static_cast<int>(record->status()), static_cast<int>(to)));
    }
    if (!is_utf8(note) || has_control_characters(note)) {
        return fail(Code::bad_usage, "the note holds characters that no screen shows; write one line of text");
    }
    const dossier::StatusStep step{to, clock_.wall(), nfc(note)};
    std::optional<WallTime> due;  // a promise: written down, not counted again when the calendar changes
    catalogue::Handling promise = record->handling;
    if (working_days) {
        promise = {};
        promise.working_days = *working_days;
    }
    const auto forms = forms_for(*record, to, step.at);
    const bool late = std::find(forms.begin(), forms.end(), dossier::OfficerForm::apology) != forms.end();
    if (late) {
        promise = {};
        promise.working_days = days_after_apology;
    }
    if (late || to == dossier::Status::accepted) {
        const auto counted = dossier::due_of(working_time_, rules_.dossier, step.at, promise);
        if (!counted) return fail(counted.error().code, counted.error().detail);
        if (*counted) due = (*counted)->at;
    }
    if (to == dossier::Status::processing) {
        const auto moved = due_with_papers(*record, step.at);
        if (!moved) return fail(moved.error().code, moved.error().detail);
        if (*moved) due = *moved;
    }
    std::string given;
    if (to == dossier::Status::accepted && record->code.empty()) given = next_code(record->unit_code, step.at);
    json line{{"what", "status"},
              {"at_ms", step.at.since_epoch.count()},
              {"code", record->any_code()},
              {"status", static_cast<int>(to)},
              {"note", step.note}};
    if (due) line["due_at_ms"] = due->since_epoch.count();
    if (!given.empty()) line["given_code"] = given;
    if (auto kept = journal_->append(line.dump()); !kept) return fail(std::move(kept));
    apply_status(*record, step, due);
    if (!given.empty()) give_code(by_id_.at(record->id), given);
    return *record;
}

Result<std::optional<WallTime>> Desk::due_with_papers(const Record& record, WallTime at) const {
    const auto& asked = record.steps.back();
    if (!rules_.dossier.supplement_moves_due || asked.status != dossier::Status::supplement_asked || !record.due_at ||
        asked.at >= *record.due_at)
        return std::nullopt;
    const auto moved = dossier::due_after_supplement(working_time_, *record.due_at, asked.at, at);
    if (!moved) return fail(moved.error().code, moved.error().detail);
    return moved->at;
}

}  // namespace kiosk::sandbox
