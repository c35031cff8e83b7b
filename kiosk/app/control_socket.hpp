#pragma once
/// How commands speak to the process that owns the data folder: a Unix socket in it, one JSON line each way a connection.

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::app {

/// Serves on a thread of its own, one connection at a time: staff and scripts, not crowds.
class ControlSocket {
public:
    /// `answer` runs on the socket's thread and may block for a few seconds.
    using Answer = std::function<std::string(std::string_view request)>;
    [[nodiscard]] static Result<std::unique_ptr<ControlSocket>> open(const std::filesystem::path& data_folder,
                                                                     Answer answer);
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    ControlSocket(int listener, std::filesystem::path path, Answer answer);
    void serve(const std::stop_token& stop);

    const int listener_;
    const std::filesystem::path path_;
    const Answer answer_;
    std::jthread thread_;
};

/// Asks the owner of the data folder. not_found: nobody listens there; timed_out after `patience`. Blocks.
[[nodiscard]] Result<std::string> ask_owner(const std::filesystem::path& data_folder, std::string_view request,
                                            Duration patience = 10s);

}  // namespace kiosk::app
