#pragma once
/// A cable between kiosk and portal that can be cut after a given number of bytes. Its own threads; ends with the object.

#include <atomic>
#include <cstddef>

#include "tests/support/loopback.hpp"

namespace stage {

class Wire {
public:
    /// Carries connections from port() of 127.0.0.`host` to `to_port` of 127.0.0.1.
    explicit Wire(int to_port, int host = 1);

    [[nodiscard]] int port() const { return server_.port(); }
    /// The next connection is cut when this many bytes have passed towards the kiosk (or the portal); later ones are whole.
    void cut_answer_after(std::size_t bytes) { answer_left_ = static_cast<long>(bytes); }
    void cut_request_after(std::size_t bytes) { request_left_ = static_cast<long>(bytes); }
    /// Bytes that have passed since the last reset.
    [[nodiscard]] std::size_t answered() const { return answered_; }
    [[nodiscard]] std::size_t requested() const { return requested_; }
    void reset_counts() { answered_ = requested_ = 0; }
    [[nodiscard]] bool cut_happened() const { return answer_left_ < 0 && request_left_ < 0; }

private:
    void carry(int kiosk, const std::atomic<bool>& over);

    const int to_port_;
    std::atomic<long> answer_left_ = -1;
    std::atomic<long> request_left_ = -1;
    std::atomic<std::size_t> answered_ = 0;
    std::atomic<std::size_t> requested_ = 0;
    const kiosk::test::LoopbackServer server_;  // the last: its threads use the others
};

}  // namespace stage
