#include "kiosk/app/store_desk.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/dossier/identity.hpp"
#include "kiosk/dossier/visit_code.hpp"

namespace kiosk::app {

using visit::LookupProblem;

visit::Event StoreDesk::keep(const visit::KeepDraft& effect) {
    const auto& draft = effect.filing.draft;
    auto& drafts = store_.kept_drafts();
    store::NewKeptDraft kept;
    kept.id = effect.filing.kept.value_or(effect.press);
    // Kept before, by this press or another: whoever has its slip goes on with the same code.
    auto known = drafts.find(kept.id);
    if (!known) {
        log::failure("looking for a kept draft", known.error());
        return visit::DraftNotKept{effect.press, known.error().code};
    }
    kept.visit_code = *known ? (*known)->visit_code : dossier::make_visit_code(ids_);
    kept.saved_at = clock_.wall();
    kept.kept_until = kept.saved_at + 24h * data_.settings.drafts.keep_days;
    kept.body = dossier::draft_json(draft, effect.place);
    for (const auto& paper : draft.papers) kept.pages.insert(kept.pages.end(), paper.pages.begin(), paper.pages.end());
    kept.factor_numbers = dossier::factor_numbers(draft);
    if (auto done = drafts.keep(kept); !done) {
        log::failure("keeping a draft", done.error());
        return visit::DraftNotKept{effect.press, done.error().code};
    }
    return visit::DraftKept{effect.press, kept.visit_code, kept.kept_until};
}

visit::Event StoreDesk::remove(const visit::RemoveDraft& effect) {
    auto ended = store_.kept_drafts().end(effect.draft, store::DraftEnd::removed);
    if (ended) return visit::DraftRemoved{effect.press};
    log::failure("removing a kept draft", ended.error());
    return visit::DraftNotRemoved{effect.press, ended.error().code};
}

/// The answer when the code is a kept draft's; nothing when it is something else's.
std::optional<visit::Event> StoreDesk::kept_here(const visit::AskStatus& effect) {
    auto& drafts = store_.kept_drafts();
    const auto now = clock_.wall();
    const auto not_found = [&](LookupProblem problem, int tries_left) {
        return visit::StatusNotFound{effect.question, problem, tries_left};
    };
    if (auto over = drafts.expire(now); !over) log::failure("ending kept drafts", over.error());
    auto row = drafts.find(effect.code);
    if (!row) log::failure("looking for a kept draft", row.error());
    if (!row || !*row) return std::nullopt;
    if ((*row)->end) {
        const bool expired = (*row)->end == store::DraftEnd::expired;
        return not_found(expired ? LookupProblem::draft_expired : LookupProblem::draft_ended, data_.settings.lookup.tries);
    }
    auto factor = store_.known_status().check_factor(store::draft_factor_code((*row)->visit_code), effect.digits, now);
    if (!factor) {
        log::failure("counting a look-up", factor.error());
        return not_found(LookupProblem::not_known_offline, 0);
    }
    if (!std::holds_alternative<store::FactorMatches>(*factor)) {
        int left = 0;
        if (const auto* wrong = std::get_if<store::FactorWrong>(&*factor)) left = wrong->tries_left;
        return not_found(left > 0 ? LookupProblem::wrong_digits : LookupProblem::too_many_tries, left);
    }
    auto kept = drafts.open((*row)->id);
    if (kept) return visit::DraftFound{effect.question, std::move(*kept)};
    log::failure("opening a kept draft", kept.error());
    return not_found(LookupProblem::not_known_offline, data_.settings.lookup.tries);
}

}  // namespace kiosk::app
