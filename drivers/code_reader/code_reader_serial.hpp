#pragma once
/// A code reader on a serial line: RS-232, or USB in its serial mode (/dev/ttyACM0, /dev/ttyUSB0, a udev name).

#include <string>

#include "drivers/code_reader/code_reader.hpp"
#include "drivers/code_reader/code_splitter.hpp"
#include "drivers/descriptor.hpp"
#include "kiosk/base/clock.hpp"

namespace kiosk::drivers {

/// Raw line, 8N1, no echo. A poll reads at most 4 KB, so a reader gone mad costs bounded time and memory.
class CodeReaderSerial final : public CodeReader {
public:
    /// `baud`: 9600, 19200, 38400, 57600 or 115200; USB readers ignore it.
    CodeReaderSerial(std::string path, const Clock& clock, int baud = 9600);

    Result<Done> open() override;
    void set_enabled(bool enabled) override;
    Result<std::optional<std::string>> poll() override;

private:
    Result<Done> configure(int fd) const;
    Result<Done> read_some();

    const std::string path_;
    const Clock& clock_;
    const int baud_;
    Descriptor line_;
    CodeSplitter splitter_;
    bool enabled_ = false;
};

}  // namespace kiosk::drivers
