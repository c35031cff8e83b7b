#include "drivers/scanner_program/scanner_service.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "drivers/page_scanner/scanner_wire.hpp"

namespace kiosk::drivers {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t longest_order = 100;
constexpr auto longest_settling = std::chrono::seconds(4);  // a carriage is home after two
constexpr int watching_ms = 100;

/// The one order that was asked for and not yet begun; `stop` means it or the one before. Takes no memory: a thread that was killed
/// may have left the allocator locked.
class Desk {
public:
    void take(std::string_view line) {
        if (line == "stop") {
            stopped_ = true;
            return;
        }
        int dpi = 0;  // open
        if (line.starts_with("scan ")) {
            line.remove_prefix(5);
            std::from_chars(line.data(), line.data() + line.size(), dpi);
        } else if (line != "open") {
            std::_Exit(EXIT_FAILURE);  // not the kiosk at the other end
        }
        const std::lock_guard lock(mutex_);
        stopped_ = false;
        waiting_ = dpi;
        came_.notify_one();
    }
    /// Resolution of a scan, 0 for opening. Blocks until there is one.
    int next() {
        std::unique_lock lock(mutex_);
        came_.wait(lock, [&] { return waiting_.has_value(); });
        return *std::exchange(waiting_, std::nullopt);
    }
    [[nodiscard]] const std::atomic<bool>& stopped() const { return stopped_; }

    void begin_settling() { settling_since_ = steady_clock::now().time_since_epoch().count(); }
    void end_settling() { settling_since_ = 0; }
    void watch() const {
        const auto since = settling_since_.load();
        if (since == 0) return;
        if (steady_clock::now().time_since_epoch() - steady_clock::duration(since) > longest_settling)
            std::_Exit(hung_after_page);
    }

private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::optional<int> waiting_;
    std::atomic<bool> stopped_{false};
    std::atomic<steady_clock::rep> settling_since_{0};
};

/// Until the kiosk lets go of the channel: then this process has nobody left, and ends in the middle of whatever it does.
[[noreturn]] void listen(int channel, Desk& desk) {
    std::array<char, longest_order> line{};
    for (std::size_t size = 0;;) {
        desk.watch();
        pollfd entry{channel, POLLIN, 0};
        if (::poll(&entry, 1, watching_ms) <= 0) continue;
        const auto got = ::recv(channel, line.data() + size, 1, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) std::_Exit(EXIT_SUCCESS);
        if (line[size] == '\n') {
            desk.take({line.data(), size});
            size = 0;
        } else if (++size == line.size()) {
            std::_Exit(EXIT_FAILURE);
        }
    }
}

/// Comes back when no killed thread holds the locks that the next scan takes: of memory, and of every open file.
void try_locks() {
    constexpr std::size_t beyond_the_threads_own_cache = 65536;
    void* volatile memory =
        std::malloc(beyond_the_threads_own_cache);  // volatile: a pair that nobody uses would be left out
    std::free(memory);
    std::fflush(nullptr);
}

void send_all(int channel, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) std::_Exit(EXIT_SUCCESS);
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

}  // namespace

void serve_scanner(PageScannerSane& scanner, int channel) {
    static Desk desk;  // outlives the thread, which ends with the process
    std::thread([channel] { listen(channel, desk); }).detach();
    for (;;) {
        const int dpi = desk.next();
        if (dpi == 0) {
            const auto opened = scanner.open();
            send_all(channel, opened ? std::string("done\n") : answer_line(opened.error()));
            continue;
        }
        auto page = scanner.scan(desk.stopped(), dpi);
        if (page) {
            send_all(channel, "picture " + page->media_type + ' ' + std::to_string(page->bytes.size()) + '\n');
            send_all(channel, page->bytes);
            ::explicit_bzero(page->bytes.data(), page->bytes.size());  // somebody's paper
        } else {
            send_all(channel, answer_line(page.error()));
        }
        desk.begin_settling();
        scanner.settle();
        try_locks();
        desk.end_settling();
    }
}

}  // namespace kiosk::drivers
