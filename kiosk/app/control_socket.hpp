#pragma once
/// How other programs of this machine speak to the process that owns the data folder: a Unix socket in it, one JSON line each way a
/// connection.

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::app {

/// Serves some connections at a time, each on a thread of its own: whoever does not send, or does not read, holds nobody else. The
/// connections beyond those wait for their turn.
class ControlSocket {
public:
    static constexpr int at_once = 8;
    static constexpr Duration patience = 2s;  ///< with whoever does not send or take anything for so long
    /// `answer` runs on several of the socket's threads at a time, and may block for a few seconds.
    using Answer = std::function<std::string(std::string_view request)>;
    [[nodiscard]] static Result<std::unique_ptr<ControlSocket>> open(const std::filesystem::path& data_folder,
                                                                     Answer answer);
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    ControlSocket(int listener, int ending, std::filesystem::path path, Answer answer);
    void serve();
    [[nodiscard]] int next_connection();
    void answer(int connection);

    const int listener_;
    const int ending_;  ///< readable once the socket ends
    const std::filesystem::path path_;
    const Answer answer_;
    std::mutex waiting_;  ///< for the next connection
    std::vector<std::thread> threads_;
};

/// Asks the owner of the data folder. not_found: nobody listens there; timed_out after `patience`. Blocks.
[[nodiscard]] Result<std::string> ask_owner(const std::filesystem::path& data_folder, std::string_view request,
                                            Duration patience = 10s);

}  // namespace kiosk::app
