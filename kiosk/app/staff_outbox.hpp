#pragma once
/// What staff ask about the outbox: what waits, whom to call back, what to send again. The store's thread; blocks on the disk.

#include <nlohmann/json.hpp>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::app {

using Json = nlohmann::ordered_json;

/// Pieces that wait, what was refused in the portal's words, how many unfinished dossiers are kept. Nothing personal.
[[nodiscard]] Result<Json> list_outbox(store::Store& store);
/// Everything that waits is due at once; how much that is.
[[nodiscard]] Result<Json> send_outbox(store::Store& store);
/// The people whose dossiers were refused: name, the telephone number they left (it was their choice), the portal's words; of a
/// dossier that cannot be read any more its code and why ("error").
/// Personal: for whoever calls them, never for a log.
[[nodiscard]] Result<Json> list_callbacks(store::Store& store);
/// A refused dossier, by any of its codes, waits again; the portal is asked for it first. not_found, or refused when it is not
/// a refused one.
[[nodiscard]] Result<Json> retry_refused(store::Store& store, std::string_view code);

/// What waits, for the province on a stick (portal/outbox_export.hpp): {"folder", "key"}. The answer names the kiosk's public key.
[[nodiscard]] Result<Json> export_outbox(store::Store& store, std::string_view kiosk, const Json& request, WallTime now);

}  // namespace kiosk::app
