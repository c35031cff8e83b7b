#pragma once
/// What an officer sees of their counter: whom they have, what they may do, and who waits. Nothing about anybody but a number. Pure; any
/// thread.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/queue/hall.hpp"

namespace kiosk::queue {

struct DeskView {
    /// Somebody with a number.
    struct Person {
        PressId press;
        std::string number;
        std::string line;
        TicketState state = TicketState::called;
        int calls = 1;
        WallTime since;  ///< of that state; of `called` the last call
        bool operator==(const Person&) const = default;
    };
    DeskState state = DeskState::closed;
    std::string officer{};  ///< account of whoever has it today
    std::optional<Person> with;
    std::vector<Person> held;  ///< sent away for a moment by this counter, longest ago first
    int waiting_here = 0;      ///< whom this counter could call
    int waiting_all = 0;
    int calls_before_absent = 0;
    settings::Today today{};  ///< what staff decided for this day
    bool operator==(const DeskView&) const = default;
};

[[nodiscard]] DeskView desk_view_of(const Hall& hall, std::string_view counter, WallTime now, const settings::Queue& rules);

}  // namespace kiosk::queue
