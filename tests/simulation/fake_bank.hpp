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
        accounts_[order.id].order = order;
        return order.method == payment::Method::platform ? std::string("https://pay.example/") + order.code : std::string();
    }
    Result<std::vector<payment::Confirmation>> confirmations(const payment::Order& order) override {
        if (fails()) return fail(Code::unknown_outcome, "the answer was lost");
        const auto found = accounts_.find(order.id);
        if (found == accounts_.end()) return fail(Code::not_found, "no such order");
        let_pay(found->second);
        return heard_of(order.fee);
    }
    Result<std::vector<payment::Confirmation>> news(const payment::Order& order, std::size_t, Duration) override {
        return confirmations(order);
    }
    Result<std::vector<collection::KnownOrder>> orders_since(WallTime) override {
        return fail(Code::closed, "not asked here");
    }

    /// What has come for a fee, by all of its orders.
    [[nodiscard]] std::int64_t received(const Uuid& fee) const {
        std::int64_t sum = 0;
        for (const auto& one : heard_of(fee)) sum += one.dong;
        return sum;
    }
    [[nodiscard]] bool knows(const Uuid& order) const { return accounts_.contains(order); }
    [[nodiscard]] std::size_t known() const { return accounts_.size(); }

private:
    struct Account {
        payment::Order order;
        std::vector<payment::Confirmation> heard;
    };
    [[nodiscard]] std::vector<payment::Confirmation> heard_of(const Uuid& fee) const {
        std::vector<payment::Confirmation> out;
        for (const auto& [id, account] : accounts_) {
            if (account.order.fee == fee) out.insert(out.end(), account.heard.begin(), account.heard.end());
        }
        return out;
    }
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
