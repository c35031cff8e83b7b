#pragma once
/// A folder of a test's own, which goes away with the object. One thread.

#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>

namespace kiosk::test {

/// For files of which nobody asks whether they reached a disk: faster.
inline std::filesystem::path in_memory() {
    const std::filesystem::path memory = "/dev/shm";
    return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

class TempFolder {
public:
    /// Throws std::system_error where none can be made.
    explicit TempFolder(const std::filesystem::path& within = std::filesystem::temp_directory_path()) {
        std::string pattern = (within / "kiosk-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::system_error(errno, std::generic_category(), pattern);
        path_ = pattern;
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder() {
        std::error_code ignored;  // a folder that stays among temporary ones harms nobody
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace kiosk::test
