#include "kiosk/app/payment_desk.hpp"

#include <algorithm>

#include "kiosk/base/log.hpp"
#include "kiosk/dossier/full_dossier.hpp"
#include "kiosk/dossier/submission.hpp"

namespace kiosk::app {
namespace {

payment::Payer payer_of(const dossier::SubmissionView& view) {
    const auto& submitter = view.submitter;
    if (view.organisation_name.empty()) return {submitter.name, submitter.number, submitter.residence, {}};
    return {view.organisation_name, submitter.number, submitter.residence, view.tax_code};
}

}  // namespace

PaymentDesk::PaymentDesk(store::Store& store, const PublicData& data, const Clock& clock, Ids& ids)
    : store_(store),
      data_(data),
      clock_(clock),
      ids_(ids),
      book_(store.database(), store.vault()),
      collector_(book_, *data.settings.payment) {}

Result<payment::Order> PaymentDesk::write_down(payment::Order wanted) {
    auto entries = book_.of_dossier(wanted.dossier, wanted.about);
    if (!entries) return fail(std::move(entries));
    const auto now = clock_.wall();
    const auto last = std::find_if(entries->rbegin(), entries->rend(), [&](const auto& entry) {
        return payment::charge_the_same(entry.order.fees, wanted.fees);
    });
    const bool first = last == entries->rend();
    if (first || (last->standing(now).settles() && last->order.wanted_since() < wanted.asked_at))
        return book_.record(std::move(wanted), ids_);
    if (now < last->order.due_at) return book_.take_up(std::move(last->order), wanted);
    wanted.fee = last->order.fee;
    return book_.record(std::move(wanted), ids_);
}

visit::Event PaymentDesk::record(const visit::RecordOrder& effect) {
    const auto press = effect.order.id;
    auto order = effect.order;
    if (auto row = store_.dossiers().find(order.about); row && *row) order.dossier = (*row)->id;
    auto recorded = write_down(std::move(order));
    if (!recorded) log::failure("recording an order", recorded.error());
    return visit::OrderRecorded{press, std::move(recorded)};
}

std::optional<payment::Charge> PaymentDesk::charge_for(const Uuid& dossier) {
    auto body = store_.dossiers().body(dossier);
    if (!body) {
        log::failure("looking for a fee", body.error());
        return std::nullopt;
    }
    if (body->empty()) return std::nullopt;  // it is at the portal already: what is to be paid is asked there
    auto charge = charge_in(*body);
    if (!charge) {
        log::failure("looking for a fee", charge.error());
        return std::nullopt;
    }
    return charge->fees.empty() ? std::nullopt : std::optional(std::move(*charge));
}

Result<payment::Charge> PaymentDesk::charge_in(const Personal& body) const {
    auto view = dossier::read_submission(body.reveal());
    if (!view) return fail(std::move(view));
    const auto full = dossier::full_dossier(*view, *data_.catalogue, data_.settings.portal.accepts_unsigned_filing);
    payment::Charge out{view->header.id, view->header.provisional_code, view->procedure_code, view->procedure_name, {},
                        payer_of(*view)};
    for (const auto& fee : full.fees) out.fees.push_back({fee.kind, fee.code, fee.name, fee.amount_dong()});
    std::erase_if(out.fees, [](const auto& fee) { return fee.dong <= 0; });
    return out;
}

bool PaymentDesk::comes_first(std::string_view procedure, const Personal& body) const {
    if (!data_.settings.payment->pays_first(procedure)) return false;
    const auto charge = charge_in(body);
    if (!charge) log::failure("looking for a fee that comes first", charge.error());
    return charge && !charge->fees.empty();
}

std::vector<payment::Bill> PaymentDesk::bills_of(const dossier::StatusView& view) {
    auto entries = book_.of_codes(view.code, view.provisional_code);
    if (!entries) {
        log::failure("looking for fees", entries.error());
        return {};
    }
    std::vector<payment::Bill> out;
    for (auto& entry : *entries) {
        // Nobody has a code to transfer with that the server did not know yet.
        const bool unseen = !entry.placed && entry.order.method != payment::Method::cash && entry.confirmations.empty();
        if (unseen) continue;
        std::erase_if(out, [&](const auto& bill) { return bill.order.fee == entry.order.fee; });
        auto standing = entry.standing(clock_.wall());
        out.push_back({std::move(entry.order), standing});
    }
    return out;
}

std::optional<collection::Errand> PaymentDesk::begin() {
    auto errand = collector_.begin(clock_.wall());
    if (!errand) log::failure("choosing an order to ask about", errand.error());
    return errand ? std::move(*errand) : std::nullopt;
}

std::optional<collection::Change> PaymentDesk::settle(const collection::Errand& errand, const collection::ErrandEnd& end) {
    auto change = collector_.settle(errand, end, clock_.wall());
    if (!change) log::failure("writing down what the server says of an order", change.error());
    if (!change || !*change) return std::nullopt;
    log::info("order {}: {} -> {}", errand.order.code, payment::name((*change)->before.state),
              payment::name((*change)->after.state));
    if ((*change)->after.needs_staff())
        log::warning("fee of order {}: somebody has to look at it; see kiosk payment report", errand.order.code);
    if ((*change)->after.settles()) {
        if (auto freed = store_.dossiers().paid(errand.order.dossier); !freed)
            log::failure("letting a dossier go whose fee has come", freed.error());
    }
    return std::move(*change);
}

Result<std::vector<payment::Confirmation>> PaymentDesk::heard_of(const payment::Order& order) {
    auto entry = book_.find(order.id);
    if (!entry) return fail(std::move(entry));
    if (!*entry) return fail(Code::not_found, "no such order");
    return std::move((*entry)->confirmations);
}

}  // namespace kiosk::app
