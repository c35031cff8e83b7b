#pragma once
/// The scanner program's work: does what `scanner_wire.hpp` says on one channel until the other end goes away.

#include "drivers/scanner_program/page_scanner_sane.hpp"

namespace kiosk::drivers {

/// Each page is handed over before its scan is ended: that is where backends hang. One that has not ended after some seconds ends
/// this process with hung_after_page, and so does whatever a killed thread left locked. Never returns: it ends the process at
/// once, without the clean-up that takes such locks. `channel`: a socket.
[[noreturn]] void serve_scanner(PageScannerSane& scanner, int channel);

}  // namespace kiosk::drivers
