#pragma once
/// Prints whole pages. The page printer worker's thread; blocks as the printer does.

#include "drivers/page_printer/page_printer.hpp"
#include "kiosk/app/device_keeper.hpp"

namespace kiosk::app {

class PageDesk {
public:
    explicit PageDesk(DeviceKeeper<drivers::PagePrinter>& printer) : printer_(printer) {}

    /// Asks the printer how it is, so that trouble is known before somebody needs it.
    void look();

private:
    DeviceKeeper<drivers::PagePrinter>& printer_;
};

}  // namespace kiosk::app
