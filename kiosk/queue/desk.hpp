#pragma once
/// A counter as it is today: who serves there, whom, and which lines. Values; any thread.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"

namespace kiosk::queue {

enum class DeskState { closed, open, paused };
[[nodiscard]] std::string_view name(DeskState state);
[[nodiscard]] Result<DeskState> parse_desk_state(std::string_view name);

struct Desk {
    std::string counter;  ///< id of the settings' counter
    DeskState state = DeskState::closed;
    std::string officer{};             ///< account
    std::string reason{};              ///< why it is paused
    WallTime since{};                  ///< of this state
    LocalDate day{};                   ///< business day on which it was changed last: what was said then holds no longer
    std::optional<PressId> with{};     ///< the ticket that is called or served here
    std::vector<std::string> lines{};  ///< instead of the settings' own, for today; empty: those
    PressId press{};                   ///< the press that changed it last
    bool operator==(const Desk&) const = default;
};

}  // namespace kiosk::queue
