#pragma once
/// The queue of a centre: gives out numbers, calls people to counters, and knows what became of each. The same for one kiosk and for a
/// centre with ten: what differs is the engine below.
///
/// One thread an object; several objects on one engine's data, in as many processes, are what it is made for. Blocks on the disk or
/// the network. **The press decides**: every deed has the id of the press that asked for it, and the same press again, after any
/// failure, unknown_outcome included, gives what the first one did. Numbers of a prefix and business day run 1, 2, 3 … without a
/// gap, none is given twice, and each stays in list() whatever became of it.

#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "kiosk/ledger/engine.hpp"
#include "kiosk/queue/hall.hpp"
#include "kiosk/queue/order.hpp"
#include "kiosk/queue/statistics.hpp"

namespace kiosk::queue {

/// A report has so many days at most.
inline constexpr int figures_are_kept = 400;

/// Who does what to the queue, when.
struct Deed {
    PressId press;
    WallTime now;
    std::string by{};  ///< account of staff; empty: a citizen or the clock
};

class Queue {
public:
    /// `engine` outlives it. `kiosk`: who takes tickets here.
    Queue(ledger::Engine& engine, const settings::Settings& settings);
    Queue(ledger::Engine& engine, settings::Queue rules, std::string_view centre, std::string_view kiosk);

    // ---- People and their numbers ----------------------------------------------------------------------------------------
    /// Allots a number and records the ticket as `reserved`, in one write. Fails with not_found when no line serves the wish,
    /// too_many when the line's daily limit is reached (kiosks that press at the same moment may go beyond it by one each), busy
    /// while too many numbers of the line were taken at this kiosk just now (settings: cooldown), closed for a wish in place of
    /// a postponed ticket that has no slip for today. Such a wish has the press press_after(). Opening hours are the visit's to
    /// judge.
    [[nodiscard]] Result<Ticket> take(PressId press, const TicketWish& wish, std::string_view visit_code, WallTime now);
    /// Somebody holds it: `state` is printed or shown. A ticket that is already past that stays as it is; one that expired
    /// meanwhile comes back to life, for somebody holds it. Fails with not_found for a press that took none.
    [[nodiscard]] Result<Ticket> hold(PressId press, TicketState state, WallTime now);
    /// Voided by staff or given back: it is not called any more. One that was served or voided already is refused to staff, who would
    /// believe that they did it, and stays as it is for whoever gives it back.
    [[nodiscard]] Result<Ticket> cancel(PressId ticket, const Deed& deed, std::string_view reason = {});
    /// Somebody who was absent comes back into the line, as often as the rules allow.
    [[nodiscard]] Result<Ticket> rejoin(PressId ticket, const Deed& deed);
    /// Numbers reserved longer ago than the settings allow expire: nobody holds them. How many did.
    [[nodiscard]] Result<int> expire_unprinted(WallTime now);
    /// At closing, by the centre's rule: everybody who still waits, and came before that moment where one is given, goes first on
    /// that day, and the kiosk at which they took their number is asked to print it. Who they are.
    [[nodiscard]] Result<std::vector<Ticket>> postpone_waiting(const LocalDate& to, const Deed& deed,
                                                               std::optional<WallTime> came_before = {});

    // ---- Counters ----------------------------------------------------------------------------------------------------------
    /// Every deed fails with not_found for a counter or ticket that does not exist, refused when what is asked may not follow (the
    /// detail says what may), busy when others change the same thing all the time.
    [[nodiscard]] Result<Desk> open(std::string_view counter, std::string_view officer, const Deed& deed);
    [[nodiscard]] Result<Desk> pause(std::string_view counter, std::string_view reason, const Deed& deed);
    [[nodiscard]] Result<Desk> close(std::string_view counter, const Deed& deed);
    /// A supervisor lets it serve these lines for today; none: its own again.
    [[nodiscard]] Result<Desk> serve_lines(std::string_view counter, const std::vector<std::string>& lines,
                                           const Deed& deed);
    /// Calls whoever is next to an open counter, by all that was known when this object last did something, at least; nobody is called
    /// twice, ever. Fails with not_found when nobody waits there; refused while
    /// the counter still has somebody.
    [[nodiscard]] Result<Ticket> call_next(std::string_view counter, const Deed& deed);
    /// Calls this one, out of turn: somebody who is on hold, was absent, or waits.
    [[nodiscard]] Result<Ticket> call(PressId ticket, std::string_view counter, const Deed& deed);
    /// What an officer does with the one at the counter. `recall`: calls again. `absent`: after so many calls. `hold_on`: sends them away for
    /// a moment; `call` gets them back.
    [[nodiscard]] Result<Ticket> recall(std::string_view counter, const Deed& deed);
    [[nodiscard]] Result<Ticket> start(std::string_view counter, const Deed& deed);
    [[nodiscard]] Result<Ticket> absent(std::string_view counter, const Deed& deed);
    [[nodiscard]] Result<Ticket> hold_on(std::string_view counter, const Deed& deed, std::string_view reason = {});
    [[nodiscard]] Result<Ticket> finish(std::string_view counter, const Deed& deed, std::string_view outcome = {});
    /// Sends the one at the counter on: to a line, to a counter, or to a counter and its line. refused for a counter that does not
    /// serve the line in which they would wait: nobody would ever call them.
    struct Destination {
        std::string line{};
        std::string counter{};
    };
    [[nodiscard]] Result<Ticket> transfer(std::string_view counter, const Destination& to, const Deed& deed);
    [[nodiscard]] Result<Ticket> note(PressId ticket, std::string_view words, const Deed& deed);
    /// A supervisor gives somebody who was not served yet another class of priority; empty: none. not_found for a class that the
    /// settings do not have.
    [[nodiscard]] Result<Ticket> prioritise(PressId ticket, std::string_view priority, const Deed& deed);
    /// Asks the kiosk that gave the ticket to print it again; refused for one that nobody holds.
    [[nodiscard]] Result<Ticket> ask_reprint(PressId ticket, const Deed& deed);
    /// An officer takes the call for help of a kiosk; the first one has it. not_found: nobody calls there.
    [[nodiscard]] Result<HelpCall> take_help(std::string_view kiosk, const Deed& deed);
    /// Staff decide something for the business day of `deed`, «Hôm nay»: how it is then. bad_usage as settings::changed(); not_found for a
    /// counter that does not exist, refused for one that is open and shall not be.
    [[nodiscard]] Result<settings::Today> change_today(const settings::TodayChange& change, const Deed& deed);
    /// The announcer has said it.
    [[nodiscard]] Result<Done> said(const Call& call);

    // ---- What is known -----------------------------------------------------------------------------------------------------
    /// Every number of that day, by prefix and serial.
    [[nodiscard]] Result<std::vector<Ticket>> list(LocalDate day);
    /// The same as it was known last, without asking; nothing for a day that was never read: nobody knows who waits.
    [[nodiscard]] std::optional<std::vector<Ticket>> known(LocalDate day) const {
        return loaded_.contains(day) ? std::optional(hall_.tickets(day)) : std::nullopt;
    }
    /// What is kept of each number of that day once its tickets have gone; empty: nothing is.
    [[nodiscard]] Result<std::vector<Visit>> figures(LocalDate day);
    /// Business days that have tickets.
    [[nodiscard]] Result<std::vector<LocalDate>> days(WallTime now);
    [[nodiscard]] Result<std::optional<Ticket>> find(PressId press);
    /// The last number of that day that was taken for a prepared dossier and counts: somebody holds it, and was not served yet.
    [[nodiscard]] Result<std::optional<Ticket>> find_for_visit(std::string_view visit_code, LocalDate day);
    /// By the number as printed, in any letter case.
    [[nodiscard]] Result<std::optional<Ticket>> find(std::string_view number, LocalDate day);
    /// See Hall::business_day.
    [[nodiscard]] Result<LocalDate> business_day(WallTime now);
    /// The hall as of now; valid until the next call of anything here.
    [[nodiscard]] Result<const Hall*> look(WallTime now);
    [[nodiscard]] const settings::Queue& rules() const { return rules_; }

    /// What staff decided for that day.
    [[nodiscard]] Result<settings::Today> today(const LocalDate& day);
    /// A copy of it, for when the centre's queue is away.
    [[nodiscard]] Result<Done> keep_today(const LocalDate& day, const settings::Today& today);

    // ---- Housekeeping ------------------------------------------------------------------------------------------------------
    /// Numbers of the prefix begin above `highest` from now on: after a restored snapshot, by what a kiosk recorded. True when they
    /// had to be moved. `mark` stands after them.
    [[nodiscard]] Result<bool> raise(std::string_view prefix, LocalDate day, int highest, std::string_view mark = {});
    /// Before the queue moves to another engine, where keys are made in another order: every number is written down.
    [[nodiscard]] Result<int> write_numbers(WallTime now);
    /// And counters, which cannot move, begin anew above what was given out today.
    [[nodiscard]] Result<Done> count_anew(WallTime now);
    /// Tickets of days that are not kept any more go, their figures stay; and what else nobody asks for any more goes: calls that were
    /// not said, requests to print again, acceptances, figures of figures_are_kept days ago. How many tickets.
    [[nodiscard]] Result<int> forget_old(WallTime now);

    /// A number that a kiosk gave out on its own joins the centre's: held as it is, at its place. A number of the centre that the same
    /// press may have got before that nobody held is superseded by it (Ticket::instead_of).
    [[nodiscard]] Result<Ticket> take_over(const Ticket& ticket, WallTime now);
    /// The kiosk's own record of it goes, its number stays given.
    [[nodiscard]] Result<Done> let_go(PressId press, WallTime now);
    [[nodiscard]] const std::string& centre() const { return hall_.centre(); }

private:
    /// What a deed writes, and what it gives once that is written; nothing to write: it was done before.
    template <class T>
    struct Plan {
        T result;
        ledger::Write write{};
    };
    template <class T>
    using Decision = std::function<Result<Plan<T>>()>;
    /// Decides by what is known, writes, and decides anew when others were faster. `written`: what the write told.
    template <class T>
    [[nodiscard]] Result<T> carry_out(WallTime now, const Decision<T>& decide, ledger::Written* written = nullptr);
    [[nodiscard]] Result<Done> refresh(WallTime now);
    [[nodiscard]] Result<Done> read_anew(WallTime now);
    [[nodiscard]] Result<Done> catch_up(WallTime now, ledger::Revision revision);
    [[nodiscard]] Result<Done> fetch(PressId press);
    [[nodiscard]] Result<Done> load(const LocalDate& day);
    [[nodiscard]] Result<Done> load_today(WallTime now);
    [[nodiscard]] Result<ledger::Revision> take_in(Hall& hall, const std::string& prefix);
    [[nodiscard]] Result<Done> take_in(const ledger::Changes& changes);
    void remember(const ledger::Write& write, ledger::Revision revision);

    [[nodiscard]] Result<Plan<Ticket>> plan_ticket(PressId press, const TicketWish& wish, std::string_view visit_code,
                                                   WallTime now);
    void put_again(Plan<Ticket>& plan) const;
    [[nodiscard]] Result<Done> room_for(const Ticket& wanted, const settings::Line& line) const;
    [[nodiscard]] Result<const settings::Line*> line_of(PressId press, const TicketWish& wish, WallTime now);
    [[nodiscard]] Result<Plan<Ticket>> plan_postponing(PressId press, const LocalDate& to, const Deed& deed) const;
    [[nodiscard]] Result<Plan<Ticket>> plan_step(PressId ticket, Step step, std::string_view line = {}) const;
    [[nodiscard]] Result<Ticket> step(PressId ticket, Step step, const Deed& deed, std::string_view line = {});
    [[nodiscard]] Result<Ticket> step_at(std::string_view counter, TicketState to, const Deed& deed,
                                         std::string_view reason = {});
    [[nodiscard]] Result<Done> fetch_at(std::string_view counter);
    [[nodiscard]] Result<Plan<Ticket>> plan_call(std::string_view counter, const Deed& deed) const;
    [[nodiscard]] Result<Desk> change_desk(std::string_view counter, const Deed& deed,
                                           const std::function<Result<Desk>(Desk)>& change);
    [[nodiscard]] Result<Ticket> change_ticket(PressId press, const Deed& deed,
                                               const std::function<Result<Ticket>(Ticket)>& change);
    [[nodiscard]] Result<Plan<settings::Today>> plan_today(const LocalDate& day, Result<settings::Today> after) const;
    [[nodiscard]] Result<Done> forget_notes(const LocalDate& first_kept);
    [[nodiscard]] Result<Done> keep_figures(const LocalDate& day, const std::vector<ledger::Entry>& tickets);
    void add_day(const LocalDate& day, ledger::Write& write) const;
    struct Counter {
        ledger::Guard guard;
        int last = 0;  ///< serial
    };
    [[nodiscard]] Result<Counter> counter_of(const LocalDate& day, const Series& series);
    [[nodiscard]] std::optional<Ticket> done_by(PressId press, WallTime now) const;
    [[nodiscard]] Result<Done> forget_leftovers(WallTime now);
    [[nodiscard]] Result<Done> find_leftovers(const LocalDate& today, std::vector<std::string>& old);
    void move_desks(const Ticket& before, const Ticket& after, PressId press, ledger::Write& write) const;

    ledger::Engine& engine_;
    const settings::Queue rules_;
    const std::string kiosk_;
    Hall hall_;
    std::set<LocalDate> loaded_;    ///< days of which the hall has every ticket
    LocalDate notes_from_;          ///< notes of days before were removed
    LocalDate looked_through_{};    ///< business day on which leftovers were looked for
    ledger::Revision written_ = 0;  ///< by the last deed of this object
    bool read_ = false;
    bool agreed_ = false;  ///< the hall is what all who keep it agree on, as of the last look
};

}  // namespace kiosk::queue
