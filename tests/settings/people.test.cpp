// What the configuration says to and about people: how they rate, what they are told, who of the staff may do what.

#include <algorithm>
#include <fstream>

#include "kiosk/settings/icons.hpp"
#include "tests/settings/copy.hpp"

using namespace kiosk;
using namespace kiosk::settings;
using namespace kiosk::settings::test;
namespace fs = std::filesystem;

TEST_CASE("the form to rate by is the one whose day has come, and a configuration without one asks nobody") {
    const Copy copy;
    const auto rating = copy.file().parent_path() / "rating.toml";
    const auto shipped = copy.load(shipped_text());
    REQUIRE(shipped);
    REQUIRE(shipped->rating.size() == 1);
    const auto& form = shipped->rating.front();
    CHECK(form.levels.size() == 5);
    CHECK(form.questions.front().id == "service");
    CHECK(settings::rating_form_on(shipped->rating, form.valid_from) == &form);
    CHECK(settings::rating_form_on(shipped->rating, form.valid_from.plus_days(-1)) == nullptr);

    std::ofstream(rating, std::ios::app) << R"(
[[form]]
version = "2027-1"
valid_from = 2027-01-01
source = "a test"
source_date = 2026-11-27
[[form.level]]
value = 1
name = { vi = "Không", en = "No" }
icon = "emoticon-sad"
[[form.level]]
value = 2
name = { vi = "Có", en = "Yes" }
icon = "emoticon-happy"
[[form.question]]
id = "service"
text = { vi = "Ông/Bà có hài lòng không?", en = "Are you satisfied?" }
)";
    const auto both = copy.load(shipped_text());
    REQUIRE(both);
    CHECK(settings::rating_form_on(both->rating, {2026, 12, 31})->version == "2026-1");
    CHECK(settings::rating_form_on(both->rating, {2027, 1, 1})->version == "2027-1");

    const auto none = copy.load(with(shipped_text(), "rating_file = \"rating.toml\"", ""));
    REQUIRE(none);
    CHECK(none->rating.empty());
    CHECK_FALSE(copy.load(with(shipped_text(), "rating.toml", "ratings.toml")));
}

TEST_CASE("a mistake in the form to rate by is named by file, line, key and remedy") {
    struct Row {
        const char* old;
        const char* replacement;
        const char* key;
    };
    const auto row = GENERATE(Row{"version = \"2026-1\"", "version = \"\"", "version"},
                              Row{"version = \"2026-1\"", "version = \"năm 2026\"", "version"},
                              Row{"valid_from = 2026-01-01", "valid_from = \"soon\"", "valid_from"},
                              Row{"source = ", "sources = ", "source"}, Row{"value = 5", "value = 4", "value"},
                              Row{"value = 5", "value = 6", "level"}, Row{"id = \"kiosk\"", "id = \"service\"", "id"},
                              Row{"id = \"kiosk\"", "id = \"Máy\"", "id"}, Row{"icon = ", "icons = ", "icon"},
                              Row{"\"emoticon-happy\"", "\"nonesuch\"", "icon"});
    CAPTURE(row.old, row.replacement);
    const Copy copy;
    const auto rating = copy.file().parent_path() / "rating.toml";
    std::ifstream in(rating, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    std::ofstream(rating, std::ios::binary) << with(text.str(), row.old, row.replacement);
    const auto loaded = copy.load(shipped_text());
    REQUIRE_FALSE(loaded);
    bool named = false;
    for (const auto& finding : loaded.error()) {
        CHECK(finding.file == rating);
        CHECK(finding.line > 0);
        CHECK_FALSE(finding.remedy.empty());
        named = named || finding.key.find(row.key) != std::string::npos;
    }
    CHECK(named);
}

TEST_CASE("the token for training is for training alone, and a kiosk without a staff file has no pages for staff") {
    const Copy copy;
    const auto training = copy.load(shipped_text());
    REQUIRE(training);
    const auto& staff = training->staff;
    REQUIRE(staff.tokens.size() == 1);
    CHECK(staff.tokens.front().sha256 == training_token_sha256);
    CHECK(staff.may("training", StaffRight::tickets));
    CHECK_FALSE(staff.may("nobody", StaffRight::tickets));
    const auto serving = copy.load(with(shipped_text(), "training = true", "training = false"));
    REQUIRE_FALSE(serving);
    REQUIRE(serving.error().size() == 1);
    const auto& finding = serving.error().front();
    CHECK(finding.file == copy.file().parent_path() / "staff.toml");
    CHECK(finding.line > 0);
    CHECK(finding.key == "token[1].token_sha256");
    CHECK(finding.remedy.find("kiosk staff add") != std::string::npos);
    const auto none = copy.load(with(shipped_text(), "staff_file = \"staff.toml\"", ""));
    REQUIRE(none);
    CHECK(none->staff.tokens.empty());
}

TEST_CASE("a mistake in the staff file is named by file, line, key and remedy, and a PIN in the clear is one") {
    struct Row {
        const char* old;
        const char* replacement;
        const char* key;
    };
    const auto row =
        GENERATE(Row{"pin_hash = \"$argon2id", "pin_hash = \"250915\" #", "pin_hash"}, Row{"pin_hash = ", "pin = ", "pin"},
                 Row{"id = \"training\"", "id = \"Lê Văn\"", "id"}, Row{"role = \"supervisor\"", "role = \"king\"", "role"},
                 Row{"\"assist\"]", "\"everything\"]", "may"}, Row{"id = \"observer\"", "id = \"officer\"", "id"},
                 Row{"may = []", "", "may"}, Row{"token_sha256 = \"ee", "token_sha256 = \"QNS1:\" #", "token_sha256"});
    CAPTURE(row.old, row.replacement);
    const Copy copy;
    const auto file = copy.file().parent_path() / "staff.toml";
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    std::ofstream(file, std::ios::binary) << with(text.str(), row.old, row.replacement);
    const auto loaded = copy.load(shipped_text());
    REQUIRE_FALSE(loaded);
    bool named = false;
    for (const auto& finding : loaded.error()) {
        CHECK(finding.file == file);
        CHECK(finding.line > 0);
        CHECK_FALSE(finding.remedy.empty());
        named = named || finding.key.find(row.key) != std::string::npos;
    }
    CHECK(named);
}

TEST_CASE("feedback is a page of https, short enough for a code on the screen") {
    const Copy copy;
    CHECK(copy.load(shipped_text())->feedback.url.starts_with("https://"));
    for (const std::string& url :
         {std::string("http://phan-anh.example"), "https://phan-anh.example/" + std::string(120, 'x')}) {
        const auto loaded = copy.load(with(shipped_text(), "https://phan-anh.example/quang-ngai", url));
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().front().key == "feedback.url");
    }
}

TEST_CASE("a procedure's page for the telephone is https with its code in it once, and says where it is wrong") {
    const Copy copy;
    const std::string page = "https://dich-vu-cong.example/thu-tuc/{code}";
    const auto shipped = copy.load(shipped_text());
    REQUIRE(shipped);
    CHECK(shipped->guidance.page_of("1.001193") == "https://dich-vu-cong.example/thu-tuc/1.001193");
    CHECK(shipped->guidance.invitations.size() > 1);
    CHECK(copy.load(with(shipped_text(), page, "https://dvc.example/p?ma={code}")).has_value());
    for (const std::string& wrong :
         {std::string("http://dvc.example/{code}"), std::string("https://dvc.example/thu-tuc"),
          std::string("https://dvc.example/{code}/{code}"), "https://dvc.example/{code}" + std::string(120, 'x')}) {
        const auto loaded = copy.load(with(shipped_text(), page, wrong));
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().front().key == "guidance.procedure_page");
    }
}

TEST_CASE("an icon is named by its name in the font, written with hyphens") {
    CHECK(settings::icon_named("account") == 0xF004);
    CHECK(settings::icon_named("account-multiple") == 0xF00E);
    CHECK(settings::icon_named("wheelchair-accessibility") == 0xF5A4);
    for (const char* wrong : {"", "account_multiple", "account-", "accounts", "none", "Account"}) {
        CAPTURE(wrong);
        CHECK_FALSE(settings::icon_named(wrong));
    }
    const auto names = settings::icon_names();
    CHECK(names.size() > 100);
    for (const auto& name : names) CHECK(settings::icon_named(name));
}

TEST_CASE(
    "priority classes and prepared notices are the centre's own; without any nobody is asked, and mistakes are named") {
    const Copy copy;
    const auto shipped = copy.load(shipped_text());
    REQUIRE(shipped);
    REQUIRE_FALSE(shipped->queue.priorities.empty());
    const auto& first = shipped->queue.priorities.front();
    CHECK(shipped->queue.priority(first.id) == &first);
    CHECK(shipped->queue.priority("") == nullptr);
    CHECK(shipped->today.notice("nobody_wrote_this") == nullptr);
    CHECK_FALSE(copy.load(with(shipped_text(), "id = \"disabled\"", "id = \"elderly\"")));
    CHECK_FALSE(copy.load(with(shipped_text(), "id = \"pregnant\"", "id = \"Mang thai\"")));
    CHECK_FALSE(copy.load(with(shipped_text(), "icon = \"human-child\"", "")));
    const auto no_icon = copy.load(with(shipped_text(), "icon = \"human-pregnant\"", "icon = \"nonesuch\""));
    REQUIRE_FALSE(no_icon);
    CHECK(no_icon.error().front().key == "queue.priority[3].icon");
    CHECK(no_icon.error().front().line > 0);
    CHECK(no_icon.error().front().what == "There is no icon “nonesuch”.");
    CHECK_FALSE(copy.load(with(shipped_text(), "id = \"crowded\"", "id = \"closes_early\"")));
    CHECK_FALSE(copy.load(with(shipped_text(), "Hôm nay đông người.", std::string(300, 'x'))));
}
