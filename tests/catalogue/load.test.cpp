#include <algorithm>
#include <fstream>

#include "kiosk/catalogue/catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config_copy.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;
using test::ConfigCopy;
namespace fs = std::filesystem;

namespace {

struct Row {
    const char* file;
    const char* old;
    const char* replacement;
    const char* key;
    bool elsewhere = false;  ///< the finding stands on another line than the change
};

/// Spoils one thing, and looks for the finding that names it.
void check_row(const Row& row) {
    CAPTURE(row.file, row.old, row.replacement);
    const ConfigCopy copy;
    const int line = copy.replace(row.file, row.old, row.replacement);
    const auto loaded = copy.load();
    REQUIRE_FALSE(loaded.has_value());
    CAPTURE(test::said(loaded.error()));
    const settings::Finding* found = nullptr;
    for (const auto& finding : loaded.error()) {
        CHECK_FALSE(finding.what.empty());
        CHECK_FALSE(finding.remedy.empty());
        if (finding.key == row.key && finding.file == copy.folder / row.file) found = &finding;
    }
    REQUIRE(found != nullptr);
    CHECK(found->line > 0);
    if (!row.elsewhere) CHECK(found->line == line);
}

}  // namespace

TEST_CASE("a mistake in a procedure is named by file, line, key and remedy, and nothing is adopted") {
    constexpr const char* file = "catalogue/ho_tich.toml";
    check_row(GENERATE(
        Row{file, "field = \"civil_status\"", "field = \"civil\"", "field"},
        Row{file, "authorisation = \"civil_status\"", "authorisation = \"civil\"", "procedure[1].authorisation", true},
        Row{file, "receiving_unit = \"binh_son\"", "receiving_unit = \"binh_so\"", "handled_by[1].receiving_unit"},
        Row{file, "valid_from = 2025-07-01", "valid_from = 2025-06-01", "handled_by[2]"},
        Row{file, "valid_to = 2025-06-30", "valid_from = 2025-07-01, valid_to = 2025-06-30", "handled_by[1].valid_to"},
        Row{file, "source_date = 2026-11-23", "", "procedure[1].source_date", true},
        Row{file, "code = \"1.001193\"", "code = \"1.01193\"", "procedure[1].code"},
        Row{file, "code = \"1.004884\"", "code = \"1.001193\"", "procedure[2].code"},
        Row{file, "code = \"1.004884\"", "code = \"1.001612\"", "procedure[2].code"},
        Row{"catalogue/ho_kinh_doanh.toml", "1.001612.000.00.00.H48", "1.001613.000.00.00.H48", "procedure[1].local_code"},
        Row{"catalogue/ho_kinh_doanh.toml", "form = \"ho_kinh_doanh\"",
            "service_code = \"1.001612.01\"\nform = \"ho_kinh_doanh\"", "procedure[1].service_code"},
        Row{"catalogue/ho_kinh_doanh.toml", "en = \"Settled in the office\" }, working_hours",
            "en = \"Settled in the office\" }, unit = \"binh_soon\", working_hours", "procedure[1].step[1].unit"},
        Row{file, "vi = \"Đăng ký khai sinh\", en", "vi = \"Đăng ký khai sinh cho trẻ em mới sinh ở trong tỉnh\", en",
            "procedure[1].short_name"},
        Row{file, "life_events = [\"sinh_con\"]", "life_event = [\"sinh_con\"]", "procedure[1].life_event"},
        Row{file, "life_events = [\"sinh_con\"]", "life_events = [\"sinh_doi\"]", "procedure[1].life_events"},
        Row{file, "offer = \"submit_then_originals\"", "offer = \"online\"", "procedure[1].offer"},
        Row{file, "offer = \"submit_then_originals\"", "offer = \"in_person\"", "procedure[1].form", true},
        Row{file, "offer = \"submit_then_originals\"", "level = \"half\"\noffer = \"submit\"", "procedure[1].level"},
        Row{file, "form = \"khai_sinh\"", "", "procedure[1].form", true},
        Row{file, "form = \"khai_sinh\"", "form = \"khai_tuu\"", "procedure[1].form"},
        Row{file, "applicants = [\"relative\", \"authorised\"]", "applicants = []", "procedure[1].applicants"},
        Row{file, "applicants = [\"relative\"", "applicants = [\"family\"", "procedure[1].applicants"},
        Row{file, "audience = [\"citizen\"", "audience = [\"citizens\"", "procedure[1].audience"},
        Row{file, "audience = [\"citizen\", \"overseas\"]", "audience = [\"official\"]", "procedure[1].offer", true},
        Row{file, "authorities = [\"commune\"", "authorities = [\"village\"", "procedure[1].authorities"}));
}

TEST_CASE("a mistake in fees, times, papers, results and linked procedures is named as well") {
    constexpr const char* file = "catalogue/ho_tich.toml";
    check_row(GENERATE(
        Row{file, "fee_dong = 0", "fee_dong = -8000", "procedure[1].handling[1].fee_dong"},
        Row{file, "fee_dong = 0", "fee_dong = \"free\"", "procedure[1].handling[1].fee_dong"},
        Row{file, "fee_dong = 0", "fee_dong = 0, fee_per = { vi = \"bản\" }", "procedure[1].handling[1].fee_per"},
        Row{file, "fee_dong = 0", "fee_dong = 5, fees = [{ dong = 5 }]", "procedure[1].handling[1].fees"},
        Row{file, "fee_dong = 0", "fees = [{ dong = -5 }]", "procedure[1].handling[1].fees[1].dong"},
        Row{file, "fee_dong = 0", "working_days = 3, calendar_days = 3", "procedure[1].handling[1].working_days"},
        Row{file, "fee_dong = 0", "working_days = -1", "procedure[1].handling[1].working_days"},
        Row{file, "channels = [\"direct\", \"online\"", "channels = [\"direct\", \"direct\"",
            "procedure[1].handling[1].channels"},
        Row{file, "channels = [\"direct\", \"online\"", "channels = [\"direct\", \"fax\"",
            "procedure[1].handling[1].channels"},
        Row{file, "who = { vi = \"Người thuộc gia đình có công", "percent = 0, who = { vi = \"Người thuộc gia đình có công",
            "exemption[1].percent"},
        Row{file, "id = \"birth_notice\"", "id = \"declaration\"", "procedure[1].component[2].id"},
        Row{file, "form = true, originals = 1", "form = true, originals = 181", "procedure[1].component[1].originals"},
        Row{file, "form = true, originals = 1", "form = true, replaced_by = \"31\"",
            "procedure[1].component[1].replaced_by"},
        Row{file, "form = true, originals = 1", "form = true, blank_url = \"http://x\"",
            "procedure[1].component[1].blank_url"},
        Row{file, "form = true, originals = 1", "form = true, only_for = [\"aunt\"]", "procedure[1].component[1].only_for"},
        Row{file, "{ paper = \"identity_paper\" }", "{ paper = \"identity\" }", "procedure[1].component[5].paper"},
        Row{file, "KQ.G15.000031", "G15", "procedure[1].result[1].code"},
        Row{file, "KQ.G15.000031", "KQ.G15.31", "procedure[1].result[1].code"},
        Row{file, "receiving_unit = \"binh_son_2025\"", "receiving_unit = \"tra_bong\"", "handled_by[2].receiving_unit"},
        Row{file, "{ code = \"1.004222\", stage = 2 }", "{ code = \"1.004223\", stage = 2 }", "procedure[15].part[2].code"},
        Row{file, "{ code = \"1.004222\", stage = 2 }", "{ code = \"2.000986\", stage = 2 }", "procedure[15].part[2].code"},
        Row{file, "{ code = \"1.004222\", stage = 2 }", "{ stage = 2 }", "procedure[15].part[2]"}));
}

TEST_CASE("procedures that are parts of one another are a circle, whether or not a part has a name of its own") {
    for (const std::string name : {"", ", name = { vi = \"Làm ở nơi khác\" }"}) {
        CAPTURE(name);
        const ConfigCopy copy;
        const std::string longer = "part = [\n    { code = \"1.001193\", stage = 1 },\n    { code = \"1.004222\"";
        copy.replace("catalogue/ho_tich.toml", longer,
                     "part = [\n    { code = \"2.001023\"" + name + ", stage = 1 },\n    { code = \"1.004222\"");
        const std::string shorter = "part = [\n    { code = \"1.001193\", stage = 1 },\n    { name";
        const auto line = copy.replace("catalogue/ho_tich.toml", shorter,
                                       "part = [\n    { code = \"2.000986\"" + name + ", stage = 1 },\n    { name");
        const auto loaded = copy.load();
        REQUIRE_FALSE(loaded.has_value());
        const auto said = test::said(loaded.error());
        CAPTURE(said);
        CHECK(said.find("ho_tich.toml:" + std::to_string(line + 1)) != std::string::npos);
        CHECK(said.find("2.000986 is a part of 2.001023, and that one a part of 2.000986 again. Break the circle") !=
              std::string::npos);
    }
}

TEST_CASE("a mistake in what procedures share is named where it stands") {
    check_row(GENERATE(
        Row{"catalogue/fields.toml", "id = \"land\"", "id = \"Land\"", "field[5].id"},
        Row{"catalogue/fields.toml", "id = \"land\"", "id = \"residence\"", "field[5].id"},
        Row{"catalogue/fields.toml", "id = \"land\"", "id = \"land\"\ncode = \"G06 DD\"", "field[5].code", true},
        Row{"catalogue/fields.toml", "icon = \"terrain\"", "icon = \"nonesuch\"", "field[5].icon"},
        Row{"catalogue/life_events.toml", "icon = \"baby\"", "icon = \"human_child\"", "life_event[1].icon"},
        Row{"catalogue/life_events.toml", "id = \"ket_hon\"", "id = \"sinh_con\"", "life_event[2].id"},
        Row{"catalogue/levels.toml", "valid_from = 2022-08-15", "valid_from = 2022-08-01", "level[1].label[2].name"},
        Row{"catalogue/levels.toml", "number = \"3\"", "", "level[3].number", true},
        Row{"catalogue/authorisation.toml", "originals = 1", "", "rule[1]", true},
        Row{"catalogue/papers.toml", "id = \"residence_proof\"", "id = \"identity_paper\"", "paper[2].id"},
        Row{"catalogue/papers.toml", "originals = 1\nreusable = true", "reusable = true", "paper[4]", true},
        Row{"catalogue/synonyms.toml", "said = [\"sổ đỏ\"", "say = [\"sổ đỏ\"", "synonym[1].say"},
        Row{"kiosk.toml", "unit = \"binh_son\"", "unit = \"binh_so\"", "centre.unit"},
        Row{"kiosk.toml", "fields = [\"residence\"]", "fields = [\"residences\"]", "queue.line[4].fields"}));
}

TEST_CASE("a mistake in the tree of units is named where it stands") {
    constexpr const char* old = "units/before_2025.toml";
    constexpr const char* now = "units/since_2025.toml";
    check_row(GENERATE(
        Row{"units/kinds.toml", "vi = \"tỉnh {name}\"", "vi = \"tỉnh\"", "kind[1].place"},
        Row{old, "kind = \"city\"", "kind = \"village\"", "unit[1].kind"},
        Row{old, "codes = [{ code = \"000.00.53.H48\" }]", "codes = [{ code = \"53.H48\" }]", "unit[2].codes[1].code"},
        Row{old, "codes = [{ code = \"000.00.53.H48\" }]",
            "codes = [{ code = \"000.00.53.H48\" }, { code = \"000.00.54.H48\" }]", "unit[2].codes[2].code"},
        Row{old, "codes = [{ code = \"000.00.53.H48\" }]", "codes = [{ code = \"000.00.53.H49\" }]", "unit[2].codes"},
        Row{old, "gso_code = \"524\"", "gso_code = \"522\"", "unit[2].gso_code"},
        Row{old, "gso_code = \"524\"", "gso_code = \"52a\"", "unit[2].gso_code"},
        Row{old, "id = \"tra_bong\"", "id = \"binh_son\"", "unit[3].id"},
        Row{old, "parent = \"quang_ngai\"", "parent = \"quang_nam\"", "unit[1].parent"},
        Row{old, "parent = \"quang_ngai\"", "parent = \"le_hong_phong\"", "unit[1].parent"},
        Row{old, "parent = \"quang_ngai\"", "valid_to = 2030-01-01, parent = \"binh_son\"", "unit[1].parent"},
        Row{"units/province.toml", "000.00.00.H48", "000.00.53.H48", "unit[1].codes"},
        Row{"units/province.toml", "gso_code = \"51\"", "parent = \"binh_son\", gso_code = \"51\"", "unit[1].parent"},
        Row{now, "formed_from = [\"nghia_ha\"", "formed_from = [\"nghia_haa\"", "unit[1].formed_from"},
        Row{now, "formed_from = [\"nghia_ha\"", "formed_from = [\"quang_ngai\"", "unit[1].formed_from"},
        Row{now, "parent = \"quang_ngai\"", "valid_to = 2020-01-01, parent = \"quang_ngai\"", "unit[1].valid_to"},
        Row{now, "source_date = 2026-11-23", "", "source_date", true}));
}

TEST_CASE("one broken line is one finding, whatever would follow from what could not be read") {
    const ConfigCopy copy;
    const int line = copy.replace("units/before_2025.toml", "id = \"tra_bong\"", "id = tra_bong\"");
    const auto loaded = copy.load();
    REQUIRE_FALSE(loaded);
    CAPTURE(test::said(loaded.error()));
    REQUIRE(loaded.error().size() == 1);
    CHECK(loaded.error()[0].line == line);
}

TEST_CASE("a file cut in the middle, in another encoding or nested without end is refused") {
    const ConfigCopy copy;
    const auto half = [&](const fs::path& name) {
        const auto text = test::text_of(copy.folder / name);
        copy.write(name, text.substr(0, text.size() / 2 - 7));
    };
    SECTION("catalogue, cut") { half("catalogue/ho_tich.toml"); }
    SECTION("catalogue, not UTF-8") { copy.replace("catalogue/ho_tich.toml", "Giấy khai sinh", "Gi\xE2y khai sinh"); }
    SECTION("catalogue, UTF-16") { copy.write("catalogue/ho_tich.toml", "\xFF\xFE\x66"); }
    SECTION("units, cut") { half("units/since_2025.toml"); }
    SECTION("form, cut") { half("forms/chung.json"); }
    SECTION("form, nested") { copy.write("forms/deep.json", std::string(100'000, '[')); }
    SECTION("form, not UTF-8") { copy.write("forms/latin.json", "{\"display\": \"Qu\xE2y\"}"); }
    SECTION("form, binary") { copy.write("forms/binary.json", std::string("\0\1\2", 3)); }
    SECTION("no units") {
        fs::remove_all(copy.folder / "units");
        fs::create_directories(copy.folder / "units");
    }
    SECTION("no fields") { fs::remove(copy.folder / "catalogue/fields.toml"); }
    SECTION("no shared papers") { fs::remove(copy.folder / "catalogue/papers.toml"); }
    const auto loaded = copy.load();
    REQUIRE_FALSE(loaded.has_value());
    CHECK_FALSE(loaded.error().empty());
    for (const auto& finding : loaded.error()) {
        CHECK_FALSE(finding.what.empty());
        CHECK_FALSE(finding.remedy.empty());
    }
}

TEST_CASE("two procedures with one code are told once, with both places") {
    const ConfigCopy copy;
    const int line = copy.replace("catalogue/ho_tich.toml", "code = \"1.004884\"", "code = \"1.001612\"");
    const auto loaded = copy.load();
    REQUIRE_FALSE(loaded.has_value());
    REQUIRE(loaded.error().size() == 1);
    CHECK(loaded.error().front().line == line);
    CHECK(loaded.error().front().what.find("1.001612 is there twice, first in ho_kinh_doanh.toml, line ") == 0);
}

TEST_CASE("a mistake in a form is told where it is, and once how many procedures wait for it") {
    const ConfigCopy copy;
    SECTION("a form with mistakes") {
        copy.replace("forms/khai_sinh.json", "\"wizard\"", "\"wizzard\"");
        const auto loaded = copy.load();
        REQUIRE_FALSE(loaded.has_value());
        REQUIRE(loaded.error().size() == 2);
        CHECK(loaded.error().front().file == copy.folder / "forms/khai_sinh.json");
        CHECK(loaded.error().front().line > 0);
        CHECK(loaded.error().back().file == copy.folder / "catalogue/ho_tich.toml");
        CHECK(loaded.error().back().line > 0);
        CHECK(loaded.error().back().key == "procedure[1].form");
        CHECK(loaded.error().back().what.find("The form “khai_sinh” has mistakes, and ") == 0);
        CHECK(loaded.error().back().what.find(" procedures have it; this is the first.") != std::string::npos);
    }
    SECTION("a form that is not there") {
        fs::remove(copy.folder / "forms/khai_sinh.json");
        const auto loaded = copy.load();
        REQUIRE_FALSE(loaded.has_value());
        REQUIRE(loaded.error().size() == 1);
        CHECK(loaded.error().front().what.find("There is no form “khai_sinh”, and ") == 0);
        CHECK(loaded.error().front().key == "procedure[1].form");
    }
}

TEST_CASE("a form that is no UTF-8 is told with its line") {
    const ConfigCopy copy;
    int line = 1;
    SECTION("UTF-16") { copy.write("forms/khai_tu.json", std::string("\xFF\xFE{\0", 4)); }
    SECTION("Latin-1") { line = copy.replace("forms/khai_tu.json", "\"components\"", "\"Qu\xE2y\": 1, \"components\""); }
    const auto loaded = copy.load();
    REQUIRE_FALSE(loaded.has_value());
    CHECK(loaded.error().front().file == copy.folder / "forms/khai_tu.json");
    CHECK(loaded.error().front().line == line);
}

TEST_CASE("line ends of a form are no change of the form") {
    const ConfigCopy copy;
    auto text = test::text_of(copy.folder / "forms/khai_sinh.json");
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) text.replace(at, 1, "\r\n");
    copy.write("forms/khai_sinh.json", text);
    const auto loaded = copy.load();
    REQUIRE(loaded.has_value());
    CHECK_FALSE((*loaded)->procedure("1.001193")->untested);
    copy.replace("forms/khai_sinh.json", "\"wizard\"", "\"form\"");
    CHECK((*copy.load())->procedure("1.001193")->untested);
}

TEST_CASE("stages with a gap, texts over several lines and texts without end are mistakes") {
    constexpr const char* file = "catalogue/ho_tich.toml";
    static const std::string long_law = "legal_basis = [\"" + std::string(100'000, 'x') + "\", ";
    check_row(GENERATE(
        Row{file, "{ code = \"1.004222\", stage = 2 }", "{ code = \"1.004222\", stage = 5 }", "procedure[15].part", true},
        Row{file, "name = { vi = \"Thủ tục đăng ký khai sinh\"", "name = { vi = \"Thủ tục\\nđăng ký khai sinh\"",
            "procedure[1].name"},
        Row{file, "legal_basis = [", long_law.c_str(), "procedure[1].legal_basis"}));
}
