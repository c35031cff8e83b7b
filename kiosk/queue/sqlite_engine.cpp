#include "kiosk/queue/sqlite_engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kiosk::queue {
namespace {

constexpr std::string_view columns =
    "SELECT press, number, line, day, serial, state, purpose, field, procedure, visit_code, taken_at, "
    "priority FROM ticket ";

constexpr std::array all_states = {
    TicketState::reserved, TicketState::printed, TicketState::shown,       TicketState::called,    TicketState::serving,
    TicketState::done,     TicketState::absent,  TicketState::transferred, TicketState::cancelled, TicketState::expired};

Result<TicketState> parse_state(std::string_view text) {
    for (const auto state : all_states) {
        if (name(state) == text) return state;
    }
    return fail(Code::corrupt, "table ticket: a state that this program does not know");
}

Result<Ticket> read(const store::Statement& row) {
    Ticket ticket;
    ticket.press = row.uuid(0);
    ticket.number = row.text(1);
    ticket.line = row.text(2);
    auto day = parse_iso_date(row.bytes(3));
    if (!day) return fail(Code::corrupt, "table ticket: a day that is none");
    ticket.day = *day;
    ticket.serial = static_cast<int>(row.integer(4));
    auto state = parse_state(row.bytes(5));
    if (!state) return fail(std::move(state));
    ticket.state = *state;
    auto purpose = settings::parse_purpose(row.bytes(6));
    if (!purpose) return fail(Code::corrupt, "table ticket: a purpose that this program does not know");
    ticket.wish = {*purpose, row.text(7), row.text(8), row.text(11)};
    ticket.visit_code = row.text(9);
    ticket.taken_at = row.wall_time(10);
    return ticket;
}

Result<std::optional<Ticket>> read_one(Result<store::Statement> rows) {
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    if (!*row) return std::optional<Ticket>();
    auto ticket = read(*rows);
    if (!ticket) return fail(std::move(ticket));
    return std::optional<Ticket>(std::move(*ticket));
}

/// A012; A012B when a damaged file may have given out A012 before.
std::string number_text(std::string_view prefix, int digits, int serial, int lost_files) {
    auto text = fmt::format("{}{:0{}}", prefix, serial, std::max(digits, 1));
    if (lost_files > 0)
        text += lost_files < 25 ? std::string(1, static_cast<char>('A' + lost_files)) : fmt::format("Z{}", lost_files);
    return text;
}

/// A clock that was put right after midnight may stand a day or two behind; tickets further ahead were taken while it was wrong.
constexpr int days_of_a_wandering_clock = 2;
/// A clock that lost its power begins at 1970, at 2000 or in the year it was made: before this program there is no today.
constexpr LocalDate first_day{2026, 1, 1};

bool held(TicketState state) { return state != TicketState::reserved && state != TicketState::expired; }

}  // namespace

Result<LocalDate> SqliteEngine::business_day(WallTime now) {
    const auto today = local_time(now).date;
    const auto last = today < first_day ? LocalDate{9999, 12, 31} : today.plus_days(days_of_a_wandering_clock);
    auto latest = database_.query("SELECT max(day) FROM ticket WHERE day <= ?1", last);
    if (!latest) return fail(std::move(latest));
    auto row = latest->step();
    if (!row) return fail(std::move(row));
    if (!*row || latest->is_null(0)) return today;
    auto floor = parse_iso_date(latest->bytes(0));
    if (!floor) return fail(Code::corrupt, "table ticket: a day that is none");
    return std::max(today, *floor);
}

Result<Ticket> SqliteEngine::take(PressId press, const TicketWish& wish, std::string_view visit_code, WallTime now) {
    auto known = find(press);
    if (!known) return fail(std::move(known));
    if (*known) return std::move(**known);
    const auto* line = settings::line_for(settings_, wish.purpose, wish.field);
    if (line == nullptr) {
        return fail(Code::not_found,
                    fmt::format("no line takes purpose {} of field \"{}\"; add it to queue.line in the settings",
                                settings::name(wish.purpose), wish.field));
    }
    Ticket ticket;
    ticket.press = press;
    ticket.line = line->id;
    ticket.wish = wish;
    ticket.visit_code = visit_code;
    ticket.taken_at = now;
    auto allotted = allot(ticket, *line);
    if (allotted) return ticket;
    if (allotted.error().code != Code::unknown_outcome) return fail(std::move(allotted));
    return settle_doubt(press);
}

Result<Done> SqliteEngine::allot(Ticket& ticket, const settings::Line& line) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    auto day = business_day(ticket.taken_at);
    if (!day) return fail(std::move(day));
    ticket.day = *day;
    auto lost = database_.lost_files(ticket.day);
    if (!lost) return fail(std::move(lost));
    if (line.daily_limit > 0) {
        auto rows = database_.query("SELECT count(*) FROM ticket WHERE day = ?1 AND line = ?2 AND state <> 'expired'",
                                    ticket.day, line.id);
        if (!rows) return fail(std::move(rows));
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (rows->integer(0) >= line.daily_limit) {
            return fail(Code::too_many,
                        fmt::format("line {}: all {} numbers of the day are given out", line.id, line.daily_limit));
        }
    }
    auto serial = database_.next_number("ticket " + line.prefix, ticket.day);
    if (!serial) return fail(std::move(serial));
    ticket.serial = *serial;
    ticket.number = number_text(line.prefix, settings_.digits, ticket.serial, *lost);
    auto changed = database_.change(
        "INSERT INTO ticket (press, day, prefix, serial, number, line, state, purpose, field, procedure, visit_code, "
        "taken_at, changed_at, priority)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12, ?13)",
        ticket.press, ticket.day, line.prefix, ticket.serial, ticket.number, ticket.line, name(ticket.state),
        settings::name(ticket.wish.purpose), ticket.wish.field, ticket.wish.procedure, ticket.visit_code, ticket.taken_at,
        ticket.wish.priority);
    if (!changed) return fail(std::move(changed));
    return transaction->commit();
}

// The file has been opened anew by then: what it holds now is what happened.
Result<Ticket> SqliteEngine::settle_doubt(PressId press) {
    auto found = find(press);
    if (!found) return fail(Code::unknown_outcome, "a number may or may not be given out: " + found.error().detail);
    if (*found) return std::move(**found);
    return tl::unexpected<Error>(database_.commit_failure());
}

Result<Ticket> SqliteEngine::hold(PressId press, TicketState state, WallTime now) {
    if (state != TicketState::printed && state != TicketState::shown) {
        return fail(Code::bad_usage, "a number is held when it was printed or shown");
    }
    auto ticket = find(press);
    if (!ticket) return fail(std::move(ticket));
    if (!*ticket) return fail(Code::not_found, "no number was given out for this press");
    const auto was = (*ticket)->state;
    const bool better = was == TicketState::shown && state == TicketState::printed;  // paper came after all
    if (held(was) && !better) return std::move(**ticket);
    return move_to(std::move(**ticket), state, now);
}

Result<Ticket> SqliteEngine::move_to(Ticket ticket, TicketState state, WallTime now) {
    auto changed =
        database_.change("UPDATE ticket SET state = ?2, changed_at = ?3 WHERE press = ?1", ticket.press, name(state), now);
    if (!changed) return fail(std::move(changed));
    ticket.state = state;
    return ticket;
}

Result<Ticket> SqliteEngine::void_ticket(PressId press, WallTime now) {
    auto ticket = find(press);
    if (!ticket) return fail(std::move(ticket));
    if (!*ticket) return fail(Code::not_found, "no number was given out for this press");
    const auto was = (*ticket)->state;
    if (was == TicketState::done || was == TicketState::transferred || was == TicketState::cancelled)
        return std::move(**ticket);
    return move_to(std::move(**ticket), TicketState::cancelled, now);
}

Result<int> SqliteEngine::expire_unprinted(WallTime now) {
    // One taken "in the future" expires as well: the clock has jumped back, and nobody stands there any more.
    return database_.change(
        "UPDATE ticket SET state = 'expired', changed_at = ?1 WHERE state = 'reserved' AND (taken_at <= ?2 OR taken_at > "
        "?3)",
        now, now + -settings_.unprinted_expires_after, now + settings_.unprinted_expires_after);
}

Result<std::vector<Ticket>> SqliteEngine::list(LocalDate day) {
    auto rows = database_.query(std::string(columns) + "WHERE day = ?1 ORDER BY prefix, serial", day);
    if (!rows) return fail(std::move(rows));
    std::vector<Ticket> out;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        auto ticket = read(*rows);
        if (!ticket) return fail(std::move(ticket));
        out.push_back(std::move(*ticket));
    }
}

Result<std::optional<Ticket>> SqliteEngine::find(PressId press) {
    return read_one(database_.query(std::string(columns) + "WHERE press = ?1", press));
}

Result<std::optional<Ticket>> SqliteEngine::find_for_visit(std::string_view visit_code, LocalDate day) {
    return read_one(database_.query(
        std::string(columns) + "WHERE day = ?1 AND visit_code = ?2 AND state IN ('printed', 'shown', 'called', 'serving')"
                               " ORDER BY taken_at DESC LIMIT 1",
        day, visit_code));
}

Result<std::optional<Ticket>> SqliteEngine::find(std::string_view number, LocalDate day) {
    return read_one(database_.query(std::string(columns) + "WHERE day = ?1 AND number = upper(?2)", day, number));
}

}  // namespace kiosk::queue
