#pragma once
/// What an officer at any counter of the centre needs of a dossier that was prepared at this kiosk: its code, and which papers there are.
/// The store's thread; blocks on the disk.

#include "kiosk/app/public_data.hpp"
#include "kiosk/queue/day_records.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::app {

[[nodiscard]] Result<queue::Prepared> prepared_record(store::Store& store, const store::DossierRow& row,
                                                      const PublicData& data);

}  // namespace kiosk::app
