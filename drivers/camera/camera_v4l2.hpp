#pragma once
/// A camera behind Video4Linux: USB document cameras and webcams (/dev/video0, a udev name).

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "drivers/camera/camera.hpp"
#include "drivers/camera/pixels.hpp"
#include "drivers/descriptor.hpp"

namespace kiosk::drivers {

/// Streams through mapped buffers. Raw pictures (YUYV, GREY) where the camera gives the wanted size in them, else JPEG.
class CameraV4l2 final : public Camera {
public:
    static constexpr Duration still_patience = 2s;

    explicit CameraV4l2(std::string path, int width_px = 1920, int height_px = 1080);
    ~CameraV4l2() override;

    Result<Done> open() override;
    void close() override;
    Result<std::optional<Frame>> frame() override;
    Result<Picture> still() override;

private:
    struct Filled {
        std::uint32_t index = 0;
        std::uint32_t bytes = 0;
        bool damaged = false;
    };
    struct Mapped {
        std::uint8_t* start = nullptr;
        std::size_t length = 0;
    };

    Result<Done> start();
    Result<Done> check_is_camera() const;
    Result<Done> choose_format();
    Result<Done> map_buffers();
    Result<Done> give_back(std::uint32_t index);
    Result<std::optional<Filled>> take_filled();
    Result<std::optional<Filled>> take_newest();
    [[nodiscard]] RawPicture raw(const Filled& filled) const;
    Result<Frame> as_frame(const Filled& filled) const;
    Result<Picture> as_still(const Filled& filled) const;
    [[nodiscard]] tl::unexpected<Error> lost(const std::string& doing, int error);

    const std::string path_;
    const int wanted_width_px_;
    const int wanted_height_px_;
    Descriptor fd_;
    std::vector<Mapped> buffers_;
    std::uint32_t format_ = 0;
    int width_px_ = 0;
    int height_px_ = 0;
    std::size_t stride_ = 0;
    std::uint64_t sequence_ = 0;
};

}  // namespace kiosk::drivers
