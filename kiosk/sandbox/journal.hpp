#pragma once
/// Everything that ever happened at the training portal, one line of JSON each, appended and flushed before anybody is
/// told. A checker can read it with any tool. One thread at a time; blocks on the disk.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::sandbox {

class Journal {
public:
    /// busy: another process has it open. A last line that a crash cut off is taken away.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const std::filesystem::path& file);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// The lines that were there at opening, oldest first; given away once.
    [[nodiscard]] std::vector<std::string> take_lines() { return std::move(lines_); }
    /// After an error the line is not in the journal.
    [[nodiscard]] Result<Done> append(std::string_view line);

private:
    Journal(int descriptor, std::vector<std::string> lines, long long size)
        : descriptor_(descriptor), lines_(std::move(lines)), size_(size) {}
    int descriptor_;
    std::vector<std::string> lines_;
    long long size_;
};

}  // namespace kiosk::sandbox
