// A language is a file: what it says is shown, what it leaves out is said in Vietnamese, and what does not fit is refused.

#include "kiosk/texts/languages.hpp"

#include <filesystem>
#include <map>

#include "kiosk/base/files.hpp"
#include "kiosk/texts/ids.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using namespace kiosk;
namespace fs = std::filesystem;

void add_word(std::string& bytes, std::size_t value) {
    for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((value >> shift) & 0xFF);
}

/// As msgfmt writes it (GNU gettext manual, "The Format of GNU MO Files"), without its hash table.
std::string mo(const std::map<std::string, std::string>& texts) {
    constexpr std::size_t head = 28;
    const auto tables = head + 16 * texts.size();
    std::string ids;
    std::string words;
    for (const auto& [id, text] : texts) ids += id + '\0', words += text + '\0';
    std::string out;
    for (const std::size_t field :
         {std::size_t{0x950412DE}, std::size_t{0}, texts.size(), head, head + 8 * texts.size(), std::size_t{0}, tables})
        add_word(out, field);
    std::size_t at = tables;
    for (const auto& [id, text] : texts) add_word(out, id.size()), add_word(out, at), at += id.size() + 1;
    for (const auto& [id, text] : texts) add_word(out, text.size()), add_word(out, at), at += text.size() + 1;
    return out + ids + words;
}

/// The locale folder with one file more.
class Folder {
public:
    Folder(const std::string& name, const std::map<std::string, std::string>& texts) : path_(folder_.path() / "locale") {
        fs::copy(fs::path(KIOSK_BUILD_DIR) / "locale", path_);
        REQUIRE(write_file(path_ / name, mo(texts)));
    }
    [[nodiscard]] Result<Languages> open() const { return Languages::open(path_); }

private:
    const kiosk::test::TempFolder folder_;
    const fs::path path_;
};

const LocalText birth{"Đăng ký khai sinh", "Register a birth"};

}  // namespace

TEST_CASE("texts of another folder are said before the program's own, and what they leave out is the program's") {
    const kiosk::test::TempFolder folder;
    const auto& before = folder.path();
    const auto own = fs::path(KIOSK_BUILD_DIR) / "locale";
    const auto shipped = Languages::open(own);
    REQUIRE(shipped);
    REQUIRE(Languages::open(own, before / "not there"));
    REQUIRE(write_file(before / "en.mo", mo({{"home.title", "Good morning"}})));
    REQUIRE(write_file(before / "hre.mo", mo({{"home.title", "Hrê"}})));
    const auto both = Languages::open(own, before);
    REQUIRE(both);
    CHECK(both->in("en")(text::home_title) == "Good morning");
    CHECK(both->in("en")(text::back) == shipped->in("en")(text::back));
    CHECK(both->in("vi")(text::home_title) == shipped->in("vi")(text::home_title));
    CHECK(both->in("hre")(text::back) == shipped->in("vi")(text::back));
    REQUIRE(write_file(before / "en.mo", mo({{"home.title", "Hello {nobody}"}})));
    CHECK_FALSE(Languages::open(own, before));
    REQUIRE(write_file(before / "en.mo", "cut off"));
    CHECK_FALSE(Languages::open(own, before));
    fs::remove_all(before);
}

TEST_CASE("a third language is one file more: it speaks where it can, and Vietnamese where it has no words") {
    const Folder folder("hre.mo", {{"language.name", "Hrê"},
                                   {"back", "(hre) back"},
                                   {"an.id.of.another.kiosk", "{anything}"},
                                   {"data\4Đăng ký khai sinh", "(hre) birth"}});
    const auto languages = folder.open();
    REQUIRE(languages);
    REQUIRE(languages->all().size() == 3);
    CHECK(languages->all()[0].code() == "vi");
    CHECK(languages->all()[1].code() == "en");
    const auto& hre = languages->in("hre");
    CHECK(hre(text::language_name) == "Hrê");
    CHECK(hre(text::back) == "(hre) back");
    CHECK(hre(text::done) == languages->in("vi")(text::done));
    CHECK(hre(birth) == "(hre) birth");
    CHECK(hre(LocalText{"Chứng thực", "Certification"}) == "Chứng thực");
    CHECK(languages->in("en")(birth) == "Register a birth");
    CHECK(languages->in("en")(LocalText{"Chứng thực", ""}) == "Chứng thực");
    CHECK(languages->in("vi")(birth) == "Đăng ký khai sinh");
    CHECK(languages->in("de").code() == "vi");
    CHECK(languages->after("vi").code() == "en");
    CHECK(languages->after("en").code() == "hre");
    CHECK(languages->after("hre").code() == "vi");
}

TEST_CASE("a catalogue that would show braces, that is cut short, or that names no language is refused with its name") {
    const auto refusal = [](const std::string& name, const std::map<std::string, std::string>& texts) {
        const auto languages = Folder(name, texts).open();
        REQUIRE_FALSE(languages);
        INFO(languages.error().detail);
        CHECK(languages.error().detail.find(name) != std::string::npos);
        return languages.error().detail;
    };
    CHECK(refusal("hre.mo", {{"back", "{whence}"}}).find("“back” has {whence}") != std::string::npos);
    CHECK(refusal("klingon.mo", {}).find("ISO 639") != std::string::npos);
    CHECK(refusal("hre.mo", {{"back", "\xff"}}).find("UTF-8") != std::string::npos);
    const auto whole = mo({{"back", "Về"}});
    REQUIRE(Texts::parse(whole, "hre"));
    for (std::size_t length = 0; length < whole.size() - 1; ++length)
        CHECK_FALSE(Texts::parse(whole.substr(0, length), "hre"));
}
