#include <cstring>

#include "drivers/speech/sound.hpp"
#include "drivers/speech/speaker_sim.hpp"
#include "tests/drivers/speaker.contract.hpp"

using namespace kiosk;
using namespace kiosk::drivers;

namespace {

std::string little(std::uint32_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
    return out;
}

struct Wav {
    std::uint32_t kind = 1;
    std::uint32_t channels = 1;
    std::uint32_t rate = 22050;
    std::uint32_t bits = 16;
    std::uint32_t length = 8;
    std::string data = little(100, 2) + little(200, 2) + little(0xFFFF, 2) + little(400, 2);

    [[nodiscard]] std::string bytes() const {
        return "RIFF" + little(0x7FFFFFFF, 4) + "WAVE" + "LIST" + little(3, 4) + "abc" + std::string(1, '\0') + "fmt " +
               little(16, 4) + little(kind, 2) + little(channels, 2) + little(rate, 4) + little(rate * 2, 4) + little(2, 2) +
               little(bits, 2) + "data" + little(length, 4) + data;
    }
};

Code refused(const Wav& wav) {
    const auto samples = samples_of(wav.bytes());
    REQUIRE_FALSE(samples);
    return samples.error().code;
}

}  // namespace

TEST_CASE("the simulated speaker keeps the contract of speakers") {
    ManualClock clock(WallTime{});
    SpeakerSim speaker(clock);
    drivers::test::speaker_contract(speaker,
                                    {[&] { clock.advance(40ms); }, [&] { speaker.unplug(); }, [&] { speaker.plug_in(); }});
}

TEST_CASE("the simulated speaker remembers what was said, and takes longer for a slower voice") {
    ManualClock clock(WallTime{});
    SpeakerSim speaker(clock);
    REQUIRE(speaker.open());
    REQUIRE(speaker.say({"mười chữ ở đây", "vi", 100, 80}));
    REQUIRE(speaker.say({"mười chữ ở đây", "vi", 60, 80}));
    REQUIRE(speaker.said().size() == 2);
    CHECK(speaker.said()[1].speed_percent == 60);
    clock.advance(SpeakerSim::letter_time * 21);  // bytes, as the engine counts nothing
    CHECK(speaker.speaking() == true);
    clock.advance(SpeakerSim::letter_time * 21);
    CHECK(speaker.speaking() == false);
}

TEST_CASE("a sound file is read as it is, whatever its header leaves out") {
    CHECK(samples_of(Wav{}.bytes()) == Samples{100, 200, -1, 400});
    Wav stream;
    stream.length = 0x7FFFF000;  // espeak-ng does not know it yet when it begins
    CHECK(samples_of(stream.bytes()) == Samples{100, 200, -1, 400});
    Wav two;
    two.channels = 2;
    CHECK(samples_of(two.bytes()) == Samples{150, 199});
    Wav slow;
    slow.rate = 11025;
    CHECK(samples_of(slow.bytes()) == Samples{100, 150, 200, 100, -1, 199, 400, 400});
}

TEST_CASE("what is no sound file is refused, and a cut one is read as far as it goes") {
    Wav compressed;
    compressed.kind = 85;
    CHECK(refused(compressed) == Code::unsupported);
    Wav fine;
    fine.rate = 96000;
    CHECK(refused(fine) == Code::unsupported);
    CHECK(samples_of("").error().code == Code::bad_format);
    const auto whole = Wav{}.bytes();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto cut = samples_of(whole.substr(0, size));
        if (cut) CHECK(cut->size() < 4);
    }
}

TEST_CASE("volume is a part of what the file has") {
    Samples samples{1000, -32768, 32767};
    set_volume(samples, 50);
    CHECK(samples == Samples{500, -16384, 16383});
    set_volume(samples, 0);
    CHECK(samples == Samples{0, 0, 0});
}
