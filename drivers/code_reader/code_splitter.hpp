#pragma once
/// Cuts the bytes of a serial line into codes. CR, LF or CRLF ends a code, and so does a pause: readers are delivered with and
/// without a line end. A code that itself holds line breaks therefore arrives as several. One thread, never blocks.

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// Readers send a code in one go; at 9600 baud a byte takes one millisecond, so this much silence is the end.
inline constexpr Duration pause_that_ends_a_code = 100ms;

class CodeSplitter {
public:
    void feed(std::string_view bytes, Monotonic now);
    /// The next whole code, nothing yet, or too_large for one that was dropped.
    [[nodiscard]] Result<std::optional<std::string>> next(Monotonic now);
    /// Whole codes are forgotten, and the rest of one that has begun will be.
    void drop(Monotonic now);
    [[nodiscard]] bool has_whole_code() const { return !whole_.empty(); }

private:
    void end_code();
    void end_after_pause(Monotonic now);

    struct Whole {
        std::string code;
        bool too_large = false;
    };
    std::deque<Whole> whole_;
    std::string begun_;
    Monotonic last_byte_{};
    bool too_large_ = false;
    bool skipping_ = false;  ///< the code that has begun is not wanted
};

}  // namespace kiosk::drivers
