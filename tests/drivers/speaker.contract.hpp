#pragma once
/// What every speaker keeps to, simulated or real.

#include <functional>

#include "drivers/speech/speaker.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::drivers::test {

struct SpeakerHands {
    std::function<void()> pass_time;  ///< lets a few hundredths of a second pass
    std::function<void()> unplug;     ///< empty: this one cannot be unplugged
    std::function<void()> plug_in;
};

/// Waits until it says nothing any more; true when that came.
inline bool falls_silent(Speaker& speaker, const SpeakerHands& hands) {
    for (int i = 0; i < 1000; ++i) {
        const auto speaking = speaker.speaking();
        if (!speaking) return false;
        if (!*speaking) return true;
        hands.pass_time();
    }
    return false;
}

inline void speaker_contract(Speaker& speaker, const SpeakerHands& hands) {
    const Sentence hello{"Xin chào, mời ông bà chạm vào màn hình.", "vi", 100, 80};
    INFO("before open() there is no speaker");
    CHECK(speaker.say(hello).error().code == Code::device_gone);
    CHECK(speaker.speaking().error().code == Code::device_gone);
    speaker.hush();
    speaker.set_paused(true);

    REQUIRE(speaker.open().has_value());
    CHECK(speaker.speaking() == false);
    REQUIRE(speaker.say(hello).has_value());
    CHECK(speaker.speaking() == true);
    CHECK(falls_silent(speaker, hands));

    INFO("a paused sentence waits, and goes on");
    REQUIRE(speaker.say(hello).has_value());
    speaker.set_paused(true);
    for (int i = 0; i < 5; ++i) hands.pass_time();
    CHECK(speaker.speaking() == true);
    speaker.set_paused(false);
    CHECK(falls_silent(speaker, hands));

    INFO("a hush is silence at once, also of what is paused, and the next sentence is heard");
    REQUIRE(speaker.say(hello).has_value());
    speaker.set_paused(true);
    speaker.hush();
    CHECK(speaker.speaking() == false);
    REQUIRE(speaker.say(hello).has_value());
    REQUIRE(speaker.say({"Good morning.", "en", 200, 100}).has_value());
    CHECK(falls_silent(speaker, hands));

    INFO("a chime comes before the words, and both end");
    REQUIRE(speaker.say({hello.words, "vi", 100, 80, true}).has_value());
    CHECK(speaker.speaking() == true);
    CHECK(falls_silent(speaker, hands));

    INFO("what nobody can say is refused, and the speaker is well");
    for (const auto& bad :
         {Sentence{"", "vi", 100, 100}, Sentence{std::string(longest_sentence_bytes + 1, 'a'), "vi", 100, 100},
          Sentence{"a", "vi", 49, 100}, Sentence{"a", "vi", 201, 100}, Sentence{"a", "vi", 100, 101}}) {
        CHECK(speaker.say(bad).error().code == Code::bad_usage);
    }
    CHECK(speaker.say(hello).has_value());

    if (!hands.unplug) return;
    hands.unplug();
    CHECK(speaker.speaking().error().code == Code::device_gone);
    CHECK(speaker.say(hello).error().code == Code::device_gone);
    CHECK(speaker.open().error().code == Code::device_gone);
    hands.plug_in();
    REQUIRE(speaker.open().has_value());
    CHECK(speaker.say(hello).has_value());
}

}  // namespace kiosk::drivers::test
