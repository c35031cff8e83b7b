#include <nlohmann/json.hpp>

#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/sandbox/certificate.hpp"
#include "kiosk/sandbox/desk.hpp"

namespace kiosk::sandbox {

using dossier::LetterKind;
using dossier::Status;

Result<KeptLetter> Desk::take_letter(const Uuid& id, LetterKind kind, std::string_view body,
                                     const std::optional<std::string>& refusal_words) {
    const std::lock_guard lock(mutex_);
    auto known = letter_by_id_.find(id);
    if (known == letter_by_id_.end()) {
        auto letter = dossier::read_letter(body);
        if (!letter) return fail(Code::bad_format, "Nội dung gửi không đúng mẫu");
        if (letter->head.id != id || letter->kind != kind)
            return fail(Code::bad_format, "Mã trong nội dung khác mã của yêu cầu");
        std::string refusal = refusal_words.value_or("");
        if (auto here = pages_are_here(letter->supplement.papers); !here) return fail(std::move(here));
        if (refusal.empty()) refusal = why_not(*letter);
        // A citizen's letter has one answer; a row of progress may be sent again once what was wrong is mended.
        if (kind == LetterKind::progress && !refusal.empty()) return fail(Code::refused, refusal);
        const WallTime now = clock_.wall();
        std::optional<WallTime> due;
        if (const Record* record = by_code(letter->supplement.dossier); record != nullptr && refusal.empty()) {
            const auto moved = due_with_papers(*record, now);
            if (!moved) return fail(moved.error().code, moved.error().detail);
            due = *moved;
        }
        // One line for the letter and the step that it makes: both are there or neither.
        nlohmann::json line{{"what", "letter"}, {"at_ms", now.since_epoch.count()},
                            {"id", id.text()},  {"kind", dossier::name(kind)},
                            {"body", body},     {"refusal", refusal}};
        if (due) line["due_at_ms"] = due->since_epoch.count();
        auto kept = journal_->append(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::strict));
        if (!kept) return fail(std::move(kept));
        if (auto added = add_letter(body, refusal, now, due); !added) return fail(std::move(added));
        known = letter_by_id_.find(id);
    }
    const KeptLetter& kept = letters_[known->second];
    if (kept.body_sha256 != digest(body)) return fail(Code::busy, "Đã có nội dung khác mang mã này");
    if (!kept.refusal.empty()) return fail(Code::refused, kept.refusal);
    return kept;
}

Result<Done> Desk::add_letter(std::string_view body, std::string_view refusal, WallTime at, std::optional<WallTime> due) {
    auto letter = dossier::read_letter(body);
    if (!letter) return fail(std::move(letter));
    if (letter->kind == LetterKind::withdrawal && refusal.empty()) {
        Record* record = by_code(letter->withdrawal.dossier);
        if (record == nullptr) return fail(Code::corrupt, "a withdrawal of a dossier that is not there");
        apply_status(*record, {Status::withdrawal_asked, at, ""}, std::nullopt);
    }
    if (letter->kind == LetterKind::supplement && refusal.empty()) {
        Record* record = by_code(letter->supplement.dossier);
        if (record == nullptr) return fail(Code::corrupt, "a supplement to a dossier that is not there");
        apply_status(*record, {Status::processing, at, "Đã nhận giấy tờ bổ sung"}, due);
    }
    letter_by_id_[letter->head.id] = letters_.size();
    letters_.push_back({std::move(*letter), digest(body), at, std::string(refusal), ++changes_});
    return Done{};
}

std::string Desk::why_not_withdrawn(const dossier::Withdrawal& withdrawal) {
    const auto record = opened(withdrawal.dossier, withdrawal.last_four.reveal());
    if (!record) return record.error().detail;
    const Status now = (*record)->status();
    if (now == Status::withdrawal_asked) return "Hồ sơ này đã được yêu cầu rút trước đó";
    if (dossier::may_become(now, Status::withdrawal_asked)) return {};
    return "Hồ sơ đang ở trạng thái không rút được";
}

std::string Desk::why_not_supplemented(const dossier::Supplement& supplement) {
    const auto record = opened(supplement.dossier, supplement.last_four.reveal());
    if (!record) return record.error().detail;
    if ((*record)->status() == Status::supplement_asked) return {};
    return "Hồ sơ không ở trạng thái chờ bổ sung giấy tờ";
}

std::string Desk::why_not(const dossier::ReadLetter& letter) {
    switch (letter.kind) {
        case LetterKind::rating: return {};
        case LetterKind::withdrawal: return why_not_withdrawn(letter.withdrawal);
        case LetterKind::supplement: return why_not_supplemented(letter.supplement);
        case LetterKind::progress: return by_code(letter.progress.dossier) != nullptr ? "" : "Không có hồ sơ mang mã này";
    }
    broken("every kind of letter is taken or not");
}

bool Desk::knows_letter(const Uuid& id) {
    const std::lock_guard lock(mutex_);
    return letter_by_id_.contains(id);
}

std::vector<KeptLetter> Desk::letters() {
    const std::lock_guard lock(mutex_);
    return letters_;
}

std::vector<KeptLetter> Desk::letters_about(const Record& record) {
    const std::lock_guard lock(mutex_);
    std::vector<KeptLetter> out;
    for (const auto& letter : letters_) {
        const auto about = dossier::canonical_code(letter.about());
        if (!about.empty() && (about == record.code || about == record.provisional_code)) out.push_back(letter);
    }
    return out;
}

}  // namespace kiosk::sandbox
