// A running kiosk pulls what the portal gives, by itself: whole, checked, with the way back; and not at all when it has mistakes.

#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

namespace fs = std::filesystem;
using namespace kiosk;
using test::Scene;
using test::Town;

namespace {

/// What a portal gives: the tree's own folders, with one name changed.
struct Given : Scene {
    Given() : Scene("catalogue-given") {
        for (const char* part : {"catalogue", "units", "forms", "calendar"})
            fs::copy(fs::path(KIOSK_SOURCE_DIR) / "config" / part, folder() / part, fs::copy_options::recursive);
        auto text = read_file(birth()).value();
        const std::string name = "Thủ tục đăng ký khai sinh\"";
        const auto at = text.find(name);
        REQUIRE(at != std::string::npos);
        text.replace(at, name.size(), "Thủ tục đăng ký khai sinh mới\"");
        REQUIRE(write_file(birth(), text));
        fs::create_directories(folder() / "announcements");
        REQUIRE(write_file(folder() / "announcements/water.toml",
                           "[[announcement]]\nfrom = 2026-01-01\nuntil = 2036-12-31\ntext = { vi = \"Mất nước.\" }\n"));
    }
    [[nodiscard]] fs::path birth() const { return folder() / "catalogue/ho_tich.toml"; }
};

nlohmann::json record_of(const Town& town) {
    return nlohmann::json::parse(read_file(town.kiosk_data() / "catalogue_pull.json").value_or("{}"), nullptr, false);
}

std::string state_of_pull(const Town& town, const std::string& config) {
    const auto said = town.run({"doctor", "--json", "--config", config, "--data", town.kiosk_data().string()});
    const auto answer = nlohmann::json::parse(said.out);
    for (const auto& finding : answer["findings"]) {
        if (finding["what"] == "catalogue pull") return finding["state"].get<std::string>();
    }
    return "not there";
}

}  // namespace

TEST_CASE("a running kiosk adopts what the portal gives as a whole, and keeps what it has when that has mistakes") {
    const Given given;
    const Town town("catalogue-pulled", {"--gives-catalogue", given.folder().string()});
    const auto config = town.config_with("# gives_catalogue = true ", "gives_catalogue = true ");
    const auto in_place = town.folder() / "config/catalogue/ho_tich.toml";
    const auto before = read_file(in_place).value();
    CHECK(state_of_pull(town, config) == "attention");  // never asked
    const test::Arguments words{"run",
                                "--headless",
                                "--simulate",
                                "--config",
                                config,
                                "--data",
                                town.kiosk_data().string(),
                                "--portal-data",
                                town.portal_data().string()};
    const auto log = town.folder() / "kiosk.log";
    auto kiosk = test::start(words, log);
    REQUIRE(kiosk > 0);
    REQUIRE(test::until([&] { return record_of(town).value("adopted_at", "") != ""; }));
    CHECK(read_file(in_place).value() == read_file(given.birth()).value());
    CHECK(read_file(town.folder() / "config/previous/catalogue/ho_tich.toml").value() == before);
    CHECK(fs::exists(town.folder() / "config/announcements/water.toml"));
    CHECK_FALSE(fs::exists(town.folder() / "config/.pulled"));
    CHECK(record_of(town)["failure"] == "");
    // Nobody is there: it is in use at once, by the kiosk that was running all the while.
    REQUIRE(test::until(
        [&] { return read_file(log).value_or("").find("the adopted configuration is in use now") != std::string::npos; }));
    CHECK(state_of_pull(town, config) == "ok");
    ::kill(kiosk, SIGTERM);
    CHECK(test::end_of(kiosk) == 0);

    // The portal gives a file that was cut off, and the kiosk's time to ask has come again.
    const auto good = read_file(given.birth()).value();
    REQUIRE(write_file(given.birth(), good.substr(0, good.size() / 2)));
    auto record = record_of(town);
    record["asked_at"] = "2026-01-01T08:00:00+07:00";
    REQUIRE(write_file(town.kiosk_data() / "catalogue_pull.json", record.dump()));
    kiosk = test::start(words, log);
    REQUIRE(kiosk > 0);
    REQUIRE(test::until([&] { return record_of(town).value("failure", "") != ""; }));
    CHECK(record_of(town)["failure"].get<std::string>().find("ho_tich.toml") != std::string::npos);
    CHECK(record_of(town)["etag"] == record["etag"]);
    CHECK(read_file(in_place).value() == good);
    CHECK(state_of_pull(town, config) == "attention");
    ::kill(kiosk, SIGTERM);
    CHECK(test::end_of(kiosk) == 0);
}
