#pragma once
/// The review of procedures under the names of vocabulary.hpp. Pure; any thread.

#include "kiosk/print/content.hpp"
#include "kiosk/review/coverage.hpp"
#include "kiosk/slips/wording.hpp"

namespace kiosk::print {

/// Báo cáo rà soát. Lists of what people met hold only what was met; the proposal sheet holds every procedure.
[[nodiscard]] Content coverage_content(const review::Coverage& coverage, const catalogue::Catalogue& catalogue,
                                       const slips::Press& press);

}  // namespace kiosk::print
