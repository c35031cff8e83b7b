#include "kiosk/review/search_words.hpp"

#include "tests/review/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::review;

TEST_CASE("words of a search are counted folded, and nothing with a digit or a sign ever is") {
    CHECK(countable_words("  Cấp lại  BẰNG lái ") == "cap lai bang lai");
    CHECK_FALSE(countable_words("051190000123"));
    CHECK_FALSE(countable_words("khai sinh 0905123456"));
    CHECK_FALSE(countable_words("khai sinh số ５"));
    CHECK_FALSE(countable_words("a@b.vn"));
    CHECK_FALSE(countable_words("k"));
    CHECK_FALSE(countable_words(""));
    CHECK_FALSE(countable_words(std::string(61, 'a')));
}

TEST_CASE("the catalogue says its names, its synonyms and what people say for them, whole words in a row") {
    const CatalogueWords words(*test::shipped());
    CHECK(words.say("khai sinh"));
    CHECK(words.say("giay khai sinh"));
    CHECK(words.say("so do"));
    CHECK_FALSE(words.say("khai sin"));
    CHECK_FALSE(words.say("sinh khai"));
}

TEST_CASE("a person's name is not what the catalogue says, though each of its words stands in it somewhere") {
    const CatalogueWords words(*test::shipped());
    for (const char* word : {"van", "binh", "hoa"}) CHECK(words.say(word));
    CHECK_FALSE(words.say("van binh hoa"));
}
