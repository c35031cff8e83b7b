#pragma once
/// Prints whole pages: the receipt and papers to take home, which the kiosk sets itself, and officers' papers as the portal sent them. The page printer
/// worker's thread; blocks as the printer does. Nothing is written to the disk, and nothing is kept once it is printed.

#include <stop_token>

#include "drivers/page_printer/page_printer.hpp"
#include "kiosk/app/device_keeper.hpp"
#include "kiosk/app/public_data.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/print/content.hpp"
#include "kiosk/slips/wording.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::app {

class PageDesk {
public:
    /// Officers' papers have one page or two: more is a mistake that empties the tray.
    static constexpr std::size_t most_pages = 20;

    PageDesk(DeviceKeeper<drivers::PagePrinter>& printer, const PublicData& data, const Clock& clock, std::stop_token stop)
        : printer_(printer), data_(data), clock_(clock), stop_(std::move(stop)) {}

    /// Until when somebody waits for a paper, and what says that nobody does any more: what has not begun by then never does.
    struct Wait {
        Monotonic deadline;
        std::stop_token over;
    };
    [[nodiscard]] visit::Event print(const visit::PrintReceiptA4& effect, const Wait& wait);
    /// `pdf`: what the portal gave, or why it did not.
    [[nodiscard]] visit::Event print(const visit::PrintSentPaper& effect, const Result<Personal>& pdf, const Wait& wait);
    /// A procedure's papers, or its blank declaration, to take home.
    [[nodiscard]] visit::Event print(const visit::PrintGuidance& effect, const Wait& wait);
    /// Asks the printer how it is, so that trouble is known before somebody needs it.
    void look();

private:
    [[nodiscard]] Result<Personal> set(std::string_view form, const print::Content& content,
                                       const slips::Press& press) const;
    [[nodiscard]] Result<Personal> guidance(const visit::PrintGuidance& effect) const;
    [[nodiscard]] visit::Event hand_over(const PressId& press, const Result<Personal>& pdf, const Wait& wait);

    DeviceKeeper<drivers::PagePrinter>& printer_;
    const PublicData& data_;
    const Clock& clock_;
    const std::stop_token stop_;
};

}  // namespace kiosk::app
