#pragma once
/// What the kernel does in its own time (a byte through a pseudo-terminal, a packet on loopback) is waited for, with an end.

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include <unistd.h>

namespace kiosk::drivers::test {

inline bool comes_true(const std::function<bool()>& condition,
                       std::chrono::milliseconds patience = std::chrono::seconds(10)) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    return true;
}

/// A folder of this test's own, gone with it.
class TempFolder {
public:
    TempFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-drivers-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder() {
        std::error_code left_behind;
        std::filesystem::remove_all(path_, left_behind);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace kiosk::drivers::test
