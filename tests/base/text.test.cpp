#include "kiosk/base/text.hpp"

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;

TEST_CASE("search folds every Vietnamese letter to its plain one, also when it comes decomposed") {
    CHECK(fold("Đăng ký  khai sinh") == "dang ky khai sinh");
    CHECK(fold("ÐĂNG KÝ") == "dang ky");
    CHECK(fold("Quye\xCC\x82\xCC\x80n") == "quyen");
    CHECK(fold("  NGHIỄM khuỷu ") == "nghiem khuyu");
}

TEST_CASE("every letter of the Latin script folds alone as it does beside one of another script") {
    const auto utf8 = [](unsigned c) {
        std::string out;
        if (c < 0x80) return std::string(1, static_cast<char>(c));
        if (c < 0x800) out += static_cast<char>(0xC0U | c >> 6);
        else out += {static_cast<char>(0xE0U | c >> 12), static_cast<char>(0x80U | (c >> 6 & 0x3FU))};
        return out + static_cast<char>(0x80U | (c & 0x3FU));
    };
    const std::string other = "\u4E2D";  // folds to itself, by ICU
    for (unsigned c = 1; c < 0x2000; ++c) {
        const auto text = "Ab" + utf8(c) + "C\u0301 " + utf8(c) + " d";
        CAPTURE(c);
        CHECK(fold(text) + other == fold(text + other));
    }
}

TEST_CASE("Vietnamese order puts the tones ngang, huyền, hỏi, ngã, sắc, nặng") {
    CHECK(collate("a", "à") < 0);
    CHECK(collate("à", "ả") < 0);
    CHECK(collate("ã", "á") < 0);
    CHECK(collate("d", "đ") < 0);
}

TEST_CASE("a number shows its last four digits and a name its last word") {
    CHECK(masked_number(Personal("051099000123")) == "••••••••0123");
    CHECK(masked_number(Personal("0123")) == "••••");
    CHECK(masked_name(Personal("Đinh Văn Ngữ")) == "Đ*** V** Ngữ");
}

TEST_CASE("a business day changes at midnight in Việt Nam") {
    const auto before = parse_iso_time("2026-11-23T23:59:59+07:00");
    REQUIRE(before);
    CHECK(local_time(*before).date.iso() == "2026-11-23");
    CHECK(local_time(*before + 1s).date.iso() == "2026-11-24");
    CHECK(local_time(*before).date.weekday() == 1);
    CHECK(packet_time(*before) == "20261123235959");
    CHECK_FALSE(parse_iso_date("2026-02-30"));
}

TEST_CASE("an id reads back and says when it was made") {
    SeededIds ids(1);
    const auto id = ids.make(WallTime{1'700'000'000'000ms});
    CHECK(parse_uuid(id.text()).value() == id);
    CHECK(id.text()[14] == '7');
    CHECK_FALSE(parse_uuid("018bcfe5-6800-7"));
}
