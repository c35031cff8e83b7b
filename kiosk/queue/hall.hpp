#pragma once
/// All that a centre's queue is at one moment, folded from the engine's keys: what boards, consoles, kiosks and the rules of calling look
/// at. A value; any thread, never blocks.

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ledger/engine.hpp"
#include "kiosk/queue/records.hpp"

namespace kiosk::queue {

/// A record and the revisions of its key.
template <class T>
struct Kept {
    T value;
    ledger::Revision created = 0;
    ledger::Revision modified = 0;
    bool operator==(const Kept&) const = default;
};

class Hall {
public:
    /// `digits`: of a number, at least.
    Hall(std::string_view centre, int digits) : centre_(centre), keys_(centre), digits_(digits) {}
    [[nodiscard]] const std::string& centre() const { return centre_; }

    /// Takes a key in as it is now; a key of somebody else is passed over. Fails with corrupt for a value that cannot be read; the hall
    /// then lacks it.
    [[nodiscard]] Result<Done> take_in(const ledger::Change& change);
    [[nodiscard]] Result<Done> take_in(const ledger::Entry& entry);
    void seen(ledger::Revision revision) {
        revision_ = revision;
        complete_to(revision);
    }
    /// Every ticket that was made up to there is here.
    void complete_to(ledger::Revision revision) { complete_ = std::max(complete_, revision); }
    [[nodiscard]] ledger::Revision revision() const { return revision_; }

    /// The business day of somebody who comes now: the local date, but never earlier than a day that has begun. Days that lie
    /// further ahead than a clock wanders began while one was wrong: nothing follows them, unless it is today's clock that cannot
    /// be right.
    [[nodiscard]] LocalDate business_day(WallTime now) const;
    [[nodiscard]] const Kept<std::vector<LocalDate>>& days() const { return days_; }

    /// A ticket with its number. Until somebody holds it the number is not written down: it follows from the order in which tickets
    /// of a series were made, one a number.
    [[nodiscard]] std::optional<Ticket> ticket(PressId press) const;
    [[nodiscard]] const Kept<Ticket>* kept(PressId press) const;
    /// The number of a ticket that was just made, as its write told it: those made before may not all be here yet.
    void know_number(PressId press, int serial);
    /// Whether ticket() says its number for certain.
    [[nodiscard]] bool numbered(PressId press) const;
    /// Of a day that this hall holds, by prefix and serial.
    [[nodiscard]] std::vector<Ticket> tickets(const LocalDate& day) const;
    /// When the ticket of this key was made; nothing for other keys, and for one that is not here.
    [[nodiscard]] std::optional<ledger::Revision> created(std::string_view key) const;
    void each(const LocalDate& day, const std::function<void(const Kept<Ticket>&)>& look) const;
    /// Which series a ticket without a written number was counted in.
    [[nodiscard]] const Kept<Series>* series(const LocalDate& day, std::string_view prefix) const;

    /// The last serial of a series as far as its tickets are here: at least so many were given out.
    [[nodiscard]] int last(const LocalDate& day, const Series& series) const;

    [[nodiscard]] const std::map<std::string, Kept<Desk>, std::less<>>& desks() const { return desks_; }
    [[nodiscard]] const Kept<Desk>* desk(std::string_view counter) const;
    [[nodiscard]] const std::map<std::string, Kept<Call>, std::less<>>& calls() const { return calls_; }
    /// By kiosk.
    [[nodiscard]] const std::map<std::string, Kept<HelpCall>, std::less<>>& help() const { return help_; }
    [[nodiscard]] const std::map<std::string, Kept<KioskState>, std::less<>>& kiosks() const { return kiosks_; }
    /// What staff decided for that day; the usual day when nothing.
    [[nodiscard]] settings::Today today(const LocalDate& day) const;
    [[nodiscard]] const Kept<settings::Today>* kept_today(const LocalDate& day) const;
    [[nodiscard]] const std::map<LocalDate, Kept<settings::Today>>& todays() const { return todays_; }
    /// Held by a lease: "counter/3", "voice".
    [[nodiscard]] bool live(std::string_view role) const { return live_.contains(std::string(role)); }

    /// Forgets tickets of days before this one.
    void forget_before(const LocalDate& day);
    [[nodiscard]] const Keys& keys() const { return keys_; }

private:
    [[nodiscard]] Result<Done> put(std::string_view key, const ledger::Entry& entry);
    void remove(std::string_view key);
    void number(Ticket& ticket, ledger::Revision created) const;

    std::string centre_;
    Keys keys_;
    int digits_;
    ledger::Revision revision_ = 0;
    ledger::Revision complete_ = 0;
    Kept<std::vector<LocalDate>> days_;
    std::map<LocalDate, std::map<Uuid, Kept<Ticket>>> tickets_;
    std::map<Uuid, LocalDate> day_of_;
    std::map<std::string, Kept<Series>, std::less<>> series_;  ///< "2026-11-23/A"
    std::map<std::string, Kept<Desk>, std::less<>> desks_;
    std::map<std::string, Kept<Call>, std::less<>> calls_;
    std::map<std::string, Kept<HelpCall>, std::less<>> help_;
    std::map<std::string, Kept<KioskState>, std::less<>> kiosks_;
    std::map<LocalDate, Kept<settings::Today>> todays_;
    std::set<std::string, std::less<>> live_;
};

}  // namespace kiosk::queue
