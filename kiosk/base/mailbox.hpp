#pragma once
/// A bounded queue between threads: the only thing that threads share.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "kiosk/base/clock.hpp"

namespace kiosk {

/// Any number of senders, one receiver. `put` never blocks: a full mailbox refuses, and the sender says what that means.
template <class T>
class Mailbox {
public:
    /// `wake_up` is called after each accepted message, on the sender's thread; it must not block.
    explicit Mailbox(std::size_t capacity, std::function<void()> wake_up = {})
        : capacity_(capacity), wake_up_(std::move(wake_up)) {}

    [[nodiscard]] bool put(T message) {
        {
            const std::lock_guard lock(mutex_);
            if (closed_ || messages_.size() >= capacity_) return false;
            messages_.push_back(std::move(message));
        }
        arrived_.notify_one();
        if (wake_up_) wake_up_();
        return true;
    }

    /// Everything that is there, oldest first; never blocks.
    [[nodiscard]] std::vector<T> take_all() {
        const std::lock_guard lock(mutex_);
        std::vector<T> out(std::make_move_iterator(messages_.begin()), std::make_move_iterator(messages_.end()));
        messages_.clear();
        return out;
    }

    /// Waits for one message; nothing after `patience`, or when closed and empty.
    [[nodiscard]] std::optional<T> take(Duration patience) {
        std::unique_lock lock(mutex_);
        arrived_.wait_for(lock, patience, [&] { return closed_ || !messages_.empty(); });
        if (messages_.empty()) return std::nullopt;
        std::optional<T> out(std::move(messages_.front()));
        messages_.pop_front();
        return out;
    }

    /// Refuses what comes later and wakes the receiver, which may still take what is left.
    void close() {
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
        }
        arrived_.notify_all();
    }

    [[nodiscard]] bool closed() const {
        const std::lock_guard lock(mutex_);
        return closed_;
    }

private:
    const std::size_t capacity_;
    const std::function<void()> wake_up_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<T> messages_;
    bool closed_ = false;
};

}  // namespace kiosk
