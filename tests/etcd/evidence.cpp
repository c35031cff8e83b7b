#include "tests/etcd/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "kiosk/ledger/etcd_answers.hpp"
#include "kiosk/ledger/etcd_client.hpp"
#include "kiosk/ledger/etcd_requests.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::ledger::test {
namespace {

using Json = nlohmann::json;

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

/// When, in revisions, it was given out, waited, was called and left the counter; what else its history says is a contradiction.
struct Service {
    std::string number;
    std::string counter;
    std::tuple<std::int64_t, Revision> place;  ///< in the line
    Revision waits = 0;
    Revision called = 0;
    Revision left = 0;
    Revision heard = 0;
};
std::vector<Service> services_of(const std::vector<Kept>& kept, Says& says) {
    std::vector<Service> out;
    for (const auto& ticket : kept) {
        std::string life;
        for (const auto& step : ticket.history) life += step.state + " ";
        if (life != "reserved printed called done ") {
            says.push_back(ticket.number + " was " + life);
            continue;
        }
        const auto& [given, waits, called, done] =
            std::tie(ticket.history[0], ticket.history[1], ticket.history[2], ticket.history[3]);
        if (called.counter != done.counter) says.push_back(ticket.number + " was called to one counter and left another");
        if (called.heard <= 0 || called.heard >= called.revision)
            says.push_back(
                fmt::format("{} was called at {} by what was known at {}", ticket.number, called.revision, called.heard));
        out.push_back({ticket.number,
                       called.counter,
                       {ticket.since, given.revision},
                       waits.revision,
                       called.revision,
                       done.revision,
                       called.heard});
    }
    return out;
}

/// And each decides by nothing older than its own last deed.
void counters_have_one_at_a_time(std::vector<Service> services, Says& says) {
    std::ranges::sort(services, {}, [](const Service& one) { return std::tie(one.counter, one.called); });
    for (std::size_t i = 1; i < services.size(); ++i) {
        const auto& before = services[i - 1];
        const auto& next = services[i];
        if (before.counter != next.counter) continue;
        if (before.left > next.called)
            says.push_back(fmt::format("counter {} called {} and still had {}", next.counter, next.number, before.number));
        if (before.left > next.heard)
            says.push_back(fmt::format("counter {} called {} by what was known at {}, and let {} go at {}", next.counter,
                                       next.number, next.heard, before.number, before.left));
    }
}

/// Whoever came first is called first: nobody is passed over of whom the counter had heard. How often somebody was of whom it had not.
int order_holds(const std::vector<Service>& services, Says& says) {
    int unheard = 0;
    for (const auto& one : services) {
        for (const auto& other : services) {
            const bool passed_over = one.place < other.place && one.waits < other.called && one.called > other.called;
            if (!passed_over) continue;
            if (one.waits > other.heard) ++unheard;
            else
                says.push_back(fmt::format(
                    "counter {} called {} by what was known at {}, and {}, who had come earlier, waited since {}",
                    other.counter, other.number, other.heard, one.number, one.waits));
        }
    }
    return unheard;
}

Json value_of(const Change& change) {
    REQUIRE(change.entry);  // no ticket of the day goes away
    return Json::parse(change.entry->value);
}

/// The step that this change added; the first one has none yet.
Kept::Step step_of(const Json& record, Revision revision) {
    const auto& history = record.at("history");
    if (history.empty()) return {record.at("state"), revision};
    const auto& last = history.back();
    return {last.at("state"), revision, last.value("counter", ""), last.value("heard", Revision{0})};
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

void BoardLog::shows(Revision revision, const std::vector<queue::BoardCall>& calls) {
    if (revision < last_) says_.push_back(fmt::format("went back from {} to {}", last_, revision));
    last_ = revision;
    ++pictures_;
    std::map<std::string, std::string> awaited;
    std::set<std::string> there;
    for (const auto& call : calls) {
        if (!there.insert(call.number).second) says_.push_back("shows " + call.number + " twice at once");
        if (call.awaited && !awaited.emplace(call.counter, call.number).second)
            says_.push_back(fmt::format("sends {} and {} to {}", awaited[call.counter], call.number, call.counter));
        const auto before = shown_.find(call.number);
        if (before != shown_.end() && call.awaited && !before->second.awaited)
            says_.push_back("called " + call.number + " again");
        if (before != shown_.end() && call.counter != before->second.counter)
            says_.push_back(fmt::format("sent {} to {} and to {}", call.number, before->second.counter, call.counter));
        shown_[call.number] = {call.counter, call.awaited};
    }
    if (there.size() != shown_.size()) says_.push_back("forgot a call that it had shown");
}

Says BoardLog::contradictions(const std::map<std::string, std::string>& counter_of) const {
    auto out = says_;
    for (const auto& [number, shown] : shown_) {
        const auto counter = counter_of.find(number);
        if (counter == counter_of.end() || counter->second != shown.counter)
            out.push_back(fmt::format("sent {} to {}, where it never was", number, shown.counter));
    }
    for (const auto& [number, counter] : counter_of) {
        if (!shown_.contains(number)) out.push_back("never showed " + number);
    }
    return out;
}

Board::Board(std::unique_ptr<Engine> engine, const settings::Queue& rules, const Clock& clock)
    : rules_(rules), clock_(clock), engine_(std::move(engine)) {
    follower_ =
        std::make_unique<queue::Follower>(*engine_, "TEST", 3, clock_, [this](const queue::Follower::Picture& picture) {
            constexpr std::size_t all = 1'000'000;
            const auto view = queue::board_of(*picture.hall, clock_.wall(), rules_, all);
            const std::lock_guard lock(mutex_);
            log_.shows(picture.hall->revision(), view.calls);
        });
}

BoardLog Board::log() const {
    const std::lock_guard lock(mutex_);
    return log_;
}

std::vector<Kept> kept_in(const Cluster& cluster, const std::string& prefix) {
    const auto end = cluster.engine()->read(prefix);
    REQUIRE(end);
    std::map<std::string, Kept> out;
    const auto take = [&](const Change& change) {
        const auto record = value_of(change);
        auto& ticket = out[change.key];
        auto history = std::move(ticket.history);
        history.push_back(step_of(record, change.revision));
        ticket = {record.at("press"), record.value("number", ""), record.at("since"), std::move(history)};
    };
    auto client = etcd::Client::open(cluster.settings(), real_clock);
    REQUIRE(client);
    Revision last = 0;
    for (const auto& entry : end->entries) last = std::max(last, entry.modified);
    const auto body = etcd::watch_request(prefix, 1);
    const etcd::Client::Follower history{"/v3/watch", body, etcd::probe_request(prefix),
                                         [&](std::string_view text) {
                                             const auto line = etcd::read_watch_line(text, prefix);
                                             REQUIRE(line);
                                             REQUIRE_FALSE(line->canceled);
                                             for (const auto& change : line->changes) take(change);
                                             const bool whole =
                                                 !line->changes.empty() && line->changes.back().revision >= last;
                                             return whole ? etcd::Client::After::enough : etcd::Client::After::go_on;
                                         },
                                         [] { return true; }};
    const auto over = (*client)->follow(history);
    INFO(over.detail);
    REQUIRE(over.code == Code::stopped);
    REQUIRE(out.size() == end->entries.size());
    std::vector<Kept> all;
    for (auto& [key, ticket] : out) all.push_back(std::move(ticket));
    return all;
}

Verdict judge(const Slips& slips, const std::vector<BoardLog>& boards, const std::vector<Kept>& kept, std::size_t expected) {
    Verdict out;
    auto& says = out.contradictions;
    numbers_are_whole(slips, kept, expected, says);
    const auto services = services_of(kept, says);
    counters_have_one_at_a_time(services, says);
    out.unheard = order_holds(services, says);
    std::map<std::string, std::string> counter_of;
    for (const auto& service : services) counter_of[service.number] = service.counter;
    for (std::size_t i = 0; i < boards.size(); ++i) {
        for (const auto& one : boards[i].contradictions(counter_of)) says.push_back(fmt::format("board {} {}", i + 1, one));
    }
    return out;
}

}  // namespace kiosk::ledger::test
