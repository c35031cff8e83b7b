#include "kiosk/queue/hall.hpp"

#include <algorithm>
#include <tuple>

namespace kiosk::queue {
namespace {

/// A clock that was put right after midnight may stand a day or two behind; days further ahead began while it was wrong.
constexpr int days_of_a_wandering_clock = 2;
/// A clock that lost its power begins at 1970, at 2000 or in the year it was made: before this program there is no today.
constexpr LocalDate first_day{2026, 1, 1};
constexpr LocalDate last_day{9999, 12, 31};

template <class Map>
auto* found_in(Map& map, std::string_view key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : &at->second;
}

template <class T>
Result<Done> keep(Kept<T>& where, Result<T> read, const ledger::Entry& entry) {
    if (!read) return fail(std::move(read));
    where = {std::move(*read), entry.created, entry.modified};
    return Done{};
}

}  // namespace

Result<Done> Hall::take_in(const ledger::Change& change) {
    revision_ = std::max(revision_, change.revision);
    if (!std::string_view(change.key).starts_with(keys_.root())) return Done{};
    if (change.entry) return take_in(*change.entry);
    remove(std::string_view(change.key).substr(keys_.root().size()));
    return Done{};
}

Result<Done> Hall::take_in(const ledger::Entry& entry) {
    if (!std::string_view(entry.key).starts_with(keys_.root())) return Done{};
    const auto key = std::string_view(entry.key).substr(keys_.root().size());
    auto put_in = put(key, entry);
    if (!put_in) remove(key);
    return put_in;
}

Result<Done> Hall::put(std::string_view key, const ledger::Entry& entry) {
    if (key == "days") return keep(days_, read_days(entry.value), entry);
    if (key.starts_with("t/")) {
        auto ticket = read_ticket(entry.value);
        if (!ticket) return fail(std::move(ticket));
        day_of_[ticket->press] = ticket->day;
        auto& where = tickets_[ticket->day][ticket->press];
        // A number that is known stays known, also while the record has none.
        const bool same = where.created == entry.created && where.value.series == ticket->series;
        const int serial = same && ticket->serial == 0 ? where.value.serial : ticket->serial;
        auto kept = keep(where, std::move(ticket), entry);
        if (serial != 0 && where.value.serial == 0) know_number(where.value.press, serial);
        return kept;
    }
    if (key.starts_with("s/")) return keep(series_[std::string(key.substr(2))], read_series(entry.value), entry);
    if (key.starts_with("c/")) return keep(desks_[std::string(key.substr(2))], read_desk(entry.value), entry);
    if (key.starts_with("say/")) return keep(calls_[std::string(key.substr(4))], read_call(entry.value), entry);
    if (key.starts_with("help/")) return keep(help_[std::string(key.substr(5))], read_help(entry.value), entry);
    if (key.starts_with("kiosk/")) return keep(kiosks_[std::string(key.substr(6))], read_kiosk(entry.value), entry);
    if (key.starts_with("today/")) {
        auto day = parse_iso_date(key.substr(6));
        if (!day) return fail(std::move(day));
        return keep(todays_[*day], read_today(entry.value), entry);
    }
    if (key.starts_with("live/")) live_.insert(std::string(key.substr(5)));
    return Done{};
}

void Hall::remove(std::string_view key) {
    if (key == "days") days_ = {};
    if (key.starts_with("t/")) {
        const auto press = parse_uuid(key.substr(std::min(key.size(), key.rfind('/') + 1)));
        const auto day = press ? day_of_.find(*press) : day_of_.end();
        if (day == day_of_.end()) return;
        tickets_[day->second].erase(*press);
        day_of_.erase(day);
    }
    if (key.starts_with("s/")) series_.erase(std::string(key.substr(2)));
    if (key.starts_with("c/")) desks_.erase(std::string(key.substr(2)));
    if (key.starts_with("say/")) calls_.erase(std::string(key.substr(4)));
    if (key.starts_with("help/")) help_.erase(std::string(key.substr(5)));
    if (key.starts_with("kiosk/")) kiosks_.erase(std::string(key.substr(6)));
    if (key.starts_with("today/")) {
        if (const auto day = parse_iso_date(key.substr(6))) todays_.erase(*day);
    }
    if (key.starts_with("live/")) live_.erase(std::string(key.substr(5)));
}

LocalDate Hall::business_day(WallTime now) const {
    const auto today = local_time(now).date;
    const auto last = today < first_day ? last_day : today.plus_days(days_of_a_wandering_clock);
    auto out = today;
    for (const auto& day : days_.value) {
        if (day <= last) out = std::max(out, day);
    }
    return out;
}

const Kept<Ticket>* Hall::kept(PressId press) const {
    const auto day = day_of_.find(press);
    if (day == day_of_.end()) return nullptr;
    return &tickets_.at(day->second).at(press);
}

std::optional<ledger::Revision> Hall::created(std::string_view key) const {
    if (!key.starts_with(keys_.root() + "t/")) return std::nullopt;
    const auto press = parse_uuid(key.substr(key.rfind('/') + 1));
    const auto* found = press ? kept(*press) : nullptr;
    return found == nullptr ? std::nullopt : std::optional(found->created);
}

std::optional<Ticket> Hall::ticket(PressId press) const {
    const auto* found = kept(press);
    if (found == nullptr) return std::nullopt;
    auto out = found->value;
    if (out.serial == 0) number(out, found->created);
    return out;
}

/// Every ticket of a series was made together with one step of its counter: the tickets between it and the last one whose serial is
/// written down are the numbers between them.
void Hall::number(Ticket& ticket, ledger::Revision created) const {
    ledger::Revision from = 0;
    int serial = ticket.series.base;
    const auto same = [&](const Kept<Ticket>& other) {
        return other.value.series == ticket.series && other.created < created;
    };
    each(ticket.day, [&](const Kept<Ticket>& other) {
        if (!same(other) || other.value.serial == 0 || other.created < from) return;
        from = other.created;
        serial = other.value.serial;
    });
    each(ticket.day, [&](const Kept<Ticket>& other) {
        if (same(other) && other.created > from) ++serial;
    });
    ticket.serial = serial + 1;
    ticket.number = number_text(ticket.series, ticket.serial, digits_);
}

int Hall::last(const LocalDate& day, const Series& series) const {
    int counted = series.base;
    int highest = series.base;
    each(day, [&](const Kept<Ticket>& kept) {
        if (kept.value.series != series) return;
        ++counted;
        highest = std::max(highest, kept.value.serial);
    });
    return std::max(counted, highest);
}

void Hall::know_number(PressId press, int serial) {
    const auto day = day_of_.find(press);
    if (day == day_of_.end()) return;
    auto& ticket = tickets_.at(day->second).at(press).value;
    ticket.serial = serial;
    ticket.number = number_text(ticket.series, serial, digits_);
}

bool Hall::numbered(PressId press) const {
    const auto* found = kept(press);
    return found != nullptr && (found->value.serial != 0 || found->created <= complete_);
}

std::vector<Ticket> Hall::tickets(const LocalDate& day) const {
    std::vector<Ticket> out;
    each(day, [&](const Kept<Ticket>& kept) {
        out.push_back(kept.value);
        if (kept.value.serial == 0) number(out.back(), kept.created);
    });
    std::ranges::sort(out, [](const Ticket& a, const Ticket& b) {
        return std::tie(a.series.prefix, a.series.epoch, a.series.mark, a.serial) <
               std::tie(b.series.prefix, b.series.epoch, b.series.mark, b.serial);
    });
    return out;
}

void Hall::each(const LocalDate& day, const std::function<void(const Kept<Ticket>&)>& look) const {
    const auto found = tickets_.find(day);
    if (found == tickets_.end()) return;
    for (const auto& [press, kept] : found->second) look(kept);
}

const Kept<Series>* Hall::series(const LocalDate& day, std::string_view prefix) const {
    return found_in(series_, day.iso() + "/" + std::string(prefix));
}

const Kept<settings::Today>* Hall::kept_today(const LocalDate& day) const {
    const auto found = todays_.find(day);
    return found == todays_.end() ? nullptr : &found->second;
}
settings::Today Hall::today(const LocalDate& day) const {
    const auto* kept = kept_today(day);
    return kept == nullptr ? settings::Today{} : kept->value;
}

const Kept<Desk>* Hall::desk(std::string_view counter) const { return found_in(desks_, counter); }

void Hall::forget_before(const LocalDate& day) {
    while (!tickets_.empty() && tickets_.begin()->first < day) {
        for (const auto& [press, kept] : tickets_.begin()->second) day_of_.erase(press);
        tickets_.erase(tickets_.begin());
    }
}

}  // namespace kiosk::queue
