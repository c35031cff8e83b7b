#pragma once
/// The memory that parent and child share, and the messages between them. The parent writes the picture, the child writes
/// what it found; the parent believes nothing it reads there without checking it.

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "kiosk/pages/page.hpp"

namespace kiosk::scan {

inline constexpr std::size_t input_room_bytes = 40U << 20;
inline constexpr std::size_t output_room_bytes = 24U << 20;

enum class Ask : std::uint32_t { look_at_file, look_at_frame, page, sight, misbehave };

/// Whether a live frame shows a sheet of paper.
enum class SheetSeen : std::uint32_t { none, cut_off, whole };

/// What a child can be told to do wrong, so that tests and `kiosk doctor` can prove that it does no harm.
enum class Misdeed : std::uint32_t { none, abort, hang, take_memory, write_file, open_socket, look_at_two_scales };

struct Request {
    Ask ask{};
    std::uint32_t formats = 0;
    std::int32_t first_attempt = 0;
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::uint32_t input_bytes = 0;
    std::int32_t budget_ms = 0;
    std::int32_t more_ms_a_megapixel = 0;  ///< for each beyond the first
    std::uint32_t quick = 0;               ///< only what is worth its time on a live frame
    std::int32_t max_side_px = 0;
    pages::Wish page{};
    Misdeed misdeed{};
    std::int32_t misdeed_attempt = -1;  ///< with look_at_*: at which attempt; -1 never
};

struct Reply {
    std::uint32_t code = 0;  ///< 0, or 1 + kiosk::Code
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::int32_t original_width = 0;
    std::int32_t original_height = 0;
    std::uint32_t cut_short = 0;
    std::int32_t work_us = 0;
    std::int32_t hints = 0;
    float sharpness = 0;
    float motion = 1;
    SheetSeen sheet = SheetSeen::none;
    std::int16_t corners[8]{};  ///< x and y, in pixels of the picture that was made for the screen
    char words[240]{};          ///< the error's sentence
};

/// The child's place in the list while it reads the file itself.
inline constexpr std::int32_t reading_file = -1;
/// … and before it has taken the request at all.
inline constexpr std::int32_t not_begun = -2;

struct FrameRoom {
    std::atomic<std::int32_t> attempt;       ///< what the child is at
    std::atomic<std::uint32_t> found_bytes;  ///< how much of `output` is whole records
    alignas(64) std::uint8_t input[input_room_bytes];
    alignas(64) std::uint8_t output[output_room_bytes];
};

/// In `output`, one a read, then `text_bytes` of text.
struct FoundRecord {
    std::int32_t attempt = 0;
    std::uint32_t format = 0;
    std::int32_t lines = 0;
    std::uint32_t text_bytes = 0;
    double spare = -1;
    double corners[8]{};
};

}  // namespace kiosk::scan
