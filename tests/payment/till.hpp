#pragma once
/// A bank that is told what to say, and a kiosk that keeps orders, for the tests of fees.

#include <deque>
#include <map>
#include <memory>

#include "kiosk/collection/collector.hpp"
#include "kiosk/collection/report.hpp"
#include "kiosk/store/store.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::test {

using namespace kiosk::collection;
using payment::Method;

inline const WallTime monday = wall_time({{2026, 11, 23}, 9, 42, 0});

inline settings::Payment rules() {
    settings::Payment out;
    out.vietqr = out.platform = out.cash = true;
    out.bin = "970436";
    out.account = "0011002233445";
    return out;
}

/// A bank that is told what to say.
class Bank final : public Gateway {
public:
    std::map<std::string, KnownOrder> orders;
    std::deque<Error> failures;  ///< of the coming calls
    int placed_times = 0;
    int asked_times = 0;

    Result<std::string> place(const Order& order) override {
        ++placed_times;
        if (auto failed = next()) return *failed;
        orders[order.code] = {order.code, order.dong, {}};
        return order.method == Method::platform ? "https://pay.example/1" : std::string();
    }
    Result<std::vector<Confirmation>> news(const Order& order, std::size_t, Duration) override {
        return confirmations(order);
    }
    Result<std::vector<Confirmation>> confirmations(const Order& order) override {
        ++asked_times;
        if (auto failed = next()) return *failed;
        const auto known = orders.find(order.code);
        if (known == orders.end()) return fail(Code::not_found, "no such order");
        return known->second.transactions;
    }
    Result<std::vector<KnownOrder>> orders_since(WallTime) override {
        std::vector<KnownOrder> out;
        for (const auto& [code, order] : orders) out.push_back(order);
        return out;
    }
    void pay(const std::string& code, std::int64_t dong, WallTime at) {
        orders.at(code).transactions.push_back({"FT" + std::to_string(++count_), Confirmation::Kind::credit, dong, at});
    }

private:
    std::optional<tl::unexpected<Error>> next() {
        if (failures.empty()) return std::nullopt;
        auto error = failures.front();
        failures.pop_front();
        return tl::unexpected<Error>(error);
    }
    int count_ = 0;
};

struct Kiosk {
    Kiosk() {
        settings::Settings settings;
        settings.kiosk_id = "K01";
        auto opened = store::Store::open_in_memory(settings, ids);
        REQUIRE(opened);
        store = std::move(*opened);
        book = std::make_unique<Book>(store->database(), store->vault());
        collection = std::make_unique<Collector>(*book, rules());
    }
    Order press(Method method = Method::vietqr, WallTime at = monday, Uuid fee = {}) {
        Order order;
        order.fee = fee;
        order.id = ids.make(at);
        order.dossier = ids.make(at);
        order.about = "TAM-K01-261123-0001";
        order.method = method;
        order.dong = 50'000;
        order.made_at = at;
        order.due_at = at + 24h;
        order.payer.name = Personal("Đinh Thị Ánh");
        order.fees = {{"1", "LP01", "Lệ phí", 50'000}};
        auto kept = book->record(order, ids);
        INFO((kept ? std::string() : kept.error().detail));
        REQUIRE(kept);
        return *kept;
    }
    std::vector<Change> collect(WallTime now) {
        auto changes = collection->run_once(bank, now);
        REQUIRE(changes);
        return *changes;
    }
    SeededIds ids{8};
    std::unique_ptr<store::Store> store;
    std::unique_ptr<Book> book;
    Bank bank;
    std::unique_ptr<Collector> collection;
};

}  // namespace kiosk::test
