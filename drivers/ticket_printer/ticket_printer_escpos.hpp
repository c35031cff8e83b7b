#pragma once
/// A thermal printer that speaks ESC/POS, by TCP port 9100 or a device file.

#include <string>

#include "drivers/ticket_printer/escpos_channel.hpp"
#include "drivers/ticket_printer/ticket_printer.hpp"
#include "kiosk/base/clock.hpp"

namespace kiosk::drivers {

/// Every function makes its own connection: network printers drop idle ones, and a printer may be plugged in anew in between.
/// A printer that answers no status question (a one-way cable, a plain file) is trusted once it took every byte.
class TicketPrinterEscpos final : public TicketPrinter {
public:
    static constexpr Duration connect_patience = 2s;
    static constexpr Duration answer_time = 300ms;
    /// A printer that takes a job, answers status questions but not "tell me when printed" is believed after this silence.
    static constexpr Duration believed_after = 3s;

    /// `address`: `/dev/usb/lp0`, an existing file that slips are appended to, or `192.168.1.50:9100` (numbers, no names).
    explicit TicketPrinterEscpos(std::string address);

    Result<Done> open() override;
    Result<Done> status() override;
    Result<Done> print(const Raster& slip, std::chrono::milliseconds patience) override;
    [[nodiscard]] bool paper_near_end() const override { return paper_near_end_; }

private:
    /// Whether the printer answers, once it has been asked.
    Result<bool> ask_status(EscposChannel& channel, const Deadline& deadline);
    Result<Done> send_job(const Raster& slip, Duration patience);
    Result<Done> wait_until_printed(EscposChannel& channel, const Deadline& deadline);
    Result<Done> gone_if_gone(Result<Done> outcome);
    Error explain_timeout(Error timeout, const Deadline& deadline);

    const std::string address_;
    bool open_ = false;
    bool left_over_ = false;  ///< a failed job may still lie in the printer's memory
    bool paper_near_end_ = false;
};

}  // namespace kiosk::drivers
