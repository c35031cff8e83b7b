#include "kiosk/queue/office.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/log.hpp"

namespace kiosk::queue {
namespace {

/// A cluster that did not answer is asked again after this: people do not wait for it each time.
constexpr auto rest = 5s;

/// A012; A012B when a damaged file may have given out A012 before.
std::string mark_after(int lost_files) {
    if (lost_files == 0) return {};
    return lost_files < 25 ? std::string(1, static_cast<char>('A' + lost_files)) : fmt::format("Z{}", lost_files);
}

/// Where a kiosk of a cluster keeps its own numbers: a centre of its own.
std::string own_centre(const settings::Settings& settings, bool alone) {
    return alone ? settings.centre.id : settings.centre.id + "." + settings.kiosk_id;
}

/// Numbers of the centre that somebody holds, and the centre does not know it yet.
constexpr std::string_view held_keys = "held/";

/// The last number of the centre that this kiosk knows of.
std::string highest_key(const LocalDate& day, std::string_view prefix) {
    return fmt::format("highest/{}/{}", day.iso(), prefix);
}

}  // namespace

bool out_of_reach(Code code) {
    return code == Code::unreachable || code == Code::timed_out || code == Code::unknown_outcome || code == Code::io ||
           code == Code::untrusted;
}

TicketOffice::TicketOffice(store::Database& database, const Clock& clock, const settings::Settings& settings,
                           ledger::Engine* cluster)
    : database_(database),
      clock_(clock),
      kiosk_(settings.kiosk_id),
      patience_(settings.queue.etcd.timeout),
      cluster_(cluster),
      own_engine_(database, clock),
      own_(own_engine_, settings.queue, own_centre(settings, cluster == nullptr), settings.kiosk_id),
      began_(clock.wall()) {
    if (cluster != nullptr) shared_.emplace(*cluster, settings);
}

bool TicketOffice::may_ask() {
    if (!shared_) return false;
    return !resting_until_ || clock_.monotonic() >= *resting_until_;
}

/// The centre's answer; what it did not answer fails with out_of_reach(code), and is not asked again for a moment.
template <class Ask>
auto TicketOffice::ask(Ask&& ask) -> decltype(ask(std::declval<Queue&>())) {
    if (!may_ask()) return fail(Code::unreachable, why_away_);
    auto answer = ask(*shared_);
    if (answer || !out_of_reach(answer.error().code)) {
        if (resting_until_) log::info("the centre's queue answers again");
        resting_until_.reset();
        return answer;
    }
    if (!resting_until_) log::failure("asking the centre's queue", answer.error());
    resting_until_ = clock_.monotonic() + rest;
    why_away_ = answer.error().detail;
    return answer;
}

/// The same while somebody waits for the answer.
template <class Ask>
auto TicketOffice::ask_in_time(Ask&& wanted) -> decltype(wanted(std::declval<Queue&>())) {
    cluster_->wait_until(clock_.monotonic() + patience_);
    auto answer = ask(std::forward<Ask>(wanted));
    cluster_->wait_until(std::nullopt);
    return answer;
}

Result<bool> TicketOffice::has(PressId press) {
    auto own = own_.find(press);
    if (!own) return fail(std::move(own));
    return own->has_value();
}

/// Numbers given out here say so where another might have given the same.
Result<Done> TicketOffice::mark_own(std::string_view prefix, WallTime now) {
    auto day = own_.business_day(now);
    if (!day) return fail(std::move(day));
    auto lost = database_.lost_files(*day);
    if (!lost) return fail(std::move(lost));
    auto mark = mark_after(*lost);
    if (shared_) mark += "-" + kiosk_;
    int highest = 0;
    if (!shared_) {  // of a time before numbers stood in the ledger
        auto known = own_engine_.read(highest_key(*day, prefix));
        if (!known) return fail(std::move(known));
        if (!known->entries.empty()) highest = std::stoi(known->entries.front().value);
    }
    if (mark.empty() && highest == 0) return Done{};
    auto raised = own_.raise(prefix, *day, highest, mark);
    if (!raised) return fail(std::move(raised));
    return Done{};
}

Result<Ticket> TicketOffice::take_here(PressId press, const TicketWish& wish, std::string_view visit_code, WallTime now) {
    if (const auto* line = settings::line_for(own_.rules(), wish.purpose, wish.field)) {
        if (auto marked = mark_own(line->prefix, now); !marked) return fail(std::move(marked));
    }
    return own_.take(press, wish, visit_code, now);
}

Result<Ticket> TicketOffice::take(PressId press, const TicketWish& wish, std::string_view visit_code, WallTime now) {
    if (!shared_) return take_here(press, wish, visit_code, now);
    // Whoever was given a number of this kiosk keeps it.
    auto here = own_.find(press);
    if (!here) return fail(std::move(here));
    if (*here) return std::move(**here);
    auto ticket = ask_in_time([&](Queue& queue) -> Result<Ticket> {
        const auto* line = settings::line_for(queue.rules(), wish.purpose, wish.field);
        auto above = line == nullptr ? Result<Done>(Done{}) : hold_above(line->prefix, now);
        if (!above) return fail(std::move(above));
        return queue.take(press, wish, visit_code, now);
    });
    // What the queue itself says to everybody holds; whatever else is wrong with the cluster is nobody's reason to go without a number.
    const bool said = ticket || ticket.error().code == Code::too_many || ticket.error().code == Code::busy ||
                      ticket.error().code == Code::not_found || ticket.error().code == Code::closed;
    return said ? std::move(ticket) : take_here(press, wish, visit_code, now);
}

Result<Ticket> TicketOffice::hold(PressId press, TicketState state, WallTime now) {
    auto here = has(press);
    if (!here) return fail(std::move(here));
    if (!shared_ || *here) return own_.hold(press, state, now);
    auto held = ask_in_time([&](Queue& queue) { return queue.hold(press, state, now); });
    if (held) {
        if (auto noted = note_highest(held->day, held->series.prefix, held->serial); !noted)
            log::failure("noting the highest number", noted.error());
    }
    // Somebody holds it by now: the cluster is told when it is there again (settle).
    if (!held && out_of_reach(held.error().code)) {
        auto noted = own_engine_.write({{}, {{std::string(held_keys) + press.text(), std::string(name(state))}}, {}});
        if (!noted) return fail(std::move(noted));
    }
    return held;
}

Result<Done> TicketOffice::tell_held(WallTime now) {
    auto kept = own_engine_.read(held_keys);
    if (!kept) return fail(std::move(kept));
    for (const auto& entry : kept->entries) {
        const auto press = parse_uuid(std::string_view(entry.key).substr(held_keys.size()));
        auto state = parse_state(entry.value);
        if (!press || !state) return fail(Code::corrupt, "a note of a held number cannot be read");
        auto held = ask([&](Queue& queue) { return queue.hold(*press, *state, now); });
        if (!held && out_of_reach(held.error().code)) return fail(std::move(held));
        if (!held) log::failure("telling the centre's queue that a number is held", held.error());
        if (auto gone = own_engine_.write({{}, {}, {entry.key}}); !gone) return fail(std::move(gone));
    }
    return Done{};
}

Result<Ticket> TicketOffice::cancel(PressId ticket, const Deed& deed, std::string_view reason) {
    auto here = has(ticket);
    if (!here) return fail(std::move(here));
    if (!shared_ || *here) return own_.cancel(ticket, deed, reason);
    return ask_in_time([&](Queue& queue) { return queue.cancel(ticket, deed, reason); });
}

Result<Ticket> TicketOffice::rejoin(PressId ticket, const Deed& deed) {
    auto here = has(ticket);
    if (!here) return fail(std::move(here));
    if (!shared_ || *here) return own_.rejoin(ticket, deed);
    return ask_in_time([&](Queue& queue) { return queue.rejoin(ticket, deed); });
}

Result<int> TicketOffice::expire_unprinted(WallTime now) {
    auto own = own_.expire_unprinted(now);
    if (!own || !shared_) return own;
    auto shared = ask([&](Queue& queue) { return queue.expire_unprinted(now); });
    if (!shared && !out_of_reach(shared.error().code)) return shared;
    return *own + shared.value_or(0);
}

Result<std::vector<Ticket>> TicketOffice::postpone_waiting(const LocalDate& to, const Deed& deed,
                                                           std::optional<WallTime> came_before) {
    if (!shared_) return own_.postpone_waiting(to, deed, came_before);
    if (auto settled = settle(deed.now); !settled) return fail(std::move(settled));
    return ask([&](Queue& queue) { return queue.postpone_waiting(to, deed, came_before); });
}

Result<std::vector<Ticket>> TicketOffice::list(LocalDate day) {
    auto own = own_.list(day);
    if (!own || !shared_) return own;
    auto shared = ask([&](Queue& queue) { return queue.list(day); });
    if (!shared && out_of_reach(shared.error().code)) {
        // What nobody has read yet is not empty.
        auto known = shared_->known(day);
        if (known) shared = std::move(*known);
    }
    if (!shared) return shared;
    shared->insert(shared->end(), own->begin(), own->end());
    return shared;
}

Result<std::optional<Ticket>> TicketOffice::find(PressId press) {
    auto own = own_.find(press);
    if (!own || *own || !shared_) return own;
    return ask_in_time([&](Queue& queue) { return queue.find(press); });
}

Result<std::optional<Ticket>> TicketOffice::find_for_visit(std::string_view visit_code, LocalDate day) {
    auto own = own_.find_for_visit(visit_code, day);
    if (!own || *own || !shared_) return own;
    return ask_in_time([&](Queue& queue) { return queue.find_for_visit(visit_code, day); });
}

Result<std::optional<Ticket>> TicketOffice::find(std::string_view number, LocalDate day) {
    auto own = own_.find(number, day);
    if (!own || *own || !shared_) return own;
    return ask([&](Queue& queue) { return queue.find(number, day); });
}

Result<LocalDate> TicketOffice::business_day(WallTime now) {
    auto own = own_.business_day(now);
    if (!own || !shared_) return own;
    auto shared = ask([&](Queue& queue) { return queue.business_day(now); });
    if (!shared && !out_of_reach(shared.error().code)) return shared;
    return shared ? std::max(*own, *shared) : own;
}

Result<settings::Today> TicketOffice::today(const LocalDate& day) {
    if (!shared_) return own_.today(day);
    auto shared = ask([&](Queue& queue) { return queue.today(day); });
    if (!shared && out_of_reach(shared.error().code)) return own_.today(day);
    if (!shared) return shared;
    if (auto kept = own_.keep_today(day, *shared); !kept) log::failure("keeping what holds for today", kept.error());
    return shared;
}

Result<settings::Today> TicketOffice::change_today(const settings::TodayChange& change, const Deed& deed) {
    if (!shared_) return own_.change_today(change, deed);
    return ask([&](Queue& queue) { return queue.change_today(change, deed); });
}

// ---- After the cluster was away, or went back -----------------------------------------------------------------------------------

Result<Done> TicketOffice::note_highest(const LocalDate& day, std::string_view prefix, int serial) {
    const auto key = highest_key(day, prefix);
    auto known = own_engine_.read(key);
    if (!known) return fail(std::move(known));
    const auto text = std::to_string(serial);
    if (!known->entries.empty() && std::stoi(known->entries.front().value) >= serial) return Done{};
    auto written = own_engine_.write({{}, {{key, text}}, {}});
    if (!written) return fail(std::move(written));
    return Done{};
}

/// After a snapshot was restored the cluster's counters stand where they stood then: numbers that this kiosk has seen given out since are
/// not given again.
Result<Done> TicketOffice::hold_above(std::string_view prefix, WallTime now) {
    auto day = shared_->business_day(now);
    if (!day) return fail(std::move(day));
    auto known = own_engine_.read(highest_key(*day, prefix));
    if (!known) return fail(std::move(known));
    if (known->entries.empty()) return Done{};
    const auto& highest = known->entries.front().value;
    auto hall = shared_->look(now);
    if (!hall) return fail(std::move(hall));
    const auto* kept = (*hall)->series(*day, prefix);
    const auto series = kept == nullptr ? Series{std::string(prefix)} : kept->value;
    if ((*hall)->last(*day, series) >= std::stoi(highest)) return Done{};
    // Others may have seen higher ones: what is given out from now on carries a letter.
    const auto mark = series.mark.empty() ? std::string("B") : std::string(1, static_cast<char>(series.mark.front() + 1));
    auto raised = shared_->raise(prefix, *day, std::stoi(highest), mark);
    if (!raised) return fail(std::move(raised));
    if (*raised) log::warning("numbers {} of the centre's queue had gone back; they go on above {}", prefix, highest);
    return Done{};
}

Result<Done> TicketOffice::hold_left_behind(Queue& queue, WallTime now) {
    if (looked_behind_.contains(&queue)) return Done{};
    auto hall = queue.look(now);
    if (!hall) return fail(std::move(hall));
    std::vector<PressId> left;
    (*hall)->each((*hall)->business_day(now), [&](const Kept<Ticket>& kept) {
        const auto& ticket = kept.value;
        if (ticket.state == TicketState::reserved && ticket.kiosk == kiosk_ && ticket.taken_at < began_)
            left.push_back(ticket.press);
    });
    for (const auto& press : left) {
        auto held = queue.hold(press, TicketState::printed, now);
        if (!held) return fail(std::move(held));
        log::warning("{} was being handed out when the kiosk ended: it counts as held", held->number);
    }
    looked_behind_.insert(&queue);
    return Done{};
}

Result<int> TicketOffice::take_over(const LocalDate& day, WallTime now) {
    auto own = own_.list(day);
    if (!own) return fail(std::move(own));
    int out = 0;
    for (const auto& ticket : *own) {
        if (ticket.state == TicketState::reserved || ticket.state == TicketState::expired) continue;
        auto taken_over = ask([&](Queue& queue) { return queue.take_over(ticket, now); });
        if (!taken_over && out_of_reach(taken_over.error().code)) return fail(std::move(taken_over));
        if (!taken_over) {
            log::failure("handing a number over to the centre's queue", taken_over.error());
            continue;  // it stays here, and those behind it go
        }
        if (auto let_go = own_.let_go(ticket.press, now); !let_go) return fail(std::move(let_go));
        ++out;
    }
    return out;
}

Result<int> TicketOffice::settle(WallTime now) {
    if (auto held = hold_left_behind(own_, now); !held) return fail(std::move(held));
    if (!shared_) {
        if (auto gone = own_.forget_old(now); !gone) return fail(std::move(gone));
        return 0;
    }
    auto held = ask([&](Queue& queue) { return hold_left_behind(queue, now); });
    if (!held) return fail(std::move(held));
    if (auto told = tell_held(now); !told) return fail(std::move(told));
    // A number that is not written down follows from those beside it, which go now.
    if (auto written = own_.write_numbers(now); !written) return fail(std::move(written));
    auto days = own_.days(now);
    if (!days) return fail(std::move(days));
    int out = 0;
    for (const auto& day : *days) {
        auto taken = take_over(day, now);
        if (!taken) return taken;
        out += *taken;
    }
    if (out > 0) log::info("the centre's queue took over {} numbers of this kiosk", out);
    auto seen = ask([&](Queue& queue) { return queue.look(now); });
    if (!seen) return fail(std::move(seen));
    const auto today = (*seen)->business_day(now);
    for (const auto& line : own_.rules().lines) {
        const auto* series = (*seen)->series(today, line.prefix);
        const int last = (*seen)->last(today, series == nullptr ? Series{line.prefix} : series->value);
        if (last == 0) continue;
        if (auto noted = note_highest(today, line.prefix, last); !noted) return fail(std::move(noted));
    }
    for (const auto& line : own_.rules().lines) {
        if (auto above = ask([&](Queue&) { return hold_above(line.prefix, now); }); !above) return fail(std::move(above));
    }
    if (auto gone = own_.forget_old(now); !gone) return fail(std::move(gone));
    if (auto gone = ask([&](Queue& queue) { return queue.forget_old(now); }); !gone) return fail(std::move(gone));
    return out;
}

}  // namespace kiosk::queue
