#pragma once
/// A card's one side alone on a sheet, and the other one laid beneath it, as copiers do. For `joined_pdf`; its thread.

#include <qpdf/qpdf-c.h>

namespace kiosk::typeset {

/// Whether the page is an A4 sheet whose art box says that one side of a card (ID-1, 85.6 mm long) is all there is on it, in the
/// upper half.
[[nodiscard]] bool is_card_side(_qpdf_data* pdf, qpdf_oh page);

/// Puts what is on the page `back` of another file onto `front` of `pdf`, 100 mm lower. `pdf` has the error when that fails.
void lay_beneath(_qpdf_data* pdf, qpdf_oh front, _qpdf_data* other, qpdf_oh back);

}  // namespace kiosk::typeset
