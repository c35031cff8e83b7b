#pragma once
/// The national table of a dossier's states (trạng thái hồ sơ) as data: name, what the clock does, which states may follow.
/// Numbers and names as real systems seed them; the moves are this product's reading of them, not law (domain.md 5.2).
/// Any thread, never blocks.

#include <span>
#include <string_view>

#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

enum class StatusClock {
    not_started,  ///< nobody has accepted the dossier yet
    runs,
    paused,  ///< the authority waits for the citizen
    ended,
};

struct StatusRow {
    Status status;
    std::string_view name_vi;  ///< what the national packets and printed forms call it
    std::string_view name_en;
    StatusClock clock;
    std::span<const Status> becomes;
};

/// 1 to 10, in this order.
[[nodiscard]] std::span<const StatusRow> status_table();
[[nodiscard]] const StatusRow& row_of(Status status);

}  // namespace kiosk::dossier
