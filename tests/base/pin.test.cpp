#include "kiosk/base/pin.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;

TEST_CASE("a PIN is six digits that are not the first ones to be guessed") {
    for (const char* good : {"258036", "250915", "112233", "102030"}) CHECK(is_pin(Personal(good)));
    for (const char* bad : {"", "25803", "2580361", "25803a", "000000", "123456", "987654"})
        CHECK_FALSE(is_pin(Personal(bad)));
}

TEST_CASE("a PIN fits its hash and no other one does, and what is no hash fits nothing") {
    constexpr unsigned long long cheap_passes = 1;
    constexpr std::size_t cheap_memory = 8192;
    const auto hash = hash_pin(Personal("258036"), cheap_passes, cheap_memory);
    REQUIRE(hash);
    CHECK(hash->starts_with("$argon2id$"));
    CHECK(hash->find("258036") == std::string::npos);
    CHECK(pin_matches(*hash, Personal("258036")));
    CHECK_FALSE(pin_matches(*hash, Personal("258035")));
    CHECK_FALSE(pin_matches("258036", Personal("258036")));
    CHECK_FALSE(pin_matches(std::string(4000, 'a'), Personal("258036")));
    CHECK(*hash_pin(Personal("258036"), cheap_passes, cheap_memory) != *hash);
}
