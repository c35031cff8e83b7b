#pragma once
/// A day of the queue, who waits now and what was taken in, under the names of vocabulary.hpp. Nobody's name is there. Pure; any thread.

#include <string>
#include <vector>

#include "kiosk/print/content.hpp"
#include "kiosk/queue/statistics.hpp"
#include "kiosk/slips/wording.hpp"

namespace kiosk::print {

/// Báo cáo hàng chờ: a day, or several.
[[nodiscard]] Content queue_day_content(const queue::Statistics& statistics, const std::vector<LocalDate>& days,
                                        const catalogue::Catalogue& catalogue, const slips::Press& press);

/// A dossier that was taken in at the kiosk today, for the list that is worked from when nothing else works.
struct TakenIn {
    std::string code;
    std::string procedure;  ///< name
    WallTime at;
    bool delivered = false;
};
/// Danh sách đang chờ: whoever still waits or is at a counter, in the order of the numbers, and what was taken in today. Without visit
/// codes, which open kept drafts: the list lies about.
/// `alone`: the centre's queue does not answer, so that others' numbers are as they were known last.
[[nodiscard]] Content waiting_content(const std::vector<queue::Ticket>& tickets, const std::vector<TakenIn>& taken_in,
                                      WallTime as_of, bool alone, const slips::Press& press);

}  // namespace kiosk::print
