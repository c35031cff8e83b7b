#include "kiosk/catalogue/form_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <random>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;
namespace fs = std::filesystem;

namespace {

struct Reading {
    std::optional<Form> form;
    std::vector<settings::Finding> findings;
};

Reading read(std::string json) {
    Reading out;
    out.form = read_form("mau.json", std::move(json), out.findings);
    return out;
}

/// A form of one page with these components.
Reading read_page(const std::string& components) {
    return read(R"({"display":"wizard","components":[{"type":"panel","key":"p","title":"Trang","components":[)" +
                components + "]}]}");
}

std::string all_text(const Reading& reading) {
    std::string out;
    for (const auto& finding : reading.findings) out += finding.text() + "\n";
    return out;
}

fs::path our_form(std::string_view name) { return fs::path(KIOSK_SOURCE_DIR) / "config/forms" / name; }

std::string bytes_of(const fs::path& file) {
    auto bytes = read_file(file);
    REQUIRE(bytes.has_value());
    return std::move(*bytes);
}

/// Every file of forms that is shipped, and the one that has every rule.
std::vector<fs::path> all_forms() {
    std::vector<fs::path> out{fs::path(KIOSK_SOURCE_DIR) / "tests/peers/forms/every_rule.json"};
    for (const auto& entry : fs::directory_iterator(our_form(""))) {
        if (entry.path().extension() == ".json") out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_CASE("an e-form reads as it was written") {
    std::vector<settings::Finding> findings;
    const auto form = read_form(our_form("khai_sinh.json"), findings);
    REQUIRE(form.has_value());
    CHECK(form->id == "khai_sinh");
    const auto& child = form->pages[0].questions;
    CHECK(child[0].rules.required);
    CHECK(child[0].prefill == "holder.name");
    CHECK(child[1].kind == QuestionKind::date);
    CHECK(child[1].rules.latest->today);
    CHECK(child[2].options.size() == 2);
    CHECK(child[2].options[1].label.en == "Female");
    const auto* father = form->question("hoTenCha");
    REQUIRE(father != nullptr);
    CHECK(father->section.vi == "Về người cha");
    REQUIRE(father->conditions.size() == 1);
    CHECK(father->conditions[0].when == "khaiCha");
    const auto* residence = form->question("cuTruCha");
    REQUIRE(residence->conditions.size() == 2);  // that of the fieldset, and its own
    CHECK(residence->conditions[1].when == "cungCuTru");
    CHECK(form->question("hoTenMe.x") == nullptr);
}

TEST_CASE("every kind of component reads, with rows, sums and rules") {
    std::vector<settings::Finding> findings;
    const auto form = read_form(our_form("thuong_tru.json"), findings);
    REQUIRE(form.has_value());
    const auto* people = form->question("nguoiCung");
    REQUIRE(people != nullptr);
    CHECK(people->kind == QuestionKind::rows);
    CHECK(people->row_name.vi == "Thêm người");
    CHECK(people->row.size() == 6);
    CHECK(form->question("nguoiCung.quanHeKhac")->conditions[0].when == "nguoiCung.quanHeNguoi");
    CHECK(form->question("tongSoNguoi")->calculated.has_value());
    const auto rules = read_form(fs::path(KIOSK_SOURCE_DIR) / "tests/peers/forms/every_rule.json", findings);
    for (const auto& finding : findings) UNSCOPED_INFO(finding.text());
    REQUIRE(rules.has_value());
    std::vector<QuestionKind> kinds;
    for (const auto& page : rules->pages)
        for (const auto& question : page.questions) kinds.push_back(question.kind);
    for (int kind = 0; kind <= static_cast<int>(QuestionKind::rows); ++kind) {
        CAPTURE(kind);
        CHECK(std::find(kinds.begin(), kinds.end(), static_cast<QuestionKind>(kind)) != kinds.end());
    }
}

TEST_CASE("what a form builder writes for nothing set changes nothing") {
    const auto reading = read_page(R"({"type":"textfield","key":"a","label":"A","input":true,"tableView":true,"hidden":false,
        "multiple":false,"defaultValue":null,"protected":false,"unique":false,"persistent":true,"clearOnHide":true,
        "customDefaultValue":"","calculateValue":"","widget":{"type":"input"},"inputMask":"","case":"mixed","prefix":"",
        "validate":{"required":true,"custom":"","customPrivate":false,"minLength":"","maxLength":"12","pattern":"","json":""},
        "conditional":{"show":null,"when":null,"eq":""},"overlay":{"style":"","left":""},"logic":[],"attributes":{},
        "properties":{"label_en":"A"},"allowMultipleMasks":false,"inputMasks":[],"encrypted":false,"id":"e1"})");
    INFO(all_text(reading));
    REQUIRE(reading.form.has_value());
    CHECK(reading.form->pages[0].questions[0].rules.max_length == 12);
    CHECK(reading.form->pages[0].questions[0].conditions.empty());
}

TEST_CASE("what would change the verdict and is not supported is refused with its path and a remedy") {
    struct Row {
        const char* components;
        const char* path;
    };
    const auto row = GENERATE(
        Row{R"({"type":"signature","key":"a","label":"A"})", "components[1].components[1].type"},
        Row{R"({"type":"textfield","key":"a","label":"A","multiple":true})", "components[1].components[1].multiple"},
        Row{R"({"type":"textfield","key":"a","label":"A","persistent":false})", "components[1].components[1].persistent"},
        Row{R"({"type":"textfield","key":"a","label":"A","clearOnHide":false})", "components[1].components[1].clearOnHide"},
        Row{R"({"type":"textfield","key":"a","label":"A","hidden":true})", "components[1].components[1].hidden"},
        Row{R"({"type":"textfield","key":"a","label":"A","disabled":true})", "components[1].components[1].disabled"},
        Row{R"({"type":"phoneNumber","key":"a","label":"A","inputMask":"(999) 999-9999"})",
            "components[1].components[1].inputMask"},
        Row{R"({"type":"textfield","key":"a","label":"A","validate":{"custom":"valid = true"}})",
            "components[1].components[1].validate.custom"},
        Row{R"({"type":"textfield","key":"a","label":"A","validate":{"min":3}})",
            "components[1].components[1].validate.min"},
        Row{R"({"type":"textfield","key":"a","label":"A","calculateValue":"value = 1"})",
            "components[1].components[1].calculateValue"},
        Row{R"({"type":"textfield","key":"a","label":"A","customConditional":"show = true"})",
            "components[1].components[1].customConditional"},
        Row{R"({"type":"textfield","key":"a","label":"A","logic":[{"name":"x"}]})", "components[1].components[1].logic"},
        Row{R"({"type":"textfield","key":"a.b","label":"A"})", "components[1].components[1].key"},
        Row{R"({"type":"textfield","key":"a"})", "components[1].components[1].label"},
        Row{R"({"type":"textfield","key":"a","label":"A"},{"type":"number","key":"a","label":"B"})",
            "components[1].components[2].key"},
        Row{R"({"type":"textfield","key":"p","label":"A"})", "components[1].components[1].key"},
        Row{R"({"type":"textfield","key":"a","label":"A","validate":{"pattern":"[0-9{9}"}})",
            "components[1].components[1].validate.pattern"},
        Row{R"({"type":"textfield","key":"a","label":"A","validate":{"minLength":9,"maxLength":3}})",
            "components[1].components[1].validate"},
        Row{R"({"type":"textfield","key":"a","label":"A","validate":{"maxLength":"nhiều"}})",
            "components[1].components[1].validate.maxLength"},
        Row{R"({"type":"datetime","key":"a","label":"A"})", "components[1].components[1].enableTime"},
        Row{R"j({"type":"datetime","key":"a","label":"A","enableTime":false,"widget":{"maxDate":"moment().add(1)"}})j",
            "components[1].components[1].widget.maxDate"},
        Row{R"({"type":"day","key":"a","label":"A","dayFirst":false,"fields":{"day":{},"month":{},"year":{}}})",
            "components[1].components[1].dayFirst"},
        Row{R"({"type":"day","key":"a","label":"A","dayFirst":true,"fields":{"day":{"hide":true},"month":{},"year":{}}})",
            "components[1].components[1].fields.day.hide"},
        Row{R"({"type":"radio","key":"a","label":"A"})", "components[1].components[1].values"},
        Row{R"({"type":"radio","key":"a","label":"A","values":[{"value":"x","label":"X"},{"value":"x","label":"Y"}]})",
            "components[1].components[1].values[2]"},
        Row{R"({"type":"select","key":"a","label":"A","dataSrc":"url","data":{"url":"https://x","values":[]}})",
            "components[1].components[1].dataSrc"},
        Row{R"({"type":"textfield","key":"__proto__","label":"A"})", "components[1].components[1].key"},
        Row{R"({"type":"textfield","key":"a","label":"A","defaultValue":"dài quá","validate":{"maxLength":6}})",
            "components[1].components[1].defaultValue"},
        Row{R"({"type":"radio","key":"a","label":"A","values":[{"value":"x","label":"X"}],"defaultValue":"y"})",
            "components[1].components[1].defaultValue"},
        Row{R"({"type":"hidden","key":"a","label":"A","validate":{"required":true}})",
            "components[1].components[1].validate.required"},
        Row{R"({"type":"textfield","key":"a","label":"A","properties":{"prefill":"holder.shoe_size"}})",
            "components[1].components[1].properties.prefill"},
        Row{R"({"type":"textfield","key":"a","label":"A","properties":{"tells":"return_way"}})",
            "components[1].components[1].properties.tells"},
        Row{R"({"type":"radio","key":"a","label":"A","values":[{"value":"x","label":"X","tells":"pigeon"}]})",
            "components[1].components[1].values[1].tells"},
        Row{R"({"type":"datagrid","key":"g","label":"G","addAnother":"Thêm","components":[]})",
            "components[1].components[1].components"},
        Row{R"({"type":"datagrid","key":"g","label":"G","components":[{"type":"textfield","key":"a","label":"A"}]})",
            "components[1].components[1].addAnother"},
        Row{R"({"type":"datagrid","key":"g","label":"G","addAnother":"Thêm","components":[{"type":"datagrid","key":"h","label":"H",
              "addAnother":"Thêm","components":[{"type":"textfield","key":"a","label":"A"}]}]})",
            "components[1].components[1].components[1].type"});
    CAPTURE(row.components);
    const auto reading = read_page(row.components);
    INFO(all_text(reading));
    CHECK_FALSE(reading.form.has_value());
    const auto found = std::find_if(reading.findings.begin(), reading.findings.end(),
                                    [&](const auto& finding) { return finding.key == row.path; });
    REQUIRE(found != reading.findings.end());
    CHECK(found->file == "mau.json");
    CHECK(found->line > 0);
    CHECK_FALSE(found->what.empty());
    CHECK_FALSE(found->remedy.empty());
}

TEST_CASE("a condition or a sum may look only at questions that exist and stand before") {
    struct Row {
        const char* condition;  ///< of the second of three questions
        const char* path;
    };
    const std::string conditional = "components[1].components[2].conditional";
    const auto row = GENERATE(
        Row{R"("conditional":{"show":true,"when":"x","eq":"1"})", ".when"},
        Row{R"("conditional":{"show":true,"when":"c","eq":"1"})", ".when"},
        Row{R"("conditional":{"show":true,"when":"b","eq":"1"})", ".when"},
        Row{R"("conditional":{"show":true,"when":"p","eq":"1"})", ".when"},
        Row{R"("conditional":{"show":true,"when":"a","eq":"z"})", ".eq"},
        Row{R"("conditional":{"when":"a","eq":"x"})", ".show"},
        Row{R"("conditional":{"show":true,"when":"a","eq":"x","json":{"var":"data.a"}})", ""},
        Row{R"("conditional":{"json":{"==":[{"var":"data.x"},1]}})", ".json.==[1].var"},
        Row{R"("conditional":{"json":{"==":[{"var":"a"},1]}})", ".json.==[1].var"},
        Row{R"("conditional":{"json":{"==":[{"var":"data.c"},1]}})", ".json.==[1].var"},
        Row{R"("conditional":{"json":{"log":[1]}})", ".json.log"}, Row{R"("conditional":{"json":{"==":[1]}})", ".json.=="},
        Row{R"("conditional":{"json":{"==":[1,1],"!":[1]}})", ".json"},
        Row{R"("conditional":{"show":true,"conjunction":"all","conditions":[{"component":"a","operator":"includes","value":"x"}]})",
            ".conditions[1].operator"},
        Row{R"("conditional":{"show":true,"conjunction":"all","conditions":[{"component":"x","operator":"isEqual","value":"x"}]})",
            ".conditions[1].component"});
    CAPTURE(row.condition);
    const auto reading = read_page(
        R"({"type":"radio","key":"a","label":"A","values":[{"value":"x","label":"X"}]},{"type":"textfield","key":"b","label":"B",)" +
        std::string(row.condition) + R"(},{"type":"textfield","key":"c","label":"C"})");
    INFO(all_text(reading));
    CHECK_FALSE(reading.form.has_value());
    const auto found = std::find_if(reading.findings.begin(), reading.findings.end(),
                                    [&](const auto& finding) { return finding.key == conditional + row.path; });
    REQUIRE(found != reading.findings.end());
    CHECK_FALSE(found->remedy.empty());
}

TEST_CASE("rows are looked at from within them by their path, and from outside as a whole") {
    const std::string grid =
        R"({"type":"datagrid","key":"g","label":"G","addAnother":"Thêm","components":[{"type":"textfield","key":"a","label":"A"},
           {"type":"textfield","key":"b","label":"B",%}]},{"type":"textfield","key":"c","label":"C",%%})";
    const auto with = [&](std::string inside, std::string outside) {
        auto json = grid;
        json.replace(json.find("%}"), 1, inside.empty() ? R"("hideLabel":true)" : inside);
        json.replace(json.find("%%"), 2, outside.empty() ? R"("hideLabel":true)" : outside);
        return read_page(json);
    };
    CHECK(with(R"("conditional":{"show":true,"when":"g.a","eq":"1"})", "").form);
    CHECK(with(R"("conditional":{"json":{"==":[{"var":"row.a"},1]}})", "").form);
    CHECK(with("", R"("conditional":{"json":{">":[{"var":"data.g.length"},1]}})").form);
    CHECK_FALSE(with(R"("conditional":{"show":true,"when":"a","eq":"1"})", "").form);
    CHECK_FALSE(with(R"("conditional":{"json":{"==":[{"var":"data.g.length"},1]}})", "").form);
    CHECK_FALSE(with("", R"("conditional":{"show":true,"when":"g.a","eq":"1"})").form);
    CHECK_FALSE(with("", R"("conditional":{"show":true,"when":"g","eq":"1"})").form);
}

TEST_CASE("a file that is cut, not UTF-8, nested without end, says a member twice or is no form is refused") {
    const auto whole = bytes_of(our_form("chung.json"));
    struct Row {
        std::string bytes;
        int line;
    };
    const auto row =
        GENERATE_COPY(Row{whole.substr(0, whole.size() / 2), 100}, Row{"", 1}, Row{"{\"display\": \"Qu\xE2y\"}", 0},
                      Row{std::string("\0\1\2", 3), 1}, Row{std::string(100'000, '['), 0}, Row{"[]", 0}, Row{"1e999", 0},
                      Row{"{\"display\":\"wizard\",\n\"display\":\"wizard\"}", 2}, Row{"{}", 0},
                      Row{R"({"display":"pdf","components":[]})", 1}, Row{R"({"display":"wizard"})", 1},
                      Row{R"({"display":"wizard","components":[1,null,"x",{"type":"panel"}]})", 0});
    CAPTURE(row.bytes.substr(0, 60));
    const auto reading = read(row.bytes);
    INFO(all_text(reading));
    CHECK_FALSE(reading.form.has_value());
    REQUIRE_FALSE(reading.findings.empty());
    const auto& finding = reading.findings.front();
    CHECK(finding.file == "mau.json");
    CHECK_FALSE(finding.what.empty());
    CHECK_FALSE(finding.remedy.empty());
    if (row.line > 1) CHECK(finding.line >= row.line);
}

TEST_CASE("a member that is there twice is named by its path") {
    const auto reading =
        read("{\"display\":\"wizard\",\"components\":[\n{\"type\":\"panel\"},\n{\"key\":\"a\",\"key\":\"b\"}]}");
    REQUIRE(reading.findings.size() == 1);
    CHECK(reading.findings[0].key == "components[2].key");
    CHECK(reading.findings[0].line == 3);
}

TEST_CASE("what is wrong in a form stands on the line of its place, or of the nearest one around it that is there") {
    const auto reading = read(
        "{\"display\": \"wizard\", \"components\": [\n"
        " {\"type\": \"panel\", \"title\": \"Một\",\n"
        "  \"kye\": \"trang\", \"components\": [\n"
        "   {\"type\": \"textfield\", \"key\": \"a\",\n"
        "    \"label\": \"[{\\\"}, \", \"validate\": {\n"
        "     \"maxLength\": -1}},\n"
        "   {\"type\": \"textfield\",\n"
        "    \"label\": \"Không khóa\"}]}]}");
    INFO(all_text(reading));
    const auto line = [&](const std::string& path) {
        for (const auto& finding : reading.findings)
            if (finding.key == path) return finding.line;
        return 0;
    };
    CHECK(line("components[1].kye") == 3);
    CHECK(line("components[1].components[1].validate.maxLength") == 6);
    CHECK(line("components[1].components[2].key") == 7);
}

TEST_CASE("a form file spoiled anywhere is read without mistakes or refused with a place, never half adopted",
          "[thorough]") {
    std::mt19937 random(11);
    const auto pick = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random); };
    const char* const shards[] = {"{",
                                  "}",
                                  "[",
                                  "]",
                                  "\"",
                                  ",",
                                  ":",
                                  "null",
                                  "true",
                                  "-1",
                                  "1e9",
                                  "\\u",
                                  "\xFF",
                                  "\xC3",
                                  "\x01",
                                  "😀",
                                  "\"key\"",
                                  "{}",
                                  "[]",
                                  "\"when\":\"\"",
                                  "0",
                                  "9999",
                                  "\"\":",
                                  "\"a.b\"",
                                  "\n",
                                  "\"\\\"",
                                  "{\"var\":\"\"}"};
    int refused = 0;
    for (const auto& file : all_forms()) {
        const auto whole = bytes_of(file);
        for (int i = 0; i < 40; ++i) {
            auto spoiled = whole;
            const auto at = pick(spoiled.size());
            switch (pick(4)) {
                case 0: spoiled.erase(at, 1 + pick(12)); break;
                case 1: spoiled.insert(at, shards[pick(std::size(shards))]); break;
                case 2:
                    spoiled.replace(at, std::min<std::size_t>(1 + pick(6), spoiled.size() - at),
                                    shards[pick(std::size(shards))]);
                    break;
                default: spoiled.resize(at);
            }
            const auto reading = read(std::move(spoiled));
            CHECK(reading.form.has_value() == reading.findings.empty());
            refused += reading.form ? 0 : 1;
            for (const auto& finding : reading.findings) {
                CHECK(is_utf8(finding.text()));
                CHECK_FALSE(finding.remedy.empty());
            }
        }
    }
    CHECK(refused > 200);
}

TEST_CASE("numbers and texts convert as in JavaScript") {
    CHECK(to_text(Value(0.1 + 0.2)) == "0.30000000000000004");
    CHECK(to_text(Value(1e21)) == "1e+21");
    CHECK(to_text(Value(123456789012345680000.0)) == "123456789012345680000");
    CHECK(to_text(Value(1e-7)) == "1e-7");
    CHECK(to_text(Value(0.000001)) == "0.000001");
    CHECK(to_text(Value(-12.5)) == "-12.5");
    CHECK(to_text(Value(-0.0)) == "0");
    CHECK(to_text(Value(Value::List{Value(1.0), Value(), Value("a")})) == "1,,a");
    CHECK(to_number(Value(" 0x1F ")) == 31);
    CHECK(to_number(Value("")) == 0);
    CHECK(to_number(Value("12a")) != to_number(Value("12a")));
    CHECK(parse_float(Value("12a")) == 12);
    CHECK(loosely_equal(Value("5"), Value(5.0)));
    CHECK_FALSE(loosely_equal(Value(), Value(0.0)));
    CHECK_FALSE(strictly_equal(Value("5"), Value(5.0)));
    CHECK(compare(Value("b"), Value("a")).value() > 0);
    CHECK(compare(Value("10"), Value(9.0)).value() > 0);
    CHECK_FALSE(compare(Value("x"), Value(9.0)).has_value());
    CHECK(utf16_units("ế😀") == 3);
}
