// The real voice: espeak-ng in a child, SDL's audio into a file instead of a loudspeaker.

#include <signal.h>

#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "drivers/speech/child_voice.hpp"
#include "drivers/speech/sound.hpp"
#include "drivers/speech/speaker_espeak.hpp"
#include "kiosk/base/files.hpp"
#include "tests/drivers/speaker.contract.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using namespace kiosk::drivers;
namespace fs = std::filesystem;

namespace {

/// A folder for the sound of one test, and SDL told to write it there.
class Captured {
public:
    Captured() {
        setenv("SDL_AUDIODRIVER", "disk", 1);
        setenv("SDL_DISKAUDIOFILE", (folder() / "out.raw").c_str(), 1);
        setenv("SDL_DISKAUDIODELAY", "1", 1);  // ms a buffer: faster than a listener
    }
    [[nodiscard]] const fs::path& folder() const { return folder_.path(); }
    /// All that was played so far.
    [[nodiscard]] Samples samples() const {
        const auto bytes = read_file(folder() / "out.raw").value();
        Samples out(bytes.size() / 2);
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<std::int16_t>(static_cast<unsigned char>(bytes[2 * i]) |
                                               static_cast<unsigned char>(bytes[2 * i + 1]) << 8);
        }
        return out;
    }

private:
    const kiosk::test::TempFolder folder_;
};

/// What is written to standard error while it lives.
class Errors {
public:
    explicit Errors(fs::path file) : file_(std::move(file)), before_(dup(STDERR_FILENO)) {
        REQUIRE(std::freopen(file_.c_str(), "w", stderr) != nullptr);
    }
    Errors(const Errors&) = delete;
    Errors& operator=(const Errors&) = delete;
    ~Errors() {
        std::fflush(stderr);
        dup2(before_, STDERR_FILENO);
        close(before_);
    }
    /// How many lines name this.
    [[nodiscard]] int lines_with(std::string_view words) const {
        std::fflush(stderr);
        std::ifstream log(file_);
        int lines = 0;
        for (std::string line; std::getline(log, line);) lines += line.find(words) != std::string::npos ? 1 : 0;
        return lines;
    }

private:
    fs::path file_;
    int before_;
};

/// A recording of 4000 samples that no voice makes.
constexpr int recorded_sample = 12345;
std::string recording() {
    std::string wav = std::string(
        "RIFF\xff\xff\xff\x7fWAVEfmt \x10\0\0\0\1\0\1\0\x22\x56\0\0\x44\xac\0\0\2\0\x10\0data\xff\xff\xff\x7f", 44);
    for (int i = 0; i < 4000; ++i) wav += std::string("\x39\x30", 2);
    return wav;
}

/// How loud it is on the whole, 0..32767, the silence around it left out.
double loudness(const Samples& samples) {
    double sum = 0;
    double count = 0;
    for (const auto sample : samples) {
        if (std::abs(sample) < 8) continue;
        sum += static_cast<double>(sample) * sample;
        ++count;
    }
    return count == 0 ? 0 : std::sqrt(sum / count);
}

void wait_shortly() { std::this_thread::sleep_for(std::chrono::milliseconds(5)); }

double seconds_of(const std::string& words, int words_per_minute) {
    const std::atomic<unsigned> hushed{0};
    const auto wav = wav_of(words, {"vi", words_per_minute}, hushed, 0);
    REQUIRE(wav);
    return static_cast<double>(samples_of(*wav).value().size()) / samples_per_second;
}

const std::string sentence = "Mời ông bà có số a không hai bảy đến quầy mười lăm.";

}  // namespace

TEST_CASE("the speaker with espeak-ng keeps the contract of speakers") {
    const Captured captured;
    SpeakerEspeak speaker({"", {{"vi", "vi"}, {"en", "en"}}, {}});
    drivers::test::speaker_contract(speaker, {wait_shortly, {}, {}});
}

TEST_CASE("a sentence is heard: not silent, as long as it takes to say, and softer when it is asked for") {
    double loud = 0;
    for (const int volume : {100, 25}) {
        const Captured captured;
        {
            SpeakerEspeak speaker({"", {{"vi", "vi"}}, {}});
            REQUIRE(speaker.open());
            REQUIRE(speaker.say({sentence, "vi", 100, volume}));
            REQUIRE(drivers::test::falls_silent(speaker, {wait_shortly, {}, {}}));
        }
        const auto heard = captured.samples();
        const double seconds = static_cast<double>(heard.size()) / samples_per_second;
        CHECK(seconds > 2);
        CHECK(seconds < 12);
        if (volume == 100) loud = loudness(heard);
        CHECK(loud > 1000);
        if (volume == 25) CHECK(loudness(heard) < loud / 2);
    }
}

TEST_CASE("half the speed takes twice the time, twice the speed half of it") {
    const double usual = seconds_of(sentence, 160);
    CHECK(seconds_of(sentence, 320) < usual * 0.6);
    CHECK(seconds_of(sentence, 80) > usual * 1.7);
}

TEST_CASE("a prepared sound is played instead of the voice, and the voice says what is not prepared") {
    const Captured captured;
    fs::create_directories(captured.folder() / "vi");
    REQUIRE(write_file(captured.folder() / "vi" / (prepared_name("Xin chào.") + ".wav"), recording()));
    {
        SpeakerEspeak speaker({"", {}, captured.folder()});
        REQUIRE(speaker.open());
        REQUIRE(speaker.say({"Xin chào.", "vi", 100, 100}));
        REQUIRE(drivers::test::falls_silent(speaker, {wait_shortly, {}, {}}));
        REQUIRE(speaker.say({"Tạm biệt.", "vi", 100, 100}));
        REQUIRE(drivers::test::falls_silent(speaker, {wait_shortly, {}, {}}));
    }
    const auto heard = captured.samples();
    CHECK(std::count(heard.begin(), heard.end(), recorded_sample) == 4000);
    CHECK(heard.size() > 4000 + samples_per_second / 3);
}

TEST_CASE("a recording has one speed: at another one the voice speaks, if there is one for the language") {
    const Captured captured;
    fs::create_directories(captured.folder() / "vi");
    REQUIRE(write_file(captured.folder() / "vi" / (prepared_name("Xin chào.") + ".wav"), recording()));
    const auto recorded = [&](const std::map<std::string, std::string>& voices, int speed) {
        {
            SpeakerEspeak speaker({"", voices, captured.folder()});
            REQUIRE(speaker.open());
            REQUIRE(speaker.say({"Xin chào.", "vi", speed, 100}));
            REQUIRE(drivers::test::falls_silent(speaker, {wait_shortly, {}, {}}));
        }
        const auto heard = captured.samples();  // once the file is closed
        return std::count(heard.begin(), heard.end(), recorded_sample) == 4000;
    };
    CHECK(recorded({{"vi", "vi"}}, 100));
    CHECK_FALSE(recorded({{"vi", "vi"}}, 90));
    CHECK(recorded({}, 90));
}

TEST_CASE("a recording that cannot be played is told once in the log, and the voice says its sentence") {
    const Captured captured;
    const auto folder = captured.folder() / "vi";
    const auto no_sound = prepared_name("Xin chào.") + ".wav";
    const auto no_file = prepared_name("Tạm biệt.") + ".wav";
    fs::create_directories(folder / no_file);
    REQUIRE(write_file(folder / no_sound, "not a sound"));
    const Errors errors(captured.folder() / "log");
    {
        SpeakerEspeak speaker({"", {{"vi", "vi"}}, captured.folder()});
        REQUIRE(speaker.open());
        for (const char* words : {"Xin chào.", "Tạm biệt.", "Không ghi âm.", "Xin chào.", "Tạm biệt."}) {
            REQUIRE(speaker.say({words, "vi", 100, 100}));
            REQUIRE(drivers::test::falls_silent(speaker, {wait_shortly, {}, {}}));
        }
    }
    CHECK(errors.lines_with(no_sound) == 1);
    CHECK(errors.lines_with(no_file) == 1);
    CHECK(errors.lines_with("the engine speaks instead") == 2);
    CHECK(loudness(captured.samples()) > 1000);
}

TEST_CASE("a hush from another thread ends a sentence that is still being made") {
    std::atomic<unsigned> hushed{0};
    std::string page;
    while (page.size() < longest_sentence_bytes - 80) page += sentence + ' ';
    std::thread other([&] {
        wait_shortly();
        ++hushed;
    });
    const auto begun = std::chrono::steady_clock::now();
    const auto wav = wav_of(page, {"vi", 150}, hushed, 0);
    other.join();
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(2));
    REQUIRE_FALSE(wav);
    CHECK(wav.error().code == Code::stopped);
}

TEST_CASE("a voice that is not there, an engine that is not installed and a dead sound card are each said clearly") {
    const Captured captured;
    {
        SpeakerEspeak speaker({"", {{"vi", "qqq"}}, {}});
        const auto opened = speaker.open();
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == Code::not_found);
        CHECK(opened.error().detail.find("qqq") != std::string::npos);
    }
    {
        const std::string path = getenv("PATH");
        setenv("PATH", "/nowhere", 1);
        SpeakerEspeak speaker({"", {{"vi", "vi"}}, {}});
        const auto opened = speaker.open();
        setenv("PATH", path.c_str(), 1);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == Code::not_found);
        CHECK(opened.error().detail.find("install the Debian package espeak-ng") != std::string::npos);
    }
    setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    SpeakerEspeak speaker({"", {{"vi", "vi"}}, {}});
    const auto opened = speaker.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == Code::device_gone);
}
