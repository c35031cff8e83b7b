#pragma once
/// What an inspector has of a day: the slips that were printed, what each board showed and when, and what is kept in the end. Knows nothing
/// of how the queue works but its rules: a number is one person's, a counter has one person at a time, whoever came first is called
/// first.

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "kiosk/queue/board.hpp"
#include "kiosk/queue/follower.hpp"

namespace kiosk::ledger::test {

/// Slips, by the press that they were printed for.
class Slips {
public:
    void printed(const std::string& press, const std::string& number);
    [[nodiscard]] std::map<std::string, std::string> all() const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::string> all_;
};

/// What one board showed, picture by picture.
class BoardLog {
public:
    struct Picture {
        ledger::Revision revision = 0;
        std::vector<queue::BoardCall> calls;
    };
    BoardLog(std::unique_ptr<Engine> engine, const settings::Queue& rules, const Clock& clock);
    [[nodiscard]] bool wait_for(ledger::Revision revision, Duration patience) const {
        return follower_->wait_for(revision, patience);
    }
    [[nodiscard]] std::vector<Picture> pictures() const;

private:
    const settings::Queue rules_;
    const Clock& clock_;
    const std::unique_ptr<Engine> engine_;
    mutable std::mutex mutex_;
    std::vector<Picture> pictures_;
    std::unique_ptr<queue::Follower> follower_;  ///< ends first
};

/// One ticket as it is kept: what an inspector reads from its record.
struct Kept {
    struct Step {
        std::string state;
        std::int64_t at = 0;
        std::string counter;
    };
    std::string press;
    std::string number;
    std::int64_t since = 0;
    std::vector<Step> history;
};
[[nodiscard]] std::vector<Kept> kept_in(Engine& engine, const std::string& prefix);

/// Every contradiction, in words. `expected`: so many came. `late`: nobody who came earlier may be passed over for longer. `longest_late`:
/// how long somebody was.
[[nodiscard]] std::vector<std::string> contradictions(const Slips& slips,
                                                      const std::vector<std::unique_ptr<BoardLog>>& boards,
                                                      const std::vector<Kept>& kept, std::size_t expected, Duration late,
                                                      Duration& longest_late);

}  // namespace kiosk::ledger::test
