#pragma once
/// What a day, or several, were like for those who waited: counts and times, never who. Pure; any thread.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/queue/ticket.hpp"

namespace kiosk::queue {

/// Of some times: how many, the middle one, the one that nine of ten do not exceed, the longest.
struct Times {
    int count = 0;
    Duration median{};
    Duration ninth{};
    Duration longest{};
    bool operator==(const Times&) const = default;
};
[[nodiscard]] Times times_of(std::vector<Duration> all);

struct Figures {
    int given = 0;   ///< numbers
    int unheld = 0;  ///< of them: nobody ever held
    int served = 0;
    int absent = 0;  ///< at the end
    int cancelled = 0;
    int postponed = 0;
    int waiting = 0;            ///< still, or at a counter
    int priority = 0;           ///< of those held: of a class of priority
    Times wait;                 ///< from the number to the first call
    Times service;              ///< from the call to the end, of those served
    std::map<int, int> came;    ///< hour of the local day: numbers taken
    std::map<int, int> called;  ///< hour: first calls
    bool operator==(const Figures&) const = default;
};

struct Statistics {
    Figures all;
    std::map<std::string, Figures> lines;     ///< by the line that the number was taken for
    std::map<std::string, Figures> counters;  ///< by where they were served, absent, or are
    std::map<std::string, Figures> fields;    ///< of the catalogue; those without one are not here
};

/// What one number adds to the figures, and nothing that says whose it was. Kept when its ticket goes.
struct Visit {
    std::string line;
    std::string counter{};  ///< may be empty
    std::string field{};    ///< may be empty
    TicketState state = TicketState::reserved;
    bool priority = false;
    int came_hour = 0;                  ///< of the local day
    std::optional<int> called_hour{};   ///< of the first call
    std::optional<Duration> wait{};     ///< whole seconds, until that
    std::optional<Duration> service{};  ///< whole seconds
    bool operator==(const Visit&) const = default;
};
[[nodiscard]] std::vector<Visit> visits_of(const std::vector<Ticket>& tickets);
[[nodiscard]] Statistics statistics_of(const std::vector<Visit>& visits);
/// As the engine keeps them: {"ids":["civil_status",…],"rows":[[line,counter,field,state,priority,hour,hour,wait,service],…]}, ids by
/// their place, -1: none.
[[nodiscard]] std::string text_of(const std::vector<Visit>& visits);
/// Fails with corrupt.
[[nodiscard]] Result<std::vector<Visit>> read_visits(std::string_view text);

/// A table for Excel: one line for all, each line, each counter, each field, each hour. Times in seconds; `named` gives the name of a line,
/// counter or field that people know.
using Named = std::function<std::string(std::string_view kind, const std::string& id)>;
[[nodiscard]] std::string statistics_csv(const Statistics& statistics, const std::vector<LocalDate>& days,
                                         const Named& named);

}  // namespace kiosk::queue
