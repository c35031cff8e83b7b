#pragma once
/// A cable between kiosk and portal that can be cut after a given number of bytes. Its own threads; ends with the object.

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>

#include "tests/support/loopback.hpp"

namespace stage {

class Wire {
public:
    /// Carries connections from port() of 127.0.0.`host` to `to_port` of 127.0.0.1.
    /// `as_proxy`: asked first by CONNECT, as an HTTP proxy is, and answers so, "200 OK" or "403 Forbidden".
    explicit Wire(int to_port, int host = 1, std::optional<std::string> as_proxy = {});

    [[nodiscard]] int port() const { return server_.port(); }
    /// The next connection is cut when this many bytes have passed towards the kiosk (or the portal); later ones are whole.
    void cut_answer_after(std::size_t bytes) { answer_left_ = static_cast<long>(bytes); }
    void cut_request_after(std::size_t bytes) { request_left_ = static_cast<long>(bytes); }
    /// Bytes that have passed since the last reset.
    [[nodiscard]] std::size_t answered() const { return answered_; }
    [[nodiscard]] std::size_t requested() const { return requested_; }
    void reset_counts() { answered_ = requested_ = 0; }
    /// How often it was asked as a proxy.
    [[nodiscard]] int connects() const { return connects_; }
    [[nodiscard]] bool cut_happened() const { return answer_left_ < 0 && request_left_ < 0; }

private:
    void carry(int kiosk, const std::atomic<bool>& over);

    [[nodiscard]] bool lets_through(int kiosk);

    const int to_port_;
    const std::optional<std::string> as_proxy_;
    std::atomic<int> connects_ = 0;
    std::atomic<long> answer_left_ = -1;
    std::atomic<long> request_left_ = -1;
    std::atomic<std::size_t> answered_ = 0;
    std::atomic<std::size_t> requested_ = 0;
    const kiosk::test::LoopbackServer server_;  // the last: its threads use the others
};

}  // namespace stage
