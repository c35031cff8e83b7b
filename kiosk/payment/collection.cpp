#include "kiosk/payment/collection.hpp"

#include <algorithm>

namespace kiosk::payment {
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

Result<std::optional<Errand>> Collection::begin(WallTime now) {
    auto entries = book_.since(WallTime{});
    if (!entries) return fail(std::move(entries));
    const Entry* first = nullptr;
    std::optional<WallTime> first_at;
    for (const auto& entry : *entries) {
        auto at = ask_again_at(entry, settings_, now);
        if (!at) continue;
        // A clock that was set back by a year keeps nothing waiting for a year.
        if (const auto later = not_before_.find(entry.order.id);
            later != not_before_.end() && later->second <= now + longest_pause)
            at = std::max(*at, later->second);
        if (*at > now || (first_at && *first_at <= *at)) continue;
        first = &entry;
        first_at = at;
    }
    if (first == nullptr) return std::optional<Errand>();
    return std::optional<Errand>(Errand{first->order, !first->placed});
}

Result<std::optional<Change>> Collection::settle(const Errand& errand, const ErrandEnd& end, WallTime now) {
    const auto& id = errand.order.id;
    if (end.failure) {
        if (end.failure->code == Code::stopped) return std::optional<Change>();
        Duration pause = 5s;
        for (int i = 0; i < failures_[id] && pause < longest_pause; ++i) pause *= 2;
        ++failures_[id];
        not_before_[id] = now + std::min(pause, longest_pause);
        return std::optional<Change>();
    }
    failures_.erase(id);
    not_before_.erase(id);
    if (errand.place) {
        if (auto kept = book_.placed(id, end.address, now); !kept) return fail(std::move(kept));
        return std::optional<Change>();
    }
    auto before = book_.find(id);
    if (!before) return fail(std::move(before));
    if (!*before) return fail(Code::not_found, "no such order");
    if (auto kept = book_.heard(id, end.confirmations, now); !kept) return fail(std::move(kept));
    auto after = book_.find(id);
    if (!after) return fail(std::move(after));
    Change change{errand.order, (*before)->standing(now), (*after)->standing(now)};
    if (change.before == change.after) return std::optional<Change>();
    return std::optional<Change>(std::move(change));
}

Result<std::vector<Change>> Collection::run_once(Gateway& gateway, WallTime now, std::size_t most) {
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

}  // namespace kiosk::payment
