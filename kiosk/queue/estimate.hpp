#pragma once
/// How long somebody will wait: what stands before them, shared among the counters that are open for it, at the pace of today. A range, for
/// nobody knows. Pure; any thread.

#include <map>
#include <optional>
#include <string>

#include "kiosk/queue/order.hpp"
#include "kiosk/queue/wait.hpp"

namespace kiosk::queue {

/// How long one person of a line keeps a counter, from the call to the end: smoothed over today's, beginning with what the settings say.
class Pace {
public:
    explicit Pace(const settings::Queue& rules);
    /// By all that has ended on that day.
    Pace(const Hall& hall, const LocalDate& day, const settings::Queue& rules);
    void add(std::string_view line, Duration occupied);
    [[nodiscard]] Duration of(std::string_view line) const;

private:
    std::map<std::string, Duration, std::less<>> lines_;
};

/// Of a ticket that waits; nothing for one that does not. One that has been taken and is held by nobody yet stands as if it were.
[[nodiscard]] std::optional<Wait> wait_of(const Hall& hall, PressId ticket, WallTime now, const settings::Queue& rules,
                                          const settings::Hours& hours);
/// Of somebody who would take a number of this line now.
[[nodiscard]] Wait wait_for_line(const Hall& hall, std::string_view line, WallTime now, const settings::Queue& rules,
                                 const settings::Hours& hours);

/// Of every line, as somebody who comes now would find it.
[[nodiscard]] std::vector<LineNews> news_of_lines(const Hall& hall, WallTime now, const settings::Queue& rules,
                                                  const settings::Hours& hours);

/// So much opening time after `now`, breaks stepped over; nothing when the day ends before.
[[nodiscard]] std::optional<WallTime> after_opening_time(WallTime now, Duration time, const settings::Hours& hours);

}  // namespace kiosk::queue
