#pragma once
/// Tickets, counters and their like as the engine keeps them: one JSON text each, and the names of their keys. What another version
/// wrote and this one does not know is left out in reading. Any thread, never blocks.
///
///   q/BINHSON/days                        business days, "2026-11-23 2026-11-24": the last one is today's
///   q/BINHSON/t/2026-11-23/<press>        a ticket
///   q/BINHSON/p/<press>                   its day: a press is known for as long as its ticket is kept
///   q/BINHSON/n/2026-11-23/A.0            its version is the last number of the series; the value the press that took it
///   q/BINHSON/s/2026-11-23/A              which series the line counts in, and from where
///   q/BINHSON/c/3                         a counter
///   q/BINHSON/say/<press>.<call>          a call that the announcer has not said yet
///   q/BINHSON/help/K1                     somebody at this kiosk calls an officer, until one takes the call or it is over
///   q/BINHSON/kiosk/K1                    how this kiosk is: what of it does not work
///   q/BINHSON/reprint/K1/<press>          a ticket that this kiosk is to print again
///   q/BINHSON/accepted/<visit code>       that an officer accepted the dossier that was prepared under it
///   q/BINHSON/code/TAM-K01-261123-0001    a dossier of any kiosk that the portal may not have yet (kiosk/app/centre_codes.hpp)
///   q/BINHSON/code-key                    the key of the hashes in those: of second factors
///   q/BINHSON/today/2026-11-23            what staff decided for that day (day_records.hpp)
///   q/BINHSON/prepared/<visit code>       a dossier that was prepared at a kiosk, as an officer needs it (day_records.hpp)
///   q/BINHSON/rating/<press>              what somebody said at a counter's tablet, until a kiosk has it for the portal
///   q/BINHSON/rated/2026-11-23/<press>    that a number was rated at its counter's tablet
///   q/BINHSON/log/2026-11-23/<press>      what staff did at a console
///   q/BINHSON/figures/2026-11-23/0        of each number of a day whose tickets have gone: counts and times (statistics.hpp)
///   q/BINHSON/live/counter/3              held by a lease while its console is there
///   q/BINHSON/live/voice                  held by the announcer that owns the floor

#include "kiosk/queue/day_records.hpp"
#include "kiosk/queue/desk.hpp"
#include "kiosk/queue/ticket.hpp"

namespace kiosk::queue {

/// A number that somebody is asked to a counter with.
struct Call {
    PressId press;
    std::string number;
    std::string counter;
    int call = 1;  ///< 2: the second time
    WallTime at;
    bool operator==(const Call&) const = default;
};

/// Somebody at a kiosk calls an officer.
struct HelpCall {
    std::string kiosk;
    PressId press;  ///< the citizen's
    WallTime since;
    std::string taken_by{};  ///< account of the officer who is coming; empty: nobody yet
    bool operator==(const HelpCall&) const = default;
};
/// How a kiosk is, as it said itself.
struct KioskState {
    std::string kiosk;
    WallTime as_of;
    std::vector<std::string> faults{};  ///< devices that do not work: "ticket_printer"
    bool operator==(const KioskState&) const = default;
};
/// What a member of staff did that a ticket's own history does not say.
struct LogLine {
    WallTime at;
    std::string by;       ///< account
    std::string what;     ///< "stop_tickets"
    std::string about{};  ///< a counter, a number, a code; never about a person
    bool operator==(const LogLine&) const = default;
};

[[nodiscard]] std::string text_of(const Ticket& ticket);
[[nodiscard]] std::string text_of(const Desk& desk);
[[nodiscard]] std::string text_of(const Series& series);
[[nodiscard]] std::string text_of(const Call& call);
/// A prepared dossier that an officer took in.
struct Accepted {
    WallTime at;
    std::string by;              ///< account
    std::string code{};          ///< of the dossier
    bool originals = false;      ///< compared
    std::string receipt{};       ///< number of the fee's receipt (biên lai); empty: nothing was paid in cash
    std::int64_t paid_dong = 0;  ///< on that receipt
    bool operator==(const Accepted&) const = default;
};

[[nodiscard]] std::string text_of(const Accepted& accepted);
[[nodiscard]] std::string text_of(const HelpCall& call);
[[nodiscard]] std::string text_of(const KioskState& state);
[[nodiscard]] std::string text_of(const LogLine& line);
/// Fail with corrupt.
[[nodiscard]] Result<Ticket> read_ticket(std::string_view text);
[[nodiscard]] Result<Desk> read_desk(std::string_view text);
[[nodiscard]] Result<Series> read_series(std::string_view text);
[[nodiscard]] Result<Call> read_call(std::string_view text);
[[nodiscard]] Result<Accepted> read_accepted(std::string_view text);
[[nodiscard]] Result<HelpCall> read_help(std::string_view text);
[[nodiscard]] Result<KioskState> read_kiosk(std::string_view text);
[[nodiscard]] Result<LogLine> read_log(std::string_view text);
[[nodiscard]] std::string text_of(const std::vector<LocalDate>& days);
[[nodiscard]] Result<std::vector<LocalDate>> read_days(std::string_view text);

class Keys {
public:
    explicit Keys(std::string_view centre) : root_("q/" + std::string(centre) + "/") {}
    [[nodiscard]] const std::string& root() const { return root_; }
    [[nodiscard]] std::string days() const { return root_ + "days"; }
    [[nodiscard]] std::string tickets(const LocalDate& day) const { return root_ + "t/" + day.iso() + "/"; }
    [[nodiscard]] std::string ticket(const LocalDate& day, PressId press) const { return tickets(day) + press.text(); }
    [[nodiscard]] std::string press(PressId press) const { return root_ + "p/" + press.text(); }
    [[nodiscard]] std::string number(const LocalDate& day, std::string_view prefix, int epoch) const {
        return root_ + "n/" + day.iso() + "/" + std::string(prefix) + "." + std::to_string(epoch);
    }
    [[nodiscard]] std::string series(const LocalDate& day, std::string_view prefix) const {
        return root_ + "s/" + day.iso() + "/" + std::string(prefix);
    }
    [[nodiscard]] std::string series() const { return root_ + "s/"; }
    [[nodiscard]] std::string desks() const { return root_ + "c/"; }
    [[nodiscard]] std::string desk(std::string_view counter) const { return desks() + std::string(counter); }
    [[nodiscard]] std::string calls() const { return root_ + "say/"; }
    [[nodiscard]] std::string call(const Call& call) const {
        return calls() + call.press.text() + "." + std::to_string(call.call);
    }
    [[nodiscard]] std::string help(std::string_view kiosk) const { return root_ + "help/" + std::string(kiosk); }
    [[nodiscard]] std::string kiosk(std::string_view kiosk) const { return root_ + "kiosk/" + std::string(kiosk); }
    [[nodiscard]] std::string reprints() const { return root_ + "reprint/"; }
    [[nodiscard]] std::string reprints(std::string_view kiosk) const { return reprints() + std::string(kiosk) + "/"; }
    [[nodiscard]] std::string accepted(std::string_view visit_code) const {
        return root_ + "accepted/" + std::string(visit_code);
    }
    [[nodiscard]] std::string code(std::string_view provisional) const { return root_ + "code/" + std::string(provisional); }
    [[nodiscard]] std::string code_key() const { return root_ + "code-key"; }
    [[nodiscard]] std::string prepared(std::string_view visit_code) const {
        return root_ + "prepared/" + std::string(visit_code);
    }
    /// All that a hall is folded from but the days themselves and their tickets.
    [[nodiscard]] std::vector<std::string> beside_tickets() const {
        return {desks(), series(), calls(), live(""), help(""), kiosk(""), todays()};
    }
    [[nodiscard]] std::string todays() const { return root_ + "today/"; }
    [[nodiscard]] std::string today(const LocalDate& day) const { return todays() + day.iso(); }
    [[nodiscard]] std::string ratings() const { return root_ + "rating/"; }
    [[nodiscard]] std::string rated() const { return root_ + "rated/"; }
    [[nodiscard]] std::string rated(const LocalDate& day, PressId ticket) const {
        return rated() + day.iso() + "/" + ticket.text();
    }
    [[nodiscard]] std::string log(const LocalDate& day) const { return root_ + "log/" + day.iso() + "/"; }
    [[nodiscard]] std::string logs() const { return root_ + "log/"; }
    [[nodiscard]] std::string figures() const { return root_ + "figures/"; }
    [[nodiscard]] std::string figures(const LocalDate& day) const { return figures() + day.iso() + "/"; }
    [[nodiscard]] std::string figures(const LocalDate& day, int part) const { return figures(day) + std::to_string(part); }
    [[nodiscard]] std::string live(std::string_view role) const { return root_ + "live/" + std::string(role); }

private:
    std::string root_;
};

}  // namespace kiosk::queue
