#pragma once
/// The training portal's JSON, as config/portal/openapi.yaml describes it. Pure; any thread.

#include <string>
#include <vector>

#include "kiosk/sandbox/desk.hpp"
#include "kiosk/sandbox/faults.hpp"

namespace kiosk::sandbox {

[[nodiscard]] std::string message_json(std::string_view message);
/// The answer to an upload: a list of one file.
[[nodiscard]] std::string page_json(const KeptPage& page, std::string_view file_name);
/// The proof that a dossier is here; `id` is the one to answer with.
[[nodiscard]] std::string accepted_json(const Record& record, const Uuid& id);
/// A list of at most one dossier, as our idempotency question gets it.
[[nodiscard]] std::string found_json(const Record* record, const Uuid& id);
/// A list of one dossier, as look-up gets it: no number, the name masked.
[[nodiscard]] std::string look_up_json(const Record& record, WallTime now);
/// For staff: `kiosk portal list` and `show`; with the submission itself when `whole`.
[[nodiscard]] std::string record_json(const Record& record, bool whole);
[[nodiscard]] std::string records_json(const std::vector<Record>& records);
[[nodiscard]] std::string faults_json(const std::vector<Fault>& faults);

}  // namespace kiosk::sandbox
