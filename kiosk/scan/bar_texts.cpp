#include "kiosk/scan/bar_texts.hpp"

#include <array>

#include "kiosk/scan/bar_patterns.hpp"

namespace kiosk::scan {
namespace {

constexpr int code_a = 101, code_b = 100, code_c = 99, shift = 98, fnc1 = 102;
constexpr int first_reader_letter = 96;  // FNC2, FNC3, FNC4 by code set

enum class CodeSet { a, b, c };

std::string two_digits(int value) { return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)}; }

/// A letter of set A or B that stands for a character.
char character(CodeSet set, int letter) {
    if (set == CodeSet::a && letter >= 64) return static_cast<char>(letter - 64);
    return static_cast<char>(letter + ' ');
}

}  // namespace

std::optional<std::string> text_of_code_128(std::span<const int> letters) {
    if (letters.size() < 4) return std::nullopt;  // start, one letter, check, stop
    const std::size_t check_at = letters.size() - 2;
    int sum = letters[0];
    for (std::size_t i = 1; i < check_at; ++i) {
        if (letters[i] >= code_128_start_a) return std::nullopt;
        sum += letters[i] * static_cast<int>(i);
    }
    if (sum % 103 != letters[check_at]) return std::nullopt;
    auto set = static_cast<CodeSet>(letters[0] - code_128_start_a);
    std::string out;
    bool shifted = false;
    for (std::size_t i = 1; i < check_at; ++i) {
        const int letter = letters[i];
        if (letter == fnc1) {
            if (i > 1) out += '\x1d';  // it parts fields; at the beginning it only says that there are some
            continue;
        }
        if (set == CodeSet::c) {
            if (letter < 100) out += two_digits(letter);
            else set = letter == code_b ? CodeSet::b : CodeSet::a;
            continue;
        }
        const auto now = !shifted ? set : set == CodeSet::a ? CodeSet::b : CodeSet::a;
        shifted = false;
        if (letter < first_reader_letter) out += character(now, letter);
        else if (letter == shift) shifted = true;
        else if (letter == code_c) set = CodeSet::c;
        else if (letter == code_b && set == CodeSet::a) set = CodeSet::b;
        else if (letter == code_a && set == CodeSet::b) set = CodeSet::a;
        else return std::nullopt;
    }
    if (out.empty()) return std::nullopt;
    return out;
}

std::optional<std::string> text_of_code_39(std::span<const int> letters) {
    if (letters.size() < 3) return std::nullopt;
    std::string out;
    for (std::size_t i = 1; i + 1 < letters.size(); ++i) {
        const char letter = code_39_letters[static_cast<std::size_t>(letters[i])];
        if (letter == '*') return std::nullopt;
        out += letter;
    }
    return out;
}

std::string text_of_itf(std::span<const int> letters) {
    std::string out;
    for (const int pair : letters) out += two_digits(pair);
    return out;
}

std::optional<std::string> text_of_ean_13(std::span<const int> letters) {
    // Which of the left digits are of even parity says the first digit.
    static constexpr std::array<int, 10> parities{0b000000, 0b001011, 0b001101, 0b001110, 0b010011,
                                                  0b011001, 0b011100, 0b010101, 0b010110, 0b011010};
    if (letters.size() != 12) return std::nullopt;
    int parity = 0;
    for (std::size_t i = 0; i < 6; ++i) parity = parity << 1 | (letters[i] >= 10 ? 1 : 0);
    std::string out;
    for (std::size_t digit = 0; digit < parities.size(); ++digit) {
        if (parities.at(digit) == parity) out += static_cast<char>('0' + digit);
    }
    if (out.empty()) return std::nullopt;
    int sum = out[0] - '0';
    for (std::size_t i = 0; i < 12; ++i) {
        const int value = letters[i] % 10;
        out += static_cast<char>('0' + value);
        sum += value * (i % 2 == 0 ? 3 : 1);
    }
    if (sum % 10 != 0) return std::nullopt;
    return out;
}

}  // namespace kiosk::scan
