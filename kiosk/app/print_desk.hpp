#pragma once
/// Draws slips and prints them. The printer worker's thread; blocks as the printer does.

#include "drivers/ticket_printer/ticket_printer.hpp"
#include "kiosk/app/device_keeper.hpp"
#include "kiosk/app/public_data.hpp"
#include "kiosk/slips/slip.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::app {

class PrintDesk {
public:
    PrintDesk(DeviceKeeper<drivers::TicketPrinter>& printer, const PublicData& data) : printer_(printer), data_(data) {}

    [[nodiscard]] visit::Event print(const visit::PrintTicket& effect);
    [[nodiscard]] visit::Event print(const visit::PrintConfirmation& effect);
    [[nodiscard]] visit::Event print(const visit::PrintReceipt& effect);
    [[nodiscard]] visit::Event print(const visit::PrintSupplement& effect);
    [[nodiscard]] visit::Event print(const visit::PrintDraftSlip& effect);
    [[nodiscard]] visit::Event print(const visit::PrintPaymentSlip& effect);
    /// A test, the close of the day, or a number again.
    [[nodiscard]] visit::Event print(const visit::DoForStaff& effect);
    /// Asks the printer how it is, so that trouble is known before somebody needs it.
    void look();

private:
    [[nodiscard]] Result<Done> send(Result<slips::Slip> slip);

    DeviceKeeper<drivers::TicketPrinter>& printer_;
    const PublicData& data_;
};

}  // namespace kiosk::app
