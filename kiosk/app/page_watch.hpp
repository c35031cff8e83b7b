#pragma once
/// Shows what lies under the camera while a page is wanted, and says when it lies still. The camera worker's thread.

#include <memory>
#include <optional>

#include "drivers/camera/camera.hpp"
#include "kiosk/app/device_keeper.hpp"
#include "kiosk/app/steady_page.hpp"
#include "kiosk/base/clock.hpp"
#include "kiosk/scan/decoder.hpp"
#include "kiosk/visit/effect.hpp"
#include "kiosk/visit/event.hpp"

namespace kiosk::app {

class PageWatch {
public:
    /// Both must outlive the watch; one thread uses the decoder.
    PageWatch(scan::Decoder& decoder, const Clock& clock) : decoder_(decoder), clock_(clock) {}

    /// A page is wanted from now on.
    void begin(const visit::CapturePage& wanted);
    /// … or no longer, if it is this one.
    void end(const Uuid& question);
    /// The visit is over: nothing of it is remembered.
    void forget();
    /// The page was taken, by itself or by hand.
    [[nodiscard]] std::optional<visit::CapturePage> take(const Uuid& question);
    [[nodiscard]] bool watching() const { return wanted_.has_value(); }
    [[nodiscard]] const Uuid& question() const { return wanted_->question; }

    struct Look {
        std::shared_ptr<const visit::LivePage> seen;  ///< nothing: no new frame, or the last ones are still to be shown
        bool take = false;                            ///< it lay still long enough
        std::optional<Code> trouble{};                ///< the camera gives no pictures
    };
    /// At the camera's newest frame. Blocks for some 15 ms.
    [[nodiscard]] Look look(DeviceKeeper<drivers::Camera>& camera);

private:
    [[nodiscard]] Result<std::optional<drivers::Frame>> next_frame(DeviceKeeper<drivers::Camera>& camera);
    [[nodiscard]] bool are_shown() const { return shown_last_.expired() || shown_before_.expired(); }

    scan::Decoder& decoder_;
    const Clock& clock_;
    std::optional<visit::CapturePage> wanted_;
    SteadyPage steady_;
    std::optional<Monotonic> last_frame_;
    bool complained_ = false;  ///< of frames that cannot be looked at, once for each page that is wanted
    std::weak_ptr<const visit::LivePage> shown_last_, shown_before_;  ///< so that a busy display is not given ever more
};

}  // namespace kiosk::app
