// What stands beside the tickets of a day: what staff decided for it, what goes with it when it is old, and its figures, which stay.

#include "kiosk/base/log.hpp"
#include "kiosk/queue/carry_out.hpp"

namespace kiosk::queue {

Result<settings::Today> Queue::today(const LocalDate& day) {
    if (auto fresh = refresh({}); !fresh) return fail(std::move(fresh));
    return hall_.today(day);
}

Result<settings::Today> Queue::change_today(const settings::TodayChange& change, const Deed& deed) {
    using Kind = settings::TodayChange::Kind;
    const bool of_a_counter = change.kind == Kind::counter_off || change.kind == Kind::counter_on;
    if (of_a_counter && rules_.counter(change.value) == nullptr)
        return fail(Code::not_found, "no counter is called '" + change.value + "'");
    return carry_out<settings::Today>(deed.now, [&]() -> Result<Plan<settings::Today>> {
        const auto day = hall_.business_day(deed.now);
        const auto* desk = change.kind == Kind::counter_off ? hall_.desk(change.value) : nullptr;
        if (desk != nullptr && desk->value.state != DeskState::closed && desk->value.day == day)
            return fail(Code::refused, "counter " + change.value + " is open: close it first");
        return plan_today(day, settings::changed(hall_.today(day), change));
    });
}

Result<Done> Queue::keep_today(const LocalDate& day, const settings::Today& today) {
    auto kept = carry_out<settings::Today>({}, [&] { return plan_today(day, today); });
    if (!kept) return fail(std::move(kept));
    return Done{};
}

/// Of days before nothing stays: words that staff typed may name somebody.
Result<Queue::Plan<settings::Today>> Queue::plan_today(const LocalDate& day, Result<settings::Today> after) const {
    if (!after) return fail(std::move(after));
    if (*after == hall_.today(day)) return Plan<settings::Today>{std::move(*after)};
    const auto key = hall_.keys().today(day);
    const auto* kept = hall_.kept_today(day);
    Plan<settings::Today> plan{*after, {{{key, kept == nullptr ? 0 : kept->modified}}, {{key, text_of(*after)}}, {}}};
    for (const auto& [other, known] : hall_.todays()) {
        if (other < day) plan.write.removed.push_back(hall_.keys().today(other));
    }
    return plan;
}

namespace {

/// Entries under `prefix` that `is_old` says are, a few in a write.
template <class IsOld>
Result<Done> remove_old(ledger::Engine& engine, const std::string& prefix, const IsOld& is_old) {
    constexpr std::size_t at_once = 50;
    auto reading = engine.read(prefix);
    if (!reading) return fail(std::move(reading));
    std::vector<std::string> old;
    for (const auto& entry : reading->entries) {
        if (is_old(entry)) old.push_back(entry.key);
    }
    while (!old.empty()) {
        const auto from = old.end() - static_cast<std::ptrdiff_t>(std::min(at_once, old.size()));
        ledger::Write write{{}, {}, {from, old.end()}};
        old.erase(from, old.end());
        if (auto gone = engine.write(write); !gone) return fail(std::move(gone));
    }
    return Done{};
}

}  // namespace

/// Once a day: all of them are read for it. What cannot be read is nobody's any more.
Result<Done> Queue::forget_notes(const LocalDate& first_kept) {
    if (notes_from_ == first_kept) return Done{};
    const auto& keys = hall_.keys();
    const auto old = [&](const auto& read) { return !read || local_time(read->at).date < first_kept; };
    if (auto gone = remove_old(engine_, keys.prepared({}), [&](const auto& e) { return old(read_prepared(e.value)); });
        !gone)
        return gone;
    if (auto gone = remove_old(engine_, keys.accepted({}), [&](const auto& e) { return old(read_accepted(e.value)); });
        !gone)
        return gone;
    const auto first_with_figures = first_kept.plus_days(rules_.keep_days - figures_are_kept);
    for (const auto& [prefix, first_day] : {std::pair{keys.logs(), first_kept}, std::pair{keys.rated(), first_kept},
                                            std::pair{keys.figures(), first_with_figures}}) {
        const auto first = first_day.iso();
        auto gone = remove_old(engine_, prefix, [&](const ledger::Entry& entry) {
            return std::string_view(entry.key).substr(prefix.size(), first.size()) < first;
        });
        if (!gone) return gone;
    }
    notes_from_ = first_kept;
    return Done{};
}

/// Written before the first ticket goes, and once: what a clearing that was cut short leaves is not the whole day.
Result<Done> Queue::keep_figures(const LocalDate& day, const std::vector<ledger::Entry>& tickets) {
    std::vector<Ticket> read;
    for (const auto& entry : tickets) {
        auto ticket = read_ticket(entry.value);
        if (ticket) read.push_back(std::move(*ticket));
        else log::failure("counting an old number", ticket.error());
    }
    if (read.empty()) return Done{};
    const auto visits = visits_of(read);
    constexpr std::size_t at_once = 400;  // far below the longest value
    ledger::Write write{{{hall_.keys().figures(day, 0), 0}}, {}, {}};
    for (std::size_t from = 0; from < visits.size(); from += at_once) {
        const auto to = std::min(from + at_once, visits.size());
        const std::vector<Visit> some(visits.begin() + static_cast<std::ptrdiff_t>(from),
                                      visits.begin() + static_cast<std::ptrdiff_t>(to));
        write.puts.push_back({hall_.keys().figures(day, static_cast<int>(from / at_once)), text_of(some)});
    }
    if (auto written = engine_.write(write); !written) return fail(std::move(written));
    return Done{};
}

Result<std::vector<Visit>> Queue::figures(LocalDate day) {
    auto reading = engine_.read(hall_.keys().figures(day));
    if (!reading) return fail(std::move(reading));
    std::vector<Visit> out;
    for (const auto& entry : reading->entries) {
        auto some = read_visits(entry.value);
        if (!some) return fail(std::move(some));
        out.insert(out.end(), some->begin(), some->end());
    }
    return out;
}

}  // namespace kiosk::queue
