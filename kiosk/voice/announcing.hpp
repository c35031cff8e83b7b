#pragma once
/// An announcer at work: follows the queue, keeps the floor and speaks, on threads of its own, until it goes.

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "kiosk/queue/follower.hpp"
#include "kiosk/voice/announcer.hpp"

namespace kiosk::voice {

/// Made and ended by one thread; ending waits for calls to the engine that are under way.
class Announcing {
public:
    struct Parts {
        const settings::Settings& settings;
        Wording wording;
        std::unique_ptr<ledger::Engine>
            follows;  ///< two engines on one queue: one is asked while the other waits for changes
        std::unique_ptr<ledger::Engine> keeps;
        std::unique_ptr<drivers::Speaker> speaker;
        std::string name;  ///< of this announcer, for the log
        const Clock& clock;
        std::function<void(const queue::Call&)> said{};  ///< on a thread of its own; must not block
    };
    explicit Announcing(Parts parts);
    ~Announcing();
    Announcing(const Announcing&) = delete;
    Announcing& operator=(const Announcing&) = delete;

private:
    /// Wakes one thread of ours.
    class Bell {
    public:
        void ring();
        /// Until it rings, or rang since `rung` was told, or for so long.
        void wait(unsigned& rung, Duration most, const std::stop_token& stop);

    private:
        std::mutex mutex_;
        std::condition_variable_any rang_;
        unsigned times_ = 0;
    };
    void keep_floor(const std::stop_token& stop);
    void speak(const std::stop_token& stop);
    void open_speaker();

    const std::unique_ptr<ledger::Engine> follows_;
    const std::unique_ptr<ledger::Engine> keeps_;
    const std::unique_ptr<drivers::Speaker> speaker_;
    Floor floor_;
    Bell for_floor_;
    Bell for_voice_;
    Announcer announcer_;
    std::atomic<bool> can_speak_ = false;
    bool told_ = false;  ///< that the speaker does not open
    queue::Follower follower_;
    std::jthread floor_thread_;
    std::jthread voice_thread_;
};

}  // namespace kiosk::voice
