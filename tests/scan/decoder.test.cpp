#include "kiosk/scan/decoder.hpp"
#include "kiosk/scan/live_reader.hpp"

#include <signal.h>
#include <unistd.h>

#include <future>

#include "tests/scan/drawn.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/children.hpp"

using namespace kiosk;
using namespace kiosk::scan;

namespace {

constexpr Duration budget = slowed_by * 4s;
constexpr Duration short_budget = slowed_by * 300ms;

const std::string receipt = "000.00.53.H48-261123-0042";
const std::string vietnamese = "Nguyễn Thị Ước, thôn Kỳ Xuyên, xã Tịnh Kỳ";

/// One for all tests, forked while this program has one thread.
Decoder& decoder() {
    static Decoder one = Decoder::start().value();
    return one;
}

std::vector<std::string> texts(const Result<Decoded>& decoded) {
    std::vector<std::string> out;
    if (!decoded) return {"error: " + decoded.error().detail};
    for (const auto& symbol : decoded->symbols) out.emplace_back(symbol.text.reveal());
    return out;
}

std::vector<std::string> read(const Grey& picture, Formats formats = all_formats) {
    return texts(decoder().decode_picture(drawn::pgm(picture), formats, budget));
}

bool near(Point point, int x, int y, int reach) { return std::abs(point.x - x) <= reach && std::abs(point.y - y) <= reach; }

/// Decoding children of this program that are alive.
std::vector<pid_t> decoding_children() {
    std::vector<pid_t> out;
    for (const pid_t zygote : test::children_of(getpid())) {
        for (const pid_t child : test::children_of(zygote)) out.push_back(child);
    }
    return out;
}

/// A decoder whose child can be stopped, as a machine stops it that has other things to do.
struct Stoppable {
    std::vector<pid_t> others = decoding_children();
    Decoder own = decoder().another().value();
    void signal_child(int number) {
        for (const pid_t child : decoding_children()) {
            if (std::find(others.begin(), others.end(), child) == others.end()) REQUIRE(kill(child, number) == 0);
        }
    }
};

#ifndef KIOSK_SANITIZED  // see where it is asked
/// The most that a decoding child of this program has had at once, of those that are alive.
long most_memory_of_children_kib() {
    long out = 0;
    for (const pid_t child : decoding_children()) {
        std::ifstream status("/proc/" + std::to_string(child) + "/status");
        for (std::string word; status >> word;) {
            long kib = 0;
            if (word == "VmHWM:" && status >> kib) out = std::max(out, kib);
        }
    }
    return out;
}
#endif

}  // namespace

TEST_CASE("a receipt's QR code and bar code in one picture are both read") {
    const auto picture = drawn::stacked(drawn::qr(receipt), drawn::code_128(receipt));
    const auto decoded = decoder().decode_picture(drawn::png(picture), all_formats, budget);
    REQUIRE(decoded);
    REQUIRE(decoded->symbols.size() == 2);
    CHECK(texts(decoded) == std::vector<std::string>{receipt, receipt});
    CHECK(decoded->symbols[0].format == Format::qr_code);
    CHECK(decoded->symbols[1].format == Format::code_128);
    CHECK(decoded->lost_children == 0);
}

TEST_CASE("corners are those of the symbol in the picture's own pixels, clockwise from where it begins") {
    const auto code = drawn::qr(receipt, 4);  // version 2 or 3: 4 modules of quiet zone, then the code
    const auto upright = decoder().decode_picture(drawn::pgm(code), all_formats, budget);
    REQUIRE(upright);
    REQUIRE(upright->symbols.size() == 1);
    const int low = 16;
    const int high = code.width - 16;
    const auto& corners = upright->symbols[0].corners;
    CHECK(near(corners[0], low, low, 5));
    CHECK(near(corners[1], high, low, 5));
    CHECK(near(corners[2], high, high, 5));
    CHECK(near(corners[3], low, high, 5));
    // Inverted, it is found in a transformed copy, whose corners must come back to the same places.
    const auto dark = decoder().decode_picture(drawn::pgm(inverted(code)), all_formats, budget);
    REQUIRE(dark);
    REQUIRE(dark->symbols.size() == 1);
    CHECK(near(dark->symbols[0].corners[0], low, low, 5));
    CHECK(near(dark->symbols[0].corners[2], high, high, 5));
}

TEST_CASE("every look leads back to the original's pixels") {
    View original{Grey(300, 200, 255), {}};
    for (int y = 96; y < 108; ++y) {
        for (int x = 180; x < 192; ++x) original.picture.row(y)[x] = 0;
    }
    const auto dark_spot = [](const View& view) {
        double x = 0, y = 0, weight = 0;
        for (int row = 0; row < view.picture.height; ++row) {
            for (int column = 0; column < view.picture.width; ++column) {
                const double dark = view.picture.row(row)[column] < 128 ? 1 : 0;
                x += dark * column;
                y += dark * row;
                weight += dark;
            }
        }
        return view.to_original({x / weight, y / weight});
    };
    const std::vector<View> views{
        reduced(original, 2), reduced(original, 3),  enlarged(original, 1.5), enlarged(original, 2),
        turned(original, 30), turned(original, -45), padded(original, 40),    turned(reduced(original, 2), 15)};
    for (const auto& view : views) {
        const auto spot = dark_spot(view);
        CHECK(std::abs(spot.x - 185.5) < 1.2);
        CHECK(std::abs(spot.y - 101.5) < 1.2);
    }
}

TEST_CASE("Vietnamese text comes out as it went in, composed or decomposed") {
    CHECK(read(drawn::qr(vietnamese)) == std::vector<std::string>{vietnamese});
    const std::string decomposed = "Nguye\xCC\x82\xCC\x83n Va\xCC\x86n Thu\xCC\x9B\xCC\x89";
    CHECK(read(drawn::qr(decomposed)) == std::vector<std::string>{decomposed});
}

TEST_CASE("a code is read turned, softened, faded, inverted, noisy and at an angle") {
    const auto code = drawn::qr(receipt, 5);
    const std::vector<std::string> expected{receipt};
    const View upright{code, {}};
    CHECK(read(turned(upright, 17).picture) == expected);
    CHECK(read(turned(upright, 200).picture) == expected);
    CHECK(read(blurred(code, 2.2)) == expected);
    CHECK(read(drawn::faded(code, 100, 150)) == expected);
    CHECK(read(inverted(code)) == expected);
    CHECK(read(drawn::noisy(code, 90, 7)) == expected);
    const double s = code.width;
    CHECK(read(drawn::seen_at_an_angle(
              code, {Spot{s * .1, s * .05}, {s * .92, s * .15}, {s * .85, s * .9}, {s * .03, s * .8}})) == expected);
    CHECK(read(reduced({drawn::qr(receipt, 8), {}}, 5).picture) == expected);
    CHECK(read(blurred(drawn::code_128(receipt), 1.2)) == expected);
    CHECK(read(drawn::faded(drawn::code_128(receipt), 110, 160)) == expected);
    CHECK(read(turned({drawn::code_128(receipt), {}}, 30).picture) == expected);
}

TEST_CASE("pictures without a code tell nothing") {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        CAPTURE(seed);
        CHECK(read(drawn::clutter(240, 180, seed * 100)).empty());
    }
    CHECK(read(Grey(400, 300, 255)).empty());
    CHECK(read(Grey(1, 1, 0)).empty());
}

TEST_CASE("only the symbologies asked for are told") {
    const auto picture = drawn::stacked(drawn::qr(receipt), drawn::code_128("KIOSK-1"));
    CHECK(read(picture, {Format::code_128}) == std::vector<std::string>{"KIOSK-1"});
    CHECK(read(picture, {Format::qr_code}) == std::vector<std::string>{receipt});
}

TEST_CASE("a live frame with a stride is read") {
    const auto code = drawn::qr(receipt, 5);
    Grey wide(code.width + 13, code.height, 90);
    for (int y = 0; y < code.height; ++y) std::copy_n(code.row(y), code.width, wide.row(y));
    const auto decoded =
        decoder().decode_frame({wide.pixels.data(), code.width, code.height, wide.width}, everyday_formats, budget);
    CHECK(texts(decoded) == std::vector<std::string>{receipt});
    CHECK_FALSE(decoder().decode_frame({wide.pixels.data(), 40, 40, 39}, everyday_formats, budget));
    CHECK_FALSE(decoder().decode_frame({nullptr, 40, 40, 40}, everyday_formats, budget));
}

TEST_CASE("a child that aborts or hangs on one way of looking costs that one, and the code is still read") {
    const auto file = drawn::pgm(drawn::qr(receipt));
    for (const auto misdeed : {Misdeed::abort, Misdeed::hang, Misdeed::write_file}) {
        const auto decoded = decoder().decode_poisoned(file, {Format::qr_code}, slowed_by * 500ms, misdeed, 0);
        REQUIRE(decoded);
        CHECK(texts(decoded) == std::vector<std::string>{receipt});
        CHECK(decoded->lost_children == 1);
    }
    CHECK(read(drawn::qr(receipt)) == std::vector<std::string>{receipt});
}

TEST_CASE("a picture on which the library itself aborts costs that look, and its code is still read") {
    const auto file = drawn::pgm(drawn::code_128("H48-260727-0001", 6, 640));
    const auto decoded =
        decoder().decode_poisoned(file, {Format::code_128}, slowed_by * 500ms, Misdeed::look_at_two_scales, 1);
    REQUIRE(decoded);
    CHECK(texts(decoded) == std::vector<std::string>{"H48-260727-0001"});
#if !__has_include(<ZXing/ReaderOptions.h>)  // mended since zxing 2
    CHECK(decoded->lost_children == 1);
#endif
}

TEST_CASE("what was found before the child died is kept") {
    // Attempt 1 looks for bars; the QR code is found by attempt 0.
    const auto file = drawn::pgm(drawn::stacked(drawn::qr(receipt), drawn::code_128("KIOSK-1")));
    const auto decoded = decoder().decode_poisoned(file, everyday_formats, budget, Misdeed::abort, 1);
    REQUIRE(decoded);
    CHECK(decoded->lost_children == 1);
    const auto found = texts(decoded);
    CHECK(std::find(found.begin(), found.end(), receipt) != found.end());
}

TEST_CASE("the child may not write files, open sockets or take memory, and is back at once") {
    auto& one = decoder();
    const auto died = [&](Misdeed misdeed) {
        const auto outcome = one.provoke(misdeed, short_budget);
        REQUIRE_FALSE(outcome);
        return outcome.error().code;
    };
    CHECK(died(Misdeed::write_file) == Code::device_fault);
    CHECK(one.health().last_signal == SIGSYS);
    CHECK(died(Misdeed::open_socket) == Code::device_fault);
    CHECK(one.health().last_signal == SIGSYS);
    CHECK(died(Misdeed::abort) == Code::device_fault);
    CHECK(died(Misdeed::hang) == Code::device_fault);
    CHECK(one.health().last_signal == SIGKILL);
#ifndef KIOSK_SANITIZED  // sanitizers reserve addresses by the terabyte, so the limit cannot hold there
    CHECK(one.provoke(Misdeed::take_memory, budget).error().code == Code::too_large);
    CHECK(most_memory_of_children_kib() > 100 * 1024);  // it had what a picture of 12 megapixels needs
    CHECK(most_memory_of_children_kib() < 256'000'000 / 1024);
    CHECK(one.health().slowest_restart < 50ms);
#endif
    WARN("restart of the decoding child: last " << one.health().last_restart.count() << " us, slowest "
                                                << one.health().slowest_restart.count() << " us");
    CHECK(read(drawn::qr(receipt)) == std::vector<std::string>{receipt});
}

TEST_CASE("a child that is killed while it has nothing to do costs no picture") {
    auto own = decoder().another();
    REQUIRE(own);
    int killed = 0;
    for (const pid_t child : decoding_children()) killed += kill(child, SIGKILL) == 0 ? 1 : 0;
    CHECK(killed >= 2);
    const auto decoded = own->decode_picture(drawn::pgm(drawn::qr(receipt)), all_formats, budget);
    CHECK(texts(decoded) == std::vector<std::string>{receipt});
    CHECK(own->health().lost_children == 1);
    CHECK(decoder().sight(drawn::png(drawn::qr(receipt)), 200));
}

TEST_CASE("two decoders work side by side and one's loss is not the other's") {
    auto second = decoder().another();
    REQUIRE(second);
    CHECK_FALSE(second->provoke(Misdeed::abort, short_budget));
    CHECK(texts(second->decode_picture(drawn::pgm(drawn::qr("2")), all_formats, budget)) == std::vector<std::string>{"2"});
    CHECK(read(drawn::qr("1")) == std::vector<std::string>{"1"});
}

TEST_CASE("files that are no pictures are refused with a sentence") {
    const auto whole = drawn::png(drawn::qr(receipt));
    const auto refused = [&](std::string_view file) {
        const auto decoded = decoder().decode_picture(file, all_formats, budget);
        if (decoded) return std::string("accepted");
        CHECK(decoded.error().detail.size() > 20);
        return std::string(name(decoded.error().code));
    };
    CHECK(refused("") == "bad_format");
    CHECK(refused("hello, this is a text and not a picture at all") == "bad_format");
    CHECK(refused("%PDF-1.4 a document, not a picture, however long it is") == "bad_format");
    CHECK(refused(std::string_view(whole).substr(0, 40)) == "bad_format");
    CHECK(refused(std::string(pictures::largest_file_bytes + 1, 'x')) == "too_large");
    CHECK(refused(drawn::png(Grey(8, 8), 65500, 65500)) == "too_large");
    CHECK(refused(drawn::png(Grey(8, 8), 1, 65535)) == "too_large");
    CHECK(refused(std::string("GIF89a\xff\xff\xff\xff", 10) + std::string(40, '\0')) == "too_large");
    CHECK(refused(std::string("P5\n65500 65500\n255\n") + std::string(64, 'x')) == "too_large");
}

TEST_CASE("a cut picture or one with garbage behind it does no harm") {
    const auto whole = drawn::png(drawn::qr(receipt));
    const auto cut = decoder().decode_picture(std::string_view(whole).substr(0, whole.size() / 2), all_formats, budget);
    if (!cut) CHECK(cut.error().code == Code::bad_format);
    CHECK(texts(decoder().decode_picture(whole + std::string(5000, '\xfe'), all_formats, budget)) ==
          std::vector<std::string>{receipt});
}

TEST_CASE("a TIFF is read, as scanners write it") {
    const auto code = drawn::qr(receipt, 5);
    const auto pixels = static_cast<unsigned>(code.pixels.size());
    const auto number = [](unsigned value, unsigned bytes) {
        std::string out;
        for (unsigned i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xffU);
        return out;
    };
    const auto entry = [&](unsigned tag, unsigned value) {
        return number(tag, 2) + number(4, 2) + number(1, 4) + number(value, 4);
    };
    const auto width = static_cast<unsigned>(code.width);
    const auto height = static_cast<unsigned>(code.height);
    std::string file = std::string("II*\0", 4) + number(8 + pixels, 4);
    file.append(reinterpret_cast<const char*>(code.pixels.data()), code.pixels.size());
    file += number(9, 2) + entry(256, width) + entry(257, height) + entry(258, 8) + entry(259, 1) + entry(262, 1) +
            entry(273, 8) + entry(277, 1) + entry(278, height) + entry(279, pixels) + number(0, 4);
    CHECK(texts(decoder().decode_picture(file, all_formats, budget)) == std::vector<std::string>{receipt});
}

TEST_CASE("a bar code blurred into its neighbours is read from bands along its bars") {
    const auto picture = drawn::noisy(blurred(drawn::code_128(receipt, 3), 2.0), 10, 4);
    CHECK(read(picture, linear_formats) == std::vector<std::string>{receipt});
}

TEST_CASE("a quick look reads what is plain, and a still picture gets its share of time after its file was read") {
    const auto file = drawn::pgm(drawn::qr(receipt));
    CHECK(texts(decoder().decode_picture(file, all_formats, budget, {true, {}})) == std::vector<std::string>{receipt});
    CHECK(texts(decoder().decode_picture(file, all_formats, slowed_by * still_budget, still_effort)) ==
          std::vector<std::string>{receipt});
}

TEST_CASE("a look and a page get their work, however long a busy machine takes for it") {
    Stoppable starved;
    const auto code = drawn::qr(receipt);
    const Frame frame{code.pixels.data(), code.width, code.height, code.width};
    const auto after_a_while = [&](auto ask) {
        starved.signal_child(SIGSTOP);
        auto answer = std::async(std::launch::async, ask);
        const bool waits = answer.wait_for(1700ms) == std::future_status::timeout;
        starved.signal_child(SIGCONT);
        CHECK(waits);
        return answer.get();
    };
    const auto looked = after_a_while([&] {
        return starved.own.decode_frame(frame, {Format::qr_code}, slow_build * deep_budget, {false, {}});
    });
    CHECK(texts(looked) == std::vector<std::string>{receipt});
    CHECK(after_a_while([&] { return starved.own.sight(frame, 200, slow_build * 1s); }));
    CHECK(starved.own.health().lost_children == 0);
}

#ifndef KIOSK_SANITIZED  // patience is a multiple of the work, which a sanitizer stretches to many minutes
TEST_CASE("a child that does nothing for ten seconds is given up with a sentence about the machine", "[thorough]") {
    Stoppable stuck;
    stuck.signal_child(SIGSTOP);
    const auto decoded = stuck.own.decode_picture(drawn::pgm(drawn::qr(receipt)), all_formats, 100ms);
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().code == Code::timed_out);
    CHECK(decoded.error().detail.find("machine is too busy") != std::string::npos);
    CHECK(texts(stuck.own.decode_picture(drawn::pgm(drawn::qr(receipt)), all_formats, budget)) ==
          std::vector<std::string>{receipt});
}
#endif

TEST_CASE("a look that ends before everything was tried says so, one that tried everything does not") {
    const auto busy = drawn::pgm(drawn::clutter(1200, 900, 3));
    const auto short_look = decoder().decode_picture(busy, all_formats, 5ms);
    REQUIRE(short_look);
    CHECK(short_look->symbols.empty());
    CHECK(short_look->cut_short);
    const auto whole_look = decoder().decode_picture(drawn::pgm(Grey(40, 40, 255)), all_formats, budget);
    REQUIRE(whole_look);
    CHECK(whole_look->symbols.empty());
    CHECK_FALSE(whole_look->cut_short);
}
