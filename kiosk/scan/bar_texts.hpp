#pragma once
/// What the letters of a bar code say, and whether their check digits hold. Pure; any thread.

#include <optional>
#include <span>
#include <string>

namespace kiosk::scan {

/// Letters from the start to the stop, both included. Nothing when the check letter is wrong, or letters that only readers are meant to
/// hear occur (FNC2, FNC3, FNC4).
[[nodiscard]] std::optional<std::string> text_of_code_128(std::span<const int> letters);
/// Letters from star to star.
[[nodiscard]] std::optional<std::string> text_of_code_39(std::span<const int> letters);
/// Pairs of digits.
[[nodiscard]] std::string text_of_itf(std::span<const int> letters);
/// Six of 0..19 (odd parity, then even), then six of 0..9: thirteen digits. Nothing when the check digit is wrong.
[[nodiscard]] std::optional<std::string> text_of_ean_13(std::span<const int> letters);

}  // namespace kiosk::scan
