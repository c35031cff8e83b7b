// What a code that was read means to a visit, and what the command line says of it.

#include "kiosk/app/payload_event.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;

namespace {

visit::Event read(std::string_view text) { return app::event_of(scan::classify(text)); }

/// Whether a card was read that has something to be told about; nothing when it was no card.
std::optional<bool> warned(std::string_view text) {
    const auto event = read(text);
    const auto* card = std::get_if<visit::CardRead>(&event);
    return card == nullptr ? std::nullopt : std::optional(card->warned);
}

}  // namespace

TEST_CASE("a card whose particulars do not agree or have no date of birth is told, one without a name is asked for again") {
    CHECK(warned("051195004321||A Thử|09031995|Nữ|Tịnh Kỳ|20082021") == false);
    CHECK(warned("051195004321||A Thử|09031995|Nam|Tịnh Kỳ|20082021") == true);
    CHECK(warned("051195004321||A Thử|09031985|Nữ|Tịnh Kỳ|20082021") == true);
    CHECK(warned("051195004321||A Thử|31021995|Nữ|Tịnh Kỳ|20082021") == true);
    CHECK(warned("051195004321||A Thử||Nữ|Tịnh Kỳ|20082021") == true);
    CHECK_FALSE(warned("051195004321|||09031995|Nữ|Tịnh Kỳ|20082021"));
    const auto nameless = read("051195004321|||09031995|Nữ|Tịnh Kỳ|20082021");
    REQUIRE(std::holds_alternative<visit::OtherCodeRead>(nameless));
    CHECK_FALSE(std::get<visit::OtherCodeRead>(nameless).readable);
}

TEST_CASE("what the kiosk does with a code has a name for each kind") {
    const auto use = [](std::string_view text) { return app::use_of(read(text)); };
    CHECK(use("051195004321||A Thử|09031995|Nữ|Tịnh Kỳ|20082021") == "fills_in_person");
    CHECK(use("051195004321|||09031995|Nữ|Tịnh Kỳ|20082021") == "asks_again");
    CHECK(use("000.00.53.H48-261123-0042") == "looks_up");
    CHECK(use("QNV1:7KQ2M0XD") == "looks_up");
    CHECK(use("QNA1:BINHSON:20261201:0830:XK7Q") == "takes_appointment");
    CHECK(use("QNS1:0123456789ABCDEFGHJKMNPQRS") == "opens_staff_pages");
    CHECK(use("https://example.vn/") == "is_no_use");
    CHECK(use("anything") == "is_no_use");
}
