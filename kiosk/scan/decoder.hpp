#pragma once
/// Reads codes from pictures, in a sandboxed child process: no picture can stop the kiosk. A child that aborts, hangs or eats
/// memory is replaced in a few milliseconds and the next way of looking at the same picture is tried.

#include <memory>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/base/slowed.hpp"
#include "kiosk/pages/page.hpp"
#include "kiosk/pictures/picture.hpp"
#include "kiosk/scan/frame_room.hpp"
#include "kiosk/scan/page_sight.hpp"
#include "kiosk/scan/symbol.hpp"

namespace kiosk::scan {

class Zygote;

/// A grey picture in somebody else's memory.
struct Frame {
    const std::uint8_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0;  ///< bytes from one row to the next
};

/// How much is tried on a picture. Budgets are the child's processor time: on a busy machine a look takes longer and sees the same.
struct Effort {
    bool quick = false;                            ///< only what is worth its time on a live frame
    std::chrono::milliseconds more_a_megapixel{};  ///< added to the budget for each megapixel beyond the first
};
/// What a still picture is worth by itself: its budget and effort.
inline constexpr Duration still_budget = 110ms;
inline constexpr Duration page_budget = slowed_by * 2s;
inline constexpr Effort still_effort{false, 40ms};
/// … and one frame of a camera, of which there are many: a glance at each, a thorough look at the sharpest beside it.
inline constexpr Duration glance_budget = 6ms;
inline constexpr Effort glance_effort{true, {}};
inline constexpr Duration deep_budget = 75ms;  // one look more may be under way when it ends

/// How the children have fared so far.
struct DecoderHealth {
    int lost_children = 0;
    std::chrono::microseconds last_restart{};  ///< from the loss being noticed to the next child being ready
    std::chrono::microseconds slowest_restart{};
    int last_signal = 0;  ///< what the last lost child died of, 9 when it had to be killed
};

/// One thread at a time; calls block until their budget of work is done, which takes as long as the machine is busy. A child that is not
/// let, or does nothing, is given up after ten seconds or twenty times the budget, whichever is longer: Code::timed_out. After an error
/// the next call works again, except Code::stopped, after which only a restart of the program helps.
class Decoder {
public:
    /// Forks: call it first in `main`, before any thread, library or file is there to be copied.
    [[nodiscard]] static Result<Decoder> start();
    /// Another one with a child of its own, from the same beginning: to look at frames and pages side by side. Any time.
    [[nodiscard]] Result<Decoder> another() const;
    Decoder(Decoder&& other) noexcept;
    Decoder& operator=(Decoder&& other) noexcept;
    ~Decoder();

    /// Codes in a picture file (PNG, JPEG, TIFF, BMP, GIF, WebP, PNM). Code::bad_format: no picture; Code::too_large: more than
    /// 20 MB, 40 million pixels or 30,000 a side.
    [[nodiscard]] Result<Decoded> decode_picture(std::string_view file, Formats formats, Duration budget,
                                                 Effort effort = {});
    /// Codes in one frame of a camera.
    [[nodiscard]] Result<Decoded> decode_frame(const Frame& frame, Formats formats, Duration budget,
                                               Effort effort = glance_effort);

    /// The sheet in the picture as a page of a document, found, straightened and judged in the child, with all limits of
    /// decode_picture but one: plain PNM, as scanners send it, may have 40 MB.
    [[nodiscard]] Result<pages::Page> page(std::string_view file, const pages::Wish& wish, Duration budget = page_budget);
    /// Where the sheet lies in a live frame, and a small picture of it; some 15 ms at 1280 x 720. The file may be any picture's, a frame
    /// has no gaps between rows. At most 1,024 a side.
    [[nodiscard]] Result<PageSight> sight(std::string_view file, int max_side_px, Duration budget = 1s);
    [[nodiscard]] Result<PageSight> sight(const Frame& frame, int max_side_px, Duration budget = 1s);
    /// From now on the child works only where nothing else wants the processor.
    void yield_to_others();

    [[nodiscard]] const DecoderHealth& health() const;

    /// Makes the child do wrong, to prove that it does no harm: Code::device_fault when it died of it, as it should (a hang
    /// is ended after `budget`), Code::too_large when it was refused the memory. Done when it got away with it.
    [[nodiscard]] Result<Done> provoke(Misdeed misdeed, Duration budget);
    /// As decode_picture, but the child misbehaves when it comes to this attempt. For tests.
    [[nodiscard]] Result<Decoded> decode_poisoned(std::string_view file, Formats formats, Duration budget, Misdeed misdeed,
                                                  int attempt);

private:
    class Child;
    Result<struct Reply> ask_about(std::string_view file, const struct Request& request, Duration budget);
    [[nodiscard]] Result<PageSight> sight_of(std::string_view bytes, struct Request request, int max_side_px,
                                             Duration budget);
    [[nodiscard]] const FrameRoom& room() const;
    void forget(std::size_t input_bytes);
    Result<Decoded> decode_file(std::string_view file, Duration budget, struct Request& request);
    explicit Decoder(std::unique_ptr<Child> child);

    std::unique_ptr<Child> child_;
};

}  // namespace kiosk::scan
