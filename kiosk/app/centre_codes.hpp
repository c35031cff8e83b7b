#pragma once
/// A dossier's provisional code is known at every kiosk of its centre, also before the portal has it: each kiosk tells the centre's
/// ledger of the dossiers handed in at it, by code, procedure, time and state, and forgets them there a week after the portal has
/// them. The digits that open one are in it as hashes by a key of the centre's own, which lies in the ledger too: whoever may read
/// the ledger learns of a dossier no more than four digits that belong to nobody's name.
///
/// The store worker's thread. Blocks on the disk and on the ledger; a kiosk without a centre does nothing.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/public_data.hpp"
#include "kiosk/queue/office.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::app {

class CentreCodes {
public:
    static constexpr Duration kept_for = 7 * 24h;  ///< after the portal has it: then its own look-up is enough

    CentreCodes(store::Store& store, queue::TicketOffice& office, const PublicData& data, const Clock& clock, Ids& ids)
        : store_(store),
          office_(office),
          clock_(clock),
          ids_(ids),
          kiosk_(data.settings.kiosk_id),
          keys_(data.settings.centre.id) {}

    /// Marks a dossier that is about to be recorded, so that the centre is told of it.
    void share(store::NewDossier& dossier);
    /// Tells the centre what it does not know yet, some at a time. Every 20 s or so.
    [[nodiscard]] Result<Done> meet();

    struct Found {
        dossier::StatusView view;
        bool proven = false;  ///< the digits are right
    };
    /// A dossier of another kiosk, as the centre knows it; nothing: it knows none, one that the portal refused, or one whose digits
    /// cannot be proved here.
    [[nodiscard]] Result<std::optional<Found>> find(std::string_view typed, const Personal& digits);

private:
    [[nodiscard]] Result<std::string> key();
    [[nodiscard]] Result<std::string> key_of_centre();
    [[nodiscard]] Result<Done> tell(const store::SharedCode& code);

    store::Store& store_;
    queue::TicketOffice& office_;
    const Clock& clock_;
    Ids& ids_;
    const std::string kiosk_;
    const queue::Keys keys_;
    std::string key_;  ///< of the hashes; empty: not known yet
};

}  // namespace kiosk::app
