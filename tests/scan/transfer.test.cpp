// Bank transfers by VietQR: read, and made.

#include <algorithm>

#include "tests/scan/payloads.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::scan;
using namespace kiosk::test;

TEST_CASE("a bank transfer is read whole, and every damage is a reason not to pay") {
    CHECK(crc16("123456789") == 0x29B1);
    CHECK(crc16("") == 0xFFFF);
    const auto whole = classify(with_crc(transfer()));
    CHECK(kind(whole) == "vietqr");
    CHECK(whole.warnings.empty());
    auto got = values(whole);
    CHECK(got["method"] == "dynamic");
    CHECK(got["bin"] == "970407");
    CHECK(got["account"] == "1903777000111");
    CHECK(got["service"] == "QRIBFTTA");
    CHECK(got["amount"] == "12000");
    CHECK(got["bill_number"] == "QN7F3K2M9P");
    CHECK(got["purpose"] == "QN7F3K2M9P le phi");

    auto small = with_crc(transfer());
    std::transform(small.end() - 4, small.end(), small.end() - 4,
                   [](char c) { return c >= 'A' ? static_cast<char>(c + 32) : c; });
    CHECK(classify(small).warnings.empty());

    auto changed = with_crc(transfer());
    changed.replace(changed.find("12000"), 5, "92000");
    CHECK(classify(changed).has(Warning::crc_mismatch));
    CHECK(classify(with_crc(transfer()).substr(0, 60)).has(Warning::structure_broken));
    CHECK(classify(with_crc(transfer()).substr(0, 60)).has(Warning::crc_mismatch));
    CHECK(classify(transfer()).has(Warning::crc_mismatch));
    // A right CRC over a wrong structure, as some printed codes have it: the account is one longer than its length says.
    auto inner = transfer();
    inner.replace(inner.find("01131903777000111"), 4, "0112");
    CHECK(classify(with_crc(inner)).has(Warning::structure_broken));
    CHECK_FALSE(classify(with_crc(inner)).has(Warning::crc_mismatch));
    // The service inside the account's template.
    const auto nested =
        item("00", "A000000727") + item("01", item("00", "970407") + item("01", "123456") + item("02", "QRIBFTTA"));
    CHECK(classify(with_crc("000201" + item("38", nested) + item("53", "704") + item("58", "VN")))
              .has(Warning::structure_broken));
    for (const auto* amount : {"50 000", "0", "1.2.3", "-5", "12345678901234"}) {
        CAPTURE(amount);
        CHECK(classify(with_crc(transfer("1903777000111", amount))).has(Warning::amount_invalid));
    }
    CHECK(classify(with_crc(transfer("1903777000111", "50000."))).warnings.empty());
    CHECK(classify(with_crc(transfer("99ZP123456789012345"))).warnings.empty());
    CHECK(classify(with_crc(transfer("99ZP1234567890123456"))).has(Warning::account_invalid));
    CHECK(classify(with_crc("000201" + item("26", item("00", "A000000775")) + item("53", "704") + item("58", "VN")))
              .has(Warning::other_scheme));
}

TEST_CASE("a transfer that is made here is right, and any letter of it changed is noticed") {
    const auto made = make_vietqr({"970436", Personal("0071000123456"), false, "35000", "Lệ phí Hộ tịch", "QN7F3K2M9P"});
    REQUIRE(made);
    const auto read = classify(*made);
    CHECK(read.warnings.empty());
    CHECK(values(read)["method"] == "dynamic");
    CHECK(values(read)["purpose"] == "Le phi Ho tich");
    CHECK(values(read)["amount"] == "35000");
    CHECK(values(read)["bill_number"] == "QN7F3K2M9P");
    // Made by hand from the norm: the account's code without an amount is for many payments.
    CHECK(make_vietqr({"970403", Personal("0011012345678"), false, "", "", ""}) ==
          "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F");
    const auto noticed = [](std::string_view text) {
        const auto changed = classify(text);
        return kind(changed) != "vietqr" || !is_right(changed.warnings);
    };
    for (std::size_t i = 0; i < made->size(); ++i) {
        for (const char other : std::string_view("0129AVZaz. ")) {
            auto changed = *made;
            const bool same = changed[i] == other || (i + 4 >= made->size() && changed[i] == other - 32);
            changed[i] = other;
            if (!same && !noticed(changed)) FAIL("changed to " << changed);
        }
        auto shorter = *made;
        shorter.erase(i, 1);
        if (!noticed(shorter)) FAIL("shortened to " << shorter);
        if (i + 1 < made->size() && (*made)[i] != (*made)[i + 1]) {
            auto swapped = *made;
            std::swap(swapped[i], swapped[i + 1]);
            if (!noticed(swapped)) FAIL("swapped to " << swapped);
        }
    }
    // The same field twice: a reader could pay either.
    CHECK(classify(with_crc("000201010211" + transfer().substr(6))).has(Warning::structure_broken));
    CHECK(classify(with_crc("000201" + transfer().substr(12))).has(Warning::method_unknown));
}

TEST_CASE("a transfer that no bank would take is not made") {
    const auto made = [](const char* bin, const char* account, const char* amount, const char* purpose, bool card = false) {
        return make_vietqr({bin, Personal(account), card, amount, purpose, ""});
    };
    for (const auto* amount : {"0", "-1", "50 000", "50.5", "12345678901234"}) CHECK_FALSE(made("970436", "1", amount, ""));
    for (const auto* bin : {"", "97043", "9704361", "VCB123"}) CHECK_FALSE(made(bin, "1", "", ""));
    for (const auto* account : {"", "12345678901234567890", "12 34", "12-3"}) CHECK_FALSE(made("970436", account, "", ""));
    CHECK_FALSE(made("970436", "99ZP1", "", "", true));
    const auto longest = made("970436", "1", "", "ĐĂNG KÝ Khai Sinh cho con của ông bà");
    REQUIRE(longest);
    CHECK(values(classify(*longest))["purpose"] == "DANG KY Khai Sinh cho con");
}
