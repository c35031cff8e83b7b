#pragma once
/// What the kernel does in its own time (a byte through a pseudo-terminal, a packet on loopback) is waited for, with an end.

#include <chrono>
#include <functional>
#include <thread>

#include "tests/support/temp_folder.hpp"

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

using kiosk::test::TempFolder;

}  // namespace kiosk::drivers::test
