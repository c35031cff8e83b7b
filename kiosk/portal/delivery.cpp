#include "kiosk/portal/delivery.hpp"

#include <algorithm>
#include <array>

#include "kiosk/base/sha256.hpp"

namespace kiosk::portal {
namespace {

using store::Outbox;

constexpr int most_calls = 3;  // of a trip: is it the portal, has it this dossier, the dossier

/// True when the error proves that the portal did nothing.
bool nothing_happened(Code code) { return code == Code::unreachable || code == Code::refused || code == Code::too_many; }

/// True when the error is the line's or the whole portal's, not this piece's.
bool concerns_link(Code code) {
    return code == Code::unreachable || code == Code::untrusted || code == Code::closed || code == Code::too_many;
}

/// A piece that fails although the portal has just proved itself is that piece's trouble: it must not hold up the others.
bool portal_spoke(const Trip& trip, const TripEnd& end) {
    if (end.link_was_lost) return false;
    if (end.remote_id || end.remote_id.error().code == Code::refused) return true;
    const Code code = end.remote_id.error().code;
    return trip.ask_first && code != Code::unreachable && code != Code::stopped;
}

TripEnd failed(Error error, bool was_doubtful) {
    const bool doubtful = was_doubtful || !nothing_happened(error.code);
    return {tl::unexpected<Error>(std::move(error)), doubtful, false};
}

bool is_our_own_fault(Code code) {
    return code == Code::bad_format || code == Code::newer_version || code == Code::too_large;
}

std::vector<FileRef> files_of(const Outbox::Item& item) {
    std::vector<FileRef> out;
    for (const auto& file : item.files) out.push_back({file.page, file.component, file.media_type, file.remote_id});
    return out;
}

Submission submission_of(const Outbox::Item& item) {
    Submission submission;
    submission.id = item.id;
    submission.provisional_code = item.provisional_code;
    submission.body_json = item.body;
    submission.submitted_at = item.submitted_at;
    submission.files = files_of(item);
    return submission;
}

/// The code, or none yet, when the answer is about this dossier and about exactly what we sent.
TripEnd proven(const Accepted& accepted, const Outbox::Item& item) {
    if (accepted.id == item.id && accepted.body_sha256 == sha256_hex(item.body.reveal())) {
        return {accepted.official_code, false, false};
    }
    return {fail(Code::untrusted,
                 "the portal's answer is not about what was sent; it stays queued. Show this to the "
                 "province's portal team"),
            true, false};
}

TripEnd send_dossier(Portal& portal, const Outbox::Item& item) {
    if (item.doubtful) {
        auto found = portal.find(item.id);
        if (!found) return failed(std::move(found.error()), true);
        if (*found) return proven(**found, item);
    }
    auto accepted = portal.submit(submission_of(item));
    if (!accepted && is_our_own_fault(accepted.error().code)) {
        // No portal can take it and no waiting helps: counted as a no, so that it reaches staff.
        return {fail(Code::refused, accepted.error().detail), false, false};
    }
    if (!accepted) return failed(std::move(accepted.error()), false);
    return proven(*accepted, item);
}

TripEnd send_letter(Portal& portal, const Outbox::Item& item) {
    // Needs no question first: the portal keeps the same letter once, however often it comes.
    auto accepted = portal.tell({item.letter, item.id, item.about, item.body, item.submitted_at, files_of(item)});
    if (!accepted && is_our_own_fault(accepted.error().code))
        return {fail(Code::refused, accepted.error().detail), false, false};
    if (!accepted) return failed(std::move(accepted.error()), item.doubtful);
    return proven(*accepted, item);
}

}  // namespace

TripEnd send(Portal& portal, const Trip& trip) {
    if (trip.ask_first) {
        if (auto connected = portal.connected(); !connected) {
            TripEnd end = failed(std::move(connected.error()), trip.item.doubtful);
            end.doubtful = trip.item.doubtful;  // nothing of the piece has left
            end.link_was_lost = true;
            return end;
        }
    }
    if (trip.item.kind == Outbox::Kind::dossier) return send_dossier(portal, trip.item);
    if (trip.item.kind == Outbox::Kind::letter || trip.item.kind == Outbox::Kind::progress)
        return send_letter(portal, trip.item);
    // A page needs no question first: the portal keeps the same page once, however often it comes.
    auto remote_id = portal.upload(trip.item.id, trip.item.media_type, trip.item.body.reveal());
    if (!remote_id) return failed(std::move(remote_id.error()), trip.item.doubtful);
    return {std::move(remote_id), false, false};
}

Duration Delivery::pause_after(int failures) {
    Duration pause = limits_.first_pause;
    for (int i = 1; i < failures && pause < limits_.longest_pause; ++i) pause *= 2;
    pause = std::min(pause, limits_.longest_pause);
    // Up to a quarter earlier, so that the kiosks of a province do not all come back in the same second.
    return pause - up_to(pause / 4);
}

Duration Delivery::up_to(Duration most) {
    std::array<std::uint8_t, 2> dice{};
    ids_.fill_random(dice);
    return Duration{(dice[0] * 256 + dice[1]) * most.count() / 65536};
}

WallTime Delivery::turn(WallTime now) {
    // A clock that was set back may have put the next call years ahead.
    if (!not_before_ || *not_before_ > now + most_calls * limits_.between) return now + up_to(limits_.between);
    return *not_before_;
}

bool Delivery::may_ask(WallTime now) {
    if (limits_.between <= 0ms) return true;
    not_before_ = turn(now);
    if (now < *not_before_) return false;
    not_before_ = now + limits_.between;
    return true;
}

void Delivery::asked(WallTime now) {
    if (limits_.between > 0ms) not_before_ = std::max(now, turn(now)) + limits_.between;
}

// A trip that asks first makes several calls at once: before it and behind it there is room for all of them, so that no stretch
// of time, wherever it begins, has more calls than it should.
bool Delivery::in_pace(const Outbox::Item& item, WallTime now) {
    if (limits_.between <= 0ms) return true;
    not_before_ = turn(now);
    const int others = (link_lost() ? 1 : 0) + (item.doubtful && item.kind == Outbox::Kind::dossier ? 1 : 0);
    if (others > prepaid_) {
        *not_before_ = *not_before_ + (others - prepaid_) * limits_.between;
        prepaid_ = others;
    }
    if (now < *not_before_) return false;
    not_before_ = now + (1 + others) * limits_.between;
    prepaid_ = 0;
    return true;
}

Result<std::optional<Trip>> Delivery::begin(WallTime now) {
    // After the wall clock was set back, "in five minutes" may be next year.
    if (link_retry_at_ && *link_retry_at_ > now + limits_.longest_pause) link_retry_at_ = now;
    if (link_retry_at_ && now < *link_retry_at_) return std::nullopt;
    if (not_before_ && now < *not_before_ && *not_before_ <= now + most_calls * limits_.between) return std::nullopt;
    auto item = outbox_.next_due(now);
    if (!item) return fail(std::move(item));
    if (!*item || !in_pace(**item, now)) return std::nullopt;
    if (auto marked = outbox_.mark_in_flight((*item)->id, now); !marked) return fail(std::move(marked));
    return Trip{std::move(**item), link_lost()};
}

Result<DeliveryEvent> Delivery::put_off(const Outbox::Item& item, const TripEnd& end, WallTime until, WallTime now) {
    const Error& error = end.remote_id.error();
    if (item.doubtful && !end.doubtful) {
        if (auto settled = outbox_.doubt_settled(item.id); !settled) return fail(std::move(settled));
    }
    const bool said_no = error.code == Code::refused && !end.link_was_lost;
    const Outbox::Delay delay{until, error.code, end.doubtful, said_no, said_no ? error.detail : std::string{}};
    if (auto kept = outbox_.put_off(item.id, delay, now); !kept) return fail(std::move(kept));
    return PutOff{item.owner, error, until};
}

void Delivery::lose_link(const Error& why, WallTime now, std::vector<DeliveryEvent>& events) {
    if (!link_lost()) events.emplace_back(LinkLost{why});
    auto pause = pause_after(++link_failures_);
    // Asked to wait, the kiosks of a province do not come back in the same second either.
    if (why.again_after) {
        const auto asked = std::min(*why.again_after, limits_.longest_pause - limits_.first_pause);
        pause = std::max(pause, asked + up_to(limits_.first_pause));
    }
    link_retry_at_ = now + pause;
}

Result<DeliveryEvent> Delivery::refused_for_good(const Outbox::Item& item, std::string_view words, WallTime now) {
    failures_.erase(item.id);
    if (auto kept = outbox_.refuse(item.id, words, now); !kept) return fail(std::move(kept));
    if (item.of_letter() || item.kind == Outbox::Kind::progress)
        return LetterRefused{item.of_letter() ? item.owner : item.id, item.letter, std::string(words)};
    return RefusedForGood{item.dossier, std::string(words)};
}

Result<std::vector<DeliveryEvent>> Delivery::not_written(const Trip& trip, Error why, WallTime now) {
    const TripEnd end{fail(why.code, std::move(why.detail), why.where), true, false};
    auto event = put_off(trip.item, end, now + pause_after(++failures_[trip.item.id]), now);
    if (!event) return fail(std::move(event));
    return std::vector<DeliveryEvent>{std::move(*event)};
}

Result<std::vector<DeliveryEvent>> Delivery::settle(const Trip& trip, const TripEnd& end, WallTime now) {
    std::vector<DeliveryEvent> events;
    const Outbox::Item& item = trip.item;
    if (portal_spoke(trip, end)) {
        silences_ = 0;
        if (link_lost()) {
            link_retry_at_.reset();
            link_failures_ = 0;
            failures_.clear();
            if (auto due = outbox_.send_now(); !due) return fail(std::move(due));
            events.emplace_back(LinkReturned{});
        }
    }
    if (end.remote_id) {
        if (auto kept = outbox_.delivered(item.id, *end.remote_id, now); !kept) {
            // A code that another dossier has already, or a full disk: asked about again later, never left in flight.
            return not_written(trip, std::move(kept.error()), now);
        }
        failures_.erase(item.id);
        if (item.kind == Outbox::Kind::dossier) {
            events.emplace_back(Delivered{item.dossier, item.provisional_code, *end.remote_id});
        } else if (item.kind == Outbox::Kind::letter || item.kind == Outbox::Kind::progress) {
            events.emplace_back(LetterTold{item.id, item.letter, item.about});
        }
        return events;
    }

    const Error& error = end.remote_id.error();
    const int noes = item.kind == Outbox::Kind::letter ? 1 : limits_.refusals;
    if (error.code == Code::refused && !end.link_was_lost && item.refusals + 1 >= noes) {
        auto refused = refused_for_good(item, error.detail, now);
        if (!refused) return fail(std::move(refused));
        events.push_back(std::move(*refused));
        return events;
    }
    if (error.code == Code::unknown_outcome || error.code == Code::timed_out) ++silences_;
    WallTime until = now;
    if (error.code != Code::stopped) {
        const bool line = !portal_spoke(trip, end) && (concerns_link(error.code) || silences_ >= limits_.silences);
        if (end.link_was_lost || line) {
            lose_link(error, now, events);
            until = *link_retry_at_;
        } else {
            until = now + pause_after(++failures_[item.id]);
        }
    }
    auto event = put_off(item, end, until, now);
    if (!event) return fail(std::move(event));
    events.push_back(std::move(*event));
    return events;
}

Result<std::vector<DeliveryEvent>> Delivery::run_once(Portal& portal, WallTime now, std::size_t most) {
    std::vector<DeliveryEvent> events;
    for (std::size_t i = 0; i < most; ++i) {
        auto trip = begin(now);
        if (!trip) return fail(std::move(trip));
        if (!*trip) break;
        const TripEnd end = send(portal, **trip);
        auto settled = settle(**trip, end, now);
        if (!settled) return fail(std::move(settled));
        events.insert(events.end(), settled->begin(), settled->end());
        if (!end.remote_id && end.remote_id.error().code == Code::stopped) break;
    }
    return events;
}

Result<std::optional<WallTime>> Delivery::next_at(WallTime now) {
    auto next = outbox_.next_due_at(now);
    if (!next) return fail(std::move(next));
    if (link_retry_at_) {
        auto waiting = outbox_.anything_waits();
        if (!waiting) return fail(std::move(waiting));
        if (!*waiting) return std::nullopt;
        return std::max(now, std::max(*link_retry_at_, next->value_or(*link_retry_at_)));
    }
    return *next && not_before_ ? std::max(**next, std::min(*not_before_, now + most_calls * limits_.between)) : *next;
}

Result<Done> Delivery::send_now() {
    if (link_retry_at_) {
        link_retry_at_ = WallTime{};
        not_before_.reset();  // all kiosks of a province hear at once that the line is back
    }
    failures_.clear();
    auto due = outbox_.send_now();
    if (!due) return fail(std::move(due));
    return Done{};
}

}  // namespace kiosk::portal
