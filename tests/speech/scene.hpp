#pragma once
/// What the tests of speech speak with.

#include <string>

#include "kiosk/speech/speller.hpp"
#include "kiosk/texts/languages.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::speech::test {

inline const Texts& texts(std::string_view language) {
    static const auto languages = Languages::open(std::string(KIOSK_BUILD_DIR) + "/locale");
    require(languages.has_value(), "the texts are built");
    return languages->in(language);
}

inline const Speller& vi() {
    static const Speller speller(texts("vi"), ZeroTens::le);
    return speller;
}

inline const Speller& en() {
    static const Speller speller(texts("en"), ZeroTens::le);
    return speller;
}

}  // namespace kiosk::speech::test
