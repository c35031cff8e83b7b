#include "tests/drivers/loopback_printer.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <array>

#include "drivers/ticket_printer/escpos.hpp"

namespace kiosk::drivers::test {

LoopbackPrinter::LoopbackPrinter() { plug_in(); }

void LoopbackPrinter::plug_in() {
    int ends[2];
    require(::pipe2(ends, O_CLOEXEC) == 0, "a pipe for the test printer");
    stop_read_ = Descriptor(ends[0]);
    stop_write_ = Descriptor(ends[1]);
    listening_.emplace(port_);
    port_ = listening_->port();
    received_.clear();
    job_.clear();
    power_left_bytes = 1L << 40;
    thread_ = std::jthread([this] { serve(); });
}

void LoopbackPrinter::unplug() {
    stop_write_.close();
    if (thread_.joinable()) thread_.join();
    listening_.reset();
}

std::vector<Raster> LoopbackPrinter::printed() {
    const std::lock_guard lock(mutex_);
    return printed_;
}

void LoopbackPrinter::serve() {
    for (;;) {
        std::array<pollfd, 2> waiting{{{listening_->fd(), POLLIN, 0}, {stop_read_.get(), POLLIN, 0}}};
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[1].revents != 0) return;
        const Descriptor connection(::accept4(listening_->fd(), nullptr, nullptr, SOCK_CLOEXEC));
        if (connection.is_open()) serve_one(connection);
        if (power_left_bytes <= 0) {
            listening_.reset();
            return;
        }
    }
}

void LoopbackPrinter::serve_one(const Descriptor& connection) {
    for (;;) {
        std::array<pollfd, 2> waiting{{{connection.get(), POLLIN, 0}, {stop_read_.get(), POLLIN, 0}}};
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[1].revents != 0) return;
        std::array<char, 8192> bytes;
        const auto count = ::recv(connection.get(), bytes.data(), bytes.size(), 0);
        if (count <= 0) return;
        power_left_bytes -= count;
        if (power_left_bytes <= 0) {
            const linger at_once{1, 0};  // A printer without power answers with a reset.
            ::setsockopt(connection.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
            return;
        }
        received_.append(bytes.data(), static_cast<std::size_t>(count));
        while (understand(connection)) {
        }
    }
}

bool LoopbackPrinter::understand(const Descriptor& connection) {
    const auto at = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<std::uint8_t>(received_[i])); };
    const auto take = [&](std::size_t count, bool belongs_to_job) {
        if (received_.size() < count) return false;
        if (belongs_to_job) job_ += received_.substr(0, count);
        received_.erase(0, count);
        return true;
    };
    if (received_.starts_with("\x10\x04") && received_.size() >= 3) {
        answer(connection, status(static_cast<int>(at(2))));
        return take(3, false);
    }
    if (received_.starts_with("\x10\x14\x08")) {
        job_.clear();
        return take(10, false);
    }
    if (paper_rows == 0 || never_finishes) {  // Only real-time commands are heard now; of the rest nothing comes out.
        const auto question = received_.find("\x10\x04", received_.empty() ? 0 : 1);
        const auto clearing = received_.find("\x10\x14\x08", received_.empty() ? 0 : 1);
        const auto next = std::min(question, clearing);
        return next != std::string::npos && take(next, true);
    }
    if (received_.starts_with("\x1b@")) return take(2, true);
    if (received_.starts_with("\x1bJ")) return take(3, true);
    if (received_.starts_with("\x1dr")) {
        if (received_.size() >= 3) answer(connection, 0);
        return take(3, false);
    }
    if (received_.starts_with("\x1dV")) {
        if (!take(4, true)) return false;
        auto slip = read_escpos(job_);
        job_.clear();
        const std::lock_guard lock(mutex_);
        if (slip) printed_.push_back(std::move(*slip));
        return true;
    }
    if (received_.starts_with("\x1dv0") && received_.size() >= 8) {
        const std::size_t rows = at(6) | at(7) << 8U;
        if (!take(8 + (at(4) | at(5) << 8U) * rows, true)) return false;
        paper_rows = std::max(0, paper_rows - static_cast<int>(rows));
        if (paper_rows == 0) job_.clear();
        return true;
    }
    return false;
}

void LoopbackPrinter::answer(const Descriptor& connection, std::uint8_t byte) const {
    if (mute) return;
    const std::string bytes = noise.empty() ? std::string(1, static_cast<char>(byte)) : noise;
    ::send(connection.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

std::uint8_t LoopbackPrinter::status(int question) const {
    const bool out = paper_rows == 0;
    switch (question) {
        case 1: return static_cast<std::uint8_t>(0x12U | (out || cover_open ? 0x08U : 0U));
        case 2: return static_cast<std::uint8_t>(0x12U | (cover_open ? 0x04U : 0U) | (out ? 0x20U : 0U));
        case 4: return static_cast<std::uint8_t>(0x12U | (out ? 0x60U : 0U) | (out || paper_low ? 0x0cU : 0U));
        default: return 0x12;
    }
}

}  // namespace kiosk::drivers::test
