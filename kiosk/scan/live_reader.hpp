#pragma once
/// Reads codes from the frames of a camera: a glance at each frame, a thorough look at the sharpest beside it, in a child and a thread
/// of its own, and votes over both. The glance never waits for the other.

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/base/slowed.hpp"
#include "kiosk/scan/decoder.hpp"
#include "kiosk/scan/votes.hpp"

namespace kiosk::scan {

/// One frame as it came: grey pixels, or a picture file of a camera that sends those.
struct LiveFrame {
    Frame grey;  ///< without pixels when the frame is encoded
    std::string_view encoded;
};

/// What is known after a frame.
struct LiveSeen {
    std::vector<Symbol> believed;  ///< of this frame, or of one that was looked at for longer
    std::vector<Symbol> outlines;  ///< everything that looks like a code in this frame, and where it lies
    FrameMeasure measure;
    std::chrono::microseconds work{};  ///< of the glance
    bool from_deep = false;            ///< a thorough look has answered since the frame before
    bool lost = false;                 ///< this frame could not be looked at
};

struct LivePace {
    Duration glance{};
    Duration deep{};
};
#ifdef __OPTIMIZE__
inline constexpr int slow_build = slowed_by;
#else
inline constexpr int slow_build = 10 * slowed_by;  // the same work takes so much longer in a build for the debugger
#endif
inline constexpr LivePace usual_pace{slow_build * glance_budget, slow_build* deep_budget};

/// One thread. look() blocks for as long as a glance takes.
class LiveReader {
public:
    /// `glance` must outlive the reader and is used by its thread; another decoder is started from it, without which glances have to
    /// do.
    explicit LiveReader(Decoder& glance, LivePace pace);
    ~LiveReader();
    LiveReader(const LiveReader&) = delete;
    LiveReader& operator=(const LiveReader&) = delete;

    [[nodiscard]] LiveSeen look(const LiveFrame& frame, Formats formats, Votes::Time at);
    /// Waits until the thorough look under way is over, so that a run repeats; its answer comes with the next frame, or by finish().
    void settle();
    /// After the last frame: what thorough looks still have to say.
    [[nodiscard]] LiveSeen finish();
    /// Codes are looked for anew: nothing of what was seen counts.
    void forget();

private:
    class Deep;
    void add_thorough_look(LiveSeen& out);

    Decoder& glance_;
    const LivePace pace_;
    Votes votes_;
    std::unique_ptr<Deep> deep_;  ///< none when its decoder did not start
};

}  // namespace kiosk::scan
