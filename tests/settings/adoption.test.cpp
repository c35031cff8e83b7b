// Catalogue, units and forms are replaced as a whole or not at all, wherever the power goes.

#include "kiosk/settings/adoption.hpp"

#include <unistd.h>

#include <array>
#include <fstream>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
namespace fs = std::filesystem;

namespace {

/// A configuration whose folders say "old", and a candidate that says "new". Only kiosk.toml and what it needs are real.
class Desk {
public:
    Desk() {
        fs::create_directories(root / "config");
        const auto shipped = fs::path(KIOSK_SOURCE_DIR) / "config";
        for (const char* name : {"kiosk.toml", "rating.toml", "staff.toml", "accounts.toml", "signin.toml", "payment.toml"})
            fs::copy(shipped / name, root / "config" / name);
        fs::copy(shipped / "calendar", root / "config/calendar");
        for (const char* name : names) {
            put(root / "config" / name, "old");
            put(root / "new" / name, "new");
        }
    }

    static void put(const fs::path& folder, std::string_view says) {
        fs::create_directories(folder);
        std::ofstream(folder / "file.toml") << says;
    }
    [[nodiscard]] settings::Settings settings() const {
        auto loaded = settings::load(root / "config/kiosk.toml");
        REQUIRE(loaded.has_value());
        return *loaded;
    }
    /// "old old old": what catalogue, units and forms say.
    [[nodiscard]] std::string says(const fs::path& place = "config") const {
        std::string out;
        for (const char* name : names)
            out += (out.empty() ? "" : " ") + read_file(root / place / name / "file.toml").value_or("nothing");
        return out;
    }
    /// As if the power had gone: everything copied, and the journal written.
    void stage_all() const {
        fs::create_directories(staging());
        std::string journal;
        for (const char* name : names) {
            fs::copy(root / "new" / name, staging() / name, fs::copy_options::recursive);
            journal += (root / "config" / name).string() + "\n";
        }
        std::ofstream(staging() / "ready") << journal;
    }
    [[nodiscard]] fs::path staging() const { return root / "config/.adoption"; }

    static constexpr std::array<const char*, 3> names{"catalogue", "units", "forms"};
    const test::TempFolder folder;
    const fs::path root = folder.path();
};

}  // namespace

TEST_CASE("adopting puts the new folders into place and keeps the old ones; adopting those is the way back") {
    const Desk desk;
    const auto settings = desk.settings();
    const auto candidate = settings::with_folders_of(settings, desk.root / "new");
    REQUIRE(candidate.has_value());
    CHECK(candidate->units_folder == desk.root / "new/units");
    REQUIRE(settings::adopt(settings, desk.root / "new").has_value());
    CHECK(desk.says() == "new new new");
    CHECK(desk.says(settings::previous_folder(settings)) == "old old old");
    CHECK_FALSE(fs::exists(desk.staging()));
    REQUIRE(settings::adopt(settings, settings::previous_folder(settings)).has_value());
    CHECK(desk.says() == "old old old");
    CHECK(desk.says(settings::previous_folder(settings)) == "new new new");
}

TEST_CASE("what is in place already is known as such, so that the way back is not lost by adopting it again") {
    const Desk desk;
    const auto settings = desk.settings();
    CHECK_FALSE(settings::is_in_place(settings, desk.root / "new").value());
    REQUIRE(settings::adopt(settings, desk.root / "new").has_value());
    CHECK(settings::is_in_place(settings, desk.root / "new").value());
    CHECK_FALSE(settings::is_in_place(settings, settings::previous_folder(settings)).value());
    Desk::put(desk.root / "new/forms/deeper", "new");
    CHECK_FALSE(settings::is_in_place(settings, desk.root / "new").value());
}

TEST_CASE("a candidate may have some of the folders; the others stay") {
    const Desk desk;
    fs::remove_all(desk.root / "new/units");
    const auto settings = desk.settings();
    CHECK(settings::with_folders_of(settings, desk.root / "new")->units_folder == settings.units_folder);
    REQUIRE(settings::adopt(settings, desk.root / "new").has_value());
    CHECK(desk.says() == "new old new");
}

TEST_CASE("days off, texts and announcements are adopted with the catalogue, also where there were none before") {
    const Desk desk;
    const auto settings = desk.settings();
    for (const char* name : {"calendar", "texts", "announcements"}) fs::create_directories(desk.root / "new" / name);
    std::ofstream(desk.root / "new/calendar/2026.toml")
        << "year = 2026\nannounced = true\nsource = \"the portal\"\nsource_date = 2026-11-01\n[[day]]\ndate = 2026-12-24\n"
           "name = { vi = \"Nghỉ\" }\n";
    std::ofstream(desk.root / "new/announcements/a.toml")
        << "[[announcement]]\nfrom = 2026-12-01\nuntil = 2026-12-24\ntext = { vi = \"Nghỉ 24/12.\" }\n";
    std::ofstream(desk.root / "new/texts/en.mo") << "not looked at here";
    auto candidate = settings::with_folders_of(settings, desk.root / "new");
    REQUIRE(candidate.has_value());
    const auto findings = settings::read_folders_anew(*candidate);
    for (const auto& finding : findings) UNSCOPED_INFO(finding.text());
    CHECK(findings.empty());
    CHECK(candidate->hours.special_days.contains({2026, 12, 24}));
    CHECK(candidate->working_hours.special_days.contains({2026, 12, 24}));
    CHECK(candidate->announcements.size() == 1);
    CHECK_FALSE(settings.hours.special_days.contains({2026, 12, 24}));
    REQUIRE(settings::adopt(settings, desk.root / "new").has_value());
    const auto adopted = desk.settings();
    CHECK(adopted.hours.special_days.contains({2026, 12, 24}));
    CHECK(adopted.announcements.size() == 1);
    CHECK(read_file(desk.root / "config/texts/en.mo").value() == "not looked at here");
    CHECK(fs::exists(settings::previous_folder(settings) / "calendar"));
}

TEST_CASE("the way back is from the last adoption alone, never a mixture of two") {
    const Desk desk;
    const auto settings = desk.settings();
    REQUIRE(settings::adopt(settings, desk.root / "new").has_value());
    fs::remove_all(desk.root / "new/units");
    fs::remove_all(desk.root / "new/forms");
    Desk::put(desk.root / "new/catalogue", "newer");
    REQUIRE(settings::adopt(settings, desk.root / "new").has_value());
    CHECK(desk.says() == "newer new new");
    REQUIRE(settings::adopt(settings, settings::previous_folder(settings)).has_value());
    CHECK(desk.says() == "new new new");
}

TEST_CASE("a folder that has none of them is no candidate") {
    const Desk desk;
    fs::create_directories(desk.root / "empty");
    const auto none = settings::with_folders_of(desk.settings(), desk.root / "empty");
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().code == Code::not_found);
    CHECK(none.error().detail.find("catalogue") != std::string::npos);
}

TEST_CASE("power that goes before everything is copied leaves the old folders") {
    const Desk desk;
    fs::create_directories(desk.staging());
    fs::copy(desk.root / "new/catalogue", desk.staging() / "catalogue", fs::copy_options::recursive);
    (void)desk.settings();
    CHECK(desk.says() == "old old old");
    CHECK_FALSE(fs::exists(desk.staging()));
}

TEST_CASE("power that goes after it leaves the new ones, whichever step was the last") {
    const auto step = GENERATE(0, 1, 2, 3, 4, 5, 6);
    CAPTURE(step);
    const Desk desk;
    desk.stage_all();
    const auto previous = desk.root / "config/previous";
    fs::create_directories(previous);
    for (int done = 0; done < step; ++done) {  // the renames in their order: old away, new in
        const fs::path name = Desk::names[static_cast<std::size_t>(done / 2)];
        if (done % 2 == 0) fs::rename(desk.root / "config" / name, previous / name);
        else fs::rename(desk.staging() / name, desk.root / "config" / name);
    }
    (void)desk.settings();
    CHECK(desk.says() == "new new new");
    CHECK(desk.says(previous) == "old old old");
    CHECK_FALSE(fs::exists(desk.staging()));
}

TEST_CASE("what cannot be copied is a failure that changes nothing") {
    const Desk desk;
    const auto settings = desk.settings();
    fs::create_symlink("/nowhere/at/all", desk.root / "new/forms/broken.json");
    const auto adopted = settings::adopt(settings, desk.root / "new");
    REQUIRE_FALSE(adopted.has_value());
    CHECK(adopted.error().detail.find("Nothing has changed") != std::string::npos);
    CHECK(desk.says() == "old old old");
    CHECK_FALSE(fs::exists(desk.staging()));
}
