#pragma once
/// A server on this machine that answers as a test says, bytes and pauses. Its own threads; ends with the object.

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/loopback.hpp"

namespace kiosk::ledger::test {

class Liar {
public:
    struct Request {
        std::string path;
        std::string head;
        std::string body;
    };
    /// One connection to answer on, with whole bytes.
    class Line {
    public:
        explicit Line(int socket, const std::atomic<bool>& over) : socket_(socket), over_(over) {}
        /// False: the other side is gone, or the test is over.
        bool say(std::string_view bytes) const;
        /// A whole answer.
        bool answer(int status, std::string_view body, std::string_view more_head = {}) const;
        /// The head of an answer that goes on until the connection ends.
        bool begin_stream() const;
        /// Until the other side hangs up or the test is over.
        void wait() const;
        [[nodiscard]] bool over() const { return over_; }

    private:
        int socket_;
        const std::atomic<bool>& over_;
    };
    /// Says whether the connection is kept. Called on a thread of each connection.
    using Answer = std::function<bool(const Request&, const Line&)>;

    explicit Liar(Answer answer);

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()); }
    /// What was asked so far.
    [[nodiscard]] std::vector<Request> requests() const;
    [[nodiscard]] int asked(std::string_view path) const;
    /// Waits until so much has been asked: whoever asked may have gone before it was read here. False after twenty seconds.
    [[nodiscard]] bool hears(std::string_view path, int times) const;

private:
    void serve(int socket, const std::atomic<bool>& over);

    const Answer answer_;
    mutable std::mutex mutex_;
    std::vector<Request> requests_;
    const kiosk::test::LoopbackServer server_;  // the last: its threads use the others
};

}  // namespace kiosk::ledger::test
