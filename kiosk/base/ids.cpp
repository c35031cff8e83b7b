#include "kiosk/base/ids.hpp"

#include <sys/random.h>

namespace kiosk {
namespace {

Uuid version_7(WallTime now, std::span<const std::uint8_t, 10> random) {
    Uuid id;
    const auto ms = static_cast<std::uint64_t>(now.since_epoch.count());
    for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
    for (std::size_t i = 0; i < 10; ++i) id.bytes[6 + i] = random[i];
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | 0x70U);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
    return id;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool dash_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

}  // namespace

std::string Uuid::text() const {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(36);
    for (std::size_t i = 0; i < 16; ++i) {
        if (dash_before(i)) out += '-';
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15];
    }
    return out;
}

Result<Uuid> parse_uuid(std::string_view text) {
    Uuid id;
    std::size_t at = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        if (dash_before(i) && (at >= text.size() || text[at++] != '-')) return fail(Code::bad_format, "not a UUID");
        if (at + 2 > text.size()) return fail(Code::bad_format, "not a UUID");
        const int high = hex_value(text[at]);
        const int low = hex_value(text[at + 1]);
        if (high < 0 || low < 0) return fail(Code::bad_format, "not a UUID");
        id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
        at += 2;
    }
    if (at != text.size()) return fail(Code::bad_format, "not a UUID");
    return id;
}

Uuid RandomIds::make(WallTime now) {
    std::array<std::uint8_t, 10> random{};
    fill_random(random);
    return version_7(now, random);
}

void RandomIds::fill_random(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        const auto got = getrandom(out.data(), out.size(), 0);
        if (got < 0) {
            require(errno == EINTR, "the operating system gives random bytes");
            continue;
        }
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

Uuid SeededIds::make(WallTime now) {
    std::array<std::uint8_t, 10> random{};
    fill_random(random);
    return version_7(now, random);
}

void SeededIds::fill_random(std::span<std::uint8_t> out) {
    for (auto& byte : out) byte = static_cast<std::uint8_t>(engine_() >> 32);
}

}  // namespace kiosk
