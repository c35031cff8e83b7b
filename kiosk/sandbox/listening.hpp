#pragma once
/// An HTTPS server, the thread it listens on, and the port it got. One thread makes and ends it.

#include <fmt/format.h>
#include <httplib.h>

#include <atomic>
#include <string>
#include <thread>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/sandbox/certificate.hpp"

namespace kiosk::sandbox {

class Listening {
public:
    explicit Listening(const Identity& identity) : server_(identity.certificate_file.c_str(), identity.key_file.c_str()) {}
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;
    ~Listening() {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }

    [[nodiscard]] httplib::SSLServer& server() { return server_; }
    [[nodiscard]] int port() const { return port_; }

    Result<Done> listen(const std::string& host, int port) {
        port_ = port == 0 ? server_.bind_to_any_port(host) : (server_.bind_to_port(host, port) ? port : -1);
        if (port_ <= 0) {
            return fail(Code::busy,
                        fmt::format("port {} of {} is taken or not allowed; stop the program that has it, or choose "
                                    "another with --port",
                                    port, host));
        }
        thread_ = std::thread([this] { ended_ = !server_.listen_after_bind(); });
        while (!server_.is_running() && !ended_) std::this_thread::sleep_for(1ms);
        if (ended_) return fail(Code::io, "the portal could not listen; look for messages of the system");
        return Done{};
    }

private:
    httplib::SSLServer server_;
    std::thread thread_;
    std::atomic<bool> ended_ = false;
    int port_ = -1;
};

}  // namespace kiosk::sandbox
