#pragma once
/// Kiosks that take numbers as fast as they can, each in a thread of its own with the rule for whatever fails, and a board that
/// keeps what it is told. Ends with the object.

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/etcd/cluster.hpp"

namespace kiosk::ledger::test {

class Rush {
public:
    Rush(const Cluster& cluster, int kiosks, int presses_each);
    ~Rush();
    Rush(const Rush&) = delete;
    Rush& operator=(const Rush&) = delete;

    [[nodiscard]] int taken() const { return taken_; }
    /// Waits for the end, and looks at everything: the slips that were printed, what the board was told, what is kept.
    void holds();
    [[nodiscard]] Duration longest() const { return longest_; }

private:
    void take_all(int kiosk, Engine& engine);
    void watch();

    const Cluster& cluster_;
    const int presses_;
    const std::unique_ptr<EtcdEngine> board_engine_;
    std::vector<std::unique_ptr<EtcdEngine>> engines_;  ///< of the kiosks
    std::atomic<int> taken_ = 0;
    std::atomic<bool> over_ = false;
    std::mutex mutex_;
    std::map<std::string, std::int64_t> slips_;  ///< press: number, as the write told it
    std::size_t looked_up_ = 0;                  ///< presses that were in already when an answer came at last
    std::map<std::string, int> told_;            ///< press: how often the board was told that it is new
    std::string wrong_;
    Duration longest_{};
    Revision begin_ = 0;
    std::vector<std::thread> kiosks_;
    std::thread board_;
};

}  // namespace kiosk::ledger::test
