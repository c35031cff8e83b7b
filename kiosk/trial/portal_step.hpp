#pragma once
/// A test dossier handed in to a training portal through the adapter that real dossiers take. Blocks on the network; the
/// thread that owns the transport.

#include "kiosk/portal/transport.hpp"
#include "kiosk/trial/trial.hpp"

namespace kiosk::trial {

/// Nothing is sent before the portal has said that it is a training portal ("training": true beside its list of procedures):
/// a test dossier must never reach an office. `page` is a PNG; `address` is only named.
[[nodiscard]] Step try_portal(const catalogue::Procedure& procedure, const Ground& ground, portal::Transport& transport,
                              std::string_view address, std::string_view page, Ids& ids);

}  // namespace kiosk::trial
