#pragma once
/// A page scanner in a process of its own (drivers/scanner_program). SANE's backends are many and old: one that crashes at a pulled
/// cable, hangs, or ends a thread while it holds a lock of the C library ends a scan, and the kiosk stands.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drivers/child.hpp"
#include "drivers/page_scanner/page_scanner.hpp"
#include "drivers/page_scanner/scanner_wire.hpp"

namespace kiosk::drivers {

/// After an error that asks for it, open() starts the program anew and so sees what was plugged in since.
class PageScannerProcess final : public PageScanner {
public:
    /// `program`: where kiosk_scanner is. `device` and `options`: as PageScannerSane takes them.
    explicit PageScannerProcess(std::filesystem::path program, std::string device,
                                const std::map<std::string, std::string>& options = {});

    /// Blocks 30 s at worst. not_found when the program is missing.
    Result<Done> open() override;
    /// device_fault, too, when the program has ended by itself or sends nothing for three minutes.
    Result<Picture> scan(std::stop_token stop, int dpi) override;

private:
    Result<Picture> scan_once(const std::stop_token& stop, int dpi);
    Result<Picture> ask(const std::string& line, const std::stop_token& stop, Duration patience);
    Result<ScannerAnswer> read_line(const std::stop_token& stop, const Deadline& deadline);
    Result<std::string> read_bytes(std::size_t count, const std::stop_token& stop, const Deadline& deadline);
    Result<std::size_t> receive(char* room, std::size_t size, const std::stop_token& stop, const Deadline& deadline);

    const std::filesystem::path program_;
    std::vector<std::string> arguments_;
    std::optional<Child> child_;
    bool hung_after_page_ = false;      ///< how the program ended, asked for the next page
    std::optional<Deadline> stopping_;  ///< how long the program may take to obey; set once `stop` has been said
};

}  // namespace kiosk::drivers
