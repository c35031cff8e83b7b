#pragma once
/// What boards and consoles are shown of the hall, as JSON for the pages in assets/web. Times are milliseconds since 1970. A board never
/// gets more than numbers, counters and lines; neither gets anything about a person. Pure; any thread.

#include <optional>
#include <string>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/queue/hall.hpp"
#include "kiosk/texts/languages.hpp"

namespace kiosk::console {

/// What stands beside the hall.
struct Scene {
    const settings::Settings& settings;
    const catalogue::Catalogue& catalogue;
    std::optional<WallTime> not_agreed_since;  ///< the queue's engine does not answer: as of when the hall is
};

/// {"day","stale","notice","calls":[{"number","counter","at","call"}],"waiting":[{"line","count"}],
///  "counters":[{"id","state","number","stage","finished":{"number","at"}}]}
[[nodiscard]] std::string board_json(const queue::Hall& hall, const Scene& scene, WallTime now);
/// {"day","stale","today","unspoken","counters":[…],"waiting":[…],"held":[…],"absent":[…],"help":[…],"kiosks":[…]}. Each counter and ticket has the
/// "revision" at which it changed last, so that a page knows whether what it pressed is about what it showed.
[[nodiscard]] std::string console_json(const queue::Hall& hall, const Scene& scene, WallTime now);
/// What does not change while the server runs: names of lines, counters, classes, reasons, outcomes, accounts, the form to rate by, how a
/// board shows a new call.
[[nodiscard]] std::string centre_json(const settings::Settings& settings, const LocalDate& day);

/// How long after a ticket was finished its counter's tablet may ask.
inline constexpr Duration rating_is_asked_for = 5min;

}  // namespace kiosk::console
