#include "tests/process/hostile_pictures.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/pages/drawn_paper.hpp"

namespace kiosk::test {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string big_endian(std::uint32_t value) {
    std::string out;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>(value >> shift & 0xffU);
    return out;
}

std::uint32_t crc_32(std::string_view bytes) {
    std::uint32_t crc = 0xffffffffU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? crc >> 1U ^ 0xedb88320U : crc >> 1U;
    }
    return ~crc;
}

std::string chunk(std::string_view type, std::string_view data) {
    const auto body = std::string(type) + std::string(data);
    return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(crc_32(body));
}

/// Deflate by hand: one zero, then "the last byte 258 times more", 13 bits each, as the fixed table of RFC 1951 writes it.
class Zeros {
public:
    explicit Zeros(std::size_t count) {
        bits(1, 1);  // the last block
        bits(1, 2);  // by the fixed table
        code(0x30, 8);
        for (std::size_t left = count - 1; left > 0;) {
            if (left >= 258) {
                code(0xc5, 8);  // length 258
                code(0, 5);     // distance 1
                left -= 258;
            } else {
                code(0x30, 8);
                --left;
            }
        }
        code(0, 7);  // the end
        bits(0, 7);
    }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    void bits(unsigned value, int count) {
        for (int i = 0; i < count; ++i) {
            held_ |= (value >> i & 1U) << used_;
            if (++used_ < 8) continue;
            bytes_ += static_cast<char>(held_);
            held_ = used_ = 0;
        }
    }
    void code(unsigned value, int count) {  // codes stand with their first bit first
        for (int i = count - 1; i >= 0; --i) bits(value >> i & 1U, 1);
    }

    std::string bytes_;
    unsigned held_ = 0;
    unsigned used_ = 0;
};

std::string header(int width, int height, int bits_a_pixel) {
    std::string out = big_endian(static_cast<std::uint32_t>(width)) + big_endian(static_cast<std::uint32_t>(height));
    out += bits_a_pixel == 64 ? "\x10\x06"sv : bits_a_pixel == 1 ? "\x01\x00"sv : "\x08\x00"sv;
    return out + std::string(3, '\0');
}

/// As PNG packs them (RFC 1950).
std::string packed_zeros(std::size_t count) {
    const auto adler = static_cast<std::uint32_t>(count % 65521U) << 16U | 1U;
    return "\x78\xda" + Zeros(count).bytes() + big_endian(adler);
}

constexpr auto signature = "\x89PNG\r\n\x1a\n"sv;

}  // namespace

std::string bomb_png(int width, int height, int bits_a_pixel) {
    const auto row = 1 + (static_cast<std::size_t>(width) * static_cast<std::size_t>(bits_a_pixel) + 7) / 8;
    return std::string(signature) + chunk("IHDR", header(width, height, bits_a_pixel)) +
           chunk("IDAT", packed_zeros(row * static_cast<std::size_t>(height))) + chunk("IEND", "");
}

std::string note_png() {
    return std::string(signature) + chunk("IHDR", header(1, 1, 8)) +
           chunk("zTXt", "Comment\0\0"s + packed_zeros(std::size_t{1} << 30U)) + chunk("IDAT", packed_zeros(2)) +
           chunk("IEND", "");
}

std::string moving_gif() {
    std::string out = "GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0"s;
    for (int i = 0; i < 20'000; ++i) out += "\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"s;
    return out + ";";
}

std::string turned_jpeg(const std::string& jpeg, char orientation) {
    std::string exif = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s;
    exif += orientation;
    exif += "\0\0\0\0\0\0"s;
    return jpeg.substr(0, 2) + "\xff\xe1\0"s + static_cast<char>(exif.size() + 2) + exif + jpeg.substr(2);
}

std::string cut_png() {
    const auto whole = bomb_png(2000, 2000, 8);
    return whole.substr(0, whole.size() / 2);
}

std::string endless_tiff() {
    // One entry (a width), and the next directory is this one.
    return "II*\0\x08\0\0\0\x01\0\x00\x01\x04\0\x01\0\0\0\x0a\0\0\0\x08\0\0\0"s + std::string(64, '\0');
}

std::string many_scans_jpeg() {
    std::string out = "\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"s;
    out += "\xff\xc2\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0"s;
    for (int scan = 0; scan < 1000; ++scan) out += "\xff\xda\0\x08\x01\x01\0\0\x3f\0"s;
    return out;
}

std::string lying_gif() {
    return "GIF89a\x9c\x18\x9c\x18\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x9c\x18\x9c\x18\0\x02\xff"s + std::string(255, 'U') +
           "\0;"s;
}

std::vector<HostilePicture> hostile_pictures() {
    const auto photo = jpeg_of(photographed(written_sheet({}, 12), {}, 12).photo);
    std::string samples = "P5\n640 480\n65535\n";
    for (int i = 0; i < 640 * 480; ++i) samples += "\xe0\x11"sv;
    return {{"cut.png", cut_png()},
            {"cut.jpg", photo.substr(0, photo.size() / 2)},
            {"endless.tif", endless_tiff()},
            {"scans.jpg", many_scans_jpeg()},
            {"lying.gif", lying_gif()},
            {"narrow.png", bomb_png(1, 65'535, 8)},
            {"wide.png", bomb_png(65'535, 1, 8)},
            {"huge.png", bomb_png(65'500, 65'500, 1)},
            {"large.png", bomb_png(29'999, 29'999, 8)},
            {"large.pgm", "P5\n60000 600\n255\n" + std::string(1000, 'x')},
            {"deep.png", bomb_png(6'300, 6'300, 64)},
            {"empty", ""},
            {"text", "<html>no picture</html>"},
            {"note.png", note_png(), true},
            {"bomb.png", bomb_png(4'500, 4'500, 8), true},
            {"moving.gif", moving_gif(), true},
            {"inks.jpg", cmyk_jpeg(640, 480), true},
            {"samples.pgm", samples, true},
            {"turned.jpg", turned_jpeg(photo, 6), true},
            {"turned_no_way.jpg", turned_jpeg(photo, 77), true},
            {"behind.jpg", photo + std::string(100'000, 'x'), true}};
}

}  // namespace kiosk::test
