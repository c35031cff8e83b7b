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
/// The same of several: changes since a mark, or a person's own.
[[nodiscard]] std::string changes_json(const Desk::Changed& changed, WallTime now);
[[nodiscard]] std::string own_json(const std::vector<Record>& records, WallTime now);
/// The proof that a letter is here.
[[nodiscard]] std::string told_json(const KeptLetter& letter, const Uuid& id);
/// For staff: `kiosk portal move`.
[[nodiscard]] std::string record_json(const Record& record);
/// For staff: `kiosk portal show`, with the submission itself and the letters about it.
[[nodiscard]] std::string whole_record_json(const Record& record, const std::vector<KeptLetter>& letters);
/// For staff: `kiosk portal list`.
[[nodiscard]] std::string records_json(const std::vector<Record>& records, const std::vector<KeptLetter>& letters);
[[nodiscard]] std::string faults_json(const std::vector<Fault>& faults);

}  // namespace kiosk::sandbox
