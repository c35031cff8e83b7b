#pragma once
/// What stands in codes, and the bars of those that the kiosk reads and does not print. Pure functions.

#include <string>
#include <vector>

#include "tests/bench/dice.hpp"

namespace hard {

/// Letters, digits and the signs of addresses.
[[nodiscard]] std::string some_text(Dice& dice, int letters);
[[nodiscard]] std::string digits(Dice& dice, int count);
/// An address, a dossier's code, an identity card, or anything.
[[nodiscard]] std::string qr_text(Dice& dice);

/// The thirteen digits of an EAN-13.
[[nodiscard]] std::string with_check_digit(std::string twelve);
/// Bars as modules, dark is true, without the quiet zones. ITF takes an even number of digits, Code 39 digits, capital letters and
/// the hyphen.
[[nodiscard]] std::vector<bool> ean_13(const std::string& text);
[[nodiscard]] std::vector<bool> itf(const std::string& text);
[[nodiscard]] std::vector<bool> code_39(const std::string& text);

}  // namespace hard
