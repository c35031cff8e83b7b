#pragma once
/// Who is next. A class of priority moves people ahead by the minutes that the centre gives it, so that nobody is overtaken by somebody
/// who came later than that; and a counter that has let people overtake so often in a row calls whoever has waited longest. Pure;
/// any thread.

#include <string_view>
#include <vector>

#include "kiosk/queue/hall.hpp"

namespace kiosk::queue {

/// Somebody who waits, and how they stand.
struct Waiting {
    PressId press;
    std::string line;
    std::string counter;         ///< the only one that may call; empty: any that serves the line
    WallTime since;              ///< came
    WallTime stands{};           ///< where a class puts them: the earlier, the sooner
    WallTime not_before{};       ///< an appointment's time, less what may be early
    ledger::Revision order = 0;  ///< of two who came at once
    bool priority = false;
};

/// Everybody who waits on that day, whoever is called first standing first if one counter served all.
[[nodiscard]] std::vector<Waiting> waiting_on(const Hall& hall, const LocalDate& day, WallTime now,
                                              const settings::Queue& rules);

/// Opened on that business day and not closed since: a counter's day ends with the centre's.
[[nodiscard]] bool open_on(const Desk& desk, const LocalDate& day);

/// How this one stands, whatever its state.
[[nodiscard]] Waiting standing_of(const Kept<Ticket>& ticket, const settings::Queue& rules);

/// The lines that a counter serves now: its own for today, or the settings'.
[[nodiscard]] std::vector<std::string> lines_of(const Hall& hall, std::string_view counter, const settings::Queue& rules);
[[nodiscard]] bool may_call(const Waiting& waiting, std::string_view counter, const std::vector<std::string>& lines);

struct NextCall {
    PressId press;
    bool overtakes = false;  ///< somebody whom this counter could have called came earlier
};
/// Whether somebody whom the counter could call has come earlier than this one.
[[nodiscard]] bool overtakes(const std::vector<Waiting>& waiting, const Waiting& called, std::string_view counter,
                             const std::vector<std::string>& lines, WallTime now);
/// How often in a row this counter let somebody overtake, by its calls of the day.
[[nodiscard]] int overtakings(const Hall& hall, const LocalDate& day, std::string_view counter);
/// Whom the counter calls next; nothing: nobody waits whom it could call. `in_a_row`: overtakings(), kept by whoever calls often.
[[nodiscard]] std::optional<NextCall> next_call(const std::vector<Waiting>& waiting, std::string_view counter,
                                                const std::vector<std::string>& lines, int in_a_row, WallTime now,
                                                const settings::Queue& rules);

}  // namespace kiosk::queue
