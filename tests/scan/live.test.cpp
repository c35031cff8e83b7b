// Frames of a camera: what a glance sees, what a thorough look beside it adds, and frames out of a file.

#include "kiosk/base/slowed.hpp"
#include "kiosk/scan/jpeg_stream.hpp"
#include "kiosk/scan/live_reader.hpp"
#include "tests/scan/drawn.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::scan;

namespace {

const std::string ticket = "H48.22-261123-0007";

Decoder& glancing_decoder() {
    static Decoder one = Decoder::start().value();
    return one;
}

LiveFrame live(const Grey& picture) { return {{picture.pixels.data(), picture.width, picture.height, picture.width}, {}}; }

std::vector<std::string> believed_texts(const LiveSeen& seen) {
    std::vector<std::string> out;
    for (const auto& symbol : seen.believed) out.emplace_back(symbol.text.reveal());
    return out;
}

}  // namespace

TEST_CASE("a plain code is believed from its first frame, with its outline; what is no picture costs its frame only") {
    LiveReader reader(glancing_decoder(), {slowed_by * 200ms, slowed_by * 400ms});
    const auto code = drawn::qr(ticket, 6);
    const auto seen = reader.look(live(code), everyday_formats, Votes::Time(0));
    CHECK(believed_texts(seen) == std::vector<std::string>{ticket});
    REQUIRE(seen.outlines.size() == 1);
    CHECK(std::abs(seen.outlines[0].corners[0].x - 24) < 6);
    CHECK(seen.measure.hints >= 1);
    const auto lost = reader.look({{}, "no picture at all"}, everyday_formats, Votes::Time(40));
    CHECK(lost.lost);
    CHECK(lost.believed.empty());
    CHECK(believed_texts(reader.look({{}, drawn::pgm(code)}, everyday_formats, Votes::Time(80))) ==
          std::vector<std::string>{ticket});
}

TEST_CASE("what a glance does not see, a thorough look beside it does, from a frame in which little moves") {
    LiveReader reader(glancing_decoder(), {slowed_by * 200ms, slowed_by * 800ms});
    const auto dark = inverted(drawn::qr(ticket, 6));  // glances are at dark codes on light paper only
    CHECK(reader.look(live(dark), everyday_formats, Votes::Time(0)).believed.empty());
    CHECK(reader.look(live(dark), everyday_formats, Votes::Time(40)).believed.empty());
    const auto answer = reader.finish();
    CHECK(answer.from_deep);
    CHECK(believed_texts(answer) == std::vector<std::string>{ticket});
    CHECK_FALSE(reader.finish().from_deep);
    // Forgotten while it is under way, it says nothing.
    static_cast<void>(reader.look(live(dark), everyday_formats, Votes::Time(5000)));
    reader.forget();
    CHECK(reader.finish().believed.empty());
}

TEST_CASE("JPEGs one after another are taken apart, whatever stands in them") {
    using namespace std::string_literals;
    // A thumbnail with an end of its own lies in a segment, a stuffed byte and a restart marker in the picture.
    const auto one = "\xff\xd8\xff\xe1\x00\x06\xff\xd9zz\xff\xda\x00\x04xxdata\xff\x00more\xff\xd3rest\xff\xd9"s;
    const auto two = "\xff\xd8\xff\xda\x00\x04xxsecond\xff\xd9"s;
    CHECK(pictures_in(one) == std::vector<std::string_view>{one});
    const auto both = one + "\r\n--frame\r\n" + two;
    CHECK(pictures_in(both) == std::vector<std::string_view>{one, two});
    const auto cut = one + two.substr(0, 9);
    CHECK(pictures_in(cut) == std::vector<std::string_view>{one, two.substr(0, 9)});
    CHECK(pictures_in("\x89PNG and so on") == std::vector<std::string_view>{"\x89PNG and so on"});
    CHECK(pictures_in(one + "\xff"s).size() == 1);
    CHECK(pictures_in("") == std::vector<std::string_view>{""});
    const auto lying = "\xff\xd8\xff\xe1\xff\xffshort"s;
    CHECK(pictures_in(lying) == std::vector<std::string_view>{lying});
}
