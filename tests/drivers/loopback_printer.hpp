#pragma once
/// An ESC/POS printer on a loopback socket: reads the bytes as a printer does, answers as one, and keeps the slips.

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "drivers/descriptor.hpp"
#include "drivers/ticket_printer/ticket_printer.hpp"
#include "tests/support/loopback.hpp"

namespace kiosk::drivers::test {

class LoopbackPrinter {
public:
    LoopbackPrinter();
    LoopbackPrinter(const LoopbackPrinter&) = delete;
    LoopbackPrinter& operator=(const LoopbackPrinter&) = delete;
    ~LoopbackPrinter() { unplug(); }

    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] std::vector<Raster> printed();
    void plug_in();
    void unplug();

    std::atomic<bool> cover_open{false};
    std::atomic<int> paper_rows{1'000'000};
    std::atomic<bool> paper_low{false};
    std::atomic<bool> mute{false};            ///< answers nothing, as a printer without a way back
    std::atomic<bool> never_finishes{false};  ///< takes everything, prints nothing, answers status
    std::atomic<long> power_left_bytes{1L << 40};
    std::string noise;  ///< sent instead of answers; set before plug_in()

private:
    void serve();
    void serve_one(const Descriptor& connection);
    /// Handles the commands at the front; false when more bytes are needed first.
    bool understand(const Descriptor& connection);
    void answer(const Descriptor& connection, std::uint8_t byte) const;
    [[nodiscard]] std::uint8_t status(int question) const;

    int port_ = 0;
    std::optional<kiosk::test::ListeningSocket> listening_;
    Descriptor stop_read_;
    Descriptor stop_write_;
    std::string received_;
    std::string job_;
    std::mutex mutex_;
    std::vector<Raster> printed_;
    std::jthread thread_;
};

}  // namespace kiosk::drivers::test
