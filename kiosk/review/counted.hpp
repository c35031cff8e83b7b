#pragma once
/// What a kiosk counts for the province's review of procedures (rà soát, plan III.1.a): how often something happened in a month,
/// and nothing about whom. Values; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/personal.hpp"

namespace kiosk::review {

/// Each at most once a visit and subject, unless it says otherwise.
enum class Counted {
    visits,           ///< somebody began
    found_by_search,  ///< a search led to the procedure; once for each wording
    searches_left,    ///< words were typed and no procedure was chosen
    unfound_words,    ///< detail: the words of such a search, when they may be kept (search_words.hpp)
    asked_for,        ///< the procedure's page was read, or a number taken for it
    counter_only,     ///< somebody wanted to file it here, but it is done at the counter
    untested,         ///< … because it has not been tested as it is now
    no_device,        ///< … because neither scanner nor camera worked
    begun,            ///< a filing was begun: the privacy notice was accepted
    filed_online,     ///< a dossier was submitted; once a dossier
    prepared,         ///< a dossier was prepared for the counter; once a dossier
    paper_missing,    ///< detail: the component that «Tiếp tục» still asked for
    paper_later,      ///< detail: the component to be brought on paper; once a dossier
    ended_in_time,    ///< detail: the unit; a look-up showed the result in time; once a dossier
    ended_late,       ///< detail: the unit; … after its due date; once a dossier
    found_overdue,    ///< detail: the unit; … not there yet after its due date; once a dossier
};
inline constexpr int counted_kinds = static_cast<int>(Counted::found_overdue) + 1;
/// The code's own name, for files and tables.
[[nodiscard]] std::string_view name(Counted counted);
[[nodiscard]] std::optional<Counted> parse_counted(std::string_view word);

/// Something to count, noticed in a visit.
struct Note {
    Counted counted = Counted::visits;
    std::string procedure{};  ///< national code; empty: of none
    std::string detail{};     ///< component or unit
    Personal words{};         ///< of a search, as typed; people type names
    bool operator==(const Note&) const = default;
};
using Notes = std::vector<Note>;

/// "2026-11": finer than a month nothing is kept, so that no count can be matched with a person seen at the kiosk.
[[nodiscard]] std::string month_of(WallTime at);
[[nodiscard]] bool is_month(std::string_view text);

}  // namespace kiosk::review
