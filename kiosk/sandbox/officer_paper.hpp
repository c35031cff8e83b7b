#pragma once
/// What an officer of the training portal writes to the citizen: forms 03, 04 and 05 and the result, as PDF, marked as made for training. Pure;
/// any thread, never blocks.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/dossier.hpp"

namespace kiosk::sandbox {

struct Record;

struct OfficerPaper {
    std::string id;  ///< of its own within the dossier
    dossier::OfficerForm form = dossier::OfficerForm::refusal;
    WallTime at;
    std::string reason;  ///< the note of the step that it was written with
    std::optional<WallTime> due_before;
    std::optional<WallTime> due_after;
};

[[nodiscard]] std::string_view number(dossier::OfficerForm form);  ///< "03", …, "result"

/// What a step takes: 03 when a dossier is not accepted, 04 when an office goes on after the promised day, 05 and the result when it
/// has finished. Before the step is written down.
[[nodiscard]] std::vector<dossier::OfficerForm> forms_for(const Record& record, dossier::Status to, WallTime now);

[[nodiscard]] Result<Personal> officer_paper_pdf(const Record& record, const OfficerPaper& paper);

}  // namespace kiosk::sandbox
