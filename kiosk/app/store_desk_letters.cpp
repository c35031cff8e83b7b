// Ratings, withdrawals and supplements: how they are written down, and what of them a look-up shows.

#include <algorithm>

#include "kiosk/app/bound_papers.hpp"
#include "kiosk/app/store_desk.hpp"
#include "kiosk/base/log.hpp"

namespace kiosk::app {

dossier::LetterHead StoreDesk::letter_head(PressId press) const {
    return {press, clock_.wall(), data_.settings.kiosk_id, data_.settings.centre.id, data_.settings.centre.unit};
}

visit::Event StoreDesk::record(const visit::RecordRating& effect) {
    const auto head = letter_head(effect.press);
    auto row = store_.letters().record({effect.press, dossier::LetterKind::rating, effect.rating.dossier, head.written_at,
                                        Personal(dossier::rating_json(head, effect.rating))});
    if (row) return visit::RatingRecorded{effect.press};
    log::failure("recording a rating", row.error());
    return visit::RatingNotRecorded{effect.press, row.error().code};
}

visit::Event StoreDesk::record(const visit::RecordWithdrawal& effect) {
    const auto head = letter_head(effect.press);
    auto row = store_.letters().record({effect.press, dossier::LetterKind::withdrawal, effect.withdrawal.dossier,
                                        head.written_at, dossier::withdrawal_json(head, effect.withdrawal)});
    if (row) return visit::WithdrawalRecorded{effect.press};
    log::failure("recording a withdrawal", row.error());
    return visit::WithdrawalNotRecorded{effect.press, row.error().code};
}

visit::Event StoreDesk::record(const visit::RecordSupplement& effect) {
    const auto& filing = effect.filing;
    const auto& reading = filing.supplement->reading;
    dossier::Supplement supplement{reading.view.code, reading.digits, {}};
    store::NewLetter letter;
    const auto draft = bound(filing.draft);
    for (const auto& component : filing.procedure->components) {
        const auto* paper = draft.find_paper(component.id);
        if (paper == nullptr || (paper->pages.empty() && !paper->bring_original)) continue;
        auto& sent = supplement.papers.emplace_back();
        sent.component = component.id;
        sent.name = component.name.vi;
        sent.bring_original = paper->bring_original;
        for (const auto& page : paper->pages) {
            if (page.bytes == nullptr) return visit::SupplementNotRecorded{effect.press, Code::bad_usage};
            sent.pages.push_back(
                {page.id, page.source, page.bytes->media_type(), static_cast<std::int64_t>(page.bytes->bytes().size())});
            letter.pages.push_back({page.id, component.id, page.bytes});
        }
    }
    const auto head = letter_head(effect.press);
    letter.id = effect.press;
    letter.kind = dossier::LetterKind::supplement;
    letter.about = supplement.dossier;
    letter.written_at = head.written_at;
    letter.body = dossier::supplement_json(head, supplement);
    auto row = store_.letters().record(letter);
    if (row) return visit::SupplementRecorded{effect.press, row->written_at};
    log::failure("recording a supplement", row.error());
    return visit::SupplementNotRecorded{effect.press, row.error().code};
}

namespace {

dossier::AskedWithdrawal::Answer answer_of(const store::LetterRow& row) {
    using Answer = dossier::AskedWithdrawal::Answer;
    using State = store::Outbox::State;
    if (row.delivery == State::delivered) return Answer::taken;
    return row.delivery == State::refused ? Answer::refused : Answer::on_its_way;
}

/// When the authority last asked for papers.
std::optional<WallTime> supplement_asked_at(const dossier::StatusView& view) {
    const auto last = std::find_if(view.steps.rbegin(), view.steps.rend(),
                                   [](const auto& step) { return step.status == dossier::Status::supplement_asked; });
    return last == view.steps.rend() ? std::nullopt : std::optional(last->at);
}

}  // namespace

/// What was sent in answer to the last request, as far as it is news to the view.
void StoreDesk::add_supplement(dossier::StatusView& view) {
    using Answer = dossier::AskedWithdrawal::Answer;
    auto letter = store_.letters().last_about({view.code, view.provisional_code}, dossier::LetterKind::supplement);
    if (!letter) return log::failure("looking for a supplement", letter.error());
    if (!*letter) return;
    const auto& row = **letter;
    const auto answer = answer_of(row);
    const auto asked_at = supplement_asked_at(view);
    // Asked again since: the earlier answer says nothing about this request.
    if (answer != Answer::on_its_way && asked_at && row.written_at < *asked_at) return;
    view.supplement = dossier::SentSupplement{row.id, row.written_at, answer, row.refusal};
    if (answer != Answer::taken || view.from_portal || view.status != dossier::Status::supplement_asked) return;
    view.status = dossier::Status::processing;  // the last known state is older than the portal's yes
    view.steps.push_back({view.status, row.written_at, {}});
}

/// What was asked for here and is not in the portal's own record yet, or never will be.
void StoreDesk::add_withdrawal(dossier::StatusView& view) {
    using Answer = dossier::AskedWithdrawal::Answer;
    auto letter = store_.letters().last_about({view.code, view.provisional_code}, dossier::LetterKind::withdrawal);
    if (!letter) return log::failure("looking for a withdrawal", letter.error());
    if (!*letter) return;
    const auto& row = **letter;
    const auto answer = answer_of(row);
    view.withdrawal = dossier::AskedWithdrawal{row.id, row.written_at, answer, row.refusal};
    const auto asked = dossier::Status::withdrawal_asked;
    if (answer != Answer::taken || view.from_portal || !dossier::may_become(view.status, asked)) return;
    view.status = asked;  // the last known state is older than the portal's yes
    view.steps.push_back({asked, row.written_at, {}});
}

}  // namespace kiosk::app
