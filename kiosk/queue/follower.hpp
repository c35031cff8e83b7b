#pragma once
/// Keeps a picture of the hall that follows the engine: for boards, consoles and announcers, which look often and change little.
///
/// Its own thread reads and follows; look() from any thread, never blocks. When those who keep the queue cannot agree any more, the picture is
/// what one of them knows, and says so; when nobody answers it stays as it was, with its age.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "kiosk/queue/hall.hpp"

namespace kiosk::queue {

class Follower {
public:
    struct Picture {
        std::shared_ptr<const Hall> hall;  ///< nothing before the first reading
        Monotonic as_of;                   ///< when the engine last answered
        bool agreed = false;               ///< false: of one member that cannot reach the others, or of nobody any more
    };
    /// `engine` is used by this object's thread alone from now on. `changed` is called there after each change; it must not block.
    Follower(ledger::Engine& engine, std::string_view centre, int digits, const Clock& clock,
             std::function<void(const Picture&)> changed = {});
    ~Follower();
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    [[nodiscard]] Picture look() const;
    /// Waits until a picture has this revision, or patience is over; false then.
    [[nodiscard]] bool wait_for(ledger::Revision revision, Duration patience) const;

private:
    void follow(const std::stop_token& stop);
    [[nodiscard]] Result<ledger::Reading> read(Hall& hall, const std::string& prefix);
    [[nodiscard]] Result<Done> read_all();
    [[nodiscard]] Result<Done> read_on();
    void publish(bool agreed);
    void lose(const Error& error);

    ledger::Engine& engine_;
    const std::string centre_;
    const int digits_;
    const Clock& clock_;
    const std::function<void(const Picture&)> changed_;
    Hall hall_;
    bool read_ = false;
    mutable std::mutex mutex_;
    mutable std::condition_variable came_;
    Picture picture_;
    std::jthread thread_;
};

}  // namespace kiosk::queue
