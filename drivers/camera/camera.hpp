#pragma once
/// Looks at what lies or is held under the kiosk's camera: live frames for codes, stills of papers.

#include <cstdint>
#include <optional>
#include <vector>

#include "drivers/picture.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// One live picture. Exactly one of `grey` and `encoded` is filled: cameras that send JPEG are decoded in the sandbox.
struct Frame {
    int width_px = 0;                ///< 0 when encoded
    int height_px = 0;               ///< 0 when encoded
    std::vector<std::uint8_t> grey;  ///< width_px * height_px bytes, rows from the top
    Picture encoded;
    std::uint64_t sequence = 0;  ///< grows by at least one a frame
};

/// Called by one thread only.
class Camera {
public:
    virtual ~Camera() = default;

    /// Starts the picture flowing, anew after an error. Blocks for a second at worst. device_gone, busy, no_permission,
    /// unsupported.
    virtual Result<Done> open() = 0;
    /// Stops, and lets others have the camera (its light goes out). Never blocks, cannot fail.
    virtual void close() = 0;
    /// The newest frame not yet given, or nothing. Never blocks. device_gone, device_fault: open() again. A camera that hangs
    /// gives nothing for ever: how long that is borne is the caller's to say.
    virtual Result<std::optional<Frame>> frame() = 0;
    /// A picture of this moment, as an image file. Blocks at most 2 s. timed_out, device_gone, device_fault.
    virtual Result<Picture> still() = 0;
};

}  // namespace kiosk::drivers
