// `kiosk catalogue` as people run it on whole catalogues: exit codes, files, and that nothing is written of an import that is
// refused.

#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

namespace fs = std::filesystem;
using namespace kiosk;
using test::Scene;

TEST_CASE("kiosk catalogue exports a table and JSON") {
    const Scene scene("catalogue-export");
    const auto table = scene.run({"catalogue", "export"});
    CHECK(table.code == 0);
    CHECK(table.out.starts_with("\xEF\xBB\xBF"));
    CHECK(table.has("1.001193"));
    const auto list = nlohmann::json::parse(scene.run({"catalogue", "export", "--format", "json"}).out);
    CHECK(list["procedures"].size() >= 200);
    CHECK(scene.run({"catalogue", "export", "--format", "pdf"}).code == 2);
}

TEST_CASE("kiosk catalogue import writes drafts, or nothing") {
    const Scene scene("catalogue-import");
    const auto drafts = scene.folder() / "drafts";
    const std::string object =
        R"json({"MATTHC": "1.009999", "TENTTHC": "Cấp giấy", "LINHVUCTHUCHIEN": [{"TENLINHVUC": "Cư trú"}]})json";
    const auto good =
        scene.run({"catalogue", "import", scene.file("portal.json", object), "--out", drafts.string(), "--json"});
    CHECK(good.code == 0);
    CHECK(nlohmann::json::parse(good.out)["drafts"] == 1);
    const auto written = read_file(drafts / "draft_residence.toml").value_or("");
    CHECK(written.find("code = \"1.009999\"") != std::string::npos);
    // Somebody has worked on the draft: it is not lost to a second import.
    REQUIRE(write_file(drafts / "draft_residence.toml", written + "# looked at\n").has_value());
    CHECK(scene.run({"catalogue", "import", scene.file("portal.json", object), "--out", drafts.string()}).code == 1);
    CHECK(read_file(drafts / "draft_residence.toml").value() == written + "# looked at\n");
    CHECK(
        scene.run({"catalogue", "import", scene.file("portal.json", object), "--out", drafts.string(), "--replace"}).code ==
        0);
    CHECK(read_file(drafts / "draft_residence.toml").value() == written);
    fs::remove_all(drafts);
    const auto cut = scene.file("cut.json", object.substr(0, 30));
    const auto bad = scene.run({"catalogue", "import", cut, "--out", drafts.string()});
    CHECK(bad.code == 1);
    CHECK(bad.errors.find(cut) != std::string::npos);
    CHECK_FALSE(fs::exists(drafts));
}

TEST_CASE("kiosk catalogue says when nothing was found, and which command there is not") {
    const Scene scene("catalogue-search");
    const auto nothing = scene.run({"catalogue", "search", "%"});
    CHECK(nothing.code == 0);
    CHECK(nothing.out == "Nothing was found for “%”.\n");
    CHECK(scene.run({"catalogue", "search", "%", "--json"}).out == "[]\n");
    const auto unknown = scene.run({"catalogue", "foo"});
    CHECK(unknown.code == 2);
    CHECK(unknown.has("there is no command “foo”"));
    CHECK(scene.run({"foo"}).has("there is no command “foo”"));
    const auto moment = scene.run({"catalogue", "test", "1.001193", "1.001193", "--at", "2026-13-01T08:00:00+07:00"});
    CHECK(moment.code == 2);
    CHECK(moment.has("2026-11-27T08:00:00+07:00"));
}

TEST_CASE("kiosk catalogue diff compares two configurations") {
    const Scene scene("catalogue-diff");
    const auto config = (fs::path(KIOSK_SOURCE_DIR) / "config").string();
    const auto same = scene.run({"catalogue", "diff", config, config + "/kiosk.toml"});
    CHECK(same.code == 0);
    CHECK(same.out == "0 differences.\n");
    CHECK(scene.run({"catalogue", "diff", config, "/nowhere"}).code == 1);
    CHECK(scene.run({"catalogue", "diff", config}).code == 2);
}

TEST_CASE("a changed catalogue is shown before it is adopted, and one with mistakes never is") {
    const Scene scene("catalogue-adopt");
    const auto config = scene.config_with("kiosk_id", "kiosk_id");
    const auto change = scene.folder() / "change";
    fs::create_directories(change);
    const auto in_place = scene.folder() / "config" / "catalogue";
    fs::copy(in_place, change / "catalogue", fs::copy_options::recursive);
    const auto file = change / "catalogue" / "ho_tich.toml";
    const auto before = read_file(file).value();
    const std::string name = "Đăng ký khai sinh";
    auto after = before;
    after.replace(after.find(name), name.size(), "Đăng ký khai sinh mới");
    REQUIRE(write_file(file, after).has_value());

    const auto shown = scene.run({"catalogue", "adopt", change.string(), "--config", config});
    CHECK(shown.code == 0);
    CHECK(shown.has("Đăng ký khai sinh mới"));
    CHECK(shown.has("--yes"));
    CHECK(read_file(in_place / "ho_tich.toml").value() == before);

    REQUIRE(write_file(file, after.substr(0, after.size() / 2)).has_value());
    const auto cut = scene.run({"catalogue", "adopt", change.string(), "--config", config, "--yes"});
    CHECK(cut.code == 1);
    CHECK(cut.has("ho_tich.toml"));
    CHECK(cut.has("Nothing was adopted"));
    CHECK(read_file(in_place / "ho_tich.toml").value() == before);

    REQUIRE(write_file(file, after).has_value());
    const auto adopted = scene.run({"catalogue", "adopt", change.string(), "--config", config, "--data",
                                    scene.kiosk_data().string(), "--yes", "--json"});
    CHECK(adopted.code == 0);
    const auto json = nlohmann::json::parse(adopted.out);
    CHECK(json["adopted"] == true);
    CHECK(json["running_kiosk"] == "none");
    CHECK(read_file(in_place / "ho_tich.toml").value() == after);
    CHECK(read_file(fs::path(json["previous"].get<std::string>()) / "catalogue" / "ho_tich.toml").value() == before);

    // Again: there is nothing to adopt, and what was replaced stays the way back.
    const auto again = scene.run({"catalogue", "adopt", change.string(), "--config", config, "--yes"});
    CHECK(again.code == 0);
    CHECK(again.has("Nothing differs"));
    CHECK(read_file(fs::path(json["previous"].get<std::string>()) / "catalogue" / "ho_tich.toml").value() == before);
    // Without its tests a catalogue offers nothing online, which must not be overlooked.
    REQUIRE(write_file(change / "catalogue" / "tested.toml", "passed = []\n").has_value());
    const auto untested = scene.run({"catalogue", "adopt", change.string(), "--config", config});
    CHECK(untested.has("No longer filed online"));

    // A source of a day to come is a misprint.
    auto misprinted = after;
    const std::string day = "source_date = 2026";
    misprinted.replace(misprinted.find(day), day.size(), "source_date = 2996");
    REQUIRE(write_file(file, misprinted).has_value());
    CHECK(scene.run({"catalogue", "adopt", change.string(), "--config", config}).has("which is to come"));

    CHECK(scene.run({"catalogue", "adopt", scene.kiosk_data().string(), "--config", config}).code != 0);
    CHECK(scene.run({"catalogue", "adopt", "/nowhere", "--config", config}).code == 2);
}

TEST_CASE("a running kiosk keeps the catalogue it has, and takes an adopted one when nobody is there") {
    const test::Town scene("catalogue-adopt-running");
    const auto config = scene.config_with("kiosk_id", "kiosk_id");
    const auto data = scene.kiosk_data().string();
    const auto kiosk = test::start({"run", "--headless", "--simulate", "--config", config, "--data", data, "--portal-data",
                                    scene.portal_data().string()},
                                   scene.folder() / "kiosk.log");
    REQUIRE(kiosk > 0);
    REQUIRE(test::until([&] { return fs::exists(scene.kiosk_data() / "kiosk.socket"); }));
    const auto take = [&](const std::string& kind) {
        return scene.run({"queue", "take", "--kind", kind, "--config", config, "--data", data});
    };
    const auto taken = take("1.001193");
    CHECK(taken.code == 0);

    // Somebody edits the files in place, and does it wrong: the kiosk does not notice.
    const auto in_place = scene.folder() / "config" / "catalogue" / "ho_tich.toml";
    const auto good = read_file(in_place).value();
    REQUIRE(write_file(in_place, good.substr(0, good.size() / 2)).has_value());
    const auto spoilt = scene.run({"catalogue", "check", "--config", config});
    CHECK(spoilt.code == 1);
    CHECK(take("1.001193").code == 0);

    // A whole one is adopted over it and taken, as nobody is there; who asks meanwhile waits for the answer.
    const auto change = scene.folder() / "change";
    fs::create_directories(change / "catalogue");
    fs::copy(fs::path(KIOSK_SOURCE_DIR) / "config" / "catalogue", change / "catalogue", fs::copy_options::recursive);
    const auto adopted = scene.run({"catalogue", "adopt", change.string(), "--config", config, "--data", data, "--yes"});
    CHECK(adopted.code == 0);
    CHECK(adopted.has("when nobody is there"));
    CHECK(take("1.001193").code == 0);
    CHECK(test::until(
        [&] { return read_file(scene.folder() / "kiosk.log").value_or("").find("in use now") != std::string::npos; }));
    CHECK(take("1.001193").code == 0);
    kill(kiosk, SIGTERM);
    CHECK(test::end_of(kiosk) == 0);
}
