#pragma once
/// A page scanner that exists only here: its feeder is filled with picture files.

#include <deque>
#include <filesystem>
#include <mutex>

#include "drivers/page_scanner/page_scanner.hpp"
#include "kiosk/base/clock.hpp"

namespace kiosk::drivers {

/// The interface on one thread, the hands on any.
class PageScannerSim final : public PageScanner {
public:
    /// Warm-up and feeding, then the lamp's way: an A4 page at 300 dpi takes 2.6 s, as sheet-fed scanners of the class do.
    static constexpr Duration feeding_time = 500ms;
    static constexpr int ms_a_dpi = 7;

    /// The feeder starts with the regular files of the folder in the order of their names. Without a folder it starts empty.
    PageScannerSim(const Clock& clock, std::filesystem::path folder_of_pictures = {});

    Result<Done> open() override;
    Result<Picture> scan(std::stop_token stop, int dpi) override;

    /// Lays one more page behind the others.
    void insert(std::filesystem::path picture);
    /// Lays the whole folder in again, as the next citizen does.
    void insert_folder();
    void take_pages_away();
    void jam();
    void clear_jam();
    void open_cover();
    void close_cover();
    void unplug();
    void plug_in();
    /// The next page ends half-way, and is gone.
    void cut_next_page();
    /// Unplugged in the middle of the next page, which stays in the feeder.
    void pull_cable_in_next_page();

private:
    Result<Done> trouble() const;

    const Clock& clock_;
    const std::filesystem::path folder_;
    mutable std::mutex mutex_;
    std::deque<std::filesystem::path> feeder_;
    bool plugged_ = true;
    bool open_ = false;
    bool jammed_ = false;
    bool cover_open_ = false;
    bool cut_next_page_ = false;
    bool pull_cable_in_next_page_ = false;
};

}  // namespace kiosk::drivers
