#include "kiosk/app/store_desk.hpp"

#include <algorithm>

#include "kiosk/app/bound_papers.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/dossier/identity.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/dossier/working_time.hpp"
#include "kiosk/review/promise.hpp"

namespace kiosk::app {
namespace {

using visit::LookupProblem;

// A dossier that no authority has accepted for so long is not asked about any more; looking it up still learns the code.
constexpr Duration codes_expected_for = 60 * 24h;

Personal holder_of(const dossier::Draft& draft) {
    if (!draft.organisation_name.empty()) return draft.organisation_name;
    return draft.holder.name.empty() ? draft.submitter.name : draft.holder.name;
}

std::vector<dossier::FeeToPay> to_pay_of(const payment::Charge& charge) {
    std::vector<dossier::FeeToPay> out;
    for (const auto& fee : charge.fees) out.push_back({fee.kind, fee.code, fee.name, fee.dong});
    return out;
}

store::NewDossier new_dossier(const visit::RecordDossier& effect, const dossier::Draft& draft, const PublicData& data,
                              WallTime now, std::string visit_code) {
    const auto& procedure = *effect.filing.procedure;
    const auto day = local_time(now).date;
    dossier::Header header;
    header.id = effect.press;
    header.submitted_at = now;
    header.kiosk_id = data.settings.kiosk_id;
    header.unit = procedure.received_by(day, data.settings.centre.unit);
    const auto* unit = data.catalogue->unit(header.unit);
    header.unit_code = unit ? std::string(unit->code_on(day)) : std::string{};
    header.outcome = effect.outcome;
    header.visit_code = visit_code;

    store::NewDossier out;
    out.id = effect.press;
    out.outcome = effect.outcome;
    out.procedure_code = procedure.code;
    out.procedure_name = procedure.name.vi;
    out.submitted_at = now;
    // `draft` and `data` outlive the recording, which is what calls this.
    out.make_body = [&draft, &procedure, form = data.catalogue->form(procedure.form),
                     header](std::string_view code) mutable -> Result<Personal> {
        header.provisional_code = code;
        return Personal(dossier::submission_json(draft, procedure, form, header));
    };
    out.factor_numbers = dossier::factor_numbers(draft);
    out.holder_masked = Personal(masked_name(holder_of(draft)));
    out.promised = dossier::originals_to_bring(procedure, draft);
    out.kept_draft = effect.filing.kept;
    out.unit_name = unit ? unit->name.vi : data.settings.centre.place.vi;
    out.visit_code = std::move(visit_code);
    for (const auto& component : procedure.components) {
        const auto* paper = draft.find_paper(component.id);
        if (paper == nullptr || paper->pages.empty()) continue;
        out.papers.push_back(component.name.vi);
        for (const auto& page : paper->pages) out.pages.push_back({page.id, component.id, page.bytes});
    }
    return out;
}

}  // namespace

void StoreDesk::count(const visit::CountVisit& effect) {
    if (!catalogue_words_) catalogue_words_.emplace(*data_.catalogue);
    const auto says = [this](std::string_view words) { return catalogue_words_->say(words); };
    if (auto counted = store_.tally_book().count(effect.notes, clock_.wall(), says); !counted)
        log::failure("counting a visit", counted.error());
}

Result<dossier::Confirmation> StoreDesk::write_down(const visit::RecordDossier& effect,
                                                    std::optional<queue::Ticket>& ticket) {
    const auto now = clock_.wall();
    std::string visit_code;
    if (effect.outcome == dossier::Outcome::prepared) visit_code = dossier::make_visit_code(ids_);
    if (effect.with_ticket) {
        // The same press asks for both, so a second try finds the first one's number and its visit code.
        const queue::TicketWish wish{queue::Purpose::submit, effect.filing.procedure->field, effect.filing.procedure->code,
                                     effect.filing.priority};
        auto taken = queue_.take(effect.press, wish, visit_code, now);
        if (taken) {
            ticket = *taken;
            visit_code = taken->visit_code;
        } else {
            log::failure("a number for a prepared dossier", taken.error());  // the dossier is kept all the same
        }
    }
    const auto draft = bound(effect.filing.draft);
    auto wish = new_dossier(effect, draft, data_, now, visit_code);
    centre_codes_.share(wish);
    if (data_.settings.portal.takes_progress && effect.outcome == dossier::Outcome::submitted_online)
        wish.progress.push_back(handed_in(ids_.make(now), now));
    if (payments_ && effect.outcome == dossier::Outcome::submitted_online) {
        const auto body = wish.make_body(std::string_view());
        if (!body) return tl::unexpected(body.error());
        wish.unpaid = payments_->comes_first(wish.procedure_code, *body);
    }
    auto row = store_.dossiers().record(wish);
    if (!row) return fail(std::move(row));
    return dossier::Confirmation{row->id,
                                 row->outcome,
                                 row->provisional_code,
                                 row->official_code,
                                 row->submitted_at,
                                 row->procedure_code,
                                 dossier::originals_to_bring(*effect.filing.procedure, effect.filing.draft),
                                 row->visit_code,
                                 row->refusal,
                                 row->delivery == store::Delivery::delivered,
                                 row->unpaid};
}

visit::Event StoreDesk::record(const visit::RecordDossier& effect) {
    std::optional<queue::Ticket> ticket;
    auto confirmation = write_down(effect, ticket);
    if (confirmation) {
        // A prepared dossier is paid for once an officer has accepted it.
        const bool pays = payments_ && confirmation->outcome == dossier::Outcome::submitted_online;
        auto charge = pays ? payments_->charge_for(confirmation->id) : std::nullopt;
        return visit::DossierRecorded{std::move(*confirmation), std::move(ticket), std::move(charge)};
    }
    log::failure("recording a dossier", confirmation.error());
    return visit::DossierNotRecorded{effect.press, confirmation.error().code};
}

// ---- Looking up ---------------------------------------------------------------------------------------------------------------

Result<std::string> StoreDesk::visit_code_of(PressId press) {
    auto ticket = queue_.find(press);
    if (!ticket) return fail(std::move(ticket));
    return *ticket ? (*ticket)->visit_code : std::string{};
}

tl::expected<Inquiry, visit::Event> StoreDesk::begin_inquiry(const visit::AskStatus& effect) {
    const auto not_found = [&](LookupProblem problem, int tries_left) {
        return tl::unexpected<visit::Event>(visit::StatusNotFound{effect.question, problem, tries_left});
    };
    Inquiry inquiry{effect, {}};
    if (effect.ticket) {
        auto code = visit_code_of(*effect.ticket);
        if (!code) log::failure("looking for the dossier of a ticket", code.error());
        if (!code) return not_found(LookupProblem::not_known_offline, 0);
        // A number alone, or one of another kiosk: there is nothing to try digits on.
        if (code->empty()) return not_found(LookupProblem::not_found, data_.settings.lookup.tries);
        inquiry.question.code = std::move(*code);
    }
    if (auto kept = kept_here(inquiry.question)) return tl::unexpected<visit::Event>(std::move(*kept));
    auto factor = store_.known_status().check_factor(inquiry.question.code, effect.digits, clock_.wall());
    if (!factor) {
        log::failure("counting a look-up", factor.error());
        return not_found(LookupProblem::not_known_offline, 0);
    }
    if (std::holds_alternative<store::FactorLocked>(*factor)) return not_found(LookupProblem::too_many_tries, 0);
    inquiry.factor = *factor;
    auto row = store_.dossiers().find(inquiry.question.code);
    if (!row) log::failure("looking for a dossier", row.error());
    else if (*row && (*row)->delivery == store::Delivery::not_for_delivery) {
        // Prepared here: the portal hears of it from the officer who accepts it.
        return tl::unexpected(known_here(inquiry, LookupProblem::not_known_offline));
    }
    return inquiry;
}

Result<Done> StoreDesk::add_what_waits(dossier::StatusView& view) {
    auto day = queue_.business_day(clock_.wall());
    if (!day) return fail(std::move(day));
    auto ticket = queue_.find_for_visit(view.prepared->visit_code, *day);
    if (!ticket) return fail(std::move(ticket));
    if (*ticket) view.prepared->ticket = (*ticket)->number;

    const auto* procedure = data_.catalogue->procedure(view.procedure_code);
    if (procedure == nullptr) return fail(Code::not_found, "a prepared dossier's procedure is no longer in the catalogue");
    auto row = store_.dossiers().find(view.code);
    if (!row) return fail(std::move(row));
    if (!*row) return fail(Code::corrupt, "a dossier that was just found is not there");
    auto body = store_.dossiers().body((*row)->id);
    if (!body) return fail(std::move(body));
    auto submission = dossier::read_submission(body->reveal());
    if (!submission) return fail(std::move(submission));
    view.prepared->originals_to_bring = dossier::originals_to_bring(*procedure, *submission);
    return Done{};
}

Result<std::optional<dossier::StatusView>> StoreDesk::view_here(std::string_view code) {
    auto view = store_.known_status().find(code);
    if (!view || !*view) return view;
    add_supplement(**view);
    add_withdrawal(**view);
    if ((*view)->unpaid && payments_) {
        auto row = store_.dossiers().find(code);
        auto charge = row && *row ? payments_->charge_for((*row)->id) : std::nullopt;
        if (charge) (*view)->to_pay = to_pay_of(*charge);
    }
    if (!(*view)->prepared) return view;
    if (auto added = add_what_waits(**view); !added) return fail(std::move(added));
    return view;
}

visit::Event StoreDesk::known_here(const Inquiry& inquiry, LookupProblem otherwise) {
    const auto& question = inquiry.question;
    if (const auto* wrong = std::get_if<store::FactorWrong>(&inquiry.factor)) {
        const auto problem = wrong->tries_left > 0 ? LookupProblem::wrong_digits : LookupProblem::too_many_tries;
        return visit::StatusNotFound{question.question, problem, wrong->tries_left};
    }
    if (std::holds_alternative<store::FactorMatches>(inquiry.factor)) {
        auto view = view_here(question.code);
        if (!view) log::failure("looking up what is known here", view.error());
        else if (*view) return shown(question, std::move(**view));
    }
    // Digits may match because they were proved by the centre before.
    const auto* unknown = std::get_if<store::FactorUnknown>(&inquiry.factor);
    return known_to_centre(inquiry, unknown != nullptr ? unknown->tries_left : 0, otherwise);
}

void StoreDesk::learn_code(const dossier::StatusView& view) {
    if (view.provisional_code.empty() || view.code == view.provisional_code) return;
    auto row = store_.dossiers().find(view.provisional_code);
    if (!row) return log::failure("looking for a dossier", row.error());
    if (!*row) return;  // handed in elsewhere
    if (auto taken = store_.dossiers().take_code((*row)->id, view.code); !taken)
        log::failure("taking the official code of a dossier", taken.error());
}

std::optional<Uuid> StoreDesk::next_without_code() {
    auto waiting = store_.dossiers().without_code(clock_.wall() + -codes_expected_for);
    if (!waiting) log::failure("looking for dossiers without a code", waiting.error());
    if (!waiting || waiting->empty()) return std::nullopt;
    const auto after = std::find(waiting->begin(), waiting->end(), last_asked_for_code_);
    last_asked_for_code_ = after == waiting->end() || after + 1 == waiting->end() ? waiting->front() : *(after + 1);
    return last_asked_for_code_;
}

bool StoreDesk::take_code(const Uuid& dossier, std::string_view official_code) {
    auto taken = store_.dossiers().take_code(dossier, official_code);
    if (!taken) log::failure("taking the official code of a dossier", taken.error());
    return taken && *taken;
}

Result<Done> StoreDesk::remember(const dossier::StatusView& view) {
    const dossier::WorkingTime time(data_.settings.working_hours);
    const auto known = store_.known_status().find(view.code);
    if (!known) return tl::unexpected(known.error());
    const bool moved = data_.settings.dossier.supplement_moves_due;
    const auto before = *known ? review::promise_kept(**known, time, moved) : std::nullopt;
    const auto now = review::promise_kept(view, time, moved);
    const auto status = *known ? (*known)->status : dossier::Status::registered;
    const bool has_been_counted =
        before.has_value() && (status == dossier::Status::finished || status == dossier::Status::returned);
    review::Notes news;
    if (now && now != before && !has_been_counted) {
        // Only what the catalogue knows: an answer's other words may be about anybody.
        const auto& units = data_.catalogue->units();
        const auto* procedure = data_.catalogue->procedure(view.procedure_code);
        const bool known_unit = std::ranges::any_of(units, [&](const auto& u) { return u.name.vi == view.unit_name; });
        news.push_back({*now, procedure ? procedure->code : std::string{}, known_unit ? view.unit_name : std::string{}});
    }
    return store_.known_status().remember(view, news);
}

visit::Event StoreDesk::end_inquiry(const Inquiry& inquiry, const Result<dossier::StatusView>& answer) {
    if (answer) {
        auto view = *answer;
        // The portal names the unit as the submission did; people know it by its name.
        if (const auto* unit = data_.catalogue->unit(view.unit_name)) view.unit_name = unit->name.vi;
        if (auto kept = remember(view); !kept) log::failure("keeping a status", kept.error());
        learn_code(view);
        add_supplement(view);
        add_withdrawal(view);
        if (auto proved = store_.known_status().factor_proved(inquiry.question.code, inquiry.question.digits); !proved) {
            log::failure("keeping a second factor", proved.error());
        }
        return shown(inquiry.question, std::move(view));
    }
    switch (answer.error().code) {
        case Code::refused: {
            if (std::holds_alternative<store::FactorMatches>(inquiry.factor))
                return known_here(inquiry, LookupProblem::wrong_digits);
            int left = 0;
            if (const auto* wrong = std::get_if<store::FactorWrong>(&inquiry.factor)) left = wrong->tries_left;
            if (const auto* unknown = std::get_if<store::FactorUnknown>(&inquiry.factor)) left = unknown->tries_left;
            const auto problem = left > 0 ? LookupProblem::wrong_digits : LookupProblem::too_many_tries;
            return visit::StatusNotFound{inquiry.question.question, problem, left};
        }
        case Code::too_many: return visit::StatusNotFound{inquiry.question.question, LookupProblem::too_many_tries, 0};
        case Code::not_found: return known_here(inquiry, LookupProblem::not_found);
        default: return known_here(inquiry, LookupProblem::not_known_offline);
    }
}

void StoreDesk::tidy() {
    // After a restart it holds what may be on paper already: before that is thought to have expired.
    if (auto settled = queue_.settle(clock_.wall()); !settled && settled.error().code != Code::unreachable)
        log::failure("settling the queue", settled.error());
    if (auto expired = queue_.expire_unprinted(clock_.wall()); !expired) log::failure("expiring numbers", expired.error());
    else if (*expired > 0) log::info("{} numbers that nobody holds have expired", *expired);
    close_day();
    paper_list_.keep(clock_.wall());
    if (auto met = centre_codes_.meet(); !met) log::failure("telling the centre of dossier codes", met.error());
    if (auto over = store_.kept_drafts().expire(clock_.wall()); !over) log::failure("ending kept drafts", over.error());
    else if (*over > 0) log::info("{} kept drafts are over and erased", *over);
}

}  // namespace kiosk::app
