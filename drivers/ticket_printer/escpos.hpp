#pragma once
/// The language of the printer, ESC/POS, as far as the kiosk speaks it. Pure functions: any thread, never block.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "drivers/ticket_printer/ticket_printer.hpp"

namespace kiosk::drivers {

/// Print heads have 384 to 832 dots; a slip of 2 m is a mistake.
inline constexpr int widest_slip_px = 1024;
inline constexpr int longest_slip_px = 16'000;
/// Printers have small buffers: a slip goes in bands of at most this many rows.
inline constexpr int band_rows = 256;

[[nodiscard]] constexpr std::size_t row_bytes(int width_px) { return (static_cast<std::size_t>(width_px) + 7) / 8; }

/// Done, or bad_usage: empty, too large, or a number of bits that does not fit.
[[nodiscard]] Result<Done> check(const Raster& slip);

/// Initialise, the picture in bands, feed to the knife, partial cut. `slip` must pass check().
[[nodiscard]] std::string escpos_bytes(const Raster& slip);

/// The picture that a printer draws from `bytes`, its width rounded up to whole bytes. bad_format when the job is cut short, has
/// no picture or no cut at the end; unsupported for a command that escpos_bytes() never writes; too_large.
[[nodiscard]] Result<Raster> read_escpos(std::string_view bytes);

// ---- Status: questions that are answered at once, even by a printer that is out of paper (DLE EOT n) ----------------------

enum class Question : std::uint8_t { printer = 1, offline_cause = 2, error_cause = 3, paper = 4 };
[[nodiscard]] std::string ask(Question question);
/// Asked for in turn, after all printing (GS r 1): the answer means that the slip is out.
[[nodiscard]] std::string ask_when_printed();
/// Throws away what a failed job left in the printer's memory, so that it does not come out after the repair (DLE DC4 8).
[[nodiscard]] std::string clear_buffers();

/// Every DLE EOT answer has its fixed bits; other bytes are noise.
[[nodiscard]] constexpr bool is_answer(std::uint8_t byte) { return (byte & 0x93U) == 0x12U; }
[[nodiscard]] constexpr bool is_printed_answer(std::uint8_t byte) { return (byte & 0xf0U) == 0; }

/// What the four answers say.
struct EscposStatus {
    std::uint8_t printer = 0x12;
    std::uint8_t offline_cause = 0x12;
    std::uint8_t error_cause = 0x12;
    std::uint8_t paper = 0x12;
    [[nodiscard]] bool paper_near_end() const { return (paper & 0x0cU) != 0; }
    /// Done, or the trouble that must be mended first: cover, then paper, then faults.
    [[nodiscard]] Result<Done> verdict() const;
};

}  // namespace kiosk::drivers
