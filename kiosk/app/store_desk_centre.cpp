// What the kiosk learns of dossiers without anybody asking: from the portal's feed and from its centre; and what it tells of them.
#include <fmt/format.h>

#include "kiosk/app/store_desk.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/dossier/letter.hpp"

namespace kiosk::app {

using visit::LookupProblem;

namespace {

constexpr auto mark_name = "status_mark";

}  // namespace

store::NewProgress StoreDesk::handed_in(const Uuid& id, WallTime at) const {
    const auto& settings = data_.settings;
    const dossier::LetterHead head{id, at, settings.kiosk_id, settings.centre.id, settings.centre.unit};
    return {id, [head](std::string_view code) {
                return dossier::progress_json(head,
                                              {std::string(code), dossier::Status::registered, head.written_at,
                                               fmt::format("Công dân nộp hồ sơ tại máy tự phục vụ {}", head.kiosk_id)});
            }};
}

/// This kiosk knows nothing of it: another one of the centre may, until the portal does.
visit::Event StoreDesk::known_to_centre(const Inquiry& inquiry, int tries_left, LookupProblem otherwise) {
    const auto& question = inquiry.question;
    auto found = centre_codes_.find(question.code, question.digits);
    if (!found) log::failure("looking for a dossier of the centre", found.error());
    if (!found || !*found) return visit::StatusNotFound{question.question, otherwise, tries_left};
    if (!(*found)->proven) {
        const auto problem = tries_left > 0 ? LookupProblem::wrong_digits : LookupProblem::too_many_tries;
        return visit::StatusNotFound{question.question, problem, tries_left};
    }
    if (auto proved = store_.known_status().factor_proved(question.code, question.digits); !proved)
        log::failure("keeping a second factor", proved.error());
    return visit::StatusFound{question.question, std::move((*found)->view)};
}

visit::Event StoreDesk::shown(const visit::AskStatus& question, dossier::StatusView view) {
    auto before = store_.known_status().shown(question.code, clock_.wall());
    if (!before) log::failure("keeping when a status was read", before.error());
    else view.seen_at = *before;
    auto bills = payments_ ? payments_->bills_of(view) : std::vector<payment::Bill>();
    return visit::StatusFound{question.question, std::move(view), std::move(bills)};
}

std::string StoreDesk::status_mark() {
    auto mark = store_.database().meta(mark_name);
    if (!mark) log::failure("reading how far the portal's changes are known", mark.error());
    return mark ? *mark : std::string();
}

void StoreDesk::fold(const portal::StatusChanges& changes) {
    if (changes.unreadable > 0)
        log::warning("{} dossiers of the portal's changes cannot be read and were left out", changes.unreadable);
    for (auto view : changes.views) {
        auto known = store_.known_status().knows(view);
        if (!known) return log::failure("folding in the portal's changes", known.error());
        if (!*known) continue;
        if (const auto* unit = data_.catalogue->unit(view.unit_name)) view.unit_name = unit->name.vi;
        // The mark stays where it is until all of it is kept: what is asked for twice is the same twice.
        if (auto kept = remember(view); !kept) return log::failure("folding in the portal's changes", kept.error());
        learn_code(view);
    }
    if (auto kept = store_.database().set_meta(mark_name, changes.mark); !kept)
        log::failure("keeping how far the portal's changes are known", kept.error());
}

}  // namespace kiosk::app
