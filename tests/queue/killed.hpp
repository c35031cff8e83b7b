#pragma once
/// A kiosk that may end between any two things that it does: what it takes, prints and holds, on a file and a cluster that outlive it;
/// and whoever looks afterwards at the paper and at what is kept.

#include <sqlite3.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <map>
#include <set>

#include "kiosk/queue/office.hpp"
#include "tests/queue/queue_contract.hpp"
#include "tests/support/temp_folder.hpp"

namespace kiosk::queue::test {

/// Counts what a kiosk does; the n-th is its last.
class LastDeed {
public:
    /// `end` is called then, and does not return.
    LastDeed(int n, std::function<void()> end) : left_(n), end_(std::move(end)) {}
    void comes() {
        if (--left_ == 0) end_();
    }

private:
    int left_;
    const std::function<void()> end_;
};

/// An engine whose calls are counted, before they are made and after they were: the way to it can be cut.
class CountedEngine final : public ledger::Engine {
public:
    CountedEngine(ledger::Engine& engine, LastDeed& last) : engine_(engine), last_(last) {}
    bool cut = false;

    Result<ledger::Reading> read(std::string_view prefix, Freshness freshness) override {
        return counted([&] { return engine_.read(prefix, freshness); });
    }
    Result<ledger::Written> write(const ledger::Write& write) override {
        return counted([&] { return engine_.write(write); });
    }
    Result<ledger::Changes> changes(std::string_view prefix, ledger::Revision after, Duration patience) override {
        return counted([&] { return engine_.changes(prefix, after, patience); });
    }
    void stop() override { engine_.stop(); }
    Result<ledger::Lease> grant(Duration lasts) override { return engine_.grant(lasts); }
    Result<Done> renew(ledger::Lease lease) override { return engine_.renew(lease); }
    Result<Done> revoke(ledger::Lease lease) override { return engine_.revoke(lease); }
    void wait_until(std::optional<Monotonic> moment) override { engine_.wait_until(moment); }

private:
    template <class Ask>
    auto counted(Ask&& ask) -> decltype(ask()) {
        last_.comes();
        if (cut) return fail(Code::unreachable, "the way to the cluster is cut");
        auto answer = ask();
        last_.comes();
        return answer;
    }
    ledger::Engine& engine_;
    LastDeed& last_;
};

/// Every statement that SQLite runs from now on in this process is counted.
inline LastDeed* statements_of = nullptr;
inline void count_statements(LastDeed& last) {
    statements_of = &last;
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(+[](sqlite3* database, const char**, const void*) {
        return sqlite3_trace_v2(
            database, SQLITE_TRACE_STMT,
            [](unsigned, void*, void*, void*) {
                statements_of->comes();
                return 0;
            },
            nullptr);
    }));
}

/// Paper: a line for each number that was printed. It is there although the kiosk is not.
class Paper {
public:
    explicit Paper(std::filesystem::path file) : file_(std::move(file)) {}
    void print(const Ticket& ticket) const {
        std::ofstream(file_, std::ios::app) << ticket.press.text() << ' ' << ticket.number << std::endl;
    }
    /// By press.
    [[nodiscard]] std::map<std::string, std::set<std::string>> slips() const {
        std::map<std::string, std::set<std::string>> out;
        std::ifstream in(file_);
        for (std::string press, number; in >> press >> number;) out[press].insert(number);
        return out;
    }

private:
    std::filesystem::path file_;
};

/// Four people come to a kiosk, one of them while the cluster is away. Whoever has a slip presses no more; whoever has none presses again
/// after the kiosk was started anew.
class Morning {
public:
    Morning(const Clock& clock, const settings::Settings& settings, const Paper& paper)
        : clock_(clock), settings_(settings), paper_(paper) {
        SeededIds ids(7);
        for (int i = 0; i < 4; ++i) presses_.push_back(ids.make(nine));
    }
    /// `cluster`: none where the kiosk is alone. Goes on until all have their number, or LastDeed ends it.
    void goes_on(store::Database& database, CountedEngine* cluster) const {
        std::optional<TicketOffice> office;
        const auto opens = [&] {
            office.emplace(database, clock_, settings_, cluster);
            const auto settled = office->settle(clock_.wall());  // what ends it is nobody's failure: not within a check
            REQUIRE(settled);
        };
        opens();
        for (std::size_t i = 0; i < presses_.size(); ++i) {
            if (paper_.slips().contains(presses_[i].text())) continue;
            if (cluster != nullptr) cluster->cut = i == away_at;
            const auto ticket = office->take(presses_[i], to_submit, "", clock_.wall());
            REQUIRE(ticket);
            paper_.print(*ticket);
            const auto held = office->hold(presses_[i], TicketState::printed, clock_.wall());
            REQUIRE((held || out_of_reach(held.error().code)));
            if (cluster == nullptr || !cluster->cut) continue;
            cluster->cut = false;  // it is there again, and asked without a rest
            opens();
        }
    }
    /// By the paper and what is kept: nobody has the number of somebody else, nobody who has one is forgotten, and each number up to
    /// the last is one that somebody has or that says what became of it.
    void is_accounted_for(store::Database& database, ledger::Engine* cluster) const {
        TicketOffice office(database, clock_, settings_, cluster);
        REQUIRE(office.settle(clock_.wall()));
        const auto all = office.list(monday);
        REQUIRE(all);
        std::map<std::string, int> given;
        std::map<std::string, const Ticket*> kept;
        for (const auto& ticket : *all) {
            ++given[ticket.number];
            if (!ticket.instead_of.empty()) ++given[ticket.instead_of];
            kept[ticket.press.text()] = &ticket;
        }
        std::map<std::string, int> last;  // by what stands around the serial
        for (const auto& [number, times] : given) {
            INFO(number);
            CHECK(times == 1);
            const auto mark = number.find('-');
            ++last[mark == std::string::npos ? "" : number.substr(mark)];
        }
        for (const auto& [mark, count] : last) {
            for (int serial = 1; serial <= count; ++serial) {
                INFO(serial << mark);
                CHECK(given.contains(number_text({"A", 0, 0, mark}, serial, 3)));
            }
        }
        std::set<std::string> on_paper;
        for (const auto& [press, numbers] : paper_.slips()) {
            INFO(press);
            REQUIRE(numbers.size() == 1);
            CHECK(on_paper.insert(*numbers.begin()).second);
            REQUIRE(kept.contains(press));
            CHECK(kept.at(press)->number == *numbers.begin());
            CHECK(waits(kept.at(press)->state));
        }
        CHECK(on_paper.size() == presses_.size());
    }

private:
    static constexpr std::size_t away_at = 1;
    const Clock& clock_;
    const settings::Settings& settings_;
    const Paper& paper_;
    std::vector<PressId> presses_;
};

inline settings::Settings of_one_kiosk() {
    settings::Settings out;
    out.kiosk_id = "K1";
    out.centre.id = "TEST";
    out.queue = two_lines();
    return out;
}

/// A folder that goes away, with the kiosk's file and its paper.
struct Remains {
    [[nodiscard]] std::unique_ptr<store::Database> open() const {
        auto opened = store::Database::open(folder / "kiosk.sqlite");
        REQUIRE(opened);
        return std::move(*opened);
    }
    const kiosk::test::TempFolder temporary;
    const std::filesystem::path folder = temporary.path();
    Paper paper{folder / "paper"};
};

}  // namespace kiosk::queue::test
