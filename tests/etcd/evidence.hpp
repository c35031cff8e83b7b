#pragma once
/// What an inspector has of a day: the slips that were printed, what each board showed, what is kept in the end and how it came to that, as
/// etcd's own history tells it. Knows nothing of how the queue works but its rules: a number is one person's, a counter has one person
/// at a time, whoever came first is called first. What came before what is told by revisions; no clock is asked.

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "kiosk/queue/board.hpp"
#include "kiosk/queue/follower.hpp"
#include "tests/etcd/cluster.hpp"

namespace kiosk::ledger::test {

using Says = std::vector<std::string>;

/// Slips, by the press that they were printed for.
class Slips {
public:
    void printed(const std::string& press, const std::string& number);
    [[nodiscard]] std::map<std::string, std::string> all() const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::string> all_;
};

/// What one board showed, picture by picture, and where that contradicts itself.
class BoardLog {
public:
    void shows(Revision revision, const std::vector<queue::BoardCall>& calls);
    /// `counter_of`: where each number was called to.
    [[nodiscard]] Says contradictions(const std::map<std::string, std::string>& counter_of) const;
    [[nodiscard]] int pictures() const { return pictures_; }

private:
    struct Shown {
        std::string counter;
        bool awaited = false;
    };
    std::map<std::string, Shown> shown_;
    Revision last_ = 0;
    int pictures_ = 0;
    Says says_;
};

class Board {
public:
    Board(std::unique_ptr<Engine> engine, const settings::Queue& rules, const Clock& clock);
    [[nodiscard]] bool wait_for(Revision revision, Duration patience) const {
        return follower_->wait_for(revision, patience);
    }
    [[nodiscard]] BoardLog log() const;

private:
    const settings::Queue rules_;
    const Clock& clock_;
    const std::unique_ptr<Engine> engine_;
    mutable std::mutex mutex_;
    BoardLog log_;
    std::unique_ptr<queue::Follower> follower_;  ///< ends first
};

/// One ticket as it is kept in the end, and the revision of each thing that was done to it.
struct Kept {
    struct Step {
        std::string state;
        Revision revision = 0;
        std::string counter{};
        Revision heard = 0;  ///< of a call: what the counter had read when it decided
    };
    std::string press;
    std::string number;
    std::int64_t since = 0;
    std::vector<Step> history;
};
/// Every change under `prefix` from the cluster's first revision on.
[[nodiscard]] std::vector<Kept> kept_in(const Cluster& cluster, const std::string& prefix);

struct Verdict {
    Says contradictions;
    int unheard = 0;  ///< times that somebody was passed over of whom the counter had not heard yet
};
/// `expected`: so many came.
[[nodiscard]] Verdict judge(const Slips& slips, const std::vector<BoardLog>& boards, const std::vector<Kept>& kept,
                            std::size_t expected);

}  // namespace kiosk::ledger::test
