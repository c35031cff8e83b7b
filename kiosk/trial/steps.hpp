#pragma once
/// The steps of a test, one function each. Pure. Inside kiosk/trial only.

#include "kiosk/dossier/submission.hpp"
#include "kiosk/trial/trial.hpp"

namespace kiosk::trial {

/// Fills the e-form in every way for everybody who may apply.
[[nodiscard]] Step try_form(const catalogue::Procedure& procedure, const Ground& ground);
/// Hands every paper in, and promises every paper.
[[nodiscard]] Step try_papers(const catalogue::Procedure& procedure);
/// Whether the fee of each channel is known and is the sum of its items.
[[nodiscard]] Step try_fee(const catalogue::Procedure& procedure);
/// Which unit receives, which decides, and their codes on this day.
[[nodiscard]] Step try_unit(const catalogue::Procedure& procedure, const Ground& ground);
/// When a dossier accepted now is due.
[[nodiscard]] Step try_due_date(const catalogue::Procedure& procedure, const Ground& ground);
/// A whole dossier, accepted, as each profile's packets.
[[nodiscard]] Step try_packet(const catalogue::Procedure& procedure, const Ground& ground);

/// What the press adds to a test dossier; `serial` in its provisional code.
[[nodiscard]] dossier::Header test_header(const catalogue::Procedure& procedure, const Ground& ground, const Uuid& id,
                                          int serial);
/// The handling that a filing at the kiosk has: online, else direct; null when the source names none.
[[nodiscard]] const catalogue::Handling* handling_here(const catalogue::Procedure& procedure);
/// Gives every paper that is collected a page.
void hand_in_papers(const catalogue::Procedure& procedure, dossier::Draft& draft, std::string_view page, Ids& ids);

}  // namespace kiosk::trial
