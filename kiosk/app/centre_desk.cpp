#include "kiosk/app/centre_desk.hpp"

#include <set>

#include "kiosk/app/prepared_record.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/dossier/letter.hpp"

namespace kiosk::app {

Result<CentreDesk::Wishes> CentreDesk::meet(const Here& here) {
    const auto now = clock_.monotonic();
    if (resting_until_ && now < *resting_until_) return Wishes{};
    resting_until_.reset();
    Wishes out;
    auto met = ring(here, out);
    if (met) met = say_how_it_is(here);
    if (met) met = tell_prepared();
    if (met) met = take_reprints(out);
    if (met && now - ratings_at_ >= takes_ratings_every) {
        ratings_at_ = now;
        met = take_ratings();
    }
    if (met) return out;
    resting_until_ = now + rests_after_failure;
    // What was learnt before the failure counts all the same: an officer is on the way.
    if (out.call_taken || !out.print_again.empty()) return out;
    return fail(std::move(met));
}

Result<Done> CentreDesk::ring(const Here& here, Wishes& wishes) {
    auto& engine = office_.engine();
    const auto key = keys_.help(data_.settings.kiosk_id);
    if (known_ && told_ == here.call && !here.call) return Done{};
    if (!here.call && taken_at_ && clock_.monotonic() - *taken_at_ < shows_who_comes_for) return Done{};
    if (!known_ || told_ != here.call) {
        ledger::Write write;
        if (here.call)
            write.puts = {{key, text_of(queue::HelpCall{data_.settings.kiosk_id, *here.call, clock_.wall(), {}})}};
        else write.removed = {key};
        auto written = engine.write(write);
        if (!written) return fail(std::move(written));
        known_ = true;
        told_ = here.call;
        taken_at_.reset();
        return Done{};
    }
    auto reading = engine.read(key);
    if (!reading) return fail(std::move(reading));
    for (const auto& entry : reading->entries) {
        if (entry.key != key) continue;
        auto call = queue::read_help(entry.value);
        if (!call) return fail(std::move(call));
        if (call->press != here.call || call->taken_by.empty()) continue;
        wishes.call_taken = call->press;
        taken_at_ = clock_.monotonic();
    }
    return Done{};
}

Result<Done> CentreDesk::say_how_it_is(const Here& here) {
    const auto now = clock_.monotonic();
    if (said_ && said_->faults == here.faults && now - said_at_ < says_it_is_there_every) return Done{};
    const auto& kiosk = data_.settings.kiosk_id;
    auto written = office_.engine().write(
        {{}, {{keys_.kiosk(kiosk), text_of(queue::KioskState{kiosk, clock_.wall(), here.faults})}}, {}});
    if (!written) return fail(std::move(written));
    said_ = here;
    said_at_ = now;
    return Done{};
}

/// Those of before this start, or of before the clock was put back, are looked through once.
Result<Done> CentreDesk::tell_prepared() {
    const auto now = clock_.wall();
    const bool goes_on = prepared_until_ && *prepared_until_ <= now;
    const auto first_kept = now + -(data_.settings.queue.keep_days * Duration{24h});
    auto rows = store_.dossiers().since(goes_on ? *prepared_until_ : first_kept);
    if (!rows) return fail(std::move(rows));
    std::erase_if(*rows, [](const auto& row) { return row.visit_code.empty(); });
    std::set<std::string> known;
    if (!goes_on && !rows->empty()) {
        auto reading = office_.engine().read(keys_.prepared({}));
        if (!reading) return fail(std::move(reading));
        for (const auto& entry : reading->entries) known.insert(entry.key);
    }
    for (const auto& row : *rows) {
        const auto key = keys_.prepared(row.visit_code);
        if (known.contains(key)) continue;
        auto record = prepared_record(store_, row, data_);
        if (!record) {
            log::failure("telling the centre of a prepared dossier", record.error());
            continue;  // the others are told all the same
        }
        auto written = office_.engine().write({{{key, 0}}, {{key, text_of(*record)}}, {}});
        if (!written) return fail(std::move(written));
    }
    prepared_until_ = now;
    return Done{};
}

/// Taken before it is printed: a number comes out once at most, and an officer who sees none asks again.
Result<Done> CentreDesk::take_reprints(Wishes& wishes) {
    const auto now = clock_.monotonic();
    if (printed_again_at_ && now - *printed_again_at_ < prints_again_every) return Done{};
    auto& engine = office_.engine();
    auto reading = engine.read(keys_.reprints(data_.settings.kiosk_id));
    if (!reading) return fail(std::move(reading));
    for (const auto& entry : reading->entries) {
        auto taken = engine.write({{{entry.key, entry.modified}}, {}, {entry.key}});
        if (!taken) return fail(std::move(taken));
        if (!taken->done) continue;
        const auto press = parse_uuid(std::string_view(entry.key).substr(entry.key.rfind('/') + 1));
        auto ticket = press ? office_.queue().find(*press) : Result<std::optional<queue::Ticket>>(std::nullopt);
        if (!ticket) return fail(std::move(ticket));
        if (!*ticket) continue;
        wishes.print_again.push_back({std::move(**ticket), entry.value});
        printed_again_at_ = now;
        break;  // the others in their turn
    }
    return Done{};
}

Result<Done> CentreDesk::take_ratings() {
    auto reading = office_.engine().read(keys_.ratings());
    if (!reading) return fail(std::move(reading));
    for (const auto& entry : reading->entries) {
        if (auto taken = take_rating(entry); !taken) return taken;
    }
    return Done{};
}

/// Written down here first, then it goes from the engine: whatever ends the kiosk in between, it is not lost. Another kiosk may have
/// written it down too; its id is its idempotency key, so the portal has it once.
Result<Done> CentreDesk::take_rating(const ledger::Entry& entry) {
    auto letter = dossier::read_letter(entry.value);
    if (letter && letter->kind == dossier::LetterKind::rating) {
        auto recorded = store_.letters().record({letter->head.id, dossier::LetterKind::rating, letter->rating.dossier,
                                                 letter->head.written_at, Personal(entry.value)});
        if (!recorded) return fail(std::move(recorded));
    } else {
        log::warning("a rating of the centre cannot be read; it is left out");
    }
    auto gone = office_.engine().write({{{entry.key, entry.modified}}, {}, {entry.key}});
    if (!gone) return fail(std::move(gone));
    return Done{};
}

}  // namespace kiosk::app
