#include "tests/window/touch_screen.hpp"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "kiosk/base/files.hpp"

namespace kiosk::test {
namespace {

// ---- The driver's protocol, version 1.1 (inputtestdrv(4)): structs as a C compiler lays them out --------------------------------

constexpr std::size_t most_axes = 64;
enum class Message : std::uint32_t { version = 0, wait = 1, touch = 6 };
struct Header {
    std::uint32_t length;
    Message kind;
};
struct Version {
    Header header{sizeof(Version), Message::version};
    std::uint16_t major = 1;
    std::uint16_t minor = 1;
};
struct TouchMessage {
    Header header{sizeof(TouchMessage), Message::touch};
    std::uint32_t finger = 0;
    std::uint32_t kind = 0;
    std::uint32_t has_unaccelerated = 0;
    std::array<std::uint8_t, most_axes / 8> given{0b11};  // across and down
    std::array<double, most_axes> values{};
    std::array<double, most_axes> unaccelerated{};
};
static_assert(sizeof(Version) == 12 && sizeof(TouchMessage) == 1056);

constexpr double axis_length = 65536;  // of the glass, each way
constexpr const char* configuration = R"(
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
EndSection
Section "InputDevice"
  Identifier "panel"
  Driver "inputtest"
  Option "SocketPath" "{socket}"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
EndSection
Section "Device"
  Identifier "memory"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "glass"
  HorizSync 5-1000
  VertRefresh 5-200
  Modeline "1080x1920" 178.5 1080 1152 1264 1448 1920 1923 1933 1984
EndSection
Section "Screen"
  Identifier "screen"
  Device "memory"
  Monitor "glass"
  DefaultDepth 24
  SubSection "Display"
    Modes "1080x1920"
    Virtual 1080 1920
  EndSubSection
EndSection
Section "ServerLayout"
  Identifier "kiosk"
  Screen "screen"
  InputDevice "panel" "SendCoreEvents"
EndSection
)";

int connected_to(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path) return -1;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket >= 0 && connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
    if (socket >= 0) close(socket);
    return -1;
}

Display* display(void* connection) { return static_cast<Display*>(connection); }

}  // namespace

TouchScreen::TouchScreen(const std::filesystem::path& folder) : folder_(folder) {
    const auto socket = std::filesystem::temp_directory_path() / ("kiosk-touch-" + std::to_string(getpid()));
    std::string text = configuration;
    text.replace(text.find("{socket}"), std::strlen("{socket}"), socket.string());
    if (!write_file(folder / "xorg.conf", text)) throw std::runtime_error("the X server's configuration cannot be written");
    server_ = std::make_unique<VirtualScreen>(
        folder, std::vector<std::string>{"Xorg", "-config", (folder / "xorg.conf").string(), "-logfile",
                                         (folder / "xorg.log").string(), "-novtswitch", "-sharevts", "-terminate"});
    if (!server_->is_there())
        throw std::runtime_error("no X server with a touch panel: see " + (folder / "xorg.log").string());
    socket_ = connected_to(socket);
    std::filesystem::remove(socket);
    connection_ = XOpenDisplay(server_->name().c_str());
    if (socket_ < 0 || connection_ == nullptr) throw std::runtime_error("the X server has no touch panel");
    constexpr timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const Version version;
    write_all(std::as_bytes(std::span(&version, 1)));
    read_answer();
}

TouchScreen::~TouchScreen() {
    if (connection_ != nullptr) XCloseDisplay(display(connection_));
    if (socket_ >= 0) close(socket_);
}

// ---- Fingers --------------------------------------------------------------------------------------------------------------------

void TouchScreen::finger_down(unsigned finger, ui::Point at) {
    down_.insert(finger);
    send(Touch::begin, finger, at);
}

void TouchScreen::finger_moved(unsigned finger, ui::Point at) { send(Touch::update, finger, at); }

void TouchScreen::finger_up(unsigned finger, ui::Point at) {
    down_.erase(finger);
    send(Touch::end, finger, at);
}

void TouchScreen::lift_all() {
    while (!down_.empty()) finger_up(*down_.begin(), {});
}

void TouchScreen::send(Touch kind, unsigned finger, ui::Point at) {
    const auto on_axis = [](int px, int whole) { return std::floor((px + 0.5) * axis_length / whole); };
    TouchMessage message;
    message.finger = finger;
    message.kind = static_cast<std::uint32_t>(kind);
    message.values[0] = on_axis(at.x, width);
    message.values[1] = on_axis(at.y, height);
    write_all(std::as_bytes(std::span(&message, 1)));
    const Header wait{sizeof(Header), Message::wait};
    write_all(std::as_bytes(std::span(&wait, 1)));
    read_answer();
}

void TouchScreen::write_all(std::span<const std::byte> bytes) const {
    while (!bytes.empty()) {
        const auto written = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (written <= 0) throw std::runtime_error("the touch panel takes nothing");
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

/// One message: its length stands first.
void TouchScreen::read_answer() const {
    std::array<std::byte, sizeof(Version)> answer{};
    Header header{};
    if (recv(socket_, &header, sizeof header, MSG_WAITALL) != sizeof header || header.length > answer.size() ||
        header.length < sizeof header)
        throw std::runtime_error("the touch panel does not answer");
    const auto rest = header.length - sizeof header;
    if (rest > 0 && recv(socket_, answer.data(), rest, MSG_WAITALL) != static_cast<ssize_t>(rest))
        throw std::runtime_error("the touch panel stopped in the middle of a message");
}

// ---- Glass ----------------------------------------------------------------------------------------------------------------------

std::vector<std::uint32_t> TouchScreen::glass() const {
    auto* x = display(connection_);
    XImage* image = XGetImage(x, DefaultRootWindow(x), 0, 0, width, height, AllPlanes, ZPixmap);
    if (image == nullptr) throw std::runtime_error("the glass cannot be read");
    std::vector<std::uint32_t> out;
    out.reserve(static_cast<std::size_t>(width) * height);
    for (int y = 0; y < height; ++y) {
        for (int column = 0; column < width; ++column)
            out.push_back(static_cast<std::uint32_t>(XGetPixel(image, column, y)) & 0xFFFFFFU);
    }
    XDestroyImage(image);
    return out;
}

void TouchScreen::unmap_windows() {
    auto* x = display(connection_);
    Window root = 0;
    Window parent = 0;
    Window* all = nullptr;
    unsigned count = 0;
    if (XQueryTree(x, DefaultRootWindow(x), &root, &parent, &all, &count) == 0) return;
    for (const auto window : std::span(all, count)) {
        XWindowAttributes attributes{};
        if (XGetWindowAttributes(x, window, &attributes) == 0 || attributes.map_state != IsViewable) continue;
        XUnmapWindow(x, window);
        unmapped_.push_back(window);
    }
    if (all != nullptr) XFree(all);
    XSync(x, False);
}

void TouchScreen::map_windows() {
    auto* x = display(connection_);
    for (const auto window : std::exchange(unmapped_, {})) XMapWindow(x, window);
    XSync(x, False);
}

void TouchScreen::turn_off() const { set_output({"--off"}); }
void TouchScreen::turn_on() const { set_output({"--mode", "1080x1920"}); }

void TouchScreen::set_output(std::vector<std::string> words) const {
    std::vector<std::string> command{"xrandr", "--display", server_->name(), "--output", "DUMMY0"};
    command.insert(command.end(), words.begin(), words.end());
    Child xrandr(std::move(command), folder_ / "xrandr.log");
    if (!xrandr.started() || xrandr.wait() != 0) throw std::runtime_error("xrandr: see xrandr.log");
}

}  // namespace kiosk::test
