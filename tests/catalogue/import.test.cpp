#include "kiosk/catalogue/import.hpp"

#include "kiosk/catalogue/facts.hpp"
#include "kiosk/catalogue/import_values.hpp"
#include "kiosk/catalogue/table.hpp"
#include "kiosk/catalogue/toml_writer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config_copy.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;
using test::ConfigCopy;

namespace {

constexpr LocalDate today{2026, 11, 26};

constexpr const char* portal = R"json({"error_code": "0", "result": [{
  "MATTHC": "1.009999", "TENTTHC": "Cấp giấy xác nhận cư dân tại xã, phường, đặc khu có nhu cầu", "TRANGTHAI": 1,
  "LINHVUCTHUCHIEN": [{"MALINHVUC": "G01-CT", "TENLINHVUC": "Cư trú"}],
  "CACHTHUCTHUCHIEN": [
    {"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": 3, "DONVITINH": "Ngày làm việc", "MOTA": "",
      "PHILEPHI": [{"MAPHILEPHI": "LP01", "SOTIEN": "8000", "DONVI": "Đồng", "MOTA": "Lệ phí"},
                   {"MAPHILEPHI": "P02", "SOTIEN": 2000, "DONVI": "VNĐ", "MOTA": "Phí"}]}]},
    {"KENH": 2, "THOIGIAN": [{"THOIGIANGIAIQUYET": 2, "DONVITINH": "Ngày", "PHILEPHI": []},
                             {"THOIGIANGIAIQUYET": 9, "DONVITINH": "Ngày", "PHILEPHI": []}]},
    {"KENH": "7", "THOIGIAN": [{"THOIGIANGIAIQUYET": 2, "DONVITINH": "Tuần", "PHILEPHI": [{"SOTIEN": -5, "DONVI": "USD"}]}]}],
  "THANHPHANHOSO": [{"GIAYTO": [
    {"MAGIAYTO": "G1", "TENGIAYTO": "Tờ khai cư dân", "TENMAUDON": "CT99", "URL": "https://example.org/ct99.docx"},
    {"MAGIAYTO": "G2", "TENGIAYTO": "Hợp đồng thuê nhà", "TENMAUDON": "", "URL": ""}]}],
  "DOITUONGTHUCHIEN": [{"TENDOITUONG": "Công dân Việt Nam"}, {"TENDOITUONG": "Người ngoài hành tinh"}],
  "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.G01.009999", "TENKETQUA": "Giấy xác nhận"}, {"MAKETQUA": "9", "TENKETQUA": "Khác"}],
  "CANCUPHAPLY": [{"SOVANBAN": "68/2020/QH14", "TENVANBAN": "Luật Cư trú"}],
  "COQUANTHUCHIEN": [], "YEUCAU": "Có nơi ở ổn định"}]})json";

constexpr const char* records = R"json([
 {"code": "1.008888", "name": "Cấp lại thẻ", "field": "Lĩnh vực mới", "level_agency": "Cấp xã, Cấp tỉnh",
  "methods": [{"method": "Trực tiếp", "time": "1 (unit not shown in source)", "fee": "Miễn phí", "note": ""},
              {"method": "Trực tuyến", "time": "5 Ngày làm việc", "fee": "25,000 Việt Nam Đồng", "note": ""},
              {"method": "Dịch vụ bưu chính", "time": null, "fee": "10 USD", "note": ""}],
  "applicants": "Tổ chức (không bao gồm doanh nghiệp, HTX), Công dân Việt Nam",
  "components": [{"name": "Đơn đề nghị cấp lại", "originals": 1, "copies": 0, "is_note": false},
                 {"name": "Bản sao thẻ cũ", "originals": 0, "copies": 1, "is_note": false},
                 {"name": "Trường hợp mất thẻ thì không phải nộp", "originals": 0, "copies": 0, "is_note": true}],
  "results": [{"name": "Thẻ", "code": "KQ.H48.000001"}], "publishing_decision": "1/QĐ", "legal_basis": ["1/2026/NĐ-CP"],
  "source": "một trang"},
 {"code": "1.001193", "name": "Đăng ký khai sinh", "field": "Hộ tịch", "source": "một trang"}])json";

std::shared_ptr<const Catalogue> known(const ConfigCopy& copy) {
    const auto data = copy.load();
    REQUIRE(data.has_value());
    return *data;
}

bool told(const Imported& imported, std::string_view part) {
    return test::said(imported.findings).find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an object of LayThuTuc becomes a draft, and what people must decide is told") {
    const ConfigCopy copy;
    copy.write("portal.json", portal);
    const auto imported = import_procedures(copy.folder / "portal.json", *known(copy), today);
    REQUIRE(imported.has_value());
    REQUIRE(imported->drafts.size() == 1);
    const auto& draft = imported->drafts.front();
    CHECK(draft.code == "1.009999");
    CHECK(draft.field == "residence");
    CHECK(draft.offer == Offer::in_person);
    CHECK(draft.handled(Channel::direct)->working_days == 3);
    CHECK(draft.handled(Channel::direct)->fee_dong == 10'000);
    CHECK(draft.handled(Channel::direct)->fees.at(1).code == "P02");
    CHECK(draft.handled(Channel::online)->calendar_days == 2);
    CHECK(draft.handled(Channel::post) == nullptr);
    CHECK(draft.components.at(0).form);
    CHECK(draft.components.at(0).blank == "CT99");
    CHECK(draft.components.at(1).id == "paper_2");
    CHECK(draft.results.at(1).code.empty());
    CHECK(draft.requirements.at(0).vi == "Có nơi ở ổn định");
    CHECK(draft.source_date == today);
    CHECK(told(*imported, "Write a short name"));
    CHECK(told(*imported, "Người ngoài hành tinh"));
    CHECK(told(*imported, "several times or fees"));
    CHECK(told(*imported, "“7” is no known channel"));
    CHECK(told(*imported, "“9” is no code of a result"));
    CHECK(told(*imported, "how many originals"));
    CHECK(told(*imported, "“Cư trú” is G01-CT"));
}

TEST_CASE("a crawler's records become drafts; what the source does not say stays out") {
    const ConfigCopy copy;
    copy.write("records.json", records);
    const auto imported = import_procedures(copy.folder / "records.json", *known(copy), today);
    REQUIRE(imported.has_value());
    REQUIRE(imported->drafts.size() == 2);
    const auto& draft = imported->drafts.front();
    CHECK(draft.field == "linh_vuc_moi");
    CHECK_FALSE(draft.handled(Channel::direct)->working_days.has_value());
    CHECK(draft.handled(Channel::direct)->fee_dong == 0);
    CHECK(draft.handled(Channel::online)->fee_dong == 25'000);
    CHECK_FALSE(draft.handled(Channel::post)->fee_dong.has_value());
    CHECK(draft.audience == std::vector{Audience::organisation, Audience::citizen});
    CHECK(draft.authorities == std::vector{Authority::commune, Authority::province});
    CHECK(draft.components.size() == 2);
    CHECK(told(*imported, "has no known unit"));
    CHECK(told(*imported, "“10 USD” is no amount"));
    CHECK(told(*imported, "1 remarks among the papers"));
    CHECK(told(*imported, "no field of the name “Lĩnh vực mới”"));
    CHECK(told(*imported, "1.001193 code: The procedure is in the catalogue already."));
    CHECK(imported->findings.front().line > 1);
}

TEST_CASE("drafts are written as a file that the catalogue reads") {
    const ConfigCopy copy;
    copy.write("portal.json", portal);
    const auto imported = import_procedures(copy.folder / "portal.json", *known(copy), today);
    REQUIRE(imported.has_value());
    copy.write("catalogue/draft.toml", toml_file("residence", imported->drafts, {"Drafts."}));
    const auto data = copy.load();
    if (!data) UNSCOPED_INFO(test::said(data.error()));
    REQUIRE(data.has_value());
    const auto* draft = (*data)->procedure("1.009999");
    REQUIRE(draft != nullptr);
    CHECK(facts_of(*draft) == facts_of(imported->drafts.front()));
}

TEST_CASE("every shipped procedure is written and read back without a change") {
    const auto settings = settings::load(std::filesystem::path(KIOSK_SOURCE_DIR) / "config/kiosk.toml");
    REQUIRE(settings.has_value());
    const auto shipped = Catalogue::load(*settings);
    REQUIRE(shipped.has_value());
    const ConfigCopy copy;
    for (const char* old : {"ho_tich", "cu_tru", "ho_kinh_doanh"})
        std::filesystem::remove(copy.folder / "catalogue" / (std::string(old) + ".toml"));
    for (const auto& field : (*shipped)->fields()) {
        std::vector<Procedure> procedures;
        for (const auto* procedure : (*shipped)->in_field(field.id)) procedures.push_back(*procedure);
        copy.write("catalogue/" + field.id + "_again.toml", toml_file(field.id, procedures, {}));
    }
    const auto again = copy.load();
    if (!again) UNSCOPED_INFO(test::said(again.error()));
    REQUIRE(again.has_value());
    CHECK((*again)->procedures().size() == (*shipped)->procedures().size());
    for (const auto& procedure : (*shipped)->procedures()) {
        CAPTURE(procedure.code);
        const auto* read = (*again)->procedure(procedure.code);
        REQUIRE(read != nullptr);
        CHECK(facts_of(*read) == facts_of(procedure));
    }
}

TEST_CASE("an import that is cut, of another shape or another encoding gives nothing but findings") {
    struct Bad {
        std::string text;
        const char* said;
    };
    const std::string whole = portal;
    const auto bad = GENERATE_COPY(
        Bad{whole.substr(0, whole.size() / 2), "The file was probably cut"}, Bad{"", "The file was probably cut"},
        Bad{"{\"MATTHC\": \"\xE2\"}", "not UTF-8"}, Bad{"{\"hello\": 1}", "neither MATTHC nor code"},
        Bad{"[1, 2]", "neither MATTHC nor code"}, Bad{"[]", "no procedure"}, Bad{"\"text\"", "no procedure"},
        Bad{std::string(200'000, '['), "The file was probably cut"});
    const ConfigCopy copy;
    copy.write("bad.json", bad.text);
    const auto imported = import_procedures(copy.folder / "bad.json", *known(copy), today);
    REQUIRE_FALSE(imported.has_value());
    REQUIRE(imported.error().size() == 1);
    CHECK(test::said(imported.error()).find(bad.said) != std::string::npos);
    CHECK_FALSE(imported.error().front().remedy.empty());
    CHECK_FALSE(import_procedures(copy.folder / "nothing.json", *known(copy), today).has_value());
}

TEST_CASE("an import cut anywhere gives no draft, and says what to do") {
    const ConfigCopy copy;
    const auto data = known(copy);
    for (const std::string whole : {portal, records}) {
        for (std::size_t size = 0; size < whole.size(); size += 97) {
            CAPTURE(size);
            copy.write("cut.json", whole.substr(0, size));
            const auto imported = import_procedures(copy.folder / "cut.json", *data, today);
            REQUIRE_FALSE(imported.has_value());
            REQUIRE_FALSE(imported.error().empty());
            CHECK(imported.error().front().file == copy.folder / "cut.json");
            CHECK_FALSE(imported.error().front().what.empty());
            CHECK_FALSE(imported.error().front().remedy.empty());
        }
    }
}

TEST_CASE("an import of wrong kinds of values tells them and goes on") {
    const ConfigCopy copy;
    copy.write("odd.json",
               R"([{"MATTHC": 5, "TENTTHC": ["x"], "CACHTHUCTHUCHIEN": "none", "THANHPHANHOSO": [1, {"GIAYTO": [2]}]},
                               {"MATTHC": "1.009999", "TENTTHC": "Tên", "CACHTHUCTHUCHIEN": [{"KENH": null, "THOIGIAN": [null]}]},
                               {"MATTHC": "1.009999", "TENTTHC": "Tên"}])");
    const auto imported = import_procedures(copy.folder / "odd.json", *known(copy), today);
    REQUIRE(imported.has_value());
    CHECK(imported->drafts.size() == 2);
    CHECK(told(*imported, "is no national code"));
    CHECK(told(*imported, "The name is missing"));
    CHECK(told(*imported, "has this procedure twice"));
}

TEST_CASE("times and fees are understood or left out, never guessed") {
    Handling handling;
    CHECK(import_values::set_time(handling, "3", "Ngày làm việc"));
    CHECK(handling.working_days == 3);
    for (const auto& [amount, unit] :
         {std::pair{"1", "(unit not shown in source)"}, {"x", "Ngày"}, {"-1", "Ngày"}, {"2", "Sao"}}) {
        CAPTURE(amount, unit);
        Handling none;
        CHECK_FALSE(import_values::set_time(none, amount, unit));
        CHECK_FALSE(none.working_days.has_value());
    }
    Handling months;
    CHECK(import_values::set_time(months, "3", "Tháng"));
    CHECK(months.time.vi == "3 tháng");
    CHECK(import_values::add_fee(handling, {}, {}, "8,000 VNĐ"));
    CHECK(handling.fee_dong == 8'000);
    Handling pages;
    CHECK(import_values::add_fee(pages, {}, {}, "2.000 Đồng/trang"));
    CHECK(pages.fees.front().per.vi == "trang");
    CHECK(import_values::counted("(/bản)Tại cơ quan đại diện") == "bản");
    CHECK(import_values::counted("(Miễn lệ phí)").empty());
    CHECK(import_values::says_none("Không."));
    CHECK_FALSE(import_values::says_none("Không quá 30 tuổi"));
    const auto fee_of = [](const char* amount) {
        Handling one;
        CHECK(import_values::add_fee(one, {}, {}, amount));
        return one.fee_dong.value_or(-1);
    };
    for (const char* amount : {"50000", "50000.0", "50.000 Đồng", "50.000,00 Đồng", "50,000.0"}) {
        CAPTURE(amount);
        CHECK(fee_of(amount) == 50'000);
    }
    CHECK(fee_of("1.250.000") == 1'250'000);
    for (const char* days : {"0.5", "1,5", "2.5", "1.", ".5", "1.2.3"}) {
        CAPTURE(days);
        Handling none;
        CHECK_FALSE(import_values::set_time(none, days, "Ngày làm việc"));
    }
    Handling float_of_json;
    CHECK(import_values::set_time(float_of_json, "3.0", "Ngày làm việc"));
    CHECK(float_of_json.working_days == 3);
    CHECK(import_values::channel("1") == Channel::direct);
    for (const char* channel : {"13", "31", "0"}) CHECK_FALSE(import_values::channel(channel));
    for (const char* amount : {"10 USD", "-5 Đồng", "nhiều", "", "9999999999999999999 Đồng", "1.5 Đồng", "12,50", "0.500",
                               "1.00.000", "1.000,000"}) {
        CAPTURE(amount);
        Handling none;
        CHECK_FALSE(import_values::add_fee(none, {}, {}, amount));
        CHECK_FALSE(none.fee_dong.has_value());
    }
    CHECK(import_values::shortened("một hai ba", 7) == "một hai");
    CHECK(import_values::id_of("Hộ tịch (mới)!") == "ho_tich_moi");
}

TEST_CASE("a fee that others decide stays unknown, and what it counts is kept") {
    const ConfigCopy copy;
    copy.write("fees.json",
               R"json([{"code": "1.008881", "name": "Cấp bản sao", "field": "Hộ tịch", "source": "một trang", "methods": [
      {"method": "Trực tiếp", "time": "1 Ngày", "fee": "Miễn phí", "note": "(Mức lệ phí do Hội đồng nhân dân tỉnh quyết định.)"},
      {"method": "Trực tuyến", "time": "1 Ngày", "fee": "2,000 Việt Nam Đồng", "note": "(/trang)từ trang thứ 3 thu 1.000 đồng"},
      {"method": "Dịch vụ bưu chính", "time": "1 Ngày", "fee": "Miễn phí", "note": "(Không thu lệ phí.)"}]}])json");
    const auto imported = import_procedures(copy.folder / "fees.json", *known(copy), today);
    REQUIRE(imported.has_value());
    const auto& draft = imported->drafts.front();
    CHECK_FALSE(draft.handled(Channel::direct)->fee_dong.has_value());
    CHECK(draft.handled(Channel::direct)->fee_note.vi.find("Hội đồng nhân dân tỉnh") != std::string::npos);
    CHECK(draft.handled(Channel::online)->fees.front().per.vi == "trang");
    CHECK(draft.handled(Channel::post)->fee_dong == 0);
    CHECK(told(*imported, "leaves the fee to others to decide"));
    CHECK(told(*imported, "Not taken over: “(/trang)từ trang thứ 3 thu 1.000 đồng”"));
}

TEST_CASE("what an import has no place for is told, and so is what is missing") {
    const ConfigCopy copy;
    copy.write("lay.json", R"json([{"MATTHC": "1.009999", "TENTTHC": "Cấp giấy", "TRANGTHAI": 1, "CACHTHUCTHUCHIEN": null,
      "LINHVUCTHUCHIEN": [{"TENLINHVUC": "Cư trú"}], "TRINHTUTHUCHIEN": [{"TRINHTU": [{"TENTRINHTU": "Bước một"}]}],
      "COQUANTHUCHIEN": [{"MADONVI": "H48.22", "TENDONVI": "UBND xã"}], "MOTADOITUONGTHUCHIEN": "Người trên 14 tuổi",
      "YEUCAU": "Không"},
      {"MATTHC": "1.009998", "TENTTHC": "Cấp thẻ", "CACHTHUCTHUCHIEN": [{"KENH": 1, "THOIGIAN": [
        {"THOIGIANGIAIQUYET": 3, "DONVITINH": "Tháng", "MOTA": "kể từ ngày nhận đủ", "PHILEPHI": []}]}]}])json");
    const auto imported = import_procedures(copy.folder / "lay.json", *known(copy), today);
    REQUIRE(imported.has_value());
    CHECK(imported->drafts.front().requirements.empty());
    for (const char* part :
         {"TRINHTUTHUCHIEN: Not taken over: “Bước một”",
          "COQUANTHUCHIEN: Not taken over: “H48.22; UBND xã”. No unit has this code", "Người trên 14 tuổi",
          "TRANGTHAI: Not taken over: “1”", "The channels, with their times and fees", "“kể từ ngày nhận đủ”"}) {
        CAPTURE(part);
        CHECK(told(*imported, part));
    }
    CHECK(imported->drafts.back().handled(Channel::direct)->time.vi == "3 tháng");
}

TEST_CASE("the agency that carries a procedure out is the unit of its code; of several nobody can tell who decides") {
    const ConfigCopy copy;
    const auto with = [&](const std::string& agencies) {
        copy.write("lay.json", R"([{"MATTHC": "1.009999", "TENTTHC": "Cấp giấy", "CACHTHUCTHUCHIEN": [{"KENH": 1, "THOIGIAN":
            [{"THOIGIANGIAIQUYET": 12, "DONVITINH": "Giờ"}]}], "COQUANTHUCHIEN": [)" +
                                   agencies + "]}]");
        auto imported = import_procedures(copy.folder / "lay.json", *known(copy), today);
        REQUIRE(imported.has_value());
        return std::move(*imported);
    };
    const std::string district = R"({"MADONVI": "000.00.53.H48", "TENDONVI": "UBND huyện Bình Sơn"})";
    const auto one = with(district);
    REQUIRE(one.drafts.front().handled_by.size() == 1);
    CHECK(one.drafts.front().handled_by.front().processing_unit == "binh_son");
    CHECK(one.drafts.front().handled_by.front().receiving_unit.empty());
    CHECK_FALSE(told(one, "COQUANTHUCHIEN"));
    CHECK(told(one, "“12 Giờ” is taken as working hours"));
    const auto two = with(district + R"(, {"MADONVI": "000.00.00.H48", "TENDONVI": "UBND tỉnh"})");
    CHECK(two.drafts.front().handled_by.empty());
    CHECK(told(two, "Write who receives and who decides into handled_by."));
}

TEST_CASE("an import that was cut within a letter is told so, and one in another encoding otherwise") {
    const ConfigCopy copy;
    const auto told_of = [&](std::string_view bytes) {
        copy.write("cut.json", bytes);
        const auto imported = import_procedures(copy.folder / "cut.json", *known(copy), today);
        REQUIRE_FALSE(imported.has_value());
        return test::said(imported.error());
    };
    const std::string whole = R"([{"MATTHC": "1.009999", "TENTTHC": "Cấp giấy Đ)";
    CHECK(told_of(whole.substr(0, whole.size() - 1)).find("ends within a letter. It was probably cut") != std::string::npos);
    CHECK(told_of(whole).find("The file was probably cut") != std::string::npos);
    CHECK(told_of("[{\"MATTHC\": \"\xE9t\xE9\"}]").find("Export it as UTF-8") != std::string::npos);
}

TEST_CASE("what was exported as JSON is read back without a loss") {
    const ConfigCopy copy;
    const auto data = known(copy);
    copy.write("export.json", json(*data));
    const auto imported = import_procedures(copy.folder / "export.json", *data, today);
    REQUIRE(imported.has_value());
    REQUIRE(imported->drafts.size() == data->procedures().size());
    for (std::size_t i = 0; i < imported->drafts.size(); ++i)
        CHECK(facts_of(imported->drafts[i]) == facts_of(data->procedures()[i]));
    CHECK(told(*imported, "1.001193 code: The procedure is in the catalogue already."));
    CHECK(imported->findings.size() == data->procedures().size());
}
