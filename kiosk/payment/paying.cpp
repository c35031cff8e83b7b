#include "kiosk/payment/paying.hpp"

#include <algorithm>

#include "kiosk/payment/transfer.hpp"

namespace kiosk::payment {
namespace {

constexpr Duration longest_wait = 30s;  // somebody waits before the screen

PayingStep rest(Paying paying) { return {std::move(paying), std::nullopt}; }

Duration pause_of(const AwaitingBank& state, const settings::Payment& settings) {
    Duration pause = settings.poll_every;
    for (int i = 0; i < state.unanswered && pause < longest_wait; ++i) pause *= 2;
    return std::min(pause, std::max(longest_wait, settings.poll_every));
}

/// Together, each once: an answer that lacks what an earlier one had takes nothing back.
void add(std::vector<Confirmation>& known, const std::vector<Confirmation>& more) {
    for (const auto& one : more) {
        if (std::find(known.begin(), known.end(), one) == known.end()) known.push_back(one);
    }
}

}  // namespace

PayingStep begin_paying() { return {Recording{}, RecordOrder{}}; }

PayingStep recorded(Paying paying, Result<Order> answer) {
    if (!std::holds_alternative<Recording>(paying)) return rest(std::move(paying));
    if (!answer) return rest(NotPayable{std::nullopt, std::move(answer.error())});
    // The counter takes cash whether the line is there or not, and an officer reads the code: its slip comes at once. The server is
    // told all the same.
    if (answer->method == Method::cash) return {AtCounter{*answer}, PlaceOrder{*answer}};
    return {Placing{*answer}, PlaceOrder{*answer}};
}

PayingStep placed(Paying paying, Result<std::string> address, const settings::Payment& settings, Monotonic now) {
    auto* placing = std::get_if<Placing>(&paying);
    if (placing == nullptr) return rest(std::move(paying));
    if (!address) return rest(NotPayable{std::move(placing->order), std::move(address.error())});
    AwaitingBank out;
    out.order = std::move(placing->order);
    if (out.order.method == Method::platform) {
        out.code_text = std::move(*address);
    } else {
        auto text = vietqr_text(out.order, settings);
        if (!text) return rest(NotPayable{std::move(out.order), std::move(text.error())});
        out.code_text = std::move(*text);
    }
    out.poll_at = now + settings.poll_every;
    return rest(std::move(out));
}

PayingStep told(Paying paying, Result<std::vector<Confirmation>> answer, const settings::Payment& settings, Monotonic now,
                WallTime wall) {
    auto* waiting = std::get_if<AwaitingBank>(&paying);
    if (waiting == nullptr) return rest(std::move(paying));
    // Told without having been asked: pushed. A failure is news only of a question.
    if (!waiting->asking && !answer) return rest(std::move(paying));
    waiting->asking = false;
    if (answer) {
        waiting->unanswered = 0;
        add(waiting->confirmations, *answer);
    } else {
        ++waiting->unanswered;
    }
    waiting->standing = standing_of(waiting->order, waiting->confirmations, wall);
    if (waiting->standing.settles()) return rest(Settled{std::move(waiting->order), waiting->standing});
    waiting->poll_at = now + pause_of(*waiting, settings);
    return rest(std::move(paying));
}

PayingStep time_passed(Paying paying, Monotonic now) {
    auto* waiting = std::get_if<AwaitingBank>(&paying);
    if (waiting == nullptr || waiting->asking || now < waiting->poll_at) return rest(std::move(paying));
    waiting->asking = true;
    AskBank ask{waiting->order};
    return {std::move(paying), std::move(ask)};
}

PayingStep pay_later(Paying paying) {
    if (auto* waiting = std::get_if<AwaitingBank>(&paying))
        return rest(PayingLater{std::move(waiting->order), waiting->standing});
    return rest(std::move(paying));
}

std::optional<Monotonic> wakes_at(const Paying& paying) {
    const auto* waiting = std::get_if<AwaitingBank>(&paying);
    if (waiting == nullptr || waiting->asking) return std::nullopt;
    return waiting->poll_at;
}

}  // namespace kiosk::payment
