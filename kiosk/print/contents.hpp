#pragma once
/// What each subject knows, under the names of vocabulary.hpp: one function a subject. Pure; any thread. Names of the
/// vocabulary are always there, empty when nothing is known.

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/dossier/confirmation.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/print/content.hpp"
#include "kiosk/queue/ticket.hpp"
#include "kiosk/slips/wording.hpp"

namespace kiosk::print {

/// Phiếu xác nhận nộp hồ sơ. `ticket` only when one was taken for a prepared dossier.
[[nodiscard]] Content confirmation_content(const dossier::Confirmation& confirmation, const catalogue::Procedure& procedure,
                                           const queue::Ticket* ticket, const slips::Press& press);
/// The confirmation of a submission as it was at the press: no code of the portal's yet.
[[nodiscard]] dossier::Confirmation confirmation_of(const dossier::SubmissionView& submission,
                                                    const catalogue::Procedure& procedure);

/// Giấy tờ cần chuẩn bị.
[[nodiscard]] Content papers_content(const catalogue::Procedure& procedure, const catalogue::Catalogue& catalogue,
                                     const slips::Press& press);
/// Mẫu để viết tay, addressed to the unit that receives the procedure on that day.
[[nodiscard]] Content blank_content(const catalogue::Procedure& procedure, const catalogue::Form& form,
                                    const catalogue::Catalogue& catalogue, const LocalDate& day, const slips::Press& press);
/// Tờ khai để ký. The submission's answers as they were sent.
[[nodiscard]] Content declaration_content(const dossier::SubmissionView& submission, const catalogue::Procedure& procedure,
                                          const catalogue::Form& form, const catalogue::Catalogue& catalogue,
                                          const slips::Press& press);

}  // namespace kiosk::print
