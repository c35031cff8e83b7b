#pragma once
/// The ticket window of one kiosk. Alone it gives numbers out of its own file. In a centre with a cluster it gives the centre's numbers;
/// when the cluster does not answer in time it goes on with numbers of its own (A07-K1), which the centre takes over as soon as it
/// is there again: nobody who holds a number is forgotten, and no number is given twice.
///
/// One thread: the store worker. Blocks on the disk, and on the cluster; one that did not answer is left alone for a few seconds.

#include <memory>
#include <optional>
#include <set>

#include "kiosk/ledger/sqlite_engine.hpp"
#include "kiosk/queue/queue.hpp"

namespace kiosk::queue {

/// The cluster did not answer, or nobody knows what it did.
[[nodiscard]] bool out_of_reach(Code code);

class TicketOffice {
public:
    /// All outlive it. `cluster`: none where the kiosk is alone.
    TicketOffice(store::Database& database, const Clock& clock, const settings::Settings& settings,
                 ledger::Engine* cluster = nullptr);

    // As Queue has them; see there. What a person waits for asks the cluster for as long as its settings allow, all calls together:
    // then the kiosk goes on by itself.
    [[nodiscard]] Result<Ticket> take(PressId press, const TicketWish& wish, std::string_view visit_code, WallTime now);
    [[nodiscard]] Result<Ticket> hold(PressId press, TicketState state, WallTime now);
    [[nodiscard]] Result<Ticket> cancel(PressId ticket, const Deed& deed, std::string_view reason = {});
    [[nodiscard]] Result<Ticket> rejoin(PressId ticket, const Deed& deed);
    [[nodiscard]] Result<int> expire_unprinted(WallTime now);
    /// Fails while the cluster is away: whoever holds a number of this kiosk's own would be forgotten.
    [[nodiscard]] Result<std::vector<Ticket>> postpone_waiting(const LocalDate& to, const Deed& deed,
                                                               std::optional<WallTime> came_before = {});
    /// As it was known last (joined() is false then) while the cluster is away; fails with out_of_reach where it was never read.
    [[nodiscard]] Result<std::vector<Ticket>> list(LocalDate day);
    [[nodiscard]] Result<std::optional<Ticket>> find(PressId press);
    [[nodiscard]] Result<std::optional<Ticket>> find_for_visit(std::string_view visit_code, LocalDate day);
    [[nodiscard]] Result<std::optional<Ticket>> find(std::string_view number, LocalDate day);
    [[nodiscard]] Result<LocalDate> business_day(WallTime now);

    /// What staff decided for that day: the centre's; when the cluster is away what this kiosk last knew of it.
    [[nodiscard]] Result<settings::Today> today(const LocalDate& day);
    /// Fails as Queue::change_today does, and with out_of_reach when the cluster is away: a decision holds for every kiosk or for none.
    [[nodiscard]] Result<settings::Today> change_today(const settings::TodayChange& change, const Deed& deed);

    /// Once a minute or so: the centre takes over what was given out without it, its counters are held above what this kiosk has
    /// seen, and old days go. How many tickets were taken over. The first time numbers of this kiosk that nobody was known to
    /// hold when it ended count as held: their paper may have come out, and whoever has it is called.
    [[nodiscard]] Result<int> settle(WallTime now);

    /// The queue that counters call from: the centre's.
    [[nodiscard]] Queue& queue() { return shared_ ? *shared_ : own_; }
    /// Where it is kept.
    [[nodiscard]] ledger::Engine& engine() { return cluster_ != nullptr ? *cluster_ : own_engine_; }
    [[nodiscard]] const settings::Queue& rules() const { return own_.rules(); }
    /// Whether other kiosks of the centre have the same engine.
    [[nodiscard]] bool is_shared() const { return cluster_ != nullptr; }
    /// False: the cluster did not answer the last time, and numbers are the kiosk's own.
    [[nodiscard]] bool joined() const { return !shared_ || !resting_until_; }

private:
    [[nodiscard]] bool may_ask();
    template <class Ask>
    [[nodiscard]] auto ask(Ask&& ask) -> decltype(ask(std::declval<Queue&>()));
    template <class Ask>
    [[nodiscard]] auto ask_in_time(Ask&& ask) -> decltype(ask(std::declval<Queue&>()));
    [[nodiscard]] Result<Ticket> take_here(PressId press, const TicketWish& wish, std::string_view visit_code, WallTime now);
    [[nodiscard]] Result<bool> has(PressId press);
    [[nodiscard]] Result<Done> mark_own(std::string_view prefix, WallTime now);
    [[nodiscard]] Result<Done> hold_above(std::string_view prefix, WallTime now);
    [[nodiscard]] Result<Done> tell_held(WallTime now);
    [[nodiscard]] Result<Done> hold_left_behind(Queue& queue, WallTime now);
    [[nodiscard]] Result<int> take_over(const LocalDate& day, WallTime now);
    [[nodiscard]] Result<Done> note_highest(const LocalDate& day, std::string_view prefix, int serial);

    store::Database& database_;
    const Clock& clock_;
    const std::string kiosk_;
    const Duration patience_;  ///< with the cluster, of somebody who waits
    ledger::Engine* cluster_;
    ledger::SqliteEngine own_engine_;
    Queue own_;
    std::optional<Queue> shared_;
    std::optional<Monotonic> resting_until_;
    std::string why_away_;  ///< while it rests
    const WallTime began_;
    std::set<const Queue*> looked_behind_;  ///< in which numbers of before began_ are held
};

}  // namespace kiosk::queue
