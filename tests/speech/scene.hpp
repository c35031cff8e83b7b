#pragma once
/// What the tests of speech speak with.

#include <string>

#include "kiosk/speech/speller.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::speech::test {

inline const Texts& texts(Language language) {
    const auto folder = std::string(KIOSK_BUILD_DIR) + "/locale";
    static const auto vietnamese = Texts::open(folder, Language::vietnamese);
    static const auto english = Texts::open(folder, Language::english);
    require(vietnamese && english, "the texts are built");
    return language == Language::vietnamese ? *vietnamese : *english;
}

inline const Speller& vi() {
    static const Speller speller(texts(Language::vietnamese), ZeroTens::le);
    return speller;
}

inline const Speller& en() {
    static const Speller speller(texts(Language::english), ZeroTens::le);
    return speller;
}

}  // namespace kiosk::speech::test
