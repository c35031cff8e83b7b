#pragma once
/// A camera that exists only here: it looks at picture files.

#include <filesystem>
#include <mutex>
#include <vector>

#include "drivers/camera/camera.hpp"
#include "kiosk/base/clock.hpp"

namespace kiosk::drivers {

/// The interface on one thread, the hands on any. PGM and PPM files give grey frames, other files encoded ones.
class CameraSim final : public Camera {
public:
    static constexpr Duration frame_time = 100ms;  ///< ten a second, as document cameras in poor light
    static constexpr Duration still_time = 400ms;  ///< focus and one frame
    static constexpr std::size_t largest_picture_bytes = 64U << 20;

    /// Looks at the first file of the folder in the order of names; next() goes on, and round. Without a folder it looks at
    /// an empty desk until present().
    explicit CameraSim(const Clock& clock, const std::filesystem::path& folder_of_pictures = {});

    Result<Done> open() override;
    void close() override;
    Result<std::optional<Frame>> frame() override;
    Result<Picture> still() override;

    void next();
    /// Lays this picture under the camera, on top of what lies there.
    void present(std::filesystem::path picture);
    /// Takes away the one on top, so that what lay under it is seen again.
    void take_away();
    /// Frames stop coming, as from a camera that hangs; unfreeze() ends it.
    void freeze();
    void unfreeze();
    void unplug();
    void plug_in();

private:
    Result<Picture> look();

    const Clock& clock_;
    std::mutex mutex_;
    std::vector<std::filesystem::path> pictures_;  ///< the folder's
    std::vector<std::filesystem::path> on_top_;    ///< what hands laid there
    std::size_t current_ = 0;
    std::uint64_t sequence_ = 0;
    Monotonic next_frame_{};
    bool plugged_ = true;
    bool open_ = false;
    bool frozen_ = false;
};

}  // namespace kiosk::drivers
