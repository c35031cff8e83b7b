#pragma once
/// One connection to an ESC/POS printer, for one job: TCP port 9100 or a device file. One thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/descriptor.hpp"
#include "drivers/ticket_printer/escpos.hpp"

namespace kiosk::drivers {

class EscposChannel {
public:
    /// `address`: a path (begins with /) or `number-address:port`. Blocks at most until the deadline.
    [[nodiscard]] static Result<EscposChannel> connect(const std::string& address, const Deadline& deadline);

    /// Blocks until the printer took every byte. timed_out, device_gone.
    [[nodiscard]] Result<Done> write(std::string_view bytes, const Deadline& deadline);
    /// Blocks until nothing is left on the way: acknowledged by the network, taken by the USB port.
    [[nodiscard]] Result<Done> wait_until_taken(const Deadline& deadline);
    /// The printer's state, or nothing from a printer that does not answer. Blocks at most `answer_time` a question.
    [[nodiscard]] Result<std::optional<EscposStatus>> status(Duration answer_time);
    /// True once the answer to ask_when_printed() has come in, seen while listening for others.
    [[nodiscard]] bool printed() const { return printed_; }

private:
    enum class Kind { socket, device, one_way };

    EscposChannel(Descriptor fd, Kind kind) : fd_(std::move(fd)), kind_(kind) {}
    static Result<EscposChannel> connect_tcp(const std::string& address, const Deadline& deadline);
    static Result<EscposChannel> open_device(const std::string& path);
    [[nodiscard]] ssize_t write_once(std::string_view bytes) const;
    [[nodiscard]] Result<std::optional<std::uint8_t>> answer_to(Question question, Duration answer_time);
    [[nodiscard]] Result<std::string> read_some(const Deadline& deadline);
    [[nodiscard]] Result<Done> port_status() const;

    Descriptor fd_;
    Kind kind_;
    bool printed_ = false;
    bool noise_ = false;  ///< bytes came that are no answer
};

}  // namespace kiosk::drivers
