#pragma once
/// Does to a connection and to an answer what the faults say (faults.hpp). Any thread; waits where a fault says so.

#include <httplib.h>

#include <atomic>

#include "kiosk/sandbox/certificate.hpp"
#include "kiosk/sandbox/faults.hpp"

namespace kiosk::sandbox {

class Spoiler {
public:
    /// The certificates that a kiosk must not believe: `expired` has run out, `foreign` is somebody else's.
    Spoiler(Faults& faults, Identity expired, Identity foreign)
        : faults_(faults), expired_(std::move(expired)), foreign_(std::move(foreign)) {}

    /// Every new connection of this server begins here.
    void greet(httplib::SSLServer& server);
    /// Before a request is looked at. True: its answer is decided.
    [[nodiscard]] bool before(httplib::Response& response);
    /// When the answer has been made.
    void after(httplib::Response& response);
    /// After a commit: true when the kiosk gets no answer, or an error, for something that was done.
    [[nodiscard]] bool after_commit(httplib::Response& response);
    /// The portal ends: nobody waits any more.
    void stop() { stopping_ = true; }

private:
    [[nodiscard]] int greet(SSL* connection);
    void wait(Duration time) const;
    void drip(httplib::Response& response, Duration delay) const;

    Faults& faults_;
    const Identity expired_;
    const Identity foreign_;
    std::atomic<bool> stopping_ = false;
};

}  // namespace kiosk::sandbox
