#pragma once
/// What the tests of speech speak with.

#include <string>

#include "kiosk/speech/speller.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::speech::test {

inline const Texts& texts(Language language) {
    const auto open = [](Language which) {
        auto opened = Texts::open(std::string(KIOSK_BUILD_DIR) + "/locale", which);
        require(opened.has_value(), "the texts are built");
        return std::move(*opened);
    };
    static const auto vietnamese = open(Language::vietnamese);
    static const auto english = open(Language::english);
    return language == Language::vietnamese ? vietnamese : english;
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
