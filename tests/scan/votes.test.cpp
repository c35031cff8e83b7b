// What several frames of one code come to, and which frames are worth a closer look.

#include "kiosk/scan/votes.hpp"

#include "kiosk/scan/meter.hpp"
#include "tests/scan/drawn.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::scan;
using namespace std::chrono_literals;

namespace {

Symbol symbol(std::string text, Trust trust, Format format = Format::qr_code, int left = 100) {
    return {format, Personal(std::move(text)), {Point{left, 50}, {left + 80, 50}, {left + 80, 130}, {left, 130}}, trust};
}

/// One frame every 40 ms.
class Stream {
public:
    std::vector<std::string> frame(const std::vector<Symbol>& read) {
        now_ += 40ms;
        Decoded seen;
        for (const auto& one : read) (one.trust == Trust::doubtful ? seen.doubtful : seen.symbols).push_back(one);
        std::vector<std::string> out;
        for (const auto& one : votes_.add(seen, now_)) out.emplace_back(one.text.reveal());
        return out;
    }
    void pause(Votes::Time time) { now_ += time; }

private:
    Votes votes_;
    Votes::Time now_{};
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a reading without doubt counts at once, another one with the second frame, a doubtful one with the fourth") {
    Stream sure, told, doubtful;
    CHECK(sure.frame({symbol("a", Trust::beyond_doubt)}) == Texts{"a"});
    CHECK(told.frame({symbol("b", Trust::told)}).empty());
    CHECK(told.frame({symbol("b", Trust::told)}) == Texts{"b"});
    for (int i = 0; i < 3; ++i) CHECK(doubtful.frame({symbol("c", Trust::doubtful, Format::code_39)}).empty());
    CHECK(doubtful.frame({symbol("c", Trust::doubtful, Format::code_39)}) == Texts{"c"});
    CHECK(doubtful.frame({}).empty());
}

TEST_CASE("a part of a longer code is never believed for being seen often") {
    Stream stream;
    for (int i = 0; i < 30; ++i) CHECK(stream.frame({symbol("123456", Trust::doubtful, Format::itf)}).empty());
}

TEST_CASE("frames that contradict one another about one place leave it open until one text leads") {
    Stream stream;
    CHECK(stream.frame({symbol("right", Trust::told, Format::code_128)}).empty());
    CHECK(stream.frame({symbol("wrong", Trust::told, Format::code_128)}).empty());
    CHECK(stream.frame({symbol("right", Trust::told, Format::code_128)}).empty());
    CHECK(stream.frame({symbol("right", Trust::told, Format::code_128)}) == Texts{"right"});
    CHECK(stream.frame({symbol("wrong", Trust::told, Format::code_128)}).empty());
    // Two codes beside one another are no contradiction.
    Stream both;
    CHECK(both.frame({symbol("one", Trust::beyond_doubt), symbol("two", Trust::beyond_doubt, Format::qr_code, 400)}) ==
          Texts{"one", "two"});
}

TEST_CASE("another card in the place of one that was taken away is believed as the first one was") {
    Stream stream;
    for (int i = 0; i < 20; ++i) stream.frame({symbol("first", Trust::beyond_doubt)});
    stream.pause(200ms);
    CHECK(stream.frame({symbol("second", Trust::beyond_doubt)}) == Texts{"second"});
}

TEST_CASE("votes are forgotten after a second and a half") {
    Stream stream;
    CHECK(stream.frame({symbol("a", Trust::told)}).empty());
    stream.pause(Votes::memory);
    CHECK(stream.frame({symbol("a", Trust::told)}).empty());
}

TEST_CASE("blur costs sharpness, what moves is told as motion, and a lamp is no motion") {
    const auto paper = drawn::clutter(320, 240, 5);
    Meter meter;
    const auto first = meter.measure(paper);
    CHECK(first.motion == 1);
    CHECK(meter.measure(paper).motion == 0);
    const auto soft = meter.measure(blurred(paper, 1.5));
    CHECK(soft.sharpness < 0.6F * first.sharpness);
    CHECK(meter.measure(paper).sharpness == first.sharpness);
    CHECK(meter.measure(drawn::faded(paper, 20, 255)).motion < 0.2F);
    CHECK(meter.measure(drawn::clutter(320, 240, 6)).motion > 0.5F);
    CHECK(meter.measure(Grey(64, 48, 90)).motion == 1);
    CHECK(meter.measure(Grey(1, 1, 90)).motion == 1);
}
