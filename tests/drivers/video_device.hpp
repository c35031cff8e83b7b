#pragma once
/// A Video4Linux camera as the kernel shows one, played by this test program: a file whose bytes are the camera's buffers, and
/// the answers to ioctl on it. It keeps to the kernel's documented rules; that a real camera does is for
/// KIOSK_TEST_CAMERA to tell.

#include <cstdint>
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

struct v4l2_format;
struct v4l2_requestbuffers;
struct v4l2_buffer;

namespace kiosk::drivers::test {

class VideoDevice {
public:
    struct Mode {
        std::uint32_t pixel_format;
        int width_px;
        int height_px;
        std::size_t row_bytes;  ///< with padding; 0: encoded
    };
    /// `path` must not exist yet.
    VideoDevice(std::filesystem::path path, std::vector<Mode> modes);
    ~VideoDevice();
    VideoDevice(const VideoDevice&) = delete;
    VideoDevice& operator=(const VideoDevice&) = delete;

    [[nodiscard]] std::string path() const { return path_.string(); }
    /// The camera fills the buffer that waits longest; the picture is lost when none waits.
    void fill(std::string_view bytes, bool damaged = false);
    /// From now on a picture comes by itself after each time that none was there.
    void run(std::string picture) { running_ = std::move(picture); }
    void unplug() {
        plugged_ = streaming_ = false;
        waiting_.clear();
        done_.clear();
    }
    void plug_in() { plugged_ = true; }
    void take_the_bus(bool taken) { bus_taken_ = taken; }

    [[nodiscard]] bool is_streaming() const { return streaming_; }
    [[nodiscard]] std::size_t waiting_buffers() const { return waiting_.size(); }
    [[nodiscard]] const Mode& mode() const { return mode_; }

    /// What the kernel answers; errno as it sets it.
    int answer(unsigned long request, void* argument);

private:
    struct Done {
        std::uint32_t index;
        std::uint32_t bytes;
        bool damaged;
    };
    int format(v4l2_format& wanted, bool set);
    int request(v4l2_requestbuffers& wanted);
    int describe(v4l2_buffer& buffer) const;
    int queue(const v4l2_buffer& buffer);
    int dequeue(v4l2_buffer& buffer);

    std::filesystem::path path_;
    std::vector<Mode> modes_;
    Mode mode_{};
    int file_ = -1;
    std::uint32_t count_ = 0;
    std::size_t buffer_bytes_ = 0;
    std::deque<std::uint32_t> waiting_;
    std::deque<Done> done_;
    std::string running_;
    bool streaming_ = false;
    bool plugged_ = true;
    bool bus_taken_ = false;
};

/// The device whose file this is open on; null: none of ours.
[[nodiscard]] VideoDevice* device_behind(int fd);

}  // namespace kiosk::drivers::test
