#pragma once
/// Keeps one device usable: opens it, notices that it went away, opens it again with growing pauses. The policy is here once,
/// so that drivers only say what happened. The thread of the device's worker.

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/visit/situation.hpp"

namespace kiosk::app {

template <class Device>
class DeviceKeeper {
public:
    /// `device` may be null: the settings name none.
    DeviceKeeper(std::string name, std::unique_ptr<Device> device, const Clock& clock)
        : name_(std::move(name)), device_(std::move(device)), clock_(clock) {
        if (!device_) health_ = Code::device_gone;
    }

    /// The device, open; or why it can't be used. Blocks as `open()` of the device does, and only when a try is due.
    [[nodiscard]] Result<Device*> ready() {
        if (!device_) return fail(Code::device_gone, name_ + ": none is configured");
        if (open_) return device_.get();
        if (next_try_ && clock_.monotonic() < *next_try_) {
            return fail(health_.value_or(Code::device_gone), name_ + ": waiting to try again");
        }
        auto opened = device_->open();
        if (!opened) {
            pause_ = std::min(pause_ * 2, longest_pause);
            next_try_ = clock_.monotonic() + pause_;
            note(opened.error());
            return fail(std::move(opened));
        }
        open_ = true;
        pause_ = first_pause / 2;
        next_try_.reset();
        note_well();
        return device_.get();
    }

    /// What an operation on the device answered; errors that need `open()` again are remembered as such.
    void answered(const Result<Done>& answer) {
        if (answer) return note_well();
        const Code code = answer.error().code;
        if (code == Code::device_gone || code == Code::device_fault || code == Code::io) {
            open_ = false;
            next_try_ = clock_.monotonic() + first_pause;
        }
        note(answer.error());
    }

    /// Somebody has mended it: the next `ready()` tries at once.
    void try_anew() { next_try_.reset(); }

    [[nodiscard]] const visit::Health& health() const { return health_; }
    [[nodiscard]] bool configured() const { return device_ != nullptr; }
    [[nodiscard]] Device* bare() { return device_.get(); }

private:
    static constexpr Duration first_pause = 500ms;  ///< a plug pushed in again is noticed at once
    static constexpr Duration longest_pause = 10s;  ///< a dead device costs little and is back soon after it is mended

    void note(const Error& error) {
        if (error.code == Code::stopped || error.code == Code::bad_usage || error.code == Code::timed_out) return;
        if (error.code == Code::too_large) return;  // what was held before it is at fault, not the device
        if (health_ != error.code) log::failure(name_, error);
        health_ = error.code;
    }
    void note_well() {
        if (health_) log::info("{}: works again", name_);
        health_.reset();
    }

    const std::string name_;
    const std::unique_ptr<Device> device_;
    const Clock& clock_;
    bool open_ = false;
    Duration pause_ = first_pause / 2;
    std::optional<Monotonic> next_try_;
    visit::Health health_;
};

}  // namespace kiosk::app
