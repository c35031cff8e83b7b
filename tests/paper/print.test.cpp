// `kiosk print` as staff and scripts use it, judged by programs of others: poppler reads the words and draws the pages, qpdf
// checks the files, zbar reads the codes.

#include <fmt/format.h>

#include <sys/wait.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "tests/support/catch.hpp"

namespace {

namespace fs = std::filesystem;

constexpr const char* moment = "2026-11-26T09:42:00+07:00";
constexpr const char* code = "000.00.53.H48-261123-0099";

struct Said {
    int exit_code = -1;
    std::string out;
};

Said shell(const std::string& command) {
    Said said;
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> bytes{};
    for (std::size_t got = 0; (got = std::fread(bytes.data(), 1, bytes.size(), pipe)) > 0;)
        said.out.append(bytes.data(), got);
    const int status = pclose(pipe);
    said.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return said;
}

Said kiosk_says(const std::string& arguments) { return shell(fmt::format("{}/kiosk {} 2>&1", KIOSK_BUILD_DIR, arguments)); }

/// A folder of its own, empty at the beginning.
fs::path folder(const std::string& name) {
    const auto out = fs::path(KIOSK_BUILD_DIR) / "paper" / name;
    fs::remove_all(out);
    fs::create_directories(out);
    return out;
}

/// Prints and lets qpdf judge the file.
fs::path printed(const std::string& form, const std::string& how, const fs::path& where) {
    const auto file = where / (form + ".pdf");
    const auto said = kiosk_says(fmt::format("print {} {} --at {} -o {}", form, how, moment, file.string()));
    INFO(said.out);
    REQUIRE(said.exit_code == 0);
    const auto checked = shell(fmt::format("qpdf --check {} 2>&1", file.string()));
    INFO(checked.out);
    REQUIRE(checked.exit_code == 0);
    return file;
}

/// The words on the pages with single blanks between them, as they stand in the file.
std::string words_on(const fs::path& pdf, const std::string& how = "") {
    const auto said = shell(fmt::format("pdftotext {} {} -", how, pdf.string()));
    REQUIRE(said.exit_code == 0);
    auto text = kiosk::nfc(said.out);
    // A number and its unit are held together by no-break blanks.
    for (auto at = text.find("\xC2\xA0"); at != text.npos; at = text.find("\xC2\xA0")) text.replace(at, 2, " ");
    std::string out;
    for (const auto& word : kiosk::split_words(text)) out += (out.empty() ? "" : " ") + word;
    return out;
}

void check_words(const fs::path& pdf, const std::vector<std::string>& wanted) {
    const auto words = words_on(pdf);
    INFO(words);
    for (const auto& each : wanted) {
        INFO(each);
        CHECK(words.find(each) != std::string::npos);
    }
}

struct Picture {
    int width = 0;
    int height = 0;
    std::string grey;
    [[nodiscard]] bool dark(int x, int y) const {
        return static_cast<unsigned char>(grey[static_cast<std::size_t>(y * width + x)]) < 200;
    }
};

std::vector<fs::path> drawn(const fs::path& pdf, int dpi, const std::string& format) {
    const auto stem = pdf.parent_path() / fmt::format("{}-{}", pdf.stem().string(), dpi);
    REQUIRE(shell(fmt::format("pdftoppm {} -r {} {} {}", format, dpi, pdf.string(), stem.string())).exit_code == 0);
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(pdf.parent_path()))
        if (entry.path().filename().string().starts_with(stem.filename().string() + "-")) out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    REQUIRE_FALSE(out.empty());
    return out;
}

Picture read_pgm(const fs::path& file) {
    const auto bytes = kiosk::read_file(file);
    REQUIRE(bytes);
    Picture out;
    int most = 0;
    int header = 0;
    REQUIRE(std::sscanf(bytes->c_str(), "P5 %d %d %d%n", &out.width, &out.height, &most, &header) == 3);
    out.grey = bytes->substr(static_cast<std::size_t>(header) + 1);
    REQUIRE(out.grey.size() == static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
    return out;
}

struct Margins {
    double top, right, bottom, left;
};

void check_margins(const fs::path& pdf, Margins mm) {
    constexpr int dpi = 100;
    for (const auto& file : drawn(pdf, dpi, "-gray")) {
        const auto page = read_pgm(file);
        INFO(file.string());
        int left = page.width;
        int right = -1;
        int top = page.height;
        int bottom = -1;
        for (int y = 0; y < page.height; ++y) {
            for (int x = 0; x < page.width; ++x) {
                if (!page.dark(x, y)) continue;
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
        }
        constexpr double px_per_mm = dpi / 25.4;
        constexpr double slack_px = 2;
        CHECK(left >= mm.left * px_per_mm - slack_px);
        CHECK(right <= page.width - mm.right * px_per_mm + slack_px);
        CHECK(top >= std::floor(mm.top * px_per_mm) - slack_px);  // the row that the margin ends in
        CHECK(bottom <= page.height - mm.bottom * px_per_mm + slack_px);
        CHECK(bottom > top);
        fs::remove(file);
    }
}

/// The page as a worn print head leaves it, or as paper looks that has lain in the sun.
fs::path worn(const fs::path& pgm, bool specks) {
    auto page = read_pgm(pgm);
    std::mt19937 random(203);
    for (auto& tone : page.grey) {
        const auto value = static_cast<unsigned char>(tone);
        if (!specks) tone = static_cast<char>(64 + value / 2);
        else if (random() % 400 == 0) tone = static_cast<char>(255 - value);
    }
    auto out = pgm;
    out.replace_extension(specks ? ".specks.pgm" : ".faded.pgm");
    REQUIRE(kiosk::write_file(out, fmt::format("P5\n{} {}\n255\n{}", page.width, page.height, page.grey)));
    return out;
}

void check_worn_codes(const fs::path& pdf, const std::string& wanted) {
    const auto page = drawn(pdf, 203, "-gray").front();
    for (const bool specks : {true, false}) {
        const auto file = worn(page, specks).string();
        INFO(file);
        const auto ours = kiosk_says("decode --deep --json --formats QRCode,Code128 " + file);
        CHECK(ours.out.find(fmt::format("\"format\":\"QRCode\",\"text\":\"{}\"", wanted)) != std::string::npos);
        CHECK(ours.out.find(fmt::format("\"format\":\"Code128\",\"text\":\"{}\"", wanted)) != std::string::npos);
        const auto theirs = shell(fmt::format("zbarimg -q {} 2>/dev/null", file));
        CHECK(theirs.out.find("QR-Code:" + wanted) != std::string::npos);
        CHECK(theirs.out.find("CODE-128:" + wanted) != std::string::npos);
    }
}

void check_codes(const fs::path& pdf, const std::string& wanted) {
    check_worn_codes(pdf, wanted);
    for (const int dpi : {203, 300}) {
        const auto page = drawn(pdf, dpi, "-png").front();
        INFO(page.string());
        const auto ours = kiosk_says("decode --deep --json --formats QRCode,Code128 " + page.string());
        CHECK(ours.out.find(fmt::format("\"format\":\"QRCode\",\"text\":\"{}\"", wanted)) != std::string::npos);
        CHECK(ours.out.find(fmt::format("\"format\":\"Code128\",\"text\":\"{}\"", wanted)) != std::string::npos);
        const auto theirs = shell(fmt::format("zbarimg -q {} 2>/dev/null", page.string()));
        CHECK(theirs.out.find("QR-Code:" + wanted) != std::string::npos);
        CHECK(theirs.out.find("CODE-128:" + wanted) != std::string::npos);
    }
}

/// A dossier as `kiosk packet build` reads it: accepted, and a supplement asked for.
std::string dossier_json(std::string_view holder, int papers) {
    std::string list;
    for (int i = 1; i <= papers; ++i) {
        list += fmt::format(
            R"({}{{"name":"Giấy tờ số {} chứng minh quan hệ nhân thân và nơi cư trú hợp pháp của người yêu cầu",)"
            R"("origin":"on_paper","quality":"{}","count":{}}})",
            i == 1 ? "" : ",", i, i % 2 == 0 ? "original" : "certified_copy", i % 3 + 1);
    }
    return fmt::format(
        R"({{"codes":{{"official":"{}","provisional":"TAM-K01-261123-0001"}},"receipt_number":"0099",)"
        R"("procedure":{{"code":"1.001193","name":"Đăng ký khai sinh"}},)"
        R"("submitter":{{"name":"Đinh Thị Ánh","personal_number":"051190000123","phone":"0905000777"}},)"
        R"("holder":{{"name":"{}","personal_number":"051326000456","phone":"0905000888","email":"anh@example.vn",)"
        R"("address":"Thôn Đông, xã Bình Châu, tỉnh Quảng Ngãi"}},"channel":"direct",)"
        R"("receiving_unit":{{"name":"UBND huyện Bình Sơn"}},"processing_unit":{{"name":"Phòng Tư pháp"}},)"
        R"("submitted_at":"2026-11-23T09:42:00+07:00","due":"2026-11-25T10:30:00+07:00","return":{{"by":"post"}},)"
        R"("papers":[{}],"fees":[{{"name":"Lệ phí","unit_price_dong":2050000,"quantity":1}}],)"
        R"("supplements":[{{"number":1,"asked_at":"2026-11-24T08:05:00+07:00","asked_by":"Võ Văn Kiểm",)"
        R"("what":"Giấy chứng sinh bản chính\nGiấy chứng nhận kết hôn"}}],)"
        R"("history":[{{"status":1,"at":"2026-11-23T09:42:00+07:00"}},)"
        R"({{"status":2,"at":"2026-11-23T10:12:00+07:00","officer":"Lê Thị Nhận"}},)"
        R"({{"status":4,"at":"2026-11-23T14:00:00+07:00","words":"Chuyển phòng chuyên môn","officer":"Lê Thị Nhận"}},)"
        R"({{"status":5,"at":"2026-11-24T08:05:00+07:00","words":"Thiếu bản chính để đối chiếu"}}]}})",
        code, holder, list);
}

std::string submission_json() {
    return R"({"version":1,"id":"0193614f-2a80-7000-8000-000000000001","provisional_code":"TAM-K01-261123-0001",)"
           R"("submitted_at":"2026-11-23T09:42:00+07:00","kiosk":"K01","unit":"binh_son","unit_code":"000.00.53.H48",)"
           R"("outcome":"prepared","visit_code":"7KQ2M9XD","procedure":{"code":"1.001193","local_code":"",)"
           R"("name":"Đăng ký khai sinh","field":"civil_status","working_days":1,"fee_dong":0,"form":"khai_sinh"},)"
           R"("applicant":"self","identified_by":"card","submitter":{"name":"Đinh Thị Ánh","number":"051190000123",)"
           R"("old_number":"","birth_date":"1990-02-03","sex":"Nữ","residence":"Thôn Đông, xã Bình Châu"},"holder":null,)"
           R"("organisation":null,"phone":"0905000777","answers":[)"
           R"({"key":"ownerFullname","value":"Đinh Gia Bảo","origin":"typed"},)"
           R"({"key":"ngaySinhTre","value":"2026-11-20","origin":"typed"},)"
           R"({"key":"gioiTinhTre","value":"nam","origin":"typed"}],"papers":[]})";
}

std::string written(const fs::path& file, std::string_view text) {
    REQUIRE(kiosk::write_file(file, text));
    return file.string();
}

constexpr Margins usual{15, 15, 15, 20};

}  // namespace

TEST_CASE("the receipt says what the office took, spells the fee, and hides what opens a look-up") {
    const auto place = folder("receipt");
    const auto dossier = written(place / "dossier.json", dossier_json("Đinh Gia Bảo", 3));
    const auto pdf = printed("01", "--dossier " + dossier, place);
    check_words(pdf, {"GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                      "Tiếp nhận hồ sơ của: Đinh Gia Bảo", "Người nộp: Đinh Thị Ánh", "10 giờ 12 phút, ngày 23/11/2026",
                      "10 giờ 30 phút, ngày 25/11/2026", "2.050.000 đ", "Hai triệu không trăm năm mươi nghìn đồng",
                      "Qua dịch vụ bưu chính công ích", "Bình Sơn, ngày 26 tháng 11 năm 2026", code, "Lê Thị Nhận",
                      "Thông tư số 01/2018/TT-VPCP", "Trang 1/1", "051•••••••••", "090•••••••"});
    const auto words = words_on(pdf);
    for (const auto* secret : {"051326000456", "0456", "0905000888", "0888", "051190000123", "0123", "0777"}) {
        INFO(secret);
        CHECK(words.find(secret) == std::string::npos);
    }
    check_margins(pdf, usual);
    check_codes(pdf, code);
    CHECK(kiosk::read_file(pdf).value() == kiosk::read_file(printed("01", "--dossier " + dossier, folder("again"))).value());
    const auto info = shell("pdfinfo " + pdf.string()).out;
    CHECK(info.find("Giấy tiếp nhận hồ sơ và hẹn trả kết quả") != std::string::npos);
    CHECK(info.find("A4") != std::string::npos);
    CHECK(shell("qpdf --qdf --object-streams=disable " + pdf.string() + " -").out.find("/Lang (vi-VN)") !=
          std::string::npos);
}

TEST_CASE("a name of two hundred letters and sixty papers wrap over pages, and nothing is lost") {
    const auto place = folder("long");
    std::string name;
    while (kiosk::letter_count(name) < 200) name += name.empty() ? "Nguyễn" : " Thị Khuyên Ngưỡng";
    const auto pdf = printed("01", "--dossier " + written(place / "dossier.json", dossier_json(name, 60)), place);
    std::vector<std::string> wanted{name};
    for (int i = 1; i <= 60; ++i) wanted.push_back(fmt::format("Giấy tờ số {} chứng minh", i));
    check_words(pdf, wanted);
    check_margins(pdf, usual);
    check_codes(pdf, code);
    const auto words = words_on(pdf);
    CHECK(words.find("Trang 3/") != std::string::npos);
    std::size_t heads = 0;
    for (auto at = words.find("Bản chứng thực"); at != words.npos; at = words.find("Bản chứng thực", at + 1)) ++heads;
    CHECK(heads >= 3);
}

TEST_CASE("the review for the province names its kiosks, its levels and every procedure, and leaves payment open") {
    const auto place = folder("coverage");
    const auto counts = written(
        place / "k1.json",
        R"({"format":"kiosk-tally","version":1,"books":[{"id":"01900000-0000-7000-8000-000000000001","centre":"BINHSON",)"
        R"("kiosk":"K1","as_of":"2026-11-27T09:00:00+07:00","counts":[)"
        R"({"month":"2026-11","counted":"visits","procedure":"","detail":"","count":40},)"
        R"({"month":"2026-11","counted":"searches_left","procedure":"","detail":"","count":9},)"
        R"({"month":"2026-11","counted":"unfound_words","procedure":"","detail":"cap lai bang lai","count":7},)"
        R"({"month":"2026-11","counted":"counter_only","procedure":"1.000894","detail":"","count":5},)"
        R"({"month":"2026-11","counted":"ended_late","procedure":"1.001193","detail":"","count":2},)"
        R"({"month":"2026-11","counted":"paper_missing","procedure":"1.001193","detail":"birth_notice","count":3}]}]})");
    const auto pdf = place / "report.pdf";
    const auto said = kiosk_says(fmt::format("catalogue coverage --tally {} -o {}", counts, pdf.string()));
    INFO(said.out);
    REQUIRE(said.exit_code == 0);
    REQUIRE(shell(fmt::format("qpdf --check {} 2>&1", pdf.string())).exit_code == 0);
    check_words(pdf, {"1 máy tự phục vụ, từ tháng 11/2026 đến tháng 11/2026", "BINHSON K1", "Tổng cộng", "cap lai bang lai",
                      "đăng ký kết hôn", "chỉ làm tại quầy (5)", "Giấy chứng sinh", "1.001193", "2.000815",
                      "7. Đề xuất mức độ dịch vụ công trực tuyến", "cột đó để trống"});
}

TEST_CASE("a supplement request names what is missing, and is not printed for a dossier that misses nothing") {
    const auto place = folder("supplement");
    const auto pdf =
        printed("supplement", "--dossier " + written(place / "dossier.json", dossier_json("Đinh Gia Bảo", 2)), place);
    check_words(pdf, {"PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Giấy chứng sinh bản chính", "Giấy chứng nhận kết hôn",
                      "Thiếu bản chính để đối chiếu", "Võ Văn Kiểm"});
    check_margins(pdf, usual);
    check_codes(pdf, code);
    auto nothing = dossier_json("Đinh Gia Bảo", 2);
    const auto from = nothing.find("\"supplements\"");
    nothing.erase(from, nothing.find("\"history\"") - from);
    const auto said = kiosk_says("print 02 --dossier " + written(place / "nothing.json", nothing) + " -o " +
                                 (place / "none.pdf").string());
    CHECK(said.exit_code == 1);
    CHECK(said.out.find("cannot be printed yet: missing is") != std::string::npos);
    CHECK_FALSE(fs::exists(place / "none.pdf"));
}

TEST_CASE("a register of many dossiers repeats its head on every landscape page") {
    const auto place = folder("register");
    std::string files;
    for (int i = 0; i < 120; ++i) {
        auto text = dossier_json(fmt::format("Người thứ {}", i + 1), 1);
        text.replace(text.find("0099"), 4, fmt::format("{:04}", i + 1));
        files += " --dossier " + written(place / fmt::format("{}.json", i), text);
    }
    const auto pdf = printed("06", files, place);
    const auto words = words_on(pdf, "-layout");
    CHECK(words.find("Trang 8/") != std::string::npos);
    CHECK(words.find("-0120") != std::string::npos);
    std::size_t heads = 0;
    for (auto at = words.find("(11)"); at != words.npos; at = words.find("(11)", at + 1)) ++heads;
    const auto pages = shell("pdfinfo " + pdf.string()).out;
    CHECK(pages.find(fmt::format("Pages:           {}", heads)) != std::string::npos);
    CHECK(pages.find("841.89 x 595.276") != std::string::npos);
    check_margins(pdf, {12, 12, 12, 15});
}

TEST_CASE("confirmation and declaration come from the body of a submission") {
    const auto place = folder("submission");
    const auto body = written(place / "body.json", submission_json());
    const auto slip = printed("confirmation", "--dossier " + body, place);
    check_words(slip, {"PHIẾU XÁC NHẬN NỘP HỒ SƠ", "TAM-K01-261123-0001", "7KQ2-M9XD", "09 giờ 42 phút, ngày 23/11/2026"});
    CHECK(words_on(slip).find("0777") == std::string::npos);
    CHECK(words_on(slip).find("0123") == std::string::npos);
    check_margins(slip, usual);
    check_codes(slip, "TAM-K01-261123-0001");
    const auto declaration = printed("declaration", "--dossier " + body, place);
    check_words(declaration, {"TỜ KHAI", "Đinh Gia Bảo", "20/11/2026", "NGƯỜI KHAI", "Đinh Thị Ánh"});
    CHECK(words_on(declaration).find("TAM-K01") == std::string::npos);
    check_margins(declaration, usual);
}

TEST_CASE("papers and blank form are printed for a procedure") {
    const auto place = folder("procedure");
    const auto papers = printed("papers", "--procedure 1.001193", place);
    check_words(papers, {"GIẤY TỜ CẦN CHUẨN BỊ", "1.001193", "Thành phần hồ sơ"});
    check_margins(papers, usual);
    const auto blank = printed("blank_form", "--procedure 1.001193", place);
    check_words(blank, {"TỜ KHAI", "Kính gửi: UBND xã Bình Sơn", "NGƯỜI KHAI", "(*)"});
    check_margins(blank, usual);
}

TEST_CASE("an officer's paper passes through byte by byte, and what is no PDF does not") {
    const auto place = folder("officer");
    const auto theirs = printed("papers", "--procedure 1.001193", place);
    const auto out = place / "03.pdf";
    CHECK(kiosk_says(fmt::format("print 03 --pdf {} -o {}", theirs.string(), out.string())).exit_code == 0);
    CHECK(kiosk::read_file(out).value() == kiosk::read_file(theirs).value());
    const auto page = written(place / "page.html", "<html>502</html>");
    const auto refused = kiosk_says(fmt::format("print 03 --pdf {} -o {}", page, (place / "no.pdf").string()));
    CHECK(refused.exit_code == 1);
    CHECK(refused.out.find("no PDF") != std::string::npos);
    CHECK_FALSE(fs::exists(place / "no.pdf"));
}

TEST_CASE("wrong usage is exit code 2 with a sentence, trouble is 1, and nobody's data is quoted") {
    const auto place = folder("usage");
    CHECK(kiosk_says("print --help").exit_code == 0);
    const auto list = kiosk_says("print --list --json");
    CHECK(list.exit_code == 0);
    CHECK(list.out.find(R"("form":"receipt","number":"01")") != std::string::npos);
    CHECK(kiosk_says("print").exit_code == 2);
    CHECK(kiosk_says("print nothing -o x.pdf").exit_code == 2);
    CHECK(kiosk_says("print papers -o x.pdf").exit_code == 2);
    CHECK(kiosk_says("print papers --procedure 1.001193").exit_code == 2);
    CHECK(kiosk_says("print papers --procedure 1.001193 --at tomorrow -o x.pdf").exit_code == 2);
    CHECK(kiosk_says("print papers --procedure 9.999999 -o x.pdf").exit_code == 1);
    CHECK(kiosk_says("print 01 --dossier /nowhere.json -o x.pdf").exit_code == 1);
    auto bad = dossier_json("Đinh Gia Bảo", 1);
    bad.replace(bad.find("\"2026-11-25T10:30:00+07:00\""), 27, "\"Đinh Thị Ánh\"");
    const auto said = kiosk_says("print 01 --dossier " + written(place / "bad.json", bad) + " -o x.pdf");
    CHECK(said.exit_code == 1);
    CHECK(said.out.find("$.due") != std::string::npos);
    CHECK(said.out.find("Ánh") == std::string::npos);
    const auto cut = kiosk_says("print 01 --dossier " + written(place / "cut.json", bad.substr(0, 200)) + " -o x.pdf");
    CHECK(cut.exit_code == 1);
    CHECK(cut.out.find("Ánh") == std::string::npos);
}

TEST_CASE("what goes on the roll is the slip that the kiosk gives") {
    const auto place = folder("slip");
    const auto dossier = written(place / "dossier.json", dossier_json("Đinh Gia Bảo", 3));
    const auto slip = place / "receipt.png";
    CHECK(kiosk_says(fmt::format("print 01 --slip --dossier {} -o {}", dossier, slip.string())).exit_code == 0);
    const auto theirs = shell(fmt::format("zbarimg -q {} 2>/dev/null", slip.string()));
    CHECK(theirs.out.find(std::string("QR-Code:") + code) != std::string::npos);
    CHECK(theirs.out.find(std::string("CODE-128:") + code) != std::string::npos);
    CHECK(kiosk_says(fmt::format("print 02 --slip --dossier {} -o {}", dossier, slip.string())).exit_code == 2);
}
