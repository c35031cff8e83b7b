#pragma once
/// How one person wants pages read aloud; forgotten when the visit ends.

namespace kiosk::visit {

struct Aloud {
    bool on = false;  ///< every page is read when it comes
    bool paused = false;
    int repeats = 0;         ///< how often «Đọc lại» was touched: each time the page is read anew
    int speed_percent = 0;   ///< 0: as configured
    int volume_percent = 0;  ///< 0: as configured
    bool operator==(const Aloud&) const = default;
};

}  // namespace kiosk::visit
