#include "kiosk/collection/collector.hpp"

#include <algorithm>

namespace kiosk::collection {
namespace {

constexpr Duration longest_pause = 15min;

/// How long between two questions: people who pay, pay soon.
Duration rhythm(Duration age) {
    if (age < 1h) return 1min;
    if (age < 24h) return 15min;
    return 6h;
}

}  // namespace

std::optional<WallTime> ask_again_at(const Entry& entry, const settings::Payment& settings, WallTime now) {
    if (!entry.placed) return entry.order.made_at;
    const auto ends = std::max(entry.order.made_at + settings.looked_after, entry.order.due_at + settings.looked_after);
    if (now > ends) return std::nullopt;
    if (!entry.asked_at) return entry.order.made_at;
    // What is paid may be paid a second time, or given back.
    const auto pause = entry.standing(now).settles() ? Duration{6h} : rhythm(now - entry.order.made_at);
    return *entry.asked_at + pause;
}

ErrandEnd run(Gateway& gateway, const Errand& errand) {
    ErrandEnd end;
    if (errand.place) {
        auto address = gateway.place(errand.order);
        if (address) end.address = std::move(*address);
        else end.failure = std::move(address.error());
        return end;
    }
    auto heard = gateway.confirmations(errand.order);
    if (heard) end.confirmations = std::move(*heard);
    else end.failure = std::move(heard.error());
    return end;
}

Result<std::optional<Errand>> Collector::begin(WallTime now) {
    constexpr Duration longest_wait = 6h;
    while (true) {
        auto due = book_.first_due(now, now + longest_wait + longest_pause);
        if (!due) return fail(std::move(due));
        if (!*due) return std::optional<Errand>();
        const auto& entry = **due;
        if (ask_again_at(entry, settings_, now)) return std::optional<Errand>(Errand{entry.order, !entry.placed});
        if (auto forgotten = book_.forget_payer(entry.order.id); !forgotten) return fail(std::move(forgotten));
        if (auto given_up = book_.ask_at(entry.order.id, std::nullopt); !given_up) return fail(std::move(given_up));
    }
}

Result<Done> Collector::put_off(const Uuid& order, WallTime now) {
    Duration pause = 5s;
    for (int i = 0; i < failures_[order] && pause < longest_pause; ++i) pause *= 2;
    ++failures_[order];
    return book_.ask_at(order, now + std::min(pause, longest_pause));
}

Result<std::optional<Change>> Collector::settle(const Errand& errand, const ErrandEnd& end, WallTime now) {
    const auto& id = errand.order.id;
    if (end.failure) {
        if (end.failure->code == Code::stopped) return std::optional<Change>();
        if (end.failure->code == Code::not_found && !errand.place) {
            if (auto lost = book_.lost(id); !lost) return fail(std::move(lost));
        }
        if (auto later = put_off(id, now); !later) return fail(std::move(later));
        return std::optional<Change>();
    }
    failures_.erase(id);
    auto before = book_.find(id);
    if (!before) return fail(std::move(before));
    if (!*before) return fail(Code::not_found, "no such order");
    auto kept = errand.place ? book_.placed(id, end.address, now) : book_.heard(id, end.confirmations, now);
    if (!kept) return fail(std::move(kept));
    auto after = book_.find(id);
    if (!after) return fail(std::move(after));
    if (auto next = book_.ask_at(id, ask_again_at(**after, settings_, now)); !next) return fail(std::move(next));
    Change change{errand.order, (*before)->standing(now), (*after)->standing(now)};
    if (change.before == change.after) return std::optional<Change>();
    return std::optional<Change>(std::move(change));
}

Result<std::vector<Change>> Collector::run_once(Gateway& gateway, WallTime now, std::size_t most) {
    std::vector<Change> out;
    for (std::size_t i = 0; i < most; ++i) {
        auto errand = begin(now);
        if (!errand) return fail(std::move(errand));
        if (!*errand) break;
        const auto end = run(gateway, **errand);
        auto change = settle(**errand, end, now);
        if (!change) return fail(std::move(change));
        if (*change) out.push_back(std::move(**change));
        if (end.failure && end.failure->code == Code::stopped) break;
    }
    return out;
}

}  // namespace kiosk::collection
