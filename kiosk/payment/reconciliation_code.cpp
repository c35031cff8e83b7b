#include "kiosk/payment/reconciliation_code.hpp"

#include <algorithm>
#include <array>

namespace kiosk::payment {
namespace {

constexpr std::string_view mark = "QN";
constexpr std::size_t random_letters = 8;
constexpr std::size_t length = mark.size() + random_letters + 1;
constexpr std::string_view random_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // nobody mistakes one for another
constexpr std::string_view check_alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

char check_letter(std::string_view text) {
    constexpr unsigned modulus = 36;
    unsigned product = modulus;
    for (const char c : text) {
        unsigned sum = (product + static_cast<unsigned>(check_alphabet.find(c))) % modulus;
        if (sum == 0) sum = modulus;
        product = sum * 2 % (modulus + 1);
    }
    return check_alphabet[(modulus + 1 - product) % modulus];
}

}  // namespace

std::string make_reconciliation_code(Ids& ids) {
    std::array<std::uint8_t, random_letters> random{};
    ids.fill_random(random);
    std::string code(mark);
    for (const auto byte : random) code += random_alphabet[byte & 31U];
    return code + check_letter(code);
}

bool is_reconciliation_code(std::string_view text) {
    if (text.size() != length || !text.starts_with(mark)) return false;
    const auto middle = text.substr(mark.size(), random_letters);
    if (middle.find_first_not_of(random_alphabet) != middle.npos) return false;
    return text.back() == check_letter(text.substr(0, length - 1));
}

std::vector<std::string> reconciliation_codes_in(std::string_view content) {
    std::string letters;
    for (const char c : content) {
        if (c >= 'a' && c <= 'z') letters += static_cast<char>(c - 'a' + 'A');
        else if (check_alphabet.find(c) != check_alphabet.npos) letters += c;
    }
    std::vector<std::string> out;
    for (auto at = letters.find(mark); at != letters.npos; at = letters.find(mark, at + 1)) {
        auto candidate = letters.substr(at, length);
        if (is_reconciliation_code(candidate) && std::find(out.begin(), out.end(), candidate) == out.end())
            out.push_back(std::move(candidate));
    }
    return out;
}

}  // namespace kiosk::payment
