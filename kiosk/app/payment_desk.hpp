#pragma once
/// What visits ask of the fees that this kiosk keeps, and what is asked about them without a visit. The store worker's thread;
/// blocks on the disk.

#include <optional>
#include <vector>

#include "kiosk/app/public_data.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/collection/collector.hpp"
#include "kiosk/store/store.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::app {

class PaymentDesk {
public:
    /// All must outlive it. Only where payment is configured.
    PaymentDesk(store::Store& store, const PublicData& data, const Clock& clock, Ids& ids);

    /// The same press gives the same order; so does any other for the same fee before its time is over, whoever pays it and
    /// however: one fee has one code. What the authority asked for after the same was settled is another fee.
    [[nodiscard]] visit::Event record(const visit::RecordOrder& effect);
    /// What there is to pay for a dossier that was just handed in; nothing: free, or not known.
    [[nodiscard]] std::optional<payment::Charge> charge_for(const Uuid& dossier);
    /// Whether this submission waits for its fee: the settings say so, and there is one. `body`: what would be recorded.
    [[nodiscard]] bool comes_first(std::string_view procedure, const Personal& body) const;
    /// The fees that were asked for here, each once, by their last orders' age.
    [[nodiscard]] std::vector<payment::Bill> bills_of(const dossier::StatusView& view);

    /// The next order that the server is to be told of or asked about; nothing: none is due.
    [[nodiscard]] std::optional<collection::Errand> begin();
    /// How an errand ended. What changed by it: somebody may be looking at it.
    [[nodiscard]] std::optional<collection::Change> settle(const collection::Errand& errand,
                                                           const collection::ErrandEnd& end);
    /// What has been heard of an order's fee, also by another order for it.
    [[nodiscard]] Result<std::vector<payment::Confirmation>> heard_of(const payment::Order& order);

private:
    [[nodiscard]] Result<payment::Charge> charge_in(const Personal& body) const;
    [[nodiscard]] Result<payment::Order> write_down(payment::Order wanted);

    store::Store& store_;
    const PublicData& data_;
    const Clock& clock_;
    Ids& ids_;
    collection::Book book_;
    collection::Collector collector_;
};

}  // namespace kiosk::app
