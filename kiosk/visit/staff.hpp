#pragma once
/// What staff are shown at the kiosk and what they may ask of it: codes and counts, no citizen's name. Values; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/letter.hpp"
#include "kiosk/payment/charge.hpp"
#include "kiosk/queue/ticket.hpp"
#include "kiosk/visit/device_name.hpp"

namespace kiosk::visit {

/// Something that the portal does not have yet.
struct UnsentItem {
    std::string code;       ///< of the dossier, or of the one that a letter is about; a rating may have none
    std::string procedure;  ///< national code; empty for a letter
    std::optional<dossier::LetterKind> letter;
    WallTime since;
    int attempts = 0;
    bool under_way = false;
    std::optional<Code> reason;        ///< why the last try did not succeed
    std::optional<WallTime> next_try;  ///< nothing: as soon as possible
};
/// What the portal does not take, for good. Its words may be about somebody.
struct RefusedItem {
    std::string code;
    std::string procedure;
    WallTime since;
    Personal words;
};

/// What the kiosk knows of itself at one moment, besides its devices and the link (Situation).
struct StaffReport {
    WallTime as_of;
    std::optional<Code> problem;     ///< the store could not be read: what follows is not known
    std::vector<UnsentItem> unsent;  ///< oldest first
    std::vector<RefusedItem> refused;
    std::vector<payment::Bill> fees;     ///< that somebody has to look at, oldest first; without who pays
    LocalDate day;                       ///< of the tickets
    std::vector<queue::Ticket> tickets;  ///< of the day, by prefix and serial
    bool clock_went_back = false;        ///< tickets were given out on a later day than the clock shows
    std::int64_t free_mb = 0;
    bool disk_full = false;  ///< too little is left to take a dossier
    int procedures = 0;
    int untested = 0;                         ///< done at the counter until they are tested
    std::optional<LocalDate> catalogue_from;  ///< the day of its newest file
    std::optional<int> days_off_missing;      ///< the year of which not every day off is announced and that is near
    int notices = 0;                          ///< what went wrong when the kiosk began; the log says it
};

/// Where the numbers of a day have gone.
struct TicketCounts {
    int given = 0;    ///< all of them
    int waiting = 0;  ///< somebody holds it
    int called = 0;   ///< or being served
    int done = 0;
    int absent = 0;
    int voided = 0;
    int unheld = 0;  ///< nobody was handed it in time, or it is being printed
};
/// Of one line, or of all with an empty one.
[[nodiscard]] TicketCounts count_tickets(const StaffReport& report, std::string_view line);
/// Dossiers and letters that wait, by why; nothing: not tried yet.
struct UnsentCause {
    std::optional<Code> reason;
    int count = 0;
};
[[nodiscard]] std::vector<UnsentCause> unsent_by_cause(const StaffReport& report);

/// What staff may have the kiosk do.
enum class StaffDeed { send_now, try_device, print_test, print_close, print_ticket, void_ticket, change_today };
[[nodiscard]] std::string_view name(StaffDeed deed);
[[nodiscard]] settings::StaffRight right_for(StaffDeed deed);

/// What is written down of staff besides deeds.
enum class StaffNote {
    left,
    service_stopped,
    service_resumed,
    assistance_begun,
    identity_confirmed,
    assisted_dossier_handed_in,
    assistance_ended,
};
[[nodiscard]] std::string_view name(StaffNote note);

/// The ten digits in an order that only chance knows: fingers on the glass tell nobody a PIN.
[[nodiscard]] std::string shuffled_digits(const Uuid& chance);

}  // namespace kiosk::visit
