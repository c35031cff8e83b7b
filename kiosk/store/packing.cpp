#include "kiosk/store/packing.hpp"

#include <cstring>

namespace kiosk::store {

Packer::~Packer() { explicit_bzero(bytes_.data(), bytes_.size()); }

void Packer::text(std::string_view value) {
    // Grows by hand: a plain append would leave copies of the old contents behind in freed memory.
    const std::size_t wanted = bytes_.size() + 4 + value.size();
    if (wanted > bytes_.capacity()) {
        std::string larger;
        larger.reserve(wanted * 2 + 256);
        larger = bytes_;
        explicit_bzero(bytes_.data(), bytes_.size());
        bytes_.swap(larger);
    }
    for (int shift = 24; shift >= 0; shift -= 8) bytes_ += static_cast<char>((value.size() >> shift) & 0xFFU);
    bytes_ += value;
}

void Packer::integer(std::int64_t value) {
    char bytes[8];
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>((static_cast<std::uint64_t>(value) >> (8 * (7 - i))) & 0xFFU);
    text({bytes, sizeof bytes});
}

std::string_view Unpacker::text() {
    if (!ok_ || rest_.size() < 4) {
        ok_ = false;
        return {};
    }
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size = size << 8 | static_cast<std::uint8_t>(rest_[i]);
    rest_.remove_prefix(4);
    if (size > rest_.size()) {
        ok_ = false;
        return {};
    }
    const auto value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
}

std::int64_t Unpacker::integer() {
    const auto bytes = text();
    if (bytes.size() != 8) ok_ = false;
    if (!ok_) return 0;
    std::uint64_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<std::uint8_t>(c);
    return static_cast<std::int64_t>(value);
}

}  // namespace kiosk::store
