#pragma once
/// The scanner program's work: does what `scanner_wire.hpp` says on one channel until the other end goes away.

#include "drivers/page_scanner/page_scanner.hpp"

namespace kiosk::drivers {

/// Never returns: it ends the process, at once and without clean-up, since a backend's thread may have died with a lock of the C
/// library that clean-up takes. `channel`: a socket.
[[noreturn]] void serve_scanner(PageScanner& scanner, int channel);

}  // namespace kiosk::drivers
