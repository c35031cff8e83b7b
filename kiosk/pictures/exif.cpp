#include <cstdint>
#include <optional>

#include "kiosk/pictures/photo.hpp"

// JPEG markers: ITU-T T.81 annex B. Orientation: Exif 2.32 (CIPA DC-008), tag 0x0112 of the first directory.

namespace kiosk::pictures {
namespace {

unsigned byte_at(std::string_view data, std::size_t at) {
    return at < data.size() ? static_cast<unsigned char>(data[at]) : 0U;
}

class Tiff {
public:
    explicit Tiff(std::string_view data) : data_(data), little_(data.starts_with("II")) {}
    [[nodiscard]] unsigned word(std::size_t at) const {
        const unsigned a = byte_at(data_, at);
        const unsigned b = byte_at(data_, at + 1);
        return little_ ? b << 8U | a : a << 8U | b;
    }
    [[nodiscard]] std::size_t long_word(std::size_t at) const {
        return little_ ? std::size_t{word(at + 2)} << 16U | word(at) : std::size_t{word(at)} << 16U | word(at + 2);
    }

private:
    std::string_view data_;
    bool little_;
};

int orientation_in(std::string_view data) {
    const Tiff tiff(data);
    const std::size_t directory = tiff.long_word(4);
    if (directory + 2 > data.size()) return 1;
    const unsigned count = tiff.word(directory);
    for (unsigned i = 0; i < count; ++i) {
        const std::size_t entry = directory + 2 + std::size_t{12} * i;
        if (entry + 12 > data.size()) return 1;
        if (tiff.word(entry) != 0x0112) continue;
        const auto value = static_cast<int>(tiff.word(entry + 8));
        return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

}  // namespace

int exif_orientation(std::string_view jpeg) {
    using namespace std::string_view_literals;
    for (std::size_t at = 2; at + 4 <= jpeg.size() && byte_at(jpeg, at) == 0xff;) {
        const unsigned marker = byte_at(jpeg, at + 1);
        if (marker == 0xda || marker == 0xd9) return 1;  // pixels begin, or nothing comes
        const std::size_t length = byte_at(jpeg, at + 2) << 8U | byte_at(jpeg, at + 3);
        if (length < 2) return 1;
        const auto body = jpeg.substr(at + 4, length - 2);
        if (marker == 0xe1 && body.starts_with("Exif\0\0"sv)) return orientation_in(body.substr(6));
        at += 2 + length;
    }
    return 1;
}

}  // namespace kiosk::pictures
