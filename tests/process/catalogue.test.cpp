// `kiosk catalogue` as people run it: exit codes, files, and that nothing is written of an import that is refused.

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace kiosk;

namespace {

const fs::path folder = fs::path(KIOSK_BUILD_DIR) / "catalogue_commands";

struct Outcome {
    int status = 0;
    std::string output;
    std::string errors;
};

Outcome catalogue(const std::string& arguments) {
    fs::create_directories(folder);
    const auto out = folder / "output";
    const auto errors = folder / "errors";
    const auto line = "'" + std::string(KIOSK_BUILD_DIR) + "/kiosk' catalogue " + arguments + " > '" + out.string() +
                      "' 2> '" + errors.string() + "'";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out).value_or(""), read_file(errors).value_or("")};
}

}  // namespace

TEST_CASE("kiosk catalogue exports a table and JSON") {
    const auto table = catalogue("export");
    CHECK(table.status == 0);
    CHECK(table.output.starts_with("\xEF\xBB\xBF"));
    CHECK(table.output.find("1.001193") != std::string::npos);
    const auto list = nlohmann::json::parse(catalogue("export --format json").output);
    CHECK(list["procedures"].size() >= 200);
    CHECK(catalogue("export --format pdf").status == 2);
}

TEST_CASE("kiosk catalogue import writes drafts, or nothing") {
    const auto drafts = folder / "drafts";
    fs::remove_all(drafts);
    fs::create_directories(folder);
    const auto file = (folder / "portal.json").string();
    const std::string object =
        R"({"MATTHC": "1.009999", "TENTTHC": "Cấp giấy", "LINHVUCTHUCHIEN": [{"TENLINHVUC": "Cư trú"}]})";
    std::ofstream(file) << object;
    const auto good = catalogue("import '" + file + "' --out '" + drafts.string() + "'");
    CHECK(good.status == 0);
    CHECK(good.errors.find("1 drafts, ") != std::string::npos);
    CHECK(read_file(drafts / "draft_residence.toml").value_or("").find("code = \"1.009999\"") != std::string::npos);
    fs::remove_all(drafts);
    std::ofstream(file) << object.substr(0, 30);
    const auto cut = catalogue("import '" + file + "' --out '" + drafts.string() + "'");
    CHECK(cut.status == 1);
    CHECK(cut.errors.find(file) != std::string::npos);
    CHECK_FALSE(fs::exists(drafts));
}

TEST_CASE("kiosk catalogue diff compares two configurations") {
    const auto config = (fs::path(KIOSK_SOURCE_DIR) / "config").string();
    const auto same = catalogue("diff '" + config + "' '" + config + "/kiosk.toml'");
    CHECK(same.status == 0);
    CHECK(same.output == "0 differences.\n");
    CHECK(catalogue("diff '" + config + "' /nowhere").status == 1);
    CHECK(catalogue("diff '" + config + "'").status == 2);
}
