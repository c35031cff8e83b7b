// `kiosk catalogue test` and `kiosk catalogue coverage` as an officer of the province runs them.

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

namespace fs = std::filesystem;
using namespace kiosk;
using test::Scene;
using test::Town;

namespace {

/// The configuration of the tree, copied; and in its catalogue the first `from` replaced.
std::string config_copy(const Scene& scene, const std::string& file, std::string_view from, std::string_view to) {
    const auto folder = scene.folder() / "config";
    fs::copy(fs::path(KIOSK_SOURCE_DIR) / "config", folder, fs::copy_options::recursive);
    auto text = read_file(folder / file).value_or("");
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream(folder / file) << text;
    return (folder / "kiosk.toml").string();
}

nlohmann::json row_of(const nlohmann::json& coverage, std::string_view code) {
    for (const auto& row : coverage["procedures"])
        if (row["code"] == code) return row;
    return {};
}

/// Records without the moment of the test.
std::map<std::string, std::string> contents_of(const fs::path& file) {
    std::map<std::string, std::string> out;
    std::istringstream lines(read_file(file).value_or(""));
    for (std::string line; std::getline(lines, line);) {
        const auto code = line.find("code = \"");
        const auto content = line.find("content = \"");
        if (code == std::string::npos || content == std::string::npos) continue;
        out[line.substr(code + 8, line.find('"', code + 8) - code - 8)] = line.substr(content + 11, 64);
    }
    return out;
}

}  // namespace

TEST_CASE("kiosk catalogue test prints a dated record of each step") {
    const Scene scene("test-one");
    const auto said = scene.run({"catalogue", "test", "1.001193", "--at", "2026-11-27T08:00:00+07:00"});
    INFO(said.out << said.errors);
    CHECK(said.code == 0);
    CHECK(said.has("tested 2026-11-27T08:00:00+07:00: passed"));
    for (const char* step : {"form", "papers", "fee", "unit", "due", "packet"}) CHECK(said.has(step));
    const auto record = nlohmann::json::parse(scene.run({"catalogue", "test", "1.001193", "--json"}).out);
    CHECK(record["ok"] == true);
    CHECK(record["records"][0]["steps"].size() == 6);
    CHECK(scene.run({"catalogue", "test", "9.999999"}).code == 1);
    CHECK(scene.run({"catalogue", "test"}).code == 2);
    CHECK(scene.run({"catalogue", "test", "--all", "1.001193"}).code == 2);
    CHECK(scene.run({"catalogue", "test", "1.001193", "--at", "today"}).code == 2);
}

TEST_CASE("a test dossier goes to the training portal, is found again, and a portal that refuses it fails the test") {
    const Town town("test-portal");
    const test::Arguments at{"catalogue", "test", "1.004859", "--portal-data", town.portal_data().string(), "--json"};
    const auto said = town.run(at);
    INFO(said.out << said.errors);
    CHECK(said.code == 0);
    const auto record = nlohmann::json::parse(said.out)["records"][0];
    CHECK(record["steps"][6]["step"] == "portal");
    CHECK(record["steps"][6]["verdict"] == "passed");
    CHECK(town.dossiers() == 1);
    CHECK(town.portal({"list"}).has("1.004859"));
    REQUIRE(town.portal({"fault", "refuse", "--words", "Không nhận"}).code == 0);
    const auto refused = town.run(at);
    CHECK(refused.code == 1);
    CHECK(refused.has("Không nhận"));
    CHECK(town.dossiers() == 1);
}

TEST_CASE("what is recorded anew is what the tree ships") {
    const Scene scene("test-all");
    const auto config = config_copy(scene, "kiosk.toml", "training = true", "training = true");
    const auto file = scene.folder() / "config" / "catalogue" / "tested.toml";
    fs::remove(file);
    const auto untested = scene.run({"config", "check", config});
    CHECK(untested.code == 0);
    CHECK(untested.has("note: not offered online"));
    const auto said = scene.run({"catalogue", "test", "--all", "--record", "--config", config});
    INFO(said.out << said.errors);
    CHECK(said.code == 0);
    CHECK(said.has(" 0 failed"));
    const auto shipped = contents_of(fs::path(KIOSK_SOURCE_DIR) / "config" / "catalogue" / "tested.toml");
    CHECK(contents_of(file) == shipped);
    CHECK(shipped.size() > 100);
    CHECK(scene.run({"config", "check", config}).out.find("note") == std::string::npos);
}

TEST_CASE("a procedure that was changed is not offered online until it has been tested again") {
    const Scene scene("test-again");
    const auto config = config_copy(scene, "catalogue/ho_tich.toml", "fee_dong = 0", "fee_dong = 8000");
    const auto note = scene.run({"config", "check", config});
    CHECK(note.code == 0);
    CHECK(note.has("1.001193"));
    const auto as_json = nlohmann::json::parse(scene.run({"config", "check", config, "--json"}).out);
    REQUIRE(as_json.size() == 1);
    CHECK(as_json[0].contains("note"));
    const auto doctor = scene.run({"doctor", "--config", config, "--data", scene.kiosk_data().string()});
    CHECK(doctor.has("attention  tests"));
    REQUIRE(scene.run({"catalogue", "test", "1.001193", "--record", "--config", config}).code == 0);
    CHECK(scene.run({"config", "check", config}).out.find("note") == std::string::npos);
}

TEST_CASE("a record that somebody spoiled is a finding with its place") {
    const Scene scene("test-spoiled");
    const auto config = config_copy(scene, "catalogue/tested.toml", "content = \"", "content = \"x");
    const auto said = scene.run({"config", "check", config});
    CHECK(said.code == 1);
    CHECK(said.has("tested.toml"));
    CHECK(said.has("passed[1].content"));
}

TEST_CASE("what a visit looked for is in the review of its kiosk, and kiosks are read together, each once") {
    const Town town("coverage");
    const auto played = town.play("tests/flows/review.txt");
    INFO(played.out << played.errors);
    REQUIRE(played.code == 0);
    const auto own = (town.folder() / "own.json").string();
    const auto said = town.on_data({"catalogue", "coverage", "--json", "--export", own});
    INFO(said.out << said.errors);
    REQUIRE(said.code == 0);
    const auto review = nlohmann::json::parse(said.out);
    CHECK(review["visits"] == 1);
    CHECK(review["searches_left"] == 2);
    CHECK(review["not_found"] == nlohmann::json::parse(R"([{"words":"khai sinh","visits":1}])"));
    CHECK(review["not_found_other"] == 1);
    const auto marriage = row_of(review, "1.004746");
    CHECK(marriage["visits"] == 1);
    CHECK(marriage["could_not"]["counter_only"] == 1);
    CHECK(marriage["online_payment_percent"].is_null());
    CHECK(read_file(own).value_or("").find("qqqxyz") == std::string::npos);

    auto other = nlohmann::json::parse(read_file(own).value_or(""));
    other["books"][0]["id"] = "01900000-0000-7000-8000-000000000001";
    other["books"][0]["kiosk"] = "K2";
    const auto second = town.file("k2.json", other.dump());
    const auto both = town.on_data({"catalogue", "coverage", "--json", "--tally", own, "--tally", second, "--tally", own});
    const auto merged = nlohmann::json::parse(both.out);
    CHECK(merged["kiosks"].size() == 2);
    CHECK(merged["visits"] == 2);
    CHECK(row_of(merged, "1.004746")["could_not"]["counter_only"] == 2);

    other["books"][0]["id"] = nlohmann::json::parse(read_file(own).value_or(""))["books"][0]["id"];
    const auto copied = town.run({"catalogue", "coverage", "--tally", own, "--tally", town.file("copy.json", other.dump())});
    CHECK(copied.code == 1);
    CHECK(copied.has("copied to both"));
}

TEST_CASE("the review is a sheet for Excel and a printed report, also before anything was counted") {
    const Scene scene("coverage-files");
    const auto csv = scene.folder() / "sheet.csv";
    const auto pdf = scene.folder() / "report.pdf";
    const auto said = scene.on_data({"catalogue", "coverage", "--csv", csv.string(), "-o", pdf.string()});
    INFO(said.out << said.errors);
    CHECK(said.code == 0);
    CHECK(said.has("nothing counted"));
    const auto sheet = read_file(csv).value_or("");
    CHECK(sheet.starts_with("\xEF\xBB\xBF"));
    CHECK(sheet.find("Thủ tục đăng ký khai sinh") != std::string::npos);
    CHECK(read_file(pdf).value_or("").starts_with("%PDF"));
    CHECK(scene.on_data({"catalogue", "coverage", "--from", "November"}).code == 2);
    CHECK(scene.on_data({"catalogue", "coverage", "--from", "2026-12", "--to", "2026-01"}).code == 2);
    CHECK(scene.run({"catalogue", "coverage", "--tally", scene.file("bad.json", "{")}).code == 1);
}
