#include "tests/etcd/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"

namespace kiosk::ledger::test {
namespace {

using Json = nlohmann::json;
using Says = std::vector<std::string>;

void numbers_are_whole(const Slips& slips, const std::vector<Kept>& kept, std::size_t expected, Says& says) {
    const auto printed = slips.all();
    if (printed.size() != expected) says.push_back(fmt::format("{} slips for {} people", printed.size(), expected));
    std::map<std::string, std::string> holder;
    std::map<char, int> count;
    for (const auto& [press, number] : printed) {
        if (!holder.emplace(number, press).second) says.push_back("two people have " + number);
        ++count[number.front()];
    }
    for (const auto& [prefix, all] : count) {
        for (int serial = 1; serial <= all; ++serial) {
            if (const auto number = fmt::format("{}{:03}", prefix, serial); !holder.contains(number))
                says.push_back("nobody has " + number + ", and there are higher ones");
        }
    }
    for (const auto& ticket : kept) {
        const auto slip = printed.find(ticket.press);
        if (slip == printed.end()) says.push_back(ticket.number + " is kept, and nobody has it");
        else if (slip->second != ticket.number)
            says.push_back(fmt::format("{} stands on paper, {} is kept", slip->second, ticket.number));
    }
    if (kept.size() != printed.size()) says.push_back(fmt::format("{} kept, {} on paper", kept.size(), printed.size()));
}

/// When it was called first and left the counter; what else its history says is a contradiction.
struct Service {
    std::string number;
    std::string counter;
    std::int64_t since = 0;
    std::int64_t held = 0;
    std::int64_t called = 0;
    std::int64_t left = 0;
};
std::vector<Service> services_of(const std::vector<Kept>& kept, Says& says) {
    std::vector<Service> out;
    for (const auto& ticket : kept) {
        std::string life;
        for (const auto& step : ticket.history) life += step.state + " ";
        if (life != "printed called done ") {
            says.push_back(ticket.number + " was " + life);
            continue;
        }
        const auto& [held, called, done] = std::tie(ticket.history[0], ticket.history[1], ticket.history[2]);
        if (called.counter != done.counter) says.push_back(ticket.number + " was called to one counter and left another");
        out.push_back({ticket.number, called.counter, ticket.since, held.at, called.at, done.at});
    }
    return out;
}

void counters_have_one_at_a_time(std::vector<Service> services, Says& says) {
    std::ranges::sort(services, {}, [](const Service& one) { return std::tie(one.counter, one.called); });
    for (std::size_t i = 1; i < services.size(); ++i) {
        const auto& before = services[i - 1];
        if (before.counter == services[i].counter && before.left > services[i].called)
            says.push_back(
                fmt::format("counter {} called {} and still had {}", before.counter, services[i].number, before.number));
    }
}

/// Whoever came first is called first. What a counter had begun before it heard of somebody, or while the cluster chose a leader, may end
/// after it: nobody is passed over for longer than that.
void order_holds(const std::vector<Service>& services, Duration late, Duration& longest, Says& says) {
    for (const auto& one : services) {
        for (const auto& other : services) {
            if (other.since <= one.since || other.called <= one.held || other.called >= one.called) continue;
            const Duration passed{std::min(other.called - one.held, one.called - other.called)};
            longest = std::max(longest, passed);
            if (passed <= late) continue;
            says.push_back(fmt::format("{} was called {} ms before {}, who had come earlier and held a number for {} ms",
                                       other.number, one.called - other.called, one.number, other.called - one.held));
        }
    }
}

void board_is_right(const std::string& board, const std::vector<BoardLog::Picture>& pictures,
                    const std::vector<Service>& services, Says& says) {
    std::map<std::string, std::string> counter_of;
    for (const auto& service : services) counter_of[service.number] = service.counter;
    std::map<std::string, bool> shown;  // whether it is still awaited
    Revision last = 0;
    for (const auto& picture : pictures) {
        if (picture.revision < last)
            says.push_back(fmt::format("{} went back from {} to {}", board, last, picture.revision));
        last = picture.revision;
        std::map<std::string, std::string> awaited;
        std::set<std::string> there;
        for (const auto& call : picture.calls) {
            if (!there.insert(call.number).second) says.push_back(board + " shows " + call.number + " twice at once");
            const auto counter = counter_of.find(call.number);
            if (counter == counter_of.end() || counter->second != call.counter)
                says.push_back(fmt::format("{} sent {} to {}, where it never was", board, call.number, call.counter));
            if (call.awaited && !awaited.emplace(call.counter, call.number).second)
                says.push_back(
                    fmt::format("{} sends {} and {} to {}", board, awaited[call.counter], call.number, call.counter));
            const auto before = shown.find(call.number);
            if (before != shown.end() && call.awaited && !before->second)
                says.push_back(board + " called " + call.number + " again");
            shown[call.number] = call.awaited;
        }
        if (there.size() != shown.size()) says.push_back(board + " forgot a call that it had shown");
    }
    for (const auto& [number, counter] : counter_of) {
        if (!shown.contains(number)) says.push_back(board + " never showed " + number);
    }
}

}  // namespace

void Slips::printed(const std::string& press, const std::string& number) {
    const std::lock_guard lock(mutex_);
    const auto [slip, fresh] = all_.emplace(press, number);
    if (!fresh && slip->second != number) slip->second += " and " + number;
}

std::map<std::string, std::string> Slips::all() const {
    const std::lock_guard lock(mutex_);
    return all_;
}

BoardLog::BoardLog(std::unique_ptr<Engine> engine, const settings::Queue& rules, const Clock& clock)
    : rules_(rules), clock_(clock), engine_(std::move(engine)) {
    follower_ =
        std::make_unique<queue::Follower>(*engine_, "TEST", 3, clock_, [this](const queue::Follower::Picture& picture) {
            constexpr std::size_t all = 1'000'000;
            auto view = queue::board_of(*picture.hall, clock_.wall(), rules_, all);
            const std::lock_guard lock(mutex_);
            pictures_.push_back({picture.hall->revision(), std::move(view.calls)});
        });
}

std::vector<BoardLog::Picture> BoardLog::pictures() const {
    const std::lock_guard lock(mutex_);
    return pictures_;
}

std::vector<Kept> kept_in(Engine& engine, const std::string& prefix) {
    const auto reading = engine.read(prefix);
    REQUIRE(reading);
    std::vector<Kept> out;
    for (const auto& entry : reading->entries) {
        const auto record = Json::parse(entry.value);
        Kept ticket{record.at("press"), record.at("number"), record.at("since"), {}};
        for (const auto& step : record.at("history"))
            ticket.history.push_back({step.at("state"), step.at("at"), step.value("counter", "")});
        out.push_back(std::move(ticket));
    }
    return out;
}

std::vector<std::string> contradictions(const Slips& slips, const std::vector<std::unique_ptr<BoardLog>>& boards,
                                        const std::vector<Kept>& kept, std::size_t expected, Duration late,
                                        Duration& longest_late) {
    Says out;
    numbers_are_whole(slips, kept, expected, out);
    const auto services = services_of(kept, out);
    counters_have_one_at_a_time(services, out);
    order_holds(services, late, longest_late, out);
    for (std::size_t i = 0; i < boards.size(); ++i)
        board_is_right(fmt::format("board {}", i + 1), boards[i]->pictures(), services, out);
    return out;
}

}  // namespace kiosk::ledger::test
