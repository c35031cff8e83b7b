#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/catalogue/catalogue.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// A copy of the shipped configuration that a test may spoil.
class Copy {
public:
    Copy()
        : folder(fs::temp_directory_path() /
                 ("kiosk_catalogue_" + std::to_string(::getpid()) + "_" + std::to_string(++count_))) {
        fs::create_directories(folder);
        for (const char* name : {"kiosk.toml", "catalogue", "units", "forms", "calendar"})
            fs::copy(fs::path(KIOSK_SOURCE_DIR) / "config" / name, folder / name, fs::copy_options::recursive);
    }
    ~Copy() { fs::remove_all(folder); }

    /// The line on which the change begins.
    int replace(const fs::path& name, std::string_view old, std::string_view replacement) const {
        auto text = text_of(folder / name);
        const auto at = text.find(old);
        REQUIRE(at != std::string::npos);
        const auto line = 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
        std::ofstream(folder / name, std::ios::binary) << text.replace(at, old.size(), replacement);
        return line;
    }
    [[nodiscard]] auto load() const {
        const auto settings = settings::load(folder / "kiosk.toml");
        REQUIRE(settings.has_value());
        return Catalogue::load(*settings);
    }

    const fs::path folder;

private:
    static inline int count_ = 0;
};

}  // namespace

TEST_CASE("a mistake in the catalogue is named by file, line, key and remedy, and nothing is adopted") {
    struct Row {
        const char* file;
        const char* old;
        const char* replacement;
        const char* key;
    };
    const auto row = GENERATE(
        Row{"catalogue/fields.toml", "id = \"land\"", "id = \"Land\"", "field[5].id"},
        Row{"catalogue/fields.toml", "id = \"land\"", "id = \"residence\"", "field[5].id"},
        Row{"catalogue/ho_tich.toml", "field = \"civil_status\"", "field = \"civil\"", "field"},
        Row{"catalogue/ho_tich.toml", "receiving_unit = \"binh_son\"", "receiving_unit = \"binh_so\"",
            "procedure[1].receiving_unit"},
        Row{"catalogue/ho_tich.toml", "source_date = 2026-11-23", "", "procedure[1].source_date"},
        Row{"catalogue/ho_tich.toml", "code = \"1.001193\"", "code = \"1.01193\"", "procedure[1].code"},
        Row{"catalogue/ho_tich.toml", "code = \"1.004884\"", "code = \"1.001193\"", "procedure[2].code"},
        Row{"catalogue/ho_tich.toml", "code = \"1.004884\"", "code = \"1.001612\"", "procedure[2].code"},
        Row{"catalogue/ho_kinh_doanh.toml", "1.001612.000.00.00.H48", "1.001613.000.00.00.H48", "procedure[1].local_code"},
        Row{"catalogue/ho_tich.toml", "vi = \"Đăng ký khai sinh\", en",
            "vi = \"Đăng ký khai sinh cho trẻ em mới sinh ở trong tỉnh\", en", "procedure[1].short_name"},
        Row{"catalogue/ho_tich.toml", "offer = \"submit_then_originals\"", "offer = \"online\"", "procedure[1].offer"},
        Row{"catalogue/ho_tich.toml", "offer = \"submit_then_originals\"", "offer = \"in_person\"", "procedure[1].form"},
        Row{"catalogue/ho_tich.toml", "form = \"khai_sinh\"", "", "procedure[1].form"},
        Row{"catalogue/ho_tich.toml", "form = \"khai_sinh\"", "form = \"khai_tu\"", "procedure[1].form"},
        Row{"catalogue/ho_tich.toml", "applicants = [\"relative\", \"authorised\"]", "applicants = []",
            "procedure[1].applicants"},
        Row{"catalogue/ho_tich.toml", "applicants = [\"relative\"", "applicants = [\"family\"", "procedure[1].applicants"},
        Row{"catalogue/ho_tich.toml", "fee_dong = 0", "fee_dong = -8000", "procedure[1].handling[1].fee_dong"},
        Row{"catalogue/ho_tich.toml", "fee_dong = 0", "fee_dong = \"free\"", "procedure[1].handling[1].fee_dong"},
        Row{"catalogue/ho_tich.toml", "channel = \"online\"", "channel = \"direct\"", "procedure[1].handling[2].channel"},
        Row{"catalogue/ho_tich.toml", "id = \"birth_notice\"", "id = \"declaration\"", "procedure[1].component[2].id"},
        Row{"catalogue/ho_tich.toml", "form = true, originals = 1", "form = true, originals = 181",
            "procedure[1].component[1].originals"},
        Row{"catalogue/ho_tich.toml", "KQ.G15.000031", "G15", "procedure[1].result[1].code"},
        Row{"catalogue/ho_tich.toml", "parts = [\"1.001193\", \"1.004222\"", "parts = [\"1.001193\", \"1.004223\"",
            "procedure[15].parts"},
        Row{"catalogue/ho_tich.toml", "life_events = [\"sinh_con\"]", "life_event = [\"sinh_con\"]",
            "procedure[1].life_event"},
        Row{"units/quang_ngai.toml", "code = \"000.00.53.H48\"", "code = \"53.H48\"", "unit[2].code"},
        Row{"units/quang_ngai.toml", "code = \"000.00.53.H48\"", "code = \"000.00.00.H48\"", "unit[2].code"},
        Row{"units/quang_ngai.toml", "parent = \"quang_ngai\"", "parent = \"quang_nam\"", "unit[2].parent"},
        Row{"units/quang_ngai.toml", "parent = \"quang_ngai\"", "parent = \"chau_o\"", "unit[2].parent"},
        Row{"units/quang_ngai.toml", "valid_from = 2021-01-01", "valid_from = 2021-01-01\nvalid_to = 2020-01-01",
            "unit[2].valid_to"},
        Row{"kiosk.toml", "unit = \"binh_son\"", "unit = \"binh_so\"", "centre.unit"},
        Row{"kiosk.toml", "fields = [\"residence\"]", "fields = [\"residences\"]", "queue.line[4].fields"},
        Row{"forms/khai_sinh.json", "\"type\": \"datetime\"", "\"type\": \"signature\"", "components[1].components[2].type"},
        Row{"forms/khai_sinh.json", "\"prefill\": \"holder.name\"", "\"prefill\": \"holder.shoe_size\"",
            "components[1].components[1].properties.prefill"},
        Row{"forms/khai_sinh.json", "\"when\": \"khaiCha\"", "\"when\": \"khaiMe\"", "hoTenCha.conditional.when"},
        Row{"forms/khai_sinh.json", "\"eq\": \"co\"", "\"eq\": \"maybe\"", "hoTenCha.conditional.eq"},
        Row{"forms/khai_sinh.json", "[0-9]{9}|[0-9]{12}", "[0-9{9}", "components[3].components[3].validate.pattern"},
        Row{"forms/khai_sinh.json", "\"minLength\": 2", "\"minLength\": 200", "components[1].components[1].validate"},
        Row{"forms/khai_sinh.json", "\"key\": \"ngaySinhTre\"", "\"key\": \"hoTenTre\"", "components[1].components[2].key"},
        Row{"forms/khai_sinh.json", "\"required\": true", "\"unique\": true", "components[1].components[1].validate.unique"},
        Row{"forms/khai_sinh.json", "\"display\": \"wizard\"", "\"display\": \"pdf\"", "display"});
    CAPTURE(row.file, row.old, row.replacement);
    const Copy copy;
    const int line = copy.replace(row.file, row.old, row.replacement);
    const auto loaded = copy.load();
    REQUIRE_FALSE(loaded.has_value());
    const settings::Finding* found = nullptr;
    std::string said;
    for (const auto& finding : loaded.error()) {
        said += finding.text() + "\n";
        CHECK_FALSE(finding.what.empty());
        CHECK_FALSE(finding.remedy.empty());
        if (finding.key == row.key && finding.file == copy.folder / row.file) found = &finding;
    }
    CAPTURE(said);
    REQUIRE(found != nullptr);
    CHECK(found->line > 0);
    // In TOML the value's own line; in JSON the line of the question that it belongs to; a missing value has none.
    if (std::string_view(row.file).ends_with(".toml") && *row.replacement != '\0' &&
        !std::string_view(row.key).ends_with("unit") && !std::string_view(row.key).ends_with("form") &&
        !std::string_view(row.key).ends_with("valid_to"))
        CHECK(found->line == line);
}

TEST_CASE("a file cut in the middle, in another encoding or nested without end is refused") {
    const Copy copy;
    SECTION("catalogue, cut") {
        const auto text = text_of(copy.folder / "catalogue/ho_tich.toml");
        std::ofstream(copy.folder / "catalogue/ho_tich.toml") << text.substr(0, text.size() / 2 - 7);
    }
    SECTION("form, cut") {
        const auto text = text_of(copy.folder / "forms/chung.json");
        std::ofstream(copy.folder / "forms/chung.json") << text.substr(0, text.size() / 2);
    }
    SECTION("form, nested") { std::ofstream(copy.folder / "forms/deep.json") << std::string(100'000, '['); }
    SECTION("form, not UTF-8") { std::ofstream(copy.folder / "forms/latin.json") << "{\"display\": \"Qu\xE2y\"}"; }
    SECTION("form, binary") { std::ofstream(copy.folder / "forms/binary.json") << std::string("\0\1\2", 3); }
    SECTION("no units") { fs::remove(copy.folder / "units/quang_ngai.toml"); }
    SECTION("no fields") { fs::remove(copy.folder / "catalogue/fields.toml"); }
    const auto loaded = copy.load();
    REQUIRE_FALSE(loaded.has_value());
    CHECK_FALSE(loaded.error().empty());
}

TEST_CASE("an e-form reads as it was written") {
    const Copy copy;
    const auto loaded = copy.load();
    REQUIRE(loaded.has_value());
    const auto* form = (*loaded)->form("khai_sinh");
    REQUIRE(form != nullptr);
    CHECK(form->pages.size() == 6);
    const auto& child = form->pages[0].questions;
    CHECK(child[0].rules.required);
    CHECK(child[0].prefill == "holder.name");
    CHECK(child[1].kind == QuestionKind::date);
    CHECK(child[2].options.size() == 2);
    CHECK(child[2].options[1].label.en == "Female");
    const auto& father = form->pages[3].questions[1];
    REQUIRE(father.condition.has_value());
    CHECK(father.condition->when == "khaiCha");
    CHECK(father.condition->show);
}
