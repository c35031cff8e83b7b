#include "kiosk/scan/payload.hpp"
#include "kiosk/base/base64.hpp"

#include <random>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/visit_code.hpp"
#include "tests/scan/payloads.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::scan;
using namespace kiosk::test;

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
