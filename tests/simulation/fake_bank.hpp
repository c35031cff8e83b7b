#pragma once
/// The server that knows of payments, in a simulated town: payers pay exactly, too little, too much, twice or never, and the
/// line fails now and then. What it has said is kept, for the checker.

#include <fmt/format.h>

#include <map>
#include <random>

#include "kiosk/collection/gateway.hpp"

namespace kiosk::simulation {

class FakeBank final : public collection::Gateway {
public:
    FakeBank(std::uint64_t seed, const ManualClock& clock) : random_(seed), clock_(clock) {}

    Result<std::string> place(const payment::Order& order) override {
        if (fails()) return fail(Code::unreachable, "no line");
        accounts_.try_emplace(order.id, Account{order, {}});
        return order.method == payment::Method::platform ? std::string("https://pay.example/") + order.code : std::string();
    }
    Result<std::vector<payment::Confirmation>> confirmations(const payment::Order& order) override {
        if (fails()) return fail(Code::unknown_outcome, "the answer was lost");
        const auto found = accounts_.find(order.id);
        if (found == accounts_.end()) return fail(Code::not_found, "no such order");
        let_pay(found->second);
        return found->second.heard;
    }
    Result<std::vector<payment::Confirmation>> news(const payment::Order& order, std::size_t, Duration) override {
        return confirmations(order);
    }
    Result<std::vector<collection::KnownOrder>> orders_since(WallTime) override {
        return fail(Code::closed, "not asked here");
    }

    /// What has come for it, less what went back; nothing: the bank was never told of it.
    [[nodiscard]] std::optional<std::int64_t> received(const Uuid& order) const {
        const auto found = accounts_.find(order);
        if (found == accounts_.end()) return std::nullopt;
        std::int64_t sum = 0;
        for (const auto& one : found->second.heard) sum += one.dong;
        return sum;
    }
    [[nodiscard]] std::size_t known() const { return accounts_.size(); }

private:
    struct Account {
        payment::Order order;
        std::vector<payment::Confirmation> heard;
    };
    bool fails() { return random_() % 8 == 0; }
    void let_pay(Account& account) {
        if (account.order.method == payment::Method::cash || random_() % 3 != 0 || account.heard.size() > 2) return;
        const auto dong = account.order.dong;
        const std::int64_t amounts[] = {dong, dong, dong, dong / 2 + 1, dong + 1'000};
        account.heard.push_back({fmt::format("FT{}", ++count_), payment::Confirmation::Kind::credit,
                                 amounts[random_() % std::size(amounts)], clock_.wall()});
    }
    std::mt19937_64 random_;
    const ManualClock& clock_;
    std::map<Uuid, Account> accounts_;
    int count_ = 0;
};

}  // namespace kiosk::simulation
