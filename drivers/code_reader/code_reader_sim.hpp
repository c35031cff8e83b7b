#pragma once
/// A code reader that exists only here. Tests, scripts and the demonstration hold codes before it.

#include <deque>
#include <mutex>
#include <string>

#include "drivers/code_reader/code_reader.hpp"
#include "kiosk/base/clock.hpp"

namespace kiosk::drivers {

/// The interface on one thread, the hands on any.
class CodeReaderSim final : public CodeReader {
public:
    /// From the light to the last byte, as measured readers do.
    static constexpr Duration reading_time = 150ms;

    /// Codes not yet polled; more are lost, as in a full serial buffer.
    static constexpr std::size_t most_waiting = 64;

    explicit CodeReaderSim(const Clock& clock);

    Result<Done> open() override;
    void set_enabled(bool enabled) override;
    Result<std::optional<std::string>> poll() override;

    /// Holds a code before the reader; it is read reading_time later, and not at all while disabled or unplugged.
    void present(std::string code);
    void unplug();
    void plug_in();

private:
    struct Coming {
        std::string code;
        Monotonic at;
    };
    const Clock& clock_;
    std::mutex mutex_;
    std::deque<Coming> coming_;
    bool plugged_ = true;
    bool open_ = false;
    bool enabled_ = false;
};

}  // namespace kiosk::drivers
