#include "kiosk/queue/queue.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/log.hpp"
#include "kiosk/ledger/copy.hpp"
#include "kiosk/queue/carry_out.hpp"
#include "kiosk/queue/life.hpp"

namespace kiosk::queue {

Queue::Queue(ledger::Engine& engine, const settings::Settings& settings)
    : Queue(engine, settings.queue, settings.centre.id, settings.kiosk_id) {}

Queue::Queue(ledger::Engine& engine, settings::Queue rules, std::string_view centre, std::string_view kiosk)
    : engine_(engine), rules_(std::move(rules)), kiosk_(kiosk), hall_(centre, rules_.digits) {}

// ---- What the engine knows ---------------------------------------------------------------------------------------------------

Result<ledger::Revision> Queue::take_in(Hall& hall, const std::string& prefix) {
    auto reading = engine_.read(prefix);
    if (!reading) return fail(std::move(reading));
    for (const auto& entry : reading->entries) {
        if (auto taken = hall.take_in(entry); !taken) return fail(std::move(taken));
    }
    return reading->revision;
}

Result<Done> Queue::read_anew(WallTime now) {
    Hall hall(hall_.centre(), rules_.digits);
    const auto& keys = hall_.keys();
    auto moving = engine_.read(ledger::copying_key(keys.root()));
    if (!moving) return fail(std::move(moving));
    if (!moving->entries.empty())
        return fail(Code::busy, "the queue is half moved to this engine: end `kiosk queue move-engine` first");
    // What changes while the rest is read comes once more with the changes after the first reading.
    auto first = take_in(hall, keys.days());
    if (!first) return fail(std::move(first));
    for (const auto& prefix : keys.beside_tickets()) {
        if (auto taken = take_in(hall, prefix); !taken) return fail(std::move(taken));
    }
    hall.seen(*first);
    hall_ = std::move(hall);
    loaded_.clear();
    written_ = 0;  // it is in here, or gone with a snapshot that was restored
    read_ = true;
    agreed_ = true;
    return load_today(now);
}

Result<Done> Queue::load(const LocalDate& day) {
    if (loaded_.contains(day)) return Done{};
    auto taken = take_in(hall_, hall_.keys().tickets(day));
    if (!taken) return fail(std::move(taken));
    hall_.complete_to(*taken);
    loaded_.insert(day);
    return Done{};
}

/// Today's tickets are all known; those of days before yesterday are let go.
Result<Done> Queue::load_today(WallTime now) {
    if (now == WallTime{}) return Done{};
    const auto today = hall_.business_day(now);
    hall_.forget_before(today.plus_days(-1));
    std::erase_if(loaded_, [&](const LocalDate& day) { return day < today.plus_days(-1); });
    return load(today);
}

Result<Done> Queue::take_in(const ledger::Changes& changes) {
    for (const auto& change : changes.changes) {
        if (auto taken = hall_.take_in(change); !taken) return taken;
    }
    hall_.seen(std::max(hall_.revision(), changes.until));
    agreed_ = changes.agreed;
    return Done{};
}

Result<Done> Queue::catch_up(WallTime now, ledger::Revision revision) {
    constexpr auto patience = 500ms;
    constexpr int rounds = 4;  // a cluster under load is a second or two behind; then reading anew is faster
    for (int round = 0; round < rounds && hall_.revision() < revision; ++round) {
        auto changes = engine_.changes(hall_.keys().root(), hall_.revision(), patience);
        if (!changes && changes.error().code == Code::not_found) return read_anew(now);
        if (!changes) return fail(std::move(changes));
        if (auto taken = take_in(*changes); !taken) return taken;
    }
    return hall_.revision() < revision ? read_anew(now) : Result<Done>(Done{});
}

Result<Done> Queue::refresh(WallTime now) {
    if (!read_) return read_anew(now);
    auto changes = engine_.changes(hall_.keys().root(), hall_.revision(), Duration{});
    if (!changes && changes.error().code == Code::not_found) return read_anew(now);
    if (!changes) return fail(std::move(changes));
    if (auto taken = take_in(*changes); !taken) return taken;
    return load_today(now);
}

/// A ticket of a day that is over is read when somebody asks for it.
Result<Done> Queue::fetch(PressId press) {
    if (hall_.kept(press) != nullptr) return Done{};
    auto day = engine_.read(hall_.keys().press(press));
    if (!day) return fail(std::move(day));
    if (day->entries.empty()) return Done{};
    auto date = parse_iso_date(day->entries.front().value);
    if (!date) return fail(Code::corrupt, "the queue's engine holds a press without its day");
    return load(*date);  // all of it: a number may follow from the others
}

/// What was written is known before the engine tells it as a change.
void Queue::remember(const ledger::Write& write, ledger::Revision revision) {
    for (const auto& put : write.puts) {
        const ledger::Entry entry{put.key, put.value, hall_.created(put.key).value_or(revision), revision, 1};
        if (auto taken = hall_.take_in(entry); !taken) log::failure("taking in what was just written", taken.error());
    }
    for (const auto& key : write.removed) {
        if (auto taken = hall_.take_in(ledger::Change{key, std::nullopt, 0}); !taken)
            log::failure("taking in what was just removed", taken.error());
    }
}

Result<const Hall*> Queue::look(WallTime now) {
    if (auto fresh = refresh(now); !fresh) return fail(std::move(fresh));
    return &hall_;
}

Result<LocalDate> Queue::business_day(WallTime now) {
    if (auto fresh = refresh(now); !fresh) return fail(std::move(fresh));
    return hall_.business_day(now);
}

Result<std::optional<Ticket>> Queue::find(PressId press) {
    if (auto fresh = refresh({}); !fresh) return fail(std::move(fresh));
    if (auto fetched = fetch(press); !fetched) return fail(std::move(fetched));
    return hall_.ticket(press);
}

Result<std::vector<LocalDate>> Queue::days(WallTime now) {
    if (auto fresh = refresh(now); !fresh) return fail(std::move(fresh));
    return hall_.days().value;
}

Result<std::vector<Ticket>> Queue::list(LocalDate day) {
    if (auto fresh = refresh({}); !fresh) return fail(std::move(fresh));
    Hall of_the_day(hall_.centre(), rules_.digits);
    if (auto taken = take_in(of_the_day, hall_.keys().tickets(day)); !taken) return fail(std::move(taken));
    return of_the_day.tickets(day);
}

Result<std::optional<Ticket>> Queue::find_for_visit(std::string_view visit_code, LocalDate day) {
    auto all = list(day);
    if (!all) return fail(std::move(all));
    std::optional<Ticket> out;
    for (auto& ticket : *all) {
        if (ticket.visit_code != visit_code || !counts(ticket.state)) continue;
        if (!out || out->taken_at <= ticket.taken_at) out = std::move(ticket);
    }
    return out;
}

Result<std::optional<Ticket>> Queue::find(std::string_view number, LocalDate day) {
    auto all = list(day);
    if (!all) return fail(std::move(all));
    std::string wanted(number);
    std::ranges::transform(wanted, wanted.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    const auto found = std::ranges::find(*all, wanted, &Ticket::number);
    return found == all->end() ? std::nullopt : std::optional(std::move(*found));
}

// ---- Housekeeping ------------------------------------------------------------------------------------------------------------

/// What the counter of a series says itself: who writes above it guards it, for others count meanwhile.
Result<Queue::Counter> Queue::counter_of(const LocalDate& day, const Series& series) {
    Counter out{hall_.keys().number(day, series.prefix, series.epoch)};
    auto reading = engine_.read(out.guard.key);
    if (!reading) return fail(std::move(reading));
    for (const auto& entry : reading->entries) {
        if (entry.key != out.guard.key) continue;  // of an epoch whose name begins like this one's
        out.guard.modified = entry.modified;
        out.last = static_cast<int>(entry.version);
    }
    out.last += series.base;
    return out;
}

Result<bool> Queue::raise(std::string_view prefix, LocalDate day, int highest, std::string_view mark) {
    return carry_out<bool>({}, [&]() -> Result<Plan<bool>> {
        const auto* kept = hall_.series(day, prefix);
        auto series = kept == nullptr ? Series{std::string(prefix)} : kept->value;
        const bool marked = mark.empty() || series.mark == mark;
        if (marked && hall_.last(day, series) >= highest) return Plan<bool>{false};
        auto counter = counter_of(day, series);
        if (!counter) return fail(std::move(counter));
        if (marked && counter->last >= highest) return Plan<bool>{false};
        ++series.epoch;
        series.base = std::max(counter->last, highest);
        if (!mark.empty()) series.mark = mark;
        const auto key = hall_.keys().series(day, prefix);
        return Plan<bool>{true,
                          {{{key, kept == nullptr ? 0 : kept->modified}, counter->guard}, {{key, text_of(series)}}, {}}};
    });
}

Result<int> Queue::write_numbers(WallTime now) {
    if (auto fresh = read_anew(now); !fresh) return fail(std::move(fresh));
    std::vector<PressId> unwritten;
    for (const auto& day : hall_.days().value) {
        if (auto loaded = load(day); !loaded) return fail(std::move(loaded));
        hall_.each(day, [&](const Kept<Ticket>& kept) {
            if (kept.value.serial == 0) unwritten.push_back(kept.value.press);
        });
    }
    for (const auto& press : unwritten) {
        auto written = carry_out<bool>({}, [&]() -> Result<Plan<bool>> {
            const auto* kept = hall_.kept(press);
            if (kept == nullptr || kept->value.serial != 0) return Plan<bool>{false};
            const auto ticket = *hall_.ticket(press);
            const auto key = hall_.keys().ticket(ticket.day, press);
            return Plan<bool>{true, {{{key, kept->modified}}, {{key, text_of(ticket)}}, {}}};
        });
        if (!written) return fail(std::move(written));
    }
    return static_cast<int>(unwritten.size());
}

Result<Done> Queue::count_anew(WallTime now) {
    if (auto fresh = read_anew(now); !fresh) return fail(std::move(fresh));
    const auto today = hall_.business_day(now);
    for (const auto& line : rules_.lines) {
        auto renewed = carry_out<bool>(now, [&]() -> Result<Plan<bool>> {
            const auto* kept = hall_.series(today, line.prefix);
            auto series = kept == nullptr ? Series{line.prefix} : kept->value;
            auto counter = counter_of(today, series);
            if (!counter) return fail(std::move(counter));
            if (counter->last == series.base) return Plan<bool>{false};  // none was given out since it began
            ++series.epoch;
            series.base = counter->last;
            const auto key = hall_.keys().series(today, line.prefix);
            return Plan<bool>{true,
                              {{{key, kept == nullptr ? 0 : kept->modified}, counter->guard}, {{key, text_of(series)}}, {}}};
        });
        if (!renewed) return fail(std::move(renewed));
    }
    return Done{};
}

Result<Ticket> Queue::take_over(const Ticket& given, WallTime now) {
    return carry_out<Ticket>(now, [&]() -> Result<Plan<Ticket>> {
        if (auto fetched = fetch(given.press); !fetched) return fail(std::move(fetched));
        const auto* kept = hall_.kept(given.press);
        auto known = hall_.ticket(given.press);
        if (known && known->number == given.number) return Plan<Ticket>{std::move(*known)};
        auto ticket = given;
        const auto& keys = hall_.keys();
        const auto key = keys.ticket(ticket.day, ticket.press);
        if (known) {
            if (known->state != TicketState::reserved && known->state != TicketState::expired)
                return fail(Code::refused, fmt::format("{} is held already, {} too", known->number, ticket.number));
            // The number of the centre stays accounted for: it is this ticket's serial in the centre's series.
            ticket.day = known->day;
            ticket.serial = known->serial;
            ticket.series = known->series;
            ticket.instead_of = known->number;
            const auto there = keys.ticket(ticket.day, ticket.press);
            return Plan<Ticket>{ticket, {{{there, kept->modified}}, {{there, text_of(ticket)}}, {}}};
        }
        Plan<Ticket> plan{ticket,
                          {{{keys.press(ticket.press), 0}, {key, 0}, {keys.days(), hall_.days().modified}},
                           {{keys.press(ticket.press), ticket.day.iso()}, {key, text_of(ticket)}},
                           {}}};
        add_day(ticket.day, plan.write);
        return plan;
    });
}

Result<Done> Queue::let_go(PressId press, WallTime now) {
    auto gone = carry_out<bool>(now, [&]() -> Result<Plan<bool>> {
        if (auto fetched = fetch(press); !fetched) return fail(std::move(fetched));
        const auto* kept = hall_.kept(press);
        if (kept == nullptr) return Plan<bool>{false};
        const auto key = hall_.keys().ticket(kept->value.day, press);
        return Plan<bool>{true, {{{key, kept->modified}}, {}, {key, hall_.keys().press(press)}}};
    });
    if (!gone) return fail(std::move(gone));
    return Done{};
}

/// The first ticket of a day begins it.
void Queue::add_day(const LocalDate& day, ledger::Write& write) const {
    auto days = hall_.days().value;
    if (std::ranges::find(days, day) != days.end()) return;
    days.push_back(day);
    std::ranges::sort(days);
    write.puts.push_back({hall_.keys().days(), text_of(days)});
}

/// What has no day in its name, when whoever should have taken it away has not.
Result<Done> Queue::forget_leftovers(WallTime now) {
    constexpr auto said_in_time = 1h;
    std::vector<std::string> old;
    for (const auto& [key, call] : hall_.calls()) {
        if (now - call.value.at > said_in_time) old.push_back(hall_.keys().call(call.value));
    }
    const auto today = hall_.business_day(now);
    if (looked_through_ != today) {
        if (auto found = find_leftovers(today, old); !found) return found;
    }
    constexpr std::size_t at_once = 80;
    for (std::size_t from = 0; from < old.size(); from += at_once) {
        ledger::Write write;
        for (std::size_t i = from; i < std::min(from + at_once, old.size()); ++i) write.removed.push_back(old[i]);
        if (auto gone = engine_.write(write); !gone) return fail(std::move(gone));
    }
    looked_through_ = today;
    return Done{};
}

Result<Done> Queue::find_leftovers(const LocalDate& today, std::vector<std::string>& old) {
    auto reprints = engine_.read(hall_.keys().reprints());
    if (!reprints) return fail(std::move(reprints));
    for (const auto& entry : reprints->entries) {  // wanted on its ticket's day, and a slip until the day that it names
        const auto press = parse_uuid(std::string_view(entry.key).substr(entry.key.rfind('/') + 1));
        if (auto fetched = fetch(press.value_or(PressId{})); !fetched) return fetched;
        const auto* kept = press ? hall_.kept(*press) : nullptr;
        if (kept == nullptr || kept->value.postponed_to.value_or(kept->value.day) < today) old.push_back(entry.key);
    }
    return Done{};
}

Result<int> Queue::forget_old(WallTime now) {
    if (auto fresh = refresh(now); !fresh) return fail(std::move(fresh));
    const auto first_kept = hall_.business_day(now).plus_days(-rules_.keep_days);
    if (auto gone = forget_leftovers(now); !gone) return fail(std::move(gone));
    if (auto gone = forget_notes(first_kept); !gone) return fail(std::move(gone));
    auto days = hall_.days();
    int out = 0;
    for (const auto& day : hall_.days().value) {
        if (day >= first_kept) continue;
        auto tickets = engine_.read(hall_.keys().tickets(day));
        if (!tickets) return fail(std::move(tickets));
        if (auto kept = keep_figures(day, tickets->entries); !kept) return fail(std::move(kept));
        // A few at a time, and the day's name last: what is cut short goes on the next time.
        constexpr std::size_t at_once = 40;
        for (std::size_t from = 0; from < tickets->entries.size(); from += at_once) {
            ledger::Write write;
            for (std::size_t i = from; i < std::min(from + at_once, tickets->entries.size()); ++i) {
                const auto& key = tickets->entries[i].key;
                write.removed.push_back(key);
                write.removed.push_back(hall_.keys().root() + "p/" + key.substr(key.rfind('/') + 1));
            }
            if (auto gone = engine_.write(write); !gone) return fail(std::move(gone));
        }
        out += static_cast<int>(tickets->entries.size());
        ledger::Write last;
        for (const auto* kind : {"n/", "s/"}) {
            auto entries = engine_.read(hall_.keys().root() + kind + day.iso() + "/");
            if (!entries) return fail(std::move(entries));
            for (const auto& entry : entries->entries) last.removed.push_back(entry.key);
        }
        auto left = days.value;
        std::erase(left, day);
        last.guards = {{hall_.keys().days(), days.modified}};
        last.puts = {{hall_.keys().days(), text_of(left)}};
        auto gone = engine_.write(last);
        if (!gone) return fail(std::move(gone));
        if (!gone->done) break;  // a new day begins at this moment: the next time
        days.value = std::move(left);
        days.modified = gone->revision;
    }
    return out;
}

}  // namespace kiosk::queue
