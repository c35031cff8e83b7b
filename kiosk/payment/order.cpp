#include "kiosk/payment/order.hpp"

#include <algorithm>
#include <array>

namespace kiosk::payment {
namespace {

constexpr std::array<std::string_view, 3> method_names{"vietqr", "platform", "cash"};
constexpr std::array<std::string_view, 8> state_names{"pending", "paid",   "late",    "short",
                                                      "over",    "double", "expired", "refunded"};

/// Each transaction once, oldest first. Of one that was told in two ways the smaller amount counts, and somebody looks.
bool keep_once(std::vector<Confirmation>& all) {
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::tie(a.transaction, a.dong, a.at, a.kind) < std::tie(b.transaction, b.dong, b.at, b.kind);
    });
    bool disputed = false;
    std::vector<Confirmation> once;
    for (auto& one : all) {
        const bool known = !once.empty() && once.back().transaction == one.transaction;
        if (!known) once.push_back(std::move(one));
        else disputed = disputed || once.back() != one;
    }
    std::sort(once.begin(), once.end(), [](const auto& a, const auto& b) {
        return std::tie(a.at, a.kind, a.transaction) < std::tie(b.at, b.kind, b.transaction);
    });
    all = std::move(once);
    return disputed;
}

/// How often the whole amount came and did not go back.
std::int64_t times_whole(const std::vector<Confirmation>& all, std::int64_t dong) {
    std::int64_t times = 0;
    for (const auto& one : all) {
        if (one.dong >= dong) times += one.kind == Confirmation::Kind::credit ? 1 : -1;
    }
    return times;
}

}  // namespace

std::string_view name(Method method) { return method_names.at(static_cast<std::size_t>(method)); }
std::string_view name(State state) { return state_names.at(static_cast<std::size_t>(state)); }

std::optional<Method> parse_method(std::string_view text) {
    const auto found = std::find(method_names.begin(), method_names.end(), text);
    if (found == method_names.end()) return std::nullopt;
    return static_cast<Method>(found - method_names.begin());
}

bool Standing::settles() const {
    return state == State::paid || state == State::late || state == State::too_much || state == State::twice;
}

bool Standing::needs_staff() const {
    return disputed || state == State::late || state == State::too_little || state == State::too_much ||
           state == State::twice || state == State::refunded;
}

bool charge_the_same(const std::vector<Fee>& a, const std::vector<Fee>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Fee& one, const Fee& other) {
        const bool named_alike = one.code.empty() ? one.name == other.name : one.code == other.code;
        return named_alike && one.code.empty() == other.code.empty() && one.dong == other.dong;
    });
}

Standing standing_of(const Order& order, std::vector<Confirmation> confirmations, WallTime now) {
    return standing_of(order.dong, order.due_at, std::move(confirmations), now);
}

Standing standing_of(std::int64_t dong, WallTime due_at, std::vector<Confirmation> confirmations, WallTime now) {
    Standing out;
    out.disputed = keep_once(confirmations);
    for (const auto& one : confirmations) {
        (one.kind == Confirmation::Kind::credit ? out.received_dong : out.refunded_dong) += one.dong;
        if (!out.covered_at && out.received_dong >= dong) out.covered_at = one.at;
    }
    const auto left = out.kept_dong();
    if (out.received_dong == 0) out.state = now > due_at ? State::expired : State::pending;
    else if (left <= 0) out.state = State::refunded;
    else if (left < dong) out.state = State::too_little;
    else if (left == dong) out.state = *out.covered_at > due_at ? State::late : State::paid;
    else out.state = times_whole(confirmations, dong) > 1 ? State::twice : State::too_much;
    return out;
}

}  // namespace kiosk::payment
