#include "kiosk/queue/demonstration.hpp"

namespace kiosk::queue {
namespace {

constexpr std::size_t people_a_line = 3;

}  // namespace

Result<Done> Demonstration::somebody_comes(WallTime now) {
    const auto& lines = queue_.rules().lines;
    const auto& line = lines[came_++ % lines.size()];
    const auto press = ids_.make(now);
    const TicketWish wish{line.purposes.front(), line.fields.empty() ? std::string{} : line.fields.front(), ""};
    auto taken = queue_.take(press, wish, "", now);
    if (!taken) return fail(std::move(taken));
    auto held = queue_.hold(press, TicketState::printed, now);
    if (!held) return fail(std::move(held));
    return Done{};
}

Result<Done> Demonstration::calls(const std::string& counter, WallTime now) {
    auto hall = queue_.look(now);
    if (!hall) return fail(std::move(hall));
    const auto* desk = (*hall)->desk(counter);
    if (desk != nullptr && desk->value.with) {
        auto done = queue_.finish(counter, deed(now));
        if (!done) return fail(std::move(done));
    }
    auto called = queue_.call_next(counter, deed(now));
    if (!called && called.error().code != Code::not_found) return fail(std::move(called));
    return Done{};
}

Result<Done> Demonstration::begin(WallTime now) {
    const auto& rules = queue_.rules();
    const auto long_ago = now + -Duration{25min};
    for (const auto& counter : rules.counters) {
        auto open = queue_.open(counter.id, "demonstration", deed(long_ago));
        if (!open) return fail(std::move(open));
    }
    for (std::size_t i = 0; i < people_a_line * rules.lines.size(); ++i) {
        if (auto came = somebody_comes(long_ago + Duration{20s} * static_cast<int>(i)); !came) return came;
    }
    constexpr Duration apart = 70s;
    auto at = now + -apart * static_cast<int>(rules.counters.size());
    for (const auto& counter : rules.counters) {
        if (auto called = calls(counter.id, at); !called) return called;
        auto start = &counter == &rules.counters.back() ? Result<Ticket>(Ticket{}) : queue_.start(counter.id, deed(at));
        if (!start && start.error().code != Code::refused) return fail(std::move(start));
        at = at + apart;
    }
    return Done{};
}

Result<Done> Demonstration::go_on(WallTime now) {
    if (auto came = somebody_comes(now); !came) return came;
    const auto& counters = queue_.rules().counters;
    return calls(counters[called_++ % counters.size()].id, now);
}

}  // namespace kiosk::queue
