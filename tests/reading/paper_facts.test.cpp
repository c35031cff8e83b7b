// Which paper a page is, by what was read on it.

#include "kiosk/reading/paper_facts.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"

using namespace kiosk;
using namespace kiosk::reading;

namespace {

/// Lines from the top of an A4 sheet, a word beside the other.
pages::PdfSheet sheet(const std::vector<std::string>& lines) {
    pages::PdfSheet out;
    double top = 20;
    for (const auto& line : lines) {
        double left = 20;
        std::string word;
        for (const char c : line + " ") {
            if (c != ' ') {
                word += c;
                continue;
            }
            const double width = 2.0 * static_cast<double>(word.size());
            out.words.push_back({left, top, width, 4, word});
            left += width + 2;
            word.clear();
        }
        top += 8;
    }
    return out;
}

const std::vector<std::string> names{"Giấy chứng sinh", "Giấy chứng nhận kết hôn", "Bản chính Sổ hộ khẩu; nếu có"};
const std::vector<std::string> marriage{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
                                        "GIẤY CHỨNG NHẬN KẾT HÔN", "Họ, chữ đệm, tên vợ: Đinh Thị Thử"};

}  // namespace

TEST_CASE("a paper's title is what its name is at heart") {
    CHECK(title_of("Bản chính Giấy chứng sinh; trường hợp không có thì nộp văn bản của người làm chứng") ==
          "giay chung sinh");
    CHECK(title_of("Tờ khai đăng ký khai sinh theo mẫu") == "to khai dang ky khai sinh");
    CHECK(title_of("Ảnh 4x6") == "");
    CHECK(paper_names(*test::public_data().catalogue).size() > 100);
}

TEST_CASE("headings are lines in capitals in the upper half, without what stands on every paper") {
    CHECK(heading_of(sheet(marriage)) == "giay chung nhan ket hon");
    auto low = sheet(marriage);
    for (auto& word : low.words) word.top_mm += 150;
    CHECK(heading_of(low).empty());
}

TEST_CASE("one letter may be wrong, missing or too many, and no more") {
    for (const std::string_view heading : {"giay chung nhan ket hon", "giay chvng nhan ket hon",
                                           "so 12 giay chung nhn ket hon 3", "giay chung nhann ket hon"})
        CHECK(stands_in("giay chung nhan ket hon", heading));
    for (const std::string_view heading : {"giay chvng nham ket hon", "giay chung nhan", ""})
        CHECK_FALSE(stands_in("giay chung nhan ket hon", heading));
}

TEST_CASE("the wrong paper is told by its name, the right one and an unknown one by silence") {
    CHECK(facts_of(sheet(marriage), "Giấy chứng sinh", names).looks_like == "Giấy chứng nhận kết hôn");
    CHECK(facts_of(sheet(marriage), "Bản chính Giấy chứng nhận kết hôn", names).looks_like.empty());
    CHECK(facts_of(sheet({"HÓA ĐƠN TIỀN ĐIỆN"}), "Giấy chứng sinh", names).looks_like.empty());
    CHECK(facts_of(sheet({"Kèm theo giấy chứng nhận kết hôn"}), "Giấy chứng sinh", names).looks_like.empty());
}

TEST_CASE("dossier codes and dates are read, those that cannot be are left out") {
    const auto facts =
        facts_of(sheet({"Mã hồ sơ: 000.00.53.H48-261123-0042.", "Quảng Ngãi, ngày 17 tháng 5 năm 2024",
                        "sinh 03/02/1990, hết hạn 31/02/2024, ngày 40 tháng 5 năm 2024", "000.00.53.H48-261123-0042"}),
                 "", names);
    CHECK(facts.codes == std::vector<std::string>{"000.00.53.H48-261123-0042"});
    CHECK(facts.dates == std::vector<LocalDate>{{2024, 5, 17}, {1990, 2, 3}});
}
