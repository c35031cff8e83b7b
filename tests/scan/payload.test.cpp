#include "kiosk/scan/payload.hpp"
#include "kiosk/base/base64.hpp"

#include <algorithm>
#include <map>
#include <random>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/scan/cccd.hpp"
#include "kiosk/scan/emv.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::scan;

namespace {

using Values = std::map<std::string, std::string>;

Values values(const Payload& payload) {
    Values out;
    for (const auto& field : fields(payload)) out[std::string(field.name)] = field.value.reveal();
    return out;
}

std::string kind_of(std::string_view text) { return std::string(kind(classify(text))); }

/// Invented people only.
const std::string lan = "051195004321|212000111|Trần Thị Lan Thử|09031995|Nữ|Tổ 2, Tịnh Kỳ, Quảng Ngãi|20082021";
const std::string lan_2024 = "051195004321||Trần Thị Lan Thử|09031995|Nữ|Tổ 2, Tịnh Kỳ|20082024||Trần Văn Cha|Võ Thị Mẹ|";
const Values lan_values{{"number", "051195004321"},
                        {"old_number", "212000111"},
                        {"name", "Trần Thị Lan Thử"},
                        {"birth_date", "1995-03-09"},
                        {"sex", "Nữ"},
                        {"residence", "Tổ 2, Tịnh Kỳ, Quảng Ngãi"},
                        {"issue_date", "2021-08-20"}};

std::string latin_1_misreading(std::string_view utf8) {
    std::string out;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out += c;
        } else {
            out += static_cast<char>(0xc0U | byte >> 6U);
            out += static_cast<char>(0x80U | (byte & 0x3fU));
        }
    }
    return out;
}

std::string item(std::string_view id, std::string_view value) {
    const auto size = std::to_string(value.size());
    return std::string(id) + (size.size() < 2 ? "0" : "") + size + std::string(value);
}

std::string with_crc(std::string body) {
    body += "6304";
    constexpr std::string_view digits = "0123456789ABCDEF";
    const unsigned crc = crc16(body);
    for (const unsigned shift : {12U, 8U, 4U, 0U}) body += digits[crc >> shift & 0xfU];
    return body;
}

std::string transfer(std::string_view account = "1903777000111", std::string_view amount = "12000") {
    const auto merchant =
        item("00", "A000000727") + item("01", item("00", "970407") + item("01", account)) + item("02", "QRIBFTTA");
    return item("00", "01") + item("01", "12") + item("38", merchant) + item("53", "704") +
           (amount.empty() ? std::string() : item("54", amount)) + item("58", "VN") +
           item("62", item("01", "QN7F3K2M9P") + item("08", "QN7F3K2M9P le phi"));
}

}  // namespace

TEST_CASE("an identity card's QR becomes typed fields") {
    const auto card = classify(lan);
    CHECK(kind(card) == "cccd");
    CHECK(values(card) == lan_values);
    CHECK(card.warnings.empty());

    const auto young = classify("051305004321||Trần Thị Lan Thử|09032005|Nữ|Tịnh Kỳ|20082021");
    CHECK(kind(young) == "cccd");
    CHECK(values(young).count("old_number") == 0);

    const auto newer = classify(lan_2024);
    CHECK(kind(newer) == "cccd_2024");
    CHECK(values(newer)["father_name"] == "Trần Văn Cha");
    CHECK(values(newer)["mother_name"] == "Võ Thị Mẹ");
    CHECK(newer.warnings.empty());
}

TEST_CASE("what readers do to a card's text is undone") {
    for (const std::string& text : {lan + "\r", lan + "\r\n", lan + "\n", "  " + lan + "\t", "\xEF\xBB\xBF" + lan}) {
        CHECK(values(classify(text)) == lan_values);
        CHECK(classify(text).warnings.empty());
    }
    std::string spaced;
    for (const char c : lan) spaced += c == '|' ? std::string(" | ") : std::string(1, c);
    CHECK(values(classify(spaced)) == lan_values);

    const auto misread = classify(latin_1_misreading(lan));
    CHECK(values(misread) == lan_values);
    CHECK(misread.has(Warning::text_repaired));
    CHECK(values(classify(latin_1_misreading("\xEF\xBB\xBF" + lan))) == lan_values);

    auto decomposed = lan;
    const std::string composed_a = "ầ";
    decomposed.replace(decomposed.find(composed_a), composed_a.size(), "a\xCC\x82\xCC\x80");
    CHECK(values(classify(decomposed)) == lan_values);
    CHECK(classify(decomposed).has(Warning::text_normalised));
}

TEST_CASE("a Latin letter that is no misreading stays") {
    CHECK(values(classify("Café Ngãi")) == Values{{"text", "Café Ngãi"}});
    CHECK(values(classify("Ã")) == Values{{"text", "Ã"}});
}

TEST_CASE("cards of odd layouts are taken with a warning or not at all") {
    const auto six = classify("051195004321|212000111|Trần Thị Lan Thử|09031995|Nữ|Tịnh Kỳ");
    CHECK(kind(six) == "cccd");
    CHECK(six.has(Warning::fields_missing));
    const auto no_slot = classify("051195004321|Trần Thị Lan Thử|09031995|Nữ|Tịnh Kỳ|20082021");
    CHECK(kind(no_slot) == "cccd");
    CHECK(no_slot.has(Warning::fields_missing));
    CHECK(values(no_slot)["name"] == "Trần Thị Lan Thử");
    const auto future = classify(lan_2024 + "|x|y");
    CHECK(kind(future) == "cccd_2024");
    CHECK(future.has(Warning::fields_unknown));
    CHECK(values(classify("066095004321||Y Thử|09031995|Nam|Cư M'gar, Đắk Lắk|20082021"))["residence"] ==
          "Cư M'gar, Đắk Lắk");

    CHECK(kind_of("212000111||Trần Thị Lan Thử|09031995|Nữ|Tịnh Kỳ|20082021") == "unknown");
    CHECK(kind_of("05119500432A||Trần Thị Lan Thử|09031995|Nữ|Tịnh Kỳ|20082021") == "unknown");
    CHECK(kind_of("051195004321|212000111|Trần Thị Lan Thử") == "unknown");
    CHECK(kind_of("051195004321|a|b|c|d|e|f") == "unknown");
    CHECK(kind_of("||||||") == "unknown");
}

TEST_CASE("a card that disagrees with its number warns and is not refused") {
    const auto warned = [](std::string_view text, Warning warning) {
        const auto card = classify(text);
        return kind(card) == "cccd" && card.has(warning);
    };
    CHECK(warned("051195004321||A Thử|09031995|Nam|Tịnh Kỳ|20082021", Warning::sex_disagrees));
    CHECK(warned("051195004321||A Thử|09031985|Nữ|Tịnh Kỳ|20082021", Warning::birth_year_disagrees));
    CHECK(warned("003195004321||A Thử|09031995|Nữ|Tịnh Kỳ|20082021", Warning::unknown_province));
    CHECK(warned("051195004321||A Thử|31021995|Nữ|Tịnh Kỳ|20082021", Warning::birth_date_impossible));
    CHECK(warned("051195004321||A Thử|09031995|Nữ|Tịnh Kỳ|20132021", Warning::issue_date_impossible));
    CHECK(warned("051195004321|123|A Thử|09031995|Nữ|Tịnh Kỳ|20082021", Warning::old_number_odd));
    CHECK(warned("051195004321|||09031995|Nữ|Tịnh Kỳ|20082021", Warning::name_missing));
}

TEST_CASE("a personal number says province, sex and year of birth") {
    CHECK(facts_of("051195004321")->place == "Quảng Ngãi");
    CHECK_FALSE(facts_of("051195004321")->male);
    CHECK(facts_of("051195004321")->birth_year == 1995);
    CHECK(facts_of("062209004321")->place == "Kon Tum");
    CHECK(facts_of("062209004321")->birth_year == 2009);
    CHECK(facts_of("123090000001")->place == "foreign");
    CHECK(facts_of("003090000001")->place.empty());
    for (const auto* bad : {"", "51195004321", "0511950043211", "05119500432a", "051 195 00432"}) CHECK_FALSE(facts_of(bad));
}

TEST_CASE("dossier codes old and new are read, impossible ones are not") {
    const auto old_form = classify(" 000.00.53.h48-220921-0099\n");
    CHECK(kind(old_form) == "dossier_code");
    CHECK(values(old_form) == Values{{"code", "000.00.53.H48-220921-0099"},
                                     {"unit_code", "000.00.53.H48"},
                                     {"date", "2022-09-21"},
                                     {"serial", "0099"}});
    for (const auto* good : {"H48-250701-0001", "H48.22-250701-0001", "H48.22.17-250701-12345", "G12.01-240229-0001",
                             "H55.242-250701-0001", "H48.22.17.4-250701-0001", "H48 - 250701 - 0001", "H48–250701–0001"}) {
        CAPTURE(good);
        CHECK(kind_of(good) == "dossier_code");
    }
    for (const auto* bad : {"000.00.53.H48-220931-0099", "000.00.53.H48-221321-0099", "H48-230229-0001", "H48-250701-001",
                            "00.00.53.H48-220921-0099", "H48.2222-250701-0001", "H48.1.2.3.4-250701-0001", "48-250701-0001",
                            "H48-250701-0001x", "HH8-250701-0001", "H48.-250701-", "-250701-0001"}) {
        CAPTURE(bad);
        CHECK(kind_of(bad) == "unknown");
    }
    const auto provisional = classify("tam-k01-261123-0007");
    CHECK(kind(provisional) == "provisional_code");
    CHECK(values(provisional) ==
          Values{{"code", "TAM-K01-261123-0007"}, {"kiosk", "K01"}, {"date", "2026-11-23"}, {"serial", "0007"}});
    CHECK(kind_of("TAM-K01-261323-0007") == "unknown");
}

TEST_CASE("receipt links tell the code and are data only") {
    const std::string portal = "https://dichvucong.quangngai.gov.vn/portaldvc/tra-cuu?";
    for (const auto* query :
         {"MHS=000.00.53.H48-220921-0099", "MaHoSo=000.00.53.H48-220921-0099", "mahoso=000.00.53.h48-220921-0099",
          "x=1&code=000.00.53.H48%2D220921%2D0099", "mhs=%20000.00.53.H48-220921-0099+"}) {
        CAPTURE(query);
        const auto receipt = classify(portal + query);
        CHECK(kind(receipt) == "receipt_url");
        CHECK(values(receipt)["code"] == "000.00.53.H48-220921-0099");
        CHECK(receipt.warnings.empty());
    }
    const auto personal = classify(portal + "SGT=051195004321&MHS=H48.22-250701-0001");
    CHECK(values(personal)["id_number"] == "051195004321");
    CHECK(personal.has(Warning::personal_link));
    const auto opaque = classify("https://portal.example/apiqr/qr?id=6f1c2d3e-0000-4000-8000-1234567890ab");
    CHECK(kind(opaque) == "receipt_url");
    CHECK(values(opaque)["opaque_id"] == "6f1c2d3e-0000-4000-8000-1234567890ab");
    CHECK(kind_of("dichvucong.example.vn/tra-cuu?MHS=H48.22-250701-0001") == "receipt_url");
    CHECK(kind_of("HTTPS://example.vn/#/tra-cuu?mhs=H48.22-250701-0001") == "receipt_url");

    CHECK(kind_of("https://example.vn/tin-tuc?page=2") == "url");
    CHECK(kind_of("https://example.vn/?MHS=") == "url");
    CHECK(kind_of("https://example.vn/?MHS=%3Cscript%3E") == "url");  // no code of anybody's
    CHECK(kind_of("https://example.vn/?MHS=BN-0127/2026_3.1") == "receipt_url");
    CHECK(kind_of("https://app.vneid.gov.vn/signin?code=abc") == "vneid");
    CHECK(kind_of("https://vneid.gov.vn.evil.example/signin") == "url");
    CHECK(kind_of("ftp://example.vn/file") == "url");
    CHECK(kind_of("javascript:alert(1)") == "unknown");
    CHECK(kind_of("1.2.3") == "unknown");
}

TEST_CASE("our own slips are read back") {
    SeededIds ids(7);
    const Ticket ticket{"quang-ngai-01", {2026, 11, 23}, "A042", ids.make({})};
    const auto read = classify(make_ticket_text(ticket));
    REQUIRE(kind(read) == "ticket");
    CHECK(std::get<Ticket>(read.content).id == ticket.id);
    CHECK(values(read)["number"] == "A042");
    CHECK(values(read)["date"] == "2026-11-23");
    const VisitCode visit{dossier::make_visit_code(ids)};
    CHECK(values(classify(make_visit_text(visit)))["code"] == visit.code);
    CHECK(values(classify("QNV1:7kq2-moxd"))["code"] == "7KQ2M0XD");
    const auto token = make_staff_text(ids);
    CHECK(kind_of(token.reveal()) == "staff_token");
    CHECK(make_staff_text(ids) != token);
    CHECK(kind_of("QNS1:TAPHVAN0000000000000000TRI") == "unknown");  // no letter that looks like a digit
    CHECK(kind_of("QNS1:TAPHVAN") == "unknown");
    const auto appointment = classify(make_appointment_text({"quang-ngai-01", {2026, 12, 1}, 8 * 60 + 30, "XK7Q"}));
    CHECK(kind(appointment) == "appointment");
    CHECK(values(appointment)["time"] == "08:30");
    const std::string signature(64, '\7');
    const auto signed_text = make_appointment_text({"quang-ngai-01", {2026, 12, 1}, 8 * 60 + 30, "XK7Q", signature});
    CHECK(signed_text == "QNA1:quang-ngai-01:20261201:0830:XK7Q:" + base64url(signature));
    CHECK(std::get<Appointment>(classify(signed_text).content).signature == signature);
    CHECK(values(classify(signed_text))["signature"] == base64url(signature));
    CHECK(kind_of(signed_text + "A") == "unknown");
    CHECK(kind_of("QNA1:c:20261201:0830:X:" + base64url("short")) == "unknown");
    CHECK(kind_of("QNA1:c:20261201:0830:X:") == "unknown");
    CHECK(kind_of("QNT1:c:20261323:A1:" + ids.make({}).text()) == "unknown");
    CHECK(kind_of("QNT1:c:20261123:A1:xyz") == "unknown");
    CHECK(kind_of("QNV1:ABC") == "unknown");
    CHECK(kind_of("QNA1:c:20261201:2560:X") == "unknown");
}

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

TEST_CASE("a health card is read from its hexadecimal text") {
    const auto card = classify(
        "4820001234|5472E1BAA76E20546869204C616E|09/03/1995|2|54E1BB8B6E68204BE1BBB3|51 - 012|01/01/2026|31/12/2026|-|x|$");
    CHECK(kind(card) == "health_card");
    CHECK(values(card) == Values{{"card_number", "4820001234"},
                                 {"name", "Trần Thi Lan"},
                                 {"birth_date", "1995-03-09"},
                                 {"sex", "Nữ"},
                                 {"address", "Tịnh Kỳ"},
                                 {"facility", "51 - 012"},
                                 {"valid_from", "2026-01-01"},
                                 {"valid_to", "2026-12-31"}});
    CHECK(kind_of("GD4820001234567|5468E1BBAD|1995|1|51|51 - 012|01/01/2026|31/12/2026") == "health_card");
    CHECK(kind_of("4820001234|Trần Thị Lan|09/03/1995|2|Tịnh Kỳ|51") == "unknown");
    CHECK(classify("4820001234|FFFE|1995|1|51").has(Warning::not_utf8));
}

TEST_CASE("hostile strings are told as text without their controls") {
    CHECK(values(classify(std::string("a\0b\x1b[2J\x07", 7)))["text"] == "ab[2J");
    CHECK(classify("a\x07").has(Warning::control_characters));
    CHECK(classify("abc\xE2\x80\xAE"
                   "def")
              .has(Warning::control_characters));
    CHECK(values(classify("abc\xE2\x80\xAE"
                          "def"))["text"] == "abcdef");
    CHECK(kind_of("'; DROP TABLE tickets; --") == "unknown");
    CHECK(kind_of("%n%n%s%x") == "unknown");
    CHECK(kind_of("../../etc/passwd") == "unknown");
    CHECK(kind_of("") == "unknown");
    CHECK(values(classify("")).empty());
    const auto bad = classify("\xff\xfe\x80|\xc3");
    CHECK(bad.has(Warning::not_utf8));
    CHECK(is_utf8(values(bad)["text"]));
    CHECK(values(classify(std::string(4096, 'x')))["text"].size() == 4096);
    std::string long_text;
    while (long_text.size() < 20000) long_text += "ữ";
    const auto cut = values(classify(long_text))["text"];
    CHECK(cut.size() <= longest_payload_bytes);
    CHECK(classify(long_text).has(Warning::too_long));
    CHECK_FALSE(classify(long_text.substr(0, 3 * 1000)).has(Warning::too_long));
    CHECK(is_utf8(cut));
    CHECK(kind_of(std::string(4000, '|')) == "unknown");
}

TEST_CASE("no mutation of a known string breaks the router, and what it tells is always clean text") {
    SeededIds ids(3);
    const std::vector<std::string> seeds{lan,
                                         lan_2024,
                                         with_crc(transfer()),
                                         "000.00.53.H48-220921-0099",
                                         "https://dvc.example.vn/tra-cuu?SGT=051195004321&MHS=H48.22-250701-0001",
                                         "4820001234|5472E1BAA76E|09/03/1995|2|54E1BB8B|51|01/01/2026|31/12/2026",
                                         make_ticket_text({"c", {2026, 1, 2}, "A1", ids.make({})})};
    std::mt19937 random(20261123);
    constexpr int runs = 10'000;  // tests/fuzz/payload.fuzz.cpp goes on from here
    int kinds_kept = 0;
    for (int run = 0; run < runs; ++run) {
        auto text = seeds[random() % seeds.size()];
        const auto before = text;
        for (auto changes = random() % 4; changes > 0 && !text.empty(); --changes) {
            const auto at = random() % text.size();
            switch (random() % 4) {
                case 0: text[at] = static_cast<char>(random() % 256); break;
                case 1: text.erase(at, 1 + random() % 5); break;
                case 2: text.insert(at, 1, static_cast<char>(random() % 256)); break;
                default: text.insert(at, text.substr(random() % text.size(), random() % 30)); break;
            }
        }
        const auto payload = classify(text);
        if (text == before && kind(payload) != "unknown") ++kinds_kept;
        for (const auto& field : fields(payload)) {
            const bool clean = is_utf8(field.value.reveal()) && !has_control_characters(field.value.reveal());
            if (!clean) {
                CAPTURE(text);
                FAIL("a field holds what no text may hold: " << field.name);
            }
        }
    }
    CHECK(kinds_kept > runs / 8);
}
