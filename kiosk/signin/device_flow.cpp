#include "kiosk/signin/device_flow.hpp"

#include <algorithm>

namespace kiosk::signin {
namespace {

Step still(DeviceFlow flow) { return {std::move(flow), std::nullopt}; }

/// Half as often after each silence (RFC 8628, 3.5), until the provider speaks again.
Duration pause_of(const Waiting& waiting) {
    Duration pause = waiting.interval;
    for (int i = 0; i < waiting.unanswered && pause < longest_interval; ++i) pause *= 2;
    return std::min(pause, longest_interval);
}

Step wait_on(Waiting waiting, Monotonic now) {
    if (now >= waiting.until) return still(Expired{});
    waiting.asking = false;
    waiting.poll_at = now + pause_of(waiting);
    return still(std::move(waiting));
}

struct Answered {
    Waiting waiting;
    Monotonic now;

    Step operator()(const NotYet&) {
        waiting.unanswered = 0;
        return wait_on(std::move(waiting), now);
    }
    Step operator()(const SlowDown&) {
        waiting.unanswered = 0;
        waiting.interval = std::min(waiting.interval + slow_down_adds, longest_interval);
        return wait_on(std::move(waiting), now);
    }
    Step operator()(NoAnswer& answer) {
        if (answer.why.code == Code::stopped) return still(Failed{std::move(answer.why)});
        ++waiting.unanswered;
        return wait_on(std::move(waiting), now);
    }
    Step operator()(Approved& answer) { return still(SignedIn{std::move(answer.person)}); }
    Step operator()(const SaidNo&) { return still(Denied{}); }
    Step operator()(const TooLate&) { return still(Expired{}); }
    Step operator()(Unusable& answer) { return still(Failed{std::move(answer.why)}); }
};

}  // namespace

Step begin() { return {Beginning{}, AskForCodes{}}; }

Step granted(DeviceFlow flow, Result<Grant> answer, Monotonic now) {
    if (!std::holds_alternative<Beginning>(flow)) return still(std::move(flow));
    if (!answer) return still(Failed{std::move(answer.error())});
    Waiting waiting;
    waiting.grant = std::move(*answer);
    waiting.until = now + std::clamp(waiting.grant.good_for, shortest_good_for, longest_good_for);
    waiting.interval = std::clamp(waiting.grant.interval.value_or(usual_interval), Duration{1s}, longest_interval);
    return wait_on(std::move(waiting), now);
}

Step polled(DeviceFlow flow, PollAnswer answer, Monotonic now) {
    auto* waiting = std::get_if<Waiting>(&flow);
    if (waiting == nullptr || !waiting->asking) return still(std::move(flow));
    Answered answered{std::move(*waiting), now};
    return std::visit(answered, answer);
}

Step passed(DeviceFlow flow, Monotonic now) {
    auto* waiting = std::get_if<Waiting>(&flow);
    if (waiting == nullptr) return still(std::move(flow));
    if (now >= waiting->until + (waiting->asking ? last_answer : Duration{})) return still(Expired{});
    if (waiting->asking || now < waiting->poll_at) return still(std::move(flow));
    waiting->asking = true;
    Poll poll{waiting->grant.device_code};
    return {std::move(flow), std::move(poll)};
}

std::optional<Monotonic> wakes_at(const DeviceFlow& flow) {
    const auto* waiting = std::get_if<Waiting>(&flow);
    if (waiting == nullptr) return std::nullopt;
    return waiting->asking ? waiting->until + last_answer : std::min(waiting->poll_at, waiting->until);
}

bool is_over(const DeviceFlow& flow) {
    return !std::holds_alternative<Beginning>(flow) && !std::holds_alternative<Waiting>(flow);
}

}  // namespace kiosk::signin
