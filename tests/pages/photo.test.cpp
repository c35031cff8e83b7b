// Picture files as cameras and strangers make them.

#include "kiosk/pictures/photo.hpp"

#include <cstdlib>

#include "tests/pages/drawn_paper.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::test;
using pictures::read_photo;

namespace {

/// Dark at the top left, light elsewhere; 48 x 32.
Photo marked() {
    Photo out;
    out.luma = Grey(48, 32, 220);
    for (int y = 0; y < 16; ++y) std::fill_n(out.luma.row(y), 24, std::uint8_t{30});
    out.blue = Grey(24, 16, 128);
    out.red = Grey(24, 16, 160);
    return out;
}

std::string with_orientation(const std::string& jpeg, char orientation) {
    using namespace std::string_literals;
    std::string exif = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s;
    exif += orientation;
    exif += "\0\0\0\0\0\0"s;
    std::string segment = "\xff\xe1"s;
    segment += static_cast<char>((exif.size() + 2) >> 8U);
    segment += static_cast<char>((exif.size() + 2) & 0xffU);
    return jpeg.substr(0, 2) + segment + exif + jpeg.substr(2);
}

}  // namespace

TEST_CASE("a JPEG is read with its colours at half the size, and turned as its Exif says") {
    const auto jpeg = jpeg_of(marked(), 95);
    const auto photo = read_photo(jpeg);
    REQUIRE(photo);
    CHECK(photo->luma.width == 48);
    CHECK(photo->blue.width == 24);
    CHECK(std::abs(photo->luma.row(4)[4] - 30) < 6);
    CHECK(std::abs(photo->red.row(12)[20] - 160) < 6);
    // Where the dark corner goes: 1 top left, 3 bottom right, 6 top right, 8 bottom left.
    struct Turned {
        char orientation;
        bool right, bottom, sideways;
    };
    for (const auto& t : {Turned{1, false, false, false}, Turned{2, true, false, false}, Turned{3, true, true, false},
                          Turned{4, false, true, false}, Turned{5, false, false, true}, Turned{6, true, false, true},
                          Turned{7, true, true, true}, Turned{8, false, true, true}}) {
        CAPTURE(static_cast<int>(t.orientation));
        const auto turned = read_photo(with_orientation(jpeg, t.orientation));
        REQUIRE(turned);
        CHECK(turned->luma.width == (t.sideways ? 32 : 48));
        const int x = t.right ? turned->luma.width - 4 : 3;
        const int y = t.bottom ? turned->luma.height - 4 : 3;
        CHECK(turned->luma.row(y)[x] < 60);
        CHECK(turned->luma.row(turned->luma.height - 1 - y)[turned->luma.width - 1 - x] > 180);
    }
}

TEST_CASE("what follows a JPEG's end is nobody's business, an end that is missing is") {
    const auto jpeg = jpeg_of(marked(), 95);
    CHECK(read_photo(jpeg + std::string(5000, 'x')));
    const auto cut = read_photo(jpeg.substr(0, jpeg.size() * 2 / 3));
    REQUIRE_FALSE(cut);
    CHECK(cut.error().code == Code::bad_format);
    CHECK_FALSE(read_photo(jpeg.substr(0, 40)));
    CHECK_FALSE(read_photo(""));
    CHECK_FALSE(read_photo(std::string(2000, 'x')));
}

TEST_CASE("an Exif block that points beyond itself turns nothing") {
    const auto jpeg = jpeg_of(marked(), 95);
    auto lying = with_orientation(jpeg, 6);
    lying[lying.find("MM") + 7] = '\x7f';  // the directory far away
    CHECK(pictures::exif_orientation(lying) == 1);
    CHECK(read_photo(lying));
}

TEST_CASE("grey pictures have no colours, colour pictures of every kind do") {
    std::string grey = "P5\n4 3\n255\n";
    grey.append(12, '\x40');
    const auto one = read_photo(grey);
    REQUIRE(one);
    CHECK_FALSE(one->has_colour());
    CHECK(one->luma.row(1)[1] == 0x40);
    std::string colour = "P6\n5 3\n255\n";
    for (int i = 0; i < 15; ++i) colour += std::string("\xff\x00\x00", 3);
    const auto red = read_photo(colour);
    REQUIRE(red);
    CHECK(std::abs(red->luma.row(0)[0] - 76) < 2);
    CHECK(red->blue.width == 3);
    CHECK(red->red.row(1)[2] > 250);
    std::string deep = "P5\n4 3\n65535\n";
    for (int i = 0; i < 12; ++i) deep += std::string("\x80\x00", 2);
    const auto sixteen = read_photo(deep);
    REQUIRE(sixteen);
    CHECK(sixteen->luma.row(1)[1] == 0x80);
}

TEST_CASE("four inks become light and colour, and of a picture that moves the first one is taken") {
    const auto inks = read_photo(cmyk_jpeg(40, 30));
    REQUIRE(inks);
    CHECK(inks->luma.width == 40);
    CHECK(inks->luma.height == 30);
    using namespace std::string_literals;
    const auto frame = [](const std::string& code) {
        return "\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02"s + code + "\0"s;
    };
    const auto gif = "GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0"s + frame("\x44\x01") + frame("\x4c\x01") + ";";
    const auto moving = read_photo(gif);
    REQUIRE(moving);
    CHECK(moving->luma.width == 1);
    CHECK(moving->luma.row(0)[0] == 255);
}
