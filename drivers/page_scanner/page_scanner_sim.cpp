#include "drivers/page_scanner/page_scanner_sim.hpp"

#include <algorithm>
#include <vector>

#include "drivers/sim_wait.hpp"
#include "kiosk/base/files.hpp"

namespace kiosk::drivers {

PageScannerSim::PageScannerSim(const Clock& clock, std::filesystem::path folder_of_pictures)
    : clock_(clock), folder_(std::move(folder_of_pictures)) {
    insert_folder();
}

Result<Done> PageScannerSim::open() {
    const std::lock_guard lock(mutex_);
    open_ = plugged_;
    if (!plugged_) return fail(Code::device_gone, "the simulated scanner is unplugged");
    return Done{};
}

Result<Picture> PageScannerSim::scan(std::stop_token stop, int dpi) {
    if (dpi < 75 || dpi > 600) return fail(Code::bad_usage, "a page is scanned at 75 to 600 dpi");
    const Monotonic done_at = clock_.monotonic() + feeding_time + Duration{ms_a_dpi * dpi};
    bool waiting = true;
    while (waiting) {
        {
            const std::lock_guard lock(mutex_);
            if (auto fine = trouble(); !fine) return fail(std::move(fine));
            if (feeder_.empty()) return fail(Code::no_paper, "the simulated scanner's feeder is empty");
        }
        const Duration left = done_at - clock_.monotonic();
        if (!sim_wait(clock_, std::min<Duration>(left, 50ms), stop)) return fail(Code::stopped, "the scan was cancelled");
        const Duration still_left = done_at - clock_.monotonic();
        waiting = still_left > 0ms && still_left != left;  // A clock that stands still has passed, see sim_wait.
    }
    const std::lock_guard lock(mutex_);
    if (std::exchange(pull_cable_in_next_page_, false)) plugged_ = open_ = false;
    if (auto fine = trouble(); !fine) return fail(std::move(fine));
    if (feeder_.empty()) return fail(Code::no_paper, "the page was pulled out of the simulated scanner");
    const std::filesystem::path page = std::move(feeder_.front());
    feeder_.pop_front();
    if (std::exchange(cut_next_page_, false)) return fail(Code::io, "the page ended early; scan it again");
    auto bytes = read_file(page, largest_page_bytes);
    if (!bytes) return fail(std::move(bytes));
    auto type = media_type_of(*bytes);
    return Picture{std::move(*bytes), std::move(type)};
}

Result<Done> PageScannerSim::trouble() const {
    if (!open_) return fail(Code::device_gone, "the simulated scanner is unplugged or was not opened");
    if (cover_open_) return fail(Code::cover_open, "the simulated scanner's cover is open");
    if (jammed_) return fail(Code::paper_jam, "a page is stuck in the simulated scanner");
    return Done{};
}

void PageScannerSim::insert(std::filesystem::path picture) {
    const std::lock_guard lock(mutex_);
    feeder_.push_back(std::move(picture));
}

void PageScannerSim::insert_folder() {
    std::vector<std::filesystem::path> pages;
    std::error_code unreadable;  // A folder that cannot be read is an empty feeder, and scan() says so.
    for (std::filesystem::directory_iterator file(folder_, unreadable), end; !unreadable && file != end;
         file.increment(unreadable)) {
        std::error_code gone;
        if (file->is_regular_file(gone)) pages.push_back(file->path());
    }
    std::sort(pages.begin(), pages.end());
    const std::lock_guard lock(mutex_);
    feeder_.insert(feeder_.end(), pages.begin(), pages.end());
}

void PageScannerSim::take_pages_away() {
    const std::lock_guard lock(mutex_);
    feeder_.clear();
}

void PageScannerSim::jam() {
    const std::lock_guard lock(mutex_);
    jammed_ = true;
}

void PageScannerSim::clear_jam() {
    const std::lock_guard lock(mutex_);
    jammed_ = false;
}

void PageScannerSim::open_cover() {
    const std::lock_guard lock(mutex_);
    cover_open_ = true;
}

void PageScannerSim::close_cover() {
    const std::lock_guard lock(mutex_);
    cover_open_ = false;
}

void PageScannerSim::unplug() {
    const std::lock_guard lock(mutex_);
    plugged_ = false;
    open_ = false;
}

void PageScannerSim::plug_in() {
    const std::lock_guard lock(mutex_);
    plugged_ = true;
}

void PageScannerSim::cut_next_page() {
    const std::lock_guard lock(mutex_);
    cut_next_page_ = true;
}

void PageScannerSim::pull_cable_in_next_page() {
    const std::lock_guard lock(mutex_);
    pull_cable_in_next_page_ = true;
}

}  // namespace kiosk::drivers
