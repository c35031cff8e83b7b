#include "kiosk/app/officer_desk.hpp"

#include <algorithm>
#include <map>

#include "kiosk/base/log.hpp"
#include "kiosk/base/parse_code.hpp"
#include "kiosk/base/pin.hpp"
#include "kiosk/catalogue/tested.hpp"
#include "kiosk/catalogue/today_rules.hpp"
#include "kiosk/collection/book.hpp"
#include "kiosk/dossier/working_time.hpp"

namespace kiosk::app {
namespace {

namespace fs = std::filesystem;
using visit::StaffReport;

constexpr int days_off_wanted = 60;  // as kiosk doctor: due dates of the coming two months

/// A dossier is one thing to staff, however many pages of it wait.
void add_row(StaffReport& report, std::map<Uuid, std::size_t>& dossiers, const store::Outbox::Row& row) {
    using State = store::Outbox::State;
    if (row.state != State::waiting && row.state != State::in_flight) return;
    const bool letter = row.kind == store::Outbox::Kind::letter;
    const auto known = letter ? dossiers.end() : dossiers.find(row.dossier);
    if (known != dossiers.end()) {
        auto& item = report.unsent[known->second];
        item.under_way = item.under_way || row.state == State::in_flight;
        item.attempts = std::max(item.attempts, row.attempts);
        if (!item.reason) item.reason = parse_code(row.reason);
        if (!item.next_try) item.next_try = row.next_try_at;
        return;
    }
    if (!letter) dossiers.emplace(row.dossier, report.unsent.size());
    visit::UnsentItem item;
    item.code = letter ? row.about : row.official_code.empty() ? row.provisional_code : row.official_code;
    item.procedure = row.procedure_code;
    if (letter) item.letter = row.letter;
    item.since = row.submitted_at;
    item.attempts = row.attempts;
    item.under_way = row.state == State::in_flight;
    item.reason = parse_code(row.reason);
    item.next_try = row.next_try_at;
    report.unsent.push_back(std::move(item));
}

std::optional<LocalDate> newest_file_of(const fs::path& folder) {
    std::optional<fs::file_time_type> newest;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code unreadable;
        const auto changed = fs::last_write_time(at->path(), unreadable);
        if (!unreadable && (!newest || changed > *newest)) newest = changed;
    }
    if (!newest) return std::nullopt;
    const auto since = std::chrono::file_clock::to_sys(*newest).time_since_epoch();
    return local_time(WallTime{std::chrono::duration_cast<Duration>(since)}).date;
}

}  // namespace

OfficerDesk::OfficerDesk(store::Store& store, queue::TicketOffice& queue, const PublicData& data, const Clock& clock,
                         PinMatches matches)
    : store_(store), queue_(queue), data_(data), clock_(clock), matches_(matches ? std::move(matches) : pin_matches) {}

visit::Event OfficerDesk::check(const visit::CheckPin& effect) {
    using visit::PinProblem;
    const auto* token = data_.settings.staff.token(effect.staff);
    if (token == nullptr) return visit::PinRefused{effect.question, PinProblem::not_checked, 0, {}};
    auto admitted = store_.staff_tries().begin(effect.staff, clock_.wall());
    if (!admitted) {
        log::failure("counting a try at a PIN", admitted.error());
        return visit::PinRefused{effect.question, PinProblem::not_checked, 0, {}};
    }
    if (std::holds_alternative<store::PinLocked>(*admitted)) {
        log::warning("staff {}: a PIN was tried, and the token is locked", effect.staff);
        return visit::PinRefused{effect.question, PinProblem::locked, 0, {}};
    }
    if (const auto* pause = std::get_if<store::PinPause>(&*admitted))
        return visit::PinRefused{effect.question, PinProblem::pause, 0, pause->left};
    if (matches_(token->pin_hash, effect.digits)) {
        if (auto forgotten = store_.staff_tries().forget(effect.staff); !forgotten)
            log::failure("forgetting tries at a PIN", forgotten.error());
        log::info("staff {}: signed in", effect.staff);
        return visit::PinAccepted{effect.question};
    }
    const auto& wrong = std::get<store::PinTry>(*admitted);
    log::warning("staff {}: a wrong PIN{}", effect.staff, wrong.last ? "; the token is locked now" : "");
    const auto problem = wrong.last ? PinProblem::locked : wrong.pause > Duration{} ? PinProblem::pause : PinProblem::wrong;
    return visit::PinRefused{effect.question, problem, wrong.left, wrong.pause};
}

Result<Done> OfficerDesk::add_outbox(StaffReport& report) {
    auto rows = store_.outbox().list();
    if (!rows) return fail(std::move(rows));
    std::map<Uuid, std::size_t> dossiers;
    for (const auto& row : *rows) add_row(report, dossiers, row);
    auto refused = store_.dossiers().refused();
    if (!refused) return fail(std::move(refused));
    for (const auto& row : *refused)
        report.refused.push_back({row.provisional_code, row.procedure_code, row.submitted_at, Personal(row.refusal)});
    return Done{};
}

Result<Done> OfficerDesk::add_fees(StaffReport& report) {
    constexpr Duration looked_through = 30 * 24h;  // older ones stand in kiosk payment report
    if (!data_.settings.payment) return Done{};
    collection::Book book(store_.database(), store_.vault());
    auto fees = book.wanting_staff(report.as_of + -looked_through, report.as_of);
    if (!fees) return fail(std::move(fees));
    for (auto& fee : *fees) {
        auto standing = fee.standing(report.as_of);
        fee.order.payer = {};
        report.fees.push_back({std::move(fee.order), standing});
    }
    return Done{};
}

Result<Done> OfficerDesk::add_tickets(StaffReport& report) {
    auto day = queue_.business_day(report.as_of);
    if (!day) return fail(std::move(day));
    report.day = *day;
    report.clock_went_back = *day > local_time(report.as_of).date;
    auto tickets = queue_.list(*day);
    if (!tickets) return fail(std::move(tickets));
    report.tickets = std::move(*tickets);
    return Done{};
}

/// What kiosk doctor looks at as well, of the kiosk that runs.
void OfficerDesk::add_machine(StaffReport& report) {
    constexpr std::uint64_t bytes_in_mb = 1U << 20;
    if (const auto* folder = store_.folder(); folder != nullptr) {
        if (const auto free = folder->free_bytes()) report.free_mb = static_cast<std::int64_t>(*free / bytes_in_mb);
        report.disk_full = !folder->room_for_a_dossier();
    }
    report.procedures = static_cast<int>(data_.catalogue->procedures().size());
    report.untested = static_cast<int>(catalogue::untested(*data_.catalogue).size());
    report.catalogue_from = newest_file_of(data_.settings.catalogue_folder);
    const auto until = local_time(report.as_of).date.plus_days(days_off_wanted);
    if (!dossier::WorkingTime(data_.settings.working_hours).announced(until)) report.days_off_missing = until.year;
    report.notices = static_cast<int>(store_.notices().size());
}

visit::Event OfficerDesk::make_report() {
    StaffReport report;
    report.as_of = clock_.wall();
    add_machine(report);
    auto added = add_outbox(report);
    if (added) added = add_fees(report);
    if (added) added = add_tickets(report);
    if (!added) {
        log::failure("looking at everything for staff", added.error());
        report.problem = added.error().code;
    }
    return visit::StaffReportMade{std::move(report)};
}

visit::Event OfficerDesk::void_ticket(const visit::DoForStaff& effect) {
    auto voided = queue_.cancel(effect.ticket->press, {effect.question, clock_.wall(), effect.staff});
    if (voided) return visit::StaffDeedEnded{effect.question, {}};
    log::failure("voiding a number", voided.error());
    return visit::StaffDeedEnded{effect.question, voided.error().code};
}

Result<settings::Today> OfficerDesk::today() {
    auto day = queue_.business_day(clock_.wall());
    if (!day) return fail(std::move(day));
    return queue_.today(*day);
}

visit::Event OfficerDesk::change_today(const visit::DoForStaff& effect) {
    auto change = catalogue::checked(*data_.catalogue, data_.settings, *effect.change);
    auto changed = change ? queue_.change_today(*change, {effect.question, clock_.wall(), effect.staff})
                          : Result<settings::Today>(tl::unexpected<Error>(change.error()));
    if (changed) return visit::StaffDeedEnded{effect.question, {}};
    log::failure("changing what holds for today", changed.error());
    return visit::StaffDeedEnded{effect.question, changed.error().code};
}

void note_staff(const visit::NoteStaff& note) { log::info("staff {}: {}", note.staff, visit::name(note.note)); }

void note_staff(const visit::DoForStaff& deed) {
    std::string about = deed.ticket ? " " + deed.ticket->number : std::string{};
    if (deed.change) {
        about = " " + std::string(settings::name(deed.change->kind));
        // Words of one's own may name somebody.
        if (!deed.change->value.empty() && deed.change->kind != settings::TodayChange::Kind::show_words)
            about += " " + deed.change->value;
    }
    log::info("staff {}: {}{}", deed.staff, visit::name(deed.deed), about);
}

}  // namespace kiosk::app
