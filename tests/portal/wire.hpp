#pragma once
/// A cable between kiosk and portal that can be cut after a given number of bytes. Its own threads; ends with the object.

#include <atomic>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

namespace stage {

class Wire {
public:
    /// Carries connections from port() of 127.0.0.`host` to `to_port` of 127.0.0.1.
    explicit Wire(int to_port, int host = 1);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    [[nodiscard]] int port() const { return port_; }
    /// The next connection is cut when this many bytes have passed towards the kiosk (or the portal); later ones are whole.
    void cut_answer_after(std::size_t bytes) { answer_left_ = static_cast<long>(bytes); }
    void cut_request_after(std::size_t bytes) { request_left_ = static_cast<long>(bytes); }
    /// Bytes that have passed since the last reset.
    [[nodiscard]] std::size_t answered() const { return answered_; }
    [[nodiscard]] std::size_t requested() const { return requested_; }
    void reset_counts() { answered_ = requested_ = 0; }
    [[nodiscard]] bool cut_happened() const { return answer_left_ < 0 && request_left_ < 0; }

private:
    void accept_all();
    void carry(int kiosk, int portal, long answer_left, long request_left);

    int to_port_;
    int listening_ = -1;
    int port_ = 0;
    std::atomic<long> answer_left_ = -1;
    std::atomic<long> request_left_ = -1;
    std::atomic<std::size_t> answered_ = 0;
    std::atomic<std::size_t> requested_ = 0;
    std::atomic<bool> stopping_ = false;
    std::thread accepting_;
};

}  // namespace stage
