#pragma once
/// A display with a touch panel: a real X server whose glass is memory and whose fingers come through a socket, by the driver
/// with which X.Org tries its own input. From there on all is as with a panel: XInput 2, SDL's queue, the window. One thread.

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <span>
#include <vector>

#include "tests/window/child.hpp"
#include "ui/geometry.hpp"

namespace kiosk::test {

class TouchScreen {
public:
    static constexpr int width = 1080;
    static constexpr int height = 1920;

    /// Programs that are started from here on find it by DISPLAY. Throws when it cannot be had; why stands in `folder`.
    explicit TouchScreen(const std::filesystem::path& folder);
    ~TouchScreen();
    TouchScreen(const TouchScreen&) = delete;
    TouchScreen& operator=(const TouchScreen&) = delete;

    /// The server has taken it in when these return.
    void finger_down(unsigned finger, ui::Point at);
    void finger_moved(unsigned finger, ui::Point at);
    void finger_up(unsigned finger, ui::Point at);
    void lift_all();

    /// What stands on the glass, row by row, 0xRRGGBB.
    [[nodiscard]] std::vector<std::uint32_t> glass() const;
    /// Takes every window from the glass, and puts those back.
    void unmap_windows();
    void map_windows();
    /// Unplugs the display, and plugs it in again.
    void turn_off() const;
    void turn_on() const;

private:
    enum class Touch : std::uint32_t { begin = 18, update = 19, end = 20 };  // as XInput 2 numbers them
    void send(Touch kind, unsigned finger, ui::Point at);
    void write_all(std::span<const std::byte> bytes) const;
    void read_answer() const;
    void set_output(std::vector<std::string> words) const;

    std::filesystem::path folder_;
    std::unique_ptr<VirtualScreen> server_;
    int socket_ = -1;
    void* connection_ = nullptr;  ///< Xlib's Display, whose header would take many names away here
    std::set<unsigned> down_;
    std::vector<unsigned long> unmapped_;
};

}  // namespace kiosk::test
