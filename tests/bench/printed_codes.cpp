#include "tests/bench/printed_codes.hpp"

#include <array>
#include <string_view>

namespace hard {
namespace {

/// Bars and gaps by widths, dark first.
std::vector<bool> from_widths(const std::vector<int>& widths) {
    std::vector<bool> out;
    bool dark = true;
    for (const int width : widths) {
        out.insert(out.end(), static_cast<std::size_t>(width), dark);
        dark = !dark;
    }
    return out;
}

}  // namespace

std::string some_text(Dice& dice, int letters) {
    static constexpr std::string_view alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-.:/abcdefghijkmnopqrstuvwxyz";
    std::string out;
    for (int i = 0; i < letters; ++i)
        out += alphabet[static_cast<std::size_t>(dice.up_to(static_cast<int>(alphabet.size())))];
    return out;
}

std::string digits(Dice& dice, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += static_cast<char>('0' + dice.up_to(10));
    return out;
}

std::string qr_text(Dice& dice) {
    switch (dice.up_to(6)) {
        case 0: return "https://dichvucong.example/tra-cuu?ma=" + some_text(dice, 12);
        case 1: return "000.00.53.H48-" + digits(dice, 6) + "-" + digits(dice, 4);
        case 2: return digits(dice, 12) + "||Nguyễn Văn Thử|01012000|Nam|Thôn Kỳ Xuyên, xã Tịnh Kỳ, Quảng Ngãi|01012022";
        case 3: return some_text(dice, 20 + dice.up_to(60));
        case 4: return some_text(dice, dice.chance(0.3) ? 120 + dice.up_to(200) : 8);
        default: return some_text(dice, 6 + dice.up_to(10));
    }
}

std::vector<bool> ean_13(const std::string& text) {
    static constexpr std::array<std::string_view, 10> left{"3211", "2221", "2122", "1411", "1132",
                                                           "1231", "1114", "1312", "1213", "3112"};
    static constexpr std::array<std::string_view, 10> parity{"LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG",
                                                             "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"};
    const auto digit = [&](std::size_t at) { return static_cast<std::size_t>(text[at] - '0'); };
    std::vector<bool> out{true, false, true};
    const auto add = [&](std::string_view widths, bool dark, bool mirrored) {
        for (std::size_t i = 0; i < 4; ++i) {
            out.insert(out.end(), static_cast<std::size_t>(widths[mirrored ? 3 - i : i] - '0'), dark);
            dark = !dark;
        }
    };
    for (std::size_t i = 1; i <= 6; ++i) add(left.at(digit(i)), false, parity.at(digit(0))[i - 1] == 'G');
    out.insert(out.end(), {false, true, false, true, false});
    for (std::size_t i = 7; i <= 12; ++i) add(left.at(digit(i)), true, false);
    out.insert(out.end(), {true, false, true});
    return out;
}

std::string with_check_digit(std::string twelve) {
    int sum = 0;
    for (std::size_t i = 0; i < 12; ++i) sum += (twelve[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return twelve + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::vector<bool> itf(const std::string& text) {
    static constexpr std::array<std::string_view, 10> wide{"00110", "10001", "01001", "11000", "00101",
                                                           "10100", "01100", "00011", "10010", "01010"};
    std::vector<int> widths{1, 1, 1, 1};
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        for (std::size_t k = 0; k < 5; ++k) {
            widths.push_back(wide.at(static_cast<std::size_t>(text[i] - '0'))[k] == '1' ? 3 : 1);
            widths.push_back(wide.at(static_cast<std::size_t>(text[i + 1] - '0'))[k] == '1' ? 3 : 1);
        }
    }
    widths.insert(widths.end(), {3, 1, 1});
    return from_widths(widths);
}

std::vector<bool> code_39(const std::string& text) {
    // Nine elements a letter, w wide, for 0-9 A-Z - and the star.
    static constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-*";
    static constexpr std::array<int, 38> wide{0x034, 0x121, 0x061, 0x160, 0x031, 0x130, 0x070, 0x025, 0x124, 0x064,
                                              0x109, 0x049, 0x148, 0x019, 0x118, 0x058, 0x00d, 0x10c, 0x04c, 0x01c,
                                              0x103, 0x043, 0x142, 0x013, 0x112, 0x052, 0x007, 0x106, 0x046, 0x016,
                                              0x181, 0x0c1, 0x1c0, 0x091, 0x190, 0x0d0, 0x085, 0x094};
    std::vector<int> widths;
    for (const char letter : "*" + text + "*") {
        const int pattern = wide.at(letters.find(letter));
        for (int bit = 8; bit >= 0; --bit) widths.push_back((pattern >> bit & 1) != 0 ? 3 : 1);
        widths.push_back(1);
    }
    widths.pop_back();
    return from_widths(widths);
}

}  // namespace hard
