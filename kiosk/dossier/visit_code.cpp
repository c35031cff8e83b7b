#include "kiosk/dossier/visit_code.hpp"

#include <array>

namespace kiosk::dossier {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 8;

char meant(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return '0';
    if (c == 'I' || c == 'L') return '1';
    return c;
}

}  // namespace

std::string make_visit_code(Ids& ids) {
    std::array<std::uint8_t, length> random{};
    ids.fill_random(random);
    std::string code;
    for (const auto byte : random) code += alphabet[byte & 31U];
    return code;
}

std::optional<std::string> read_visit_code(std::string_view typed) {
    std::string code;
    bool parted = false;
    for (const char c : typed) {
        if (c == ' ') continue;
        if (c == '-' && code.size() == length / 2 && !parted) {
            parted = true;
            continue;
        }
        const char letter = meant(c);
        if (alphabet.find(letter) == std::string_view::npos || code.size() == length) return std::nullopt;
        code += letter;
    }
    if (code.size() != length) return std::nullopt;
    return code;
}

std::string shown_visit_code(std::string_view code) {
    if (code.size() != length) return std::string(code);
    return std::string(code.substr(0, 4)) + '-' + std::string(code.substr(4));
}

}  // namespace kiosk::dossier
