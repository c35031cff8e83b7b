// A provider's claims as the kiosk knows people, by the profiles that are shipped.
#include "kiosk/signin/person.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/settings/sign_in_reader.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using namespace kiosk::signin;

namespace {

/// The shipped profile of that name.
settings::ClaimProfile profile(const std::string& id) {
    std::ifstream in(std::string(KIOSK_SOURCE_DIR) + "/config/signin.toml");
    std::ostringstream text;
    text << in.rdbuf();
    auto edited = text.str();
    const std::string line = "profile = \"vneid\"";
    edited.replace(edited.find(line), line.size(), "profile = \"" + id + "\"");
    const kiosk::test::TempFolder folder;
    const auto file = folder.path() / "signin.toml";
    std::ofstream(file) << edited;
    settings::Findings findings;
    settings::SignIn out;
    settings::read_sign_in(file, findings, out);
    for (const auto& finding : findings) UNSCOPED_INFO(finding.text());
    REQUIRE(findings.empty());
    REQUIRE(out.profile.id == id);
    return out.profile;
}

Claims claims(std::initializer_list<std::pair<const char*, const char*>> of) {
    Claims out;
    for (const auto& [name, value] : of) out[name] = Personal(value);
    return out;
}

const Claims national = claims({{"HoVaTen", " ĐINH THỊ ÁNH "},
                                {"SoDinhDanh", "051190000123"},
                                {"SoCMND", "212345678"},
                                {"NgayThangNamSinh", "03/02/1990"},
                                {"GioiTinh", "2"},
                                {"DiaChi", "Xã Bình Châu"},
                                {"SoDienThoai", "0900000000"},
                                {"ThuDienTu", "a@example.vn"},
                                {"MaSoThue", "0123456789"},
                                {"LoaiTaiKhoan", "1"},
                                {"loAs", "LoA2"}});

}  // namespace

TEST_CASE("the national portal's account says all that the kiosk would ask") {
    const auto person = person_of(national, profile("national_sso"));
    REQUIRE(person);
    CHECK(person->person.name.reveal() == "ĐINH THỊ ÁNH");
    CHECK(person->person.number.reveal() == "051190000123");
    CHECK(person->person.old_number.reveal() == "212345678");
    CHECK(person->person.birth_date.reveal() == "1990-02-03");
    CHECK(person->person.sex.reveal() == "Nữ");
    CHECK(person->person.residence.reveal() == "Xã Bình Châu");
    CHECK(person->contact.phone.reveal() == "0900000000");
    CHECK(person->contact.email.reveal() == "a@example.vn");
    CHECK(person->tax_code.reveal() == "0123456789");
    CHECK(person->assurance == "LoA2");
}

TEST_CASE("VNeID says less, and what it does not say stays empty") {
    const auto person = person_of(national, profile("vneid"));
    REQUIRE(person);
    CHECK(person->account == "vneid");
    CHECK(person->person.number.reveal() == "051190000123");
    CHECK(person->person.sex.empty());
    CHECK(person->contact.phone.empty());
}

TEST_CASE("nobody is signed in without a name and a number of twelve digits, nor an organisation as a person") {
    const auto vneid = profile("vneid");
    const auto with = [&](const char* claim, const char* value) {
        auto changed = national;
        changed[claim] = Personal(value);
        return person_of(changed, vneid);
    };
    CHECK(with("HoVaTen", "").error().code == Code::untrusted);
    CHECK(with("HoVaTen", "A\x01").error().code == Code::untrusted);
    CHECK(with("SoDinhDanh", "").error().code == Code::untrusted);
    CHECK(with("SoDinhDanh", "212345678").error().code == Code::untrusted);
    CHECK(with("SoDinhDanh", "051 190 000 123"));
    CHECK(with("LoaiTaiKhoan", "2").error().code == Code::refused);
    CHECK(with("LoaiTaiKhoan", "").error().code == Code::refused);
}

TEST_CASE("an account that is assured less than the province demands is refused") {
    auto strict = profile("vneid");
    strict.assurances = {"2"};
    auto assured = national;
    CHECK(person_of(assured, strict).error().code == Code::refused);
    assured["IAL"] = Personal("2");
    CHECK(person_of(assured, strict));
}

TEST_CASE("a date in another form, or one that never was, is left out rather than guessed") {
    const auto vneid = profile("vneid");
    for (const char* date : {"1990-02-03", "31/02/1990", "3/2/1990", "03-02-1990", "aa/bb/cccc", ""}) {
        CAPTURE(date);
        auto changed = national;
        changed["NgayThangNamSinh"] = Personal(date);
        const auto person = person_of(changed, vneid);
        REQUIRE(person);
        CHECK(person->person.birth_date.empty());
    }
}
