#pragma once
/// Reads pages that were taken, while their visit goes on. The reading worker's thread; blocks for seconds.

#include <atomic>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "kiosk/app/capture_desk.hpp"
#include "kiosk/app/public_data.hpp"

namespace kiosk::app {

class ReadingDesk {
public:
    explicit ReadingDesk(const PublicData& data) : data_(data) {}

    /// Whether it is wanted at all, and was possible so far. Any thread.
    [[nodiscard]] bool reads() const { return data_.settings.pages.searchable_text && !gave_up_.load(); }
    /// Nothing when the page could not be read, or `stop` says that nobody waits for it.
    [[nodiscard]] std::optional<visit::PageRead> read(const UnreadPage& unread, const std::stop_token& stop);

private:
    const PublicData& data_;
    std::atomic<bool> gave_up_{false};  ///< there is no tesseract here
};

}  // namespace kiosk::app
