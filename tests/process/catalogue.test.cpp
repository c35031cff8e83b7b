// `kiosk catalogue` as people run it on whole catalogues: exit codes, files, and that nothing is written of an import that is
// refused.

#include <filesystem>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "tests/process/support.hpp"
#include "tests/support/catch.hpp"

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
    fs::remove_all(drafts);
    const auto cut = scene.file("cut.json", object.substr(0, 30));
    const auto bad = scene.run({"catalogue", "import", cut, "--out", drafts.string()});
    CHECK(bad.code == 1);
    CHECK(bad.errors.find(cut) != std::string::npos);
    CHECK_FALSE(fs::exists(drafts));
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
