// What goes out and comes in: golden packets in both profiles, and whatever a seed makes up.

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "kiosk/base/files.hpp"
#include "kiosk/dossier/dossier_json.hpp"
#include "kiosk/packet/build.hpp"
#include "kiosk/packet/packet_json.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/made_dossier.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using namespace kiosk::packet;
namespace fs = std::filesystem;

namespace {

const fs::path tests = fs::path(KIOSK_SOURCE_DIR) / "tests/packet";
const fs::path profiles = fs::path(KIOSK_SOURCE_DIR) / "config/portal";

const Profile& profile(std::string_view name) {
    static const auto old = Profile::load(profiles, "2020").value();
    static const auto current = Profile::load(profiles, "current").value();
    return name == "2020" ? old : current;
}

std::string text_of(const fs::path& file) {
    auto text = read_file(file);
    REQUIRE(text);
    return *text;
}

dossier::FullDossier sample(const char* name) {
    auto read = dossier::read_dossier_json(text_of(tests / name));
    REQUIRE(read);
    return *read;
}

Call call_of(std::string_view sender, decltype(Call::body) body) {
    Call out;
    out.session = Personal("session");
    out.sender = sender;
    out.body = std::move(body);
    return out;
}

void compare_with_golden(const std::string& text, const std::string& name) {
    const auto file = tests / "golden" / name;
    if (std::getenv("KIOSK_ACCEPT_GOLDEN") != nullptr) REQUIRE(write_file(file, text));
    CHECK(text == text_of(file));
}

std::string example() { return text_of(tests / "golden/standard_example.json"); }

std::string with(std::string text, std::string_view old, std::string_view replacement) {
    const auto at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), replacement);
}

}  // namespace

TEST_CASE("the packets of the sample dossiers are the golden ones, and a portal would take them") {
    for (const auto* profile_name : {"2020", "current"}) {
        const auto& chosen = profile(profile_name);
        for (const std::string name : {"finished", "registered"}) {
            const auto dossier = sample((name + "_dossier.json").c_str());
            const auto sender = province_of(dossier.codes.official);
            const auto text = write(call_of(sender, DossierSync{false, {dossier_of(dossier)}}), chosen);
            CAPTURE(profile_name, name);
            CHECK(places(check(text, chosen)).empty());
            compare_with_golden(text, name + "_" + profile_name + ".json");
        }
        const auto dossier = sample("finished_dossier.json");
        const auto rows = progress_of(dossier);
        REQUIRE(rows.size() == 1);
        const auto text = write(call_of("000.00.00.H48", rows.front()), chosen);
        CHECK(places(check(text, chosen)).empty());
        compare_with_golden(text, std::string("progress_") + profile_name + ".json");
    }
    compare_with_golden(write(call_of("000.00.00.H48", CodeQuery{"000.00.53.H48-210917-0001"}), profile("2020")),
                        "query_2020.json");
    compare_with_golden(write(call_of("H48", ListQuery{"LayDanhMucCoQuan"}), profile("2020")), "agencies_2020.json");
    compare_with_golden(write(Login{"tinh", Personal("mat khau")}, profile("2020")), "login_2020.json");
}

TEST_CASE("the standard's example is read: nulls, numbers and booleans where systems send them") {
    const auto read = packet::read(example(), profile("current"));
    if (!read) FAIL(places(read.error()));
    const auto& dossier = std::get<DossierSync>(std::get<Call>(*read).body).dossiers.at(0);
    CHECK(dossier.account.empty());
    CHECK(dossier.status == dossier::Status::accepted);
    CHECK(iso_time(*dossier.due) == "2021-09-22T08:30:00+07:00");
    CHECK(dossier.other_papers.at(0).count == 2);
    CHECK(dossier.supplements.at(0).number == 7);
    CHECK(dossier.supplements.at(0).papers.at(0) == R"({"TenGiayTo":"Ảnh"})");
    CHECK(packet::read(write(*read, profile("current")), profile("current")) == *read);
    CHECK(places(check(example(), profile("2020"))).find("$.data[0].KenhThucHien") == 0);
}

TEST_CASE("whatever packet is written is read back the same, and passes the check") {
    const auto seed = test::seed();
    test::Dice dice(seed);
    for (int i = 0; i < 120; ++i) {
        const auto dossier = test::made_dossier(dice);
        CAPTURE(seed, i);
        std::vector<Packet> packets{
            call_of(province_of(dossier.codes.official), DossierSync{dice.one_in(2), {dossier_of(dossier)}}),
            call_of("H48", CodeQuery{dossier.codes.official}), call_of("H48", ProcedureQuery{dossier.procedure_code}),
            Answer{"0", test::maybe_text(dice), Personal(), std::nullopt}};
        for (auto& rows : progress_of(dossier)) packets.emplace_back(call_of("H48", std::move(rows)));
        for (const auto& packet : packets) {
            const auto text = write(packet, profile("current"));
            const auto read = packet::read(text, profile("current"));
            if (!read) FAIL(places(read.error()) << text);
            CHECK(*read == packet);
            CHECK(write(*read, profile("current"), Layout::one_line) == write(packet, profile("current"), Layout::one_line));

            const auto older = write(packet, profile("2020"));
            const auto read_older = packet::read(older, profile("2020"));
            if (!read_older) FAIL(places(read_older.error()) << older);
            CHECK(write(*read_older, profile("2020")) == older);
        }
    }
}

TEST_CASE("a newborn child's dossier is sent without a number; an authority's or an enterprise's is not") {
    auto dossier = sample("finished_dossier.json");
    dossier.holder = {};
    dossier.holder.name = Personal("Nguyễn Thị Kiểm Thử");
    const auto sent = [&] {
        return write(call_of("000.00.00.H48", DossierSync{false, {dossier_of(dossier)}}), profile("current"));
    };
    CHECK(places(check(sent(), profile("current"))).empty());
    CHECK(sent().find(R"("SoGiayToChuHoSo": "")") != std::string::npos);
    CHECK(sent().find(R"("DinhDanhCHS": [])") != std::string::npos);
    for (const auto kind :
         {dossier::HolderKind::enterprise, dossier::HolderKind::state_body, dossier::HolderKind::other_organisation}) {
        dossier.holder.kind = kind;
        CHECK(places(check(sent(), profile("current"))) == "$.data[0].SoGiayToChuHoSo ");
    }
}

TEST_CASE("a fee that is half exempted is sent as the half that is paid") {
    auto dossier = sample("finished_dossier.json");
    REQUIRE(dossier.fees.at(0).amount_dong() == 100'000);
    dossier.fees[0].exemption = "Hộ cận nghèo";
    dossier.fees[0].percent_off = 50;
    const auto again = dossier::read_dossier_json(dossier_json(dossier));
    REQUIRE(again);
    CHECK(dossier_of(*again).fees.at(0).amount_dong == 50'000);
    for (const auto* name : {"2020", "current"})
        CHECK(write(call_of("H48", DossierSync{false, {dossier_of(*again)}}), profile(name)).find(R"("Gia": "50000")") !=
              std::string::npos);
}

TEST_CASE("progress is sent from the acceptance on, ten rows a packet, each with words") {
    auto dossier = sample("registered_dossier.json");
    CHECK(progress_of(dossier).empty());
    auto at = dossier.submitted_at;
    const auto add = [&](dossier::Status status) {
        dossier::HistoryStep step;
        step.status = status;
        step.at = at = at + 1h;
        step.officer = Personal("Cán bộ một cửa");
        REQUIRE(move(dossier, step));
    };
    add(dossier::Status::accepted);
    add(dossier::Status::processing);
    for (int i = 0; i < 5; ++i) {
        add(dossier::Status::payment_asked);
        add(dossier::Status::processing);
    }
    const auto packets = progress_of(dossier);
    REQUIRE(packets.size() == 2);
    CHECK(packets[0].rows.size() == 10);
    CHECK(packets[1].rows.size() == 2);
    CHECK(packets[0].rows[0].words == "Được tiếp nhận");
    for (const auto& packet : packets) CHECK(check(write(call_of("H48", packet), profile("2020")), profile("2020")).empty());
}

TEST_CASE("what a portal would refuse is found, by the place of the field") {
    struct Row {
        const char* old;
        const char* replacement;
        const char* place;
    };
    const auto row = GENERATE(
        Row{"\"LoaiDoiTuong\":\"1\"", "\"LoaiDoiTuong\":1", "$.data[0].LoaiDoiTuong "},
        Row{"\"LoaiDoiTuong\":\"1\"", "\"LoaiDoiTuong\":\"5\"", "$.data[0].LoaiDoiTuong "},
        Row{"\"TenTTHC\":\"Đăng ký thành lập hộ kinh doanh\",", "", "$.data[0].TenTTHC "},
        Row{"\"MaLinhVuc\":\"TLHDH\"", "\"MaLinhVuc\":\"\"", "$.data[0].MaLinhVuc "},
        Row{"\"MaHoSo\":\"000.00.53.H48-210917-0001\"", "\"MaHoSo\":\"000.00.53.H48-210931-0001\"", "$.data[0].MaHoSo "},
        Row{"\"SoDienThoai\":\"", "\"SoDienThoai\":\"<script>", "$.data[0].SoDienThoai "},
        Row{"\"MaHoSo\":\"000.00.53.H48-210917-0001\"", "\"MaHoSo\":\"TAM-K1-210917-0001\"", "$.data[0].MaHoSo "},
        Row{"\"NgayTiepNhan\":\"20210917083000\"", "\"NgayTiepNhan\":\"20210917243000\"", "$.data[0].NgayTiepNhan "},
        Row{"\"NgayTiepNhan\":\"20210917083000\"", "\"NgayTiepNhan\":\"\"", "$.data[0].NgayTiepNhan "},
        Row{"\"NgayTiepNhan\":\"20210917083000\"", "\"NgayTiepNhan\":\"20210917081459\"", "$.data[0].NgayTiepNhan "},
        Row{"\"NgayHenTra\":\"20210922083000\"", "\"NgayHenTra\":\"20210917082959\"", "$.data[0].NgayHenTra "},
        Row{"\"NgayHenTra\":\"20210922083000\"", "\"NgayHenTra\":\"2021-09-22\"", "$.data[0].NgayHenTra "},
        Row{"\"TrangThaiHoSo\":\"2\"", "\"TrangThaiHoSo\":\"0\"", "$.data[0].TrangThaiHoSo "},
        Row{"\"TrangThaiHoSo\":\"2\"", "\"TrangThaiHoSo\":\"9\"", "$.data[0].NgayKetThucXuLy "},
        Row{"\"TrangThaiHoSo\":\"2\"", "\"TrangThaiHoSo\":\"3\"", "$.data[0].NgayTuChoi "},
        Row{"\"KenhThucHien\":\"2\"", "\"Kenh\":\"2\"", "$.data[0].Kenh "},
        Row{"\"KenhThucHien\":\"2\"", "\"KenhThucHien\":\"4\"", "$.data[0].KenhThucHien "},
        Row{"\"MaDoiTuong\":null", "\"MaDoiTuong\":\"t\",\"X\":1", "$.data[0].X "},
        Row{"\"KenhThucHien\":\"2\",", "\"KenhThucHien\":\"1\",\"MaDoiTuong\":\"t\",", "MaDoiTuong "},
        Row{"\"SoGiayToChuHoSo\":\"051000000000\"", "\"SoGiayToChuHoSo\":\"\"", "$.data[0].SoGiayToChuHoSo "},
        Row{"\"LoaiDinhDanh\":\"1\"", "\"LoaiDinhDanh\":\"2\"", "$.data[0].DinhDanhCHS[0].SoDinhDanh "},
        Row{"\"HoSoCoThanhPhanSoHoa\":\"1\"", "\"HoSoCoThanhPhanSoHoa\":\"0\"", "$.data[0].HoSoCoThanhPhanSoHoa "},
        Row{"\"DuongDanTaiTepTin\":\"https:", "\"DuongDanTaiTepTin\":\"file:", "$.data[0].TaiLieuNop[0].DuongDanTaiTepTin "},
        Row{"\"Gia\":\"100000\"", "\"Gia\":\"100.000\"", "$.data[0].DanhSachLePhi[0].Gia "},
        Row{"\"Gia\":\"100000\"", "\"Gia\":100000", "$.data[0].DanhSachLePhi[0].Gia "},
        Row{"\"SoLuong\":2", "\"SoLuong\":-2", "$.data[0].DanhSachTepDinhKemKhac[0].SoLuong "},
        Row{"\"SoLuong\":2", "\"SoLuong\":99999999999", "$.data[0].DanhSachTepDinhKemKhac[0].SoLuong "},
        Row{"\"isUpdating\":\"False\"", "\"isUpdating\":false", "$.isUpdating "},
        Row{"\"madonvi\":\"000.00.00.H48\"", "\"madonvi\":\"Quảng Ngãi\"", "$.madonvi "},
        Row{"\"service\":\"DongBoHoSoMC\"", "\"service\":\"DongBo\"", "$.isUpdating "});
    CAPTURE(row.old, row.replacement);
    const auto said = places(check(with(example(), row.old, row.replacement), profile("current")));
    CAPTURE(said);
    CHECK(said.find(row.place) != std::string::npos);
}

TEST_CASE("bad input of every kind is a finding, never an accident") {
    const auto good = example();
    for (const auto* name : {"2020", "current"}) {
        const auto& chosen = profile(name);
        for (std::size_t cut = 0; cut < good.size() - 1; cut += 97) CHECK_FALSE(check(good.substr(0, cut), chosen).empty());
        for (const auto* text :
             {"", "null", "7", "[]", "{}", "\"DongBoHoSoMC\"", "{\"service\":7}", "{\"service\":\"DongBoHoSoMC\"}",
              "{\"session\":\"\",\"madonvi\":\"H48\",\"service\":\"DongBoHoSoMC\",\"isUpdating\":\"True\",\"data\":[]}",
              "{\"session\":\"\",\"madonvi\":\"H48\",\"service\":\"DongBoHoSoMC\",\"isUpdating\":\"True\",\"data\":[7]}",
              "{\"session\":\"\",\"madonvi\":\"H48\",\"service\":\"TraCuuHoSo\",\"mahoso\":\"H48-210931-0001\"}"}) {
            CAPTURE(text);
            CHECK_FALSE(check(text, chosen).empty());
        }
        CHECK(check(std::string(10U << 20, '['), chosen).size() == 1);
        CHECK(check(std::string(500'000, '['), chosen).size() == 1);
        CHECK(check(with(good, "Đăng", "\xC4ng"), chosen).at(0).what == "The text is not UTF-8.");
        const auto twice = check(with(good, "\"Fax\":\"\"", "\n\"Fax\":\"\",\n\"Fax\":\"\""), chosen).at(0);
        CHECK(twice.key == "$.data[0].Fax");
        const auto before = good.substr(0, good.find("\"Fax\""));
        CHECK(twice.line == 3 + static_cast<int>(std::count(before.begin(), before.end(), '\n')));
    }
}

TEST_CASE("control characters are refused wherever they stand, with their place; line ends in a note are not") {
    const auto said = [](std::string_view old, std::string_view replacement) {
        return places(check(with(example(), old, replacement), profile("current")));
    };
    CHECK(said("ĐINH THỊ ÁNH", "ĐINH\\u0000 ÁNH") == "$.data[0].ChuHoSo ");
    CHECK(said("ĐINH THỊ ÁNH", "ĐINH \\u202EHNA") == "$.data[0].ChuHoSo ");
    CHECK(said("ĐINH THỊ ÁNH", "ĐINH \xE2\x80\xAEHNA") == "$.data[0].ChuHoSo ");
    CHECK(said("Lệ phí đăng ký", "Lệ phí\\u0007") == "$.data[0].DanhSachLePhi[0].TenPhiLePhi ");
    CHECK(said("\"Fax\":", "\"Fax\\u001b\":\"\",\"Fax\":") == "$.data[0] ");
    CHECK(said("\"GhiChu\":\"", "\"GhiChu\":\"dòng một\\r\\n\\tdòng hai").empty());
}

TEST_CASE("one letter changed anywhere never breaks the reader") {
    const auto seed = test::seed();
    test::Dice dice(seed + 7);
    const auto good = example();
    int refused = 0;
    for (int i = 0; i < 400; ++i) {
        auto text = good;
        const auto at = dice.number<std::size_t>(0, text.size() - 1);
        text[at] = static_cast<char>(dice.number(1, 255));
        const auto read = packet::read(text, profile("current"));
        refused += read ? 0 : 1;
        if (read) CHECK(packet::read(write(*read, profile("current")), profile("current")) == *read);
    }
    CHECK(refused > 100);
}

TEST_CASE("the same dossier twice in a packet is found") {
    const auto dossier = dossier_of(sample("finished_dossier.json"));
    const auto text = write(call_of("H48", DossierSync{false, {dossier, dossier}}), profile("current"));
    CHECK(places(check(text, profile("current"))) == "$.data[1].MaHoSo ");
}

TEST_CASE("an answer says what to do next: done, the same as an update, or again later") {
    const auto reply = [](const char* code, const char* message, bool updating = false) {
        return reply_of({code, message, Personal(), std::nullopt}, updating);
    };
    CHECK(reply("0", "Đồng bộ thành công") == Reply::done);
    CHECK(reply("00", "") == Reply::done);
    CHECK(reply("-3", "Hồ sơ ĐÃ TỒN TẠI trên hệ thống") == Reply::update_instead);
    CHECK(reply("3", "Mã hồ sơ đã tồn tại") == Reply::update_instead);
    CHECK(reply("3", "Mã hồ sơ đã tồn tại", true) == Reply::try_again);
    CHECK(reply("3", "Hết phiên") == Reply::try_again);
    CHECK(reply("500", "đã tồn tại") == Reply::try_again);
}

TEST_CASE("dictionaries whose shape is known are read, the others are not guessed") {
    const auto text =
        R"({"error_code":0,"message":null,"result":[{"MADONVI":"G22","TENDONVI":"Văn phòng Chính phủ","CAPDONVI":1}]})";
    const auto read = packet::read(text, profile("2020"));
    if (!read) FAIL(places(read.error()));
    const auto& answer = std::get<Answer>(*read);
    CHECK(answer.error_code == "0");
    const auto entries = entries_of(answer, "LayDanhMucCoQuan");
    REQUIRE(entries);
    CHECK(entries->at(0) == Entry{"G22", "Văn phòng Chính phủ", "1"});
    CHECK(entries_of(answer, "LayDanhMucLinhVuc").error().code == Code::bad_format);
    CHECK(entries_of(answer, "LayDanhMucDanToc").error().code == Code::unsupported);
}

TEST_CASE("a profile is a file: the known ones are there, another is refused with their names") {
    CHECK(Profile::names(profiles) == std::vector<std::string>{"2020", "current"});
    const auto unknown = Profile::load(profiles, "../packet-2020");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().at(0).remedy.find("2020, current") != std::string::npos);
    CHECK(Profile::names("/nowhere").empty());
    CHECK(profile("current").has("HoSo", "NgayNopHoSo"));
    CHECK_FALSE(profile("2020").has("HoSo", "NgayNopHoSo"));
}

TEST_CASE("a broken profile is told with file, line and key") {
    CHECK(Profile::check(profiles).empty());
    const kiosk::test::TempFolder temporary;
    const auto& folder = temporary.path();
    const auto write = [&](const char* file, const char* text) { std::ofstream(folder / file) << text; };
    write("packet-good.schema.json", R"({"type": "object"})");
    write("packet-cut.schema.json", "{\"type\":\n");
    write("packet-odd.schema.json", "{\"type\": \"object\",\n\"allOf\": [true,\n{\"required\": []}],\n\"typo\": 1}");
    const auto findings = Profile::check(folder);
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].file == folder / "packet-cut.schema.json");
    CHECK(findings[0].line == 2);
    CHECK(findings[1].file == folder / "packet-odd.schema.json");
    CHECK(findings[1].key == "$.allOf[1].required");
    CHECK(findings[1].line == 3);
    CHECK(findings[2].key == "$.typo");
    CHECK(findings[2].line == 4);
    for (const auto& finding : findings) CHECK_FALSE(finding.remedy.empty());
}

TEST_CASE("the sender is the province of the dossier's code") {
    CHECK(province_of("000.00.53.H48-210917-0001") == "000.00.00.H48");
    CHECK(province_of("H48.22-260917-0001") == "H48");
    CHECK(province_of("TAM-K1-210917-0001").empty());
}
