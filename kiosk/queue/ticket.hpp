#pragma once
/// One number of one line on one business day, and all that became of it. Values; any thread.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::queue {

using settings::Purpose;

/// reserved → printed | shown → called → serving → done | absent | transferred | cancelled. Which state may follow which is a
/// table in life.cpp.
enum class TicketState {
    reserved,     ///< a number is given, nobody holds it yet
    printed,      ///< held on paper: waits
    shown,        ///< held by having been read from the glass: waits
    waiting,      ///< back in the line after having been absent
    called,       ///< asked to a counter
    serving,      ///< at a counter
    on_hold,      ///< sent away for a moment by the officer, who calls again
    done,         ///< served
    absent,       ///< called, and did not come
    transferred,  ///< sent on to another line or counter: waits there
    cancelled,    ///< voided by staff or given back
    expired,      ///< nobody ever held it
    postponed,    ///< not served before closing: its slip gives a number that goes first on another day
};
inline constexpr std::array all_states = {
    TicketState::reserved,  TicketState::printed, TicketState::shown,    TicketState::waiting, TicketState::called,
    TicketState::serving,   TicketState::on_hold, TicketState::done,     TicketState::absent,  TicketState::transferred,
    TicketState::cancelled, TicketState::expired, TicketState::postponed};
[[nodiscard]] std::string_view name(TicketState state);
[[nodiscard]] Result<TicketState> parse_state(std::string_view name);

/// Somebody holds it and wants to be called.
[[nodiscard]] bool waits(TicketState state);
/// Somebody holds it, and was not served yet.
[[nodiscard]] bool counts(TicketState state);

/// What a press asks for.
struct TicketWish {
    Purpose purpose = Purpose::ask;
    std::string field;       ///< may be empty
    std::string procedure;   ///< national code, may be empty
    std::string priority{};  ///< id of a class of the settings that the person said to belong to; empty: none
    std::optional<WallTime> appointment{};
    std::optional<PressId> postponed{};  ///< the ticket of another day in whose place this one goes first today
    bool operator==(const TicketWish&) const = default;
};

/// The reason of a step that calls somebody once more who was called already.
inline constexpr std::string_view again = "again";
/// The reason of a step that calls somebody back who was sent away for a moment: it is nobody's turn.
inline constexpr std::string_view back = "back";

/// One thing that was done to a ticket.
struct Step {
    TicketState state = TicketState::reserved;  ///< that it led to
    WallTime at;
    std::string counter{};  ///< where; may be empty
    std::string by{};       ///< whose account; empty: a citizen's press, or the clock
    std::string reason{};   ///< words of staff, or an outcome's id
    PressId press{};        ///< the press that did it: the same press again has been done already
    bool overtook = false;  ///< called before somebody who had come earlier
    /// Of whoever was called as the next one: the revision of the engine up to which the counter knew what had happened when it decided.
    std::int64_t heard = 0;
    bool operator==(const Step&) const = default;
};

/// How numbers of a prefix are counted on a day. A new epoch begins above what is known to be given out when a counter went back, as
/// after a restored snapshot.
struct Series {
    std::string prefix{};
    int epoch = 0;
    int base = 0;  ///< the first serial is base + 1
    std::string
        mark{};  ///< after the number: A001B where nobody knows which were given out before, A07-K1 of a kiosk on its own
    bool operator==(const Series&) const = default;
};
[[nodiscard]] std::string number_text(const Series& series, int serial, int digits);

struct Ticket {
    Uuid press;          ///< the press that asked for it: its id
    std::string number;  ///< A012
    std::string line;    ///< in which it waits; another one after a transfer
    LocalDate day;
    int serial = 0;  ///< within its series
    Series series{};
    std::string
        instead_of{};  ///< the number of the series with this serial, when it came too late and another one was given
    TicketState state = TicketState::reserved;
    TicketWish wish;
    std::string visit_code;  ///< joins ticket, draft dossier and missing papers; empty when there is no draft
    WallTime taken_at;
    std::string kiosk{};    ///< at which it was taken
    WallTime since{};       ///< its place in the line: whoever has the earlier one has waited longer
    std::string counter{};  ///< the only one that may call it, after a transfer to a counter; else where it was called
    int calls = 0;          ///< of the last time that it was asked to a counter
    int rejoined = 0;
    std::string note{};  ///< of an officer for the next one; never about a person's data
    std::vector<Step> history{};
    std::optional<LocalDate> postponed_to{};  ///< the day on which it goes first, once it is postponed
    bool operator==(const Ticket&) const = default;

    /// The step that this press did; nothing: it did none.
    [[nodiscard]] const Step* step_of(PressId press) const;
    /// Its slip gives a number on that day that is called first.
    [[nodiscard]] bool goes_first(const LocalDate& on) const {
        return state == TicketState::postponed && postponed_to == on;
    }
};

}  // namespace kiosk::queue
