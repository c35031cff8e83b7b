#pragma once
/// Finds codes that are laid under the camera, in its live frames: what a code reader does, for a kiosk that has none or whose
/// reader is broken. The camera worker's thread.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "drivers/camera/camera.hpp"
#include "kiosk/app/device_keeper.hpp"
#include "kiosk/base/clock.hpp"
#include "kiosk/scan/live_reader.hpp"
#include "kiosk/visit/event.hpp"

namespace kiosk::app {

/// A code counts when the frames' votes say so (`scan::Votes`), and once for each time that it is laid down: what still lies there when
/// codes are wanted again, a rejected card or one that somebody forgot, is nobody's answer until it was lifted.
class CodeWatch {
public:
    /// The decoder must outlive the watch; one thread uses both. `staff`: whose tokens this kiosk knows. `formats`: the codes that it
    /// looks for. `pace`: how long a frame may be looked at, in real time.
    explicit CodeWatch(scan::Decoder& decoder, const Clock& clock, std::span<const settings::StaffToken> staff = {},
                       CodeFormats formats = everyday_formats, scan::LivePace pace = scan::usual_pace)
        : decoder_(decoder), clock_(clock), staff_(staff), formats_(formats), pace_(pace) {}

    /// Codes are wanted from now on, or no longer. What the camera saw before does not count.
    void set_enabled(bool enabled);
    [[nodiscard]] bool is_enabled() const { return enabled_; }

    /// Looks at the camera's newest frame. Blocks for as long as a glance takes, milliseconds for grey pixels. What the code that now
    /// counts means; nothing most of the time.
    [[nodiscard]] std::optional<visit::Event> look(DeviceKeeper<drivers::Camera>& camera);
    /// How long to leave the processor to others before the next look.
    [[nodiscard]] Duration rest() const { return rest_; }

private:
    using Mark = std::size_t;  ///< tells one code from another without keeping what it says

    struct Candidate {
        Mark mark;
        visit::Event event;
    };

    [[nodiscard]] std::optional<drivers::Frame> next_frame(DeviceKeeper<drivers::Camera>& camera);
    [[nodiscard]] scan::LiveSeen read(const drivers::Frame& frame);
    [[nodiscard]] std::optional<Candidate> fresh(const scan::LiveSeen& seen) const;
    [[nodiscard]] std::optional<visit::Event> judge(const scan::LiveSeen& seen);

    scan::Decoder& decoder_;
    const Clock& clock_;
    const std::span<const settings::StaffToken> staff_;
    const CodeFormats formats_;
    const scan::LivePace pace_;
    bool enabled_ = false;
    bool stale_ = false;       ///< the next frame was filled before codes were wanted
    bool complained_ = false;  ///< the log knows of a frame that could not be looked at
    std::optional<Monotonic> last_frame_;
    std::optional<Monotonic> last_code_;
    std::vector<Mark> told_;  ///< lies there still, as far as anybody knows
    Duration rest_{};
    std::unique_ptr<scan::LiveReader> reader_;  ///< from the first frame on that codes are wanted of
};

}  // namespace kiosk::app
