#include "kiosk/queue/named_press.hpp"

#include <fmt/format.h>

#include "kiosk/base/sha256.hpp"

namespace kiosk::queue {

PressId press_named(std::string_view name) {
    constexpr int base = 16;
    const auto digits = sha256_hex(name);
    PressId out;
    for (std::size_t i = 0; i < out.bytes.size(); ++i)
        out.bytes[i] = static_cast<std::uint8_t>(std::stoi(digits.substr(2 * i, 2), nullptr, base));
    out.bytes[6] = static_cast<std::uint8_t>(0x80U | (out.bytes[6] & 0x0fU));
    out.bytes[8] = static_cast<std::uint8_t>(0x80U | (out.bytes[8] & 0x3fU));
    return out;
}

PressId closing_press(std::string_view centre, const LocalDate& day) {
    return press_named(fmt::format("closing:{}:{}", centre, day.iso()));
}

}  // namespace kiosk::queue
