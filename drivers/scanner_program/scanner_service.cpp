#include "drivers/scanner_program/scanner_service.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "drivers/page_scanner/scanner_wire.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::size_t longest_order = 100;

struct Order {
    int dpi = 0;  ///< 0: open
    std::stop_source stop{};
};

/// What was asked for and not yet begun. A `stop` means the order before it, done or not.
class Orders {
public:
    void take(std::string_view line) {
        const std::lock_guard lock(mutex_);
        if (line == "stop") {
            latest_.request_stop();
            return;
        }
        Order order;
        if (line.starts_with("scan ")) {
            line.remove_prefix(5);
            std::from_chars(line.data(), line.data() + line.size(), order.dpi);
        } else if (line != "open") {
            std::_Exit(EXIT_FAILURE);  // not the kiosk at the other end
        }
        latest_ = order.stop;
        waiting_.push_back(std::move(order));
        came_.notify_one();
    }
    Order next() {
        std::unique_lock lock(mutex_);
        came_.wait(lock, [&] { return !waiting_.empty(); });
        Order order = std::move(waiting_.front());
        waiting_.pop_front();
        return order;
    }

private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<Order> waiting_;
    std::stop_source latest_;
};

/// Until the kiosk lets go of the channel: then this process has nobody left, and ends in the middle of whatever it does.
[[noreturn]] void listen(int channel, Orders& orders) {
    std::string line;
    for (char byte = 0;;) {
        const auto got = ::recv(channel, &byte, 1, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) std::_Exit(EXIT_SUCCESS);
        if (byte != '\n') {
            line += byte;
            if (line.size() > longest_order) std::_Exit(EXIT_FAILURE);
            continue;
        }
        orders.take(line);
        line.clear();
    }
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

void serve_scanner(PageScanner& scanner, int channel) {
    static Orders orders;  // outlives the thread, which ends with the process
    std::thread([channel] { listen(channel, orders); }).detach();
    for (;;) {
        const Order order = orders.next();
        if (order.dpi == 0) {
            const auto opened = scanner.open();
            send_all(channel, opened ? std::string("done\n") : answer_line(opened.error()));
            continue;
        }
        auto page = scanner.scan(order.stop.get_token(), order.dpi);
        if (!page) {
            send_all(channel, answer_line(page.error()));
            continue;
        }
        send_all(channel, "picture " + page->media_type + ' ' + std::to_string(page->bytes.size()) + '\n');
        send_all(channel, page->bytes);
        ::explicit_bzero(page->bytes.data(), page->bytes.size());  // somebody's paper
    }
}

}  // namespace kiosk::drivers
