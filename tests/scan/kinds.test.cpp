// Each kind of code that can be configured, drawn by a program that is not ours (bwip-js), read as a still and as frames of a camera.

#include "kiosk/base/files.hpp"
#include "kiosk/scan/live_reader.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::scan;

namespace {

struct Kind {
    Format format;
    std::string_view text;
};
constexpr std::array kinds{Kind{Format::qr_code, "QR-HELLO-12345"},
                           Kind{Format::micro_qr, "12345"},
                           Kind{Format::code_128, "KIOSK-0042"},
                           Kind{Format::code_39, "ABC-123"},
                           Kind{Format::code_93, "ABC-12345"},
                           Kind{Format::codabar, "1234567"},
                           Kind{Format::ean_8, "96385074"},
                           Kind{Format::ean_13, "4006381333931"},
                           Kind{Format::itf, "12345678901231"},
                           Kind{Format::upc_a, "036000291452"},
                           Kind{Format::upc_e, "01234565"},
                           Kind{Format::data_bar, "24012345678905"},
                           Kind{Format::data_bar_expanded, "(01)09501101530003(10)ABC123"},
                           Kind{Format::pdf_417, "PDF417-HELLO-12345"},
                           Kind{Format::data_matrix, "DM123"},
                           Kind{Format::aztec, "AZ123"},
                           Kind{Format::maxicode, "MAXI-HELLO-12345"}};
static_assert(kinds.size() == format_count);

Decoder& decoder_of_kinds() {
    static Decoder one = Decoder::start().value();
    return one;
}

std::string picture_of(Format format) {
    const auto file = std::filesystem::path(KIOSK_SOURCE_DIR) / "tests/scan/kinds" / (std::string(name(format)) + ".png");
    auto out = read_file(file);
    REQUIRE(out);
    return std::move(*out);
}

}  // namespace

TEST_CASE("every kind of code is read from a still picture, whether it is asked for alone or all are") {
    for (const auto& [format, text] : kinds) {
        CAPTURE(name(format));
        for (const auto formats : {Formats{format}, all_formats}) {
            const auto decoded = decoder_of_kinds().decode_picture(picture_of(format), formats, slow_build * 4s);
            REQUIRE(decoded);
            REQUIRE(decoded->symbols.size() == 1);
            CHECK(decoded->symbols.front().format == format);
            CHECK(decoded->symbols.front().text.reveal() == text);
        }
    }
}

TEST_CASE("every kind of code is believed from frames of a camera where it is configured") {
    for (const auto& [format, text] : kinds) {
        CAPTURE(name(format));
        LiveReader reader(decoder_of_kinds(), {slow_build * 100ms, slow_build * 2s});
        const auto frame = picture_of(format);
        std::vector<Symbol> believed;
        for (int i = 0; i < 12 && believed.empty(); ++i) {
            believed = reader.look({{}, frame}, Formats{format}, Votes::Time(40 * i)).believed;
            reader.settle();
        }
        if (believed.empty()) believed = reader.finish().believed;
        REQUIRE(believed.size() == 1);
        CHECK(believed.front().format == format);
        CHECK(believed.front().text.reveal() == text);
    }
}
