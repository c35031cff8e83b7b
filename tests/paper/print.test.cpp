// `kiosk print` as staff and scripts use it.

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "tests/paper/dossiers.hpp"
#include "tests/paper/judged_paper.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk::test;
namespace fs = std::filesystem;

namespace {

constexpr Margins usual{15, 15, 15, 20};

}  // namespace

TEST_CASE("the receipt says what the office took, spells the fee, and hides what opens a look-up") {
    const auto place = folder("receipt");
    const auto dossier = written(place / "dossier.json", dossier_json("Đinh Gia Bảo", 3));
    const auto pdf = printed("01", "--dossier " + dossier, place);
    check_words(pdf, {"GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                      "Tiếp nhận hồ sơ của: Đinh Gia Bảo", "Người nộp: Đinh Thị Ánh", "10 giờ 12 phút, ngày 23/11/2026",
                      "10 giờ 30 phút, ngày 25/11/2026", "2.050.000 đ", "Hai triệu không trăm năm mươi nghìn đồng",
                      "Qua dịch vụ bưu chính công ích", "Bình Sơn, ngày 26 tháng 11 năm 2026", official_code, "Lê Thị Nhận",
                      "Thông tư số 01/2018/TT-VPCP", "Trang 1/1", "051•••••••••", "090•••••••"});
    const auto words = words_on(pdf);
    for (const auto* secret : {"051326000456", "0456", "0905000888", "0888", "051190000123", "0123", "0777"}) {
        INFO(secret);
        CHECK(words.find(secret) == std::string::npos);
    }
    check_margins(pdf, usual);
    check_codes(pdf, official_code);
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
    check_codes(pdf, official_code);
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
    check_codes(pdf, official_code);
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
    CHECK(theirs.out.find(std::string("QR-Code:") + official_code) != std::string::npos);
    CHECK(theirs.out.find(std::string("CODE-128:") + official_code) != std::string::npos);
    CHECK(kiosk_says(fmt::format("print 02 --slip --dossier {} -o {}", dossier, slip.string())).exit_code == 2);
}
