// The whole way of a paper under the camera: printed words, photographed, made a page, read by tesseract, told by their title.

#include <cairo.h>

#include "kiosk/reading/page_text.hpp"
#include "kiosk/reading/paper_facts.hpp"
#include "kiosk/typeset/words.hpp"
#include "tests/pages/drawn_paper.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"

using namespace kiosk;
using namespace kiosk::test;

namespace {

constexpr int drawn_dpi = 200;
constexpr int a4_width_px = 210 * drawn_dpi * 10 / 254, a4_height_px = 297 * drawn_dpi * 10 / 254;

struct PrintedLine {
    std::string_view words;
    double size_mm;
    bool bold;
    typeset::Face face = typeset::Face::serif;
};

/// An A4 sheet with lines in the middle of its upper half, black on white.
Photo printed(const std::vector<PrintedLine>& lines) {
    auto* surface = cairo_image_surface_create(CAIRO_FORMAT_A8, a4_width_px, a4_height_px);
    auto* to = cairo_create(surface);
    double y = 20.0 * drawn_dpi / 25.4;
    for (const auto& [words, size_mm, bold, face] : lines) {
        typeset::Type type;
        type.size = size_mm * drawn_dpi / 25.4;
        type.weight = bold ? typeset::Weight::bold : typeset::Weight::regular;
        type.face = face;
        const typeset::Words set(words, type, 0);
        set.draw(to, (a4_width_px - set.width_px()) / 2.0, y);
        y += set.height_px() + 3.0 * drawn_dpi / 25.4;
    }
    cairo_surface_flush(surface);
    Photo out;
    out.luma = Grey(a4_width_px, a4_height_px);
    out.blue = out.red = Grey((a4_width_px + 1) / 2, (a4_height_px + 1) / 2, 128);
    for (int row = 0; row < a4_height_px; ++row) {
        const auto* from = cairo_image_surface_get_data(surface) +
                           static_cast<std::ptrdiff_t>(row) * cairo_image_surface_get_stride(surface);
        for (int x = 0; x < a4_width_px; ++x) out.luma.row(row)[x] = static_cast<std::uint8_t>(235 - 200 * from[x] / 255);
    }
    cairo_destroy(to);
    cairo_surface_destroy(surface);
    return out;
}

pages::PdfSheet read_from(const pages::Page& page) {
    std::vector<pages::PdfSheet> sheets{sheet_of(page)};
    REQUIRE(reading::read_words(sheets));
    return sheets.front();
}

}  // namespace

TEST_CASE("a paper that lies askew under the camera is told by the title that tesseract reads on it", "[thorough]") {
    REQUIRE(reading::can_read());  // `./dev test` installs it
    Shot shot;
    shot.width = 1900;
    shot.height = 2600;
    shot.turn_deg = 3;
    shot.tilt = 0.06;
    const auto photo = photographed(printed({{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 5, true},
                                             {"Độc lập - Tự do - Hạnh phúc", 5, true},
                                             {"GIẤY CHỨNG NHẬN KẾT HÔN", 7, true},
                                             {"Họ, chữ đệm, tên vợ: Đinh Thị Thử", 5, false},
                                             {"Mã hồ sơ: 000.00.53.H48-261123-0042", 5, false},
                                             {"Quảng Ngãi, ngày 17 tháng 5 năm 2024", 5, false}}),
                                    shot, 5)
                           .photo;
    const auto page = pages::page_of(photo, {}, [] { return 0.0; });
    REQUIRE(page);
    const auto sheet = read_from(*page);
    const auto names = reading::paper_names(*public_data().catalogue);
    INFO(reading::heading_of(sheet));
    CHECK(reading::stands_in("giay chung nhan ket hon", reading::heading_of(sheet)));
    const auto wrong = reading::facts_of(sheet, "Giấy chứng sinh", names);
    CHECK(reading::title_of(wrong.looks_like) == "giay chung nhan ket hon");
    CHECK(reading::facts_of(sheet, "Bản chính Giấy chứng nhận kết hôn", names).looks_like.empty());
    CHECK(wrong.codes == std::vector<std::string>{"000.00.53.H48-261123-0042"});
    CHECK(wrong.dates == std::vector<LocalDate>{{2024, 5, 17}});
}

TEST_CASE("papers of ten kinds are each told by their title, in either face and weight", "[thorough]") {
    REQUIRE(reading::can_read());
    const auto names = reading::paper_names(*public_data().catalogue);
    pages::Wish scan;
    scan.look = pages::Look::black_and_white;
    scan.given_dpi = drawn_dpi;
    scan.expects_edges = false;
    int drawn = 0;
    for (const std::string_view title :
         {"TỜ KHAI ĐĂNG KÝ KHAI SINH", "GIẤY CHỨNG SINH", "TỜ KHAI ĐĂNG KÝ LẠI KHAI SINH", "TỜ KHAI ĐĂNG KÝ KHAI TỬ",
          "TỜ KHAI ĐĂNG KÝ KẾT HÔN", "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "TỜ KHAI ĐĂNG KÝ GIÁM HỘ",
          "ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG", "GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH", "GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT"}) {
        CAPTURE(title);
        const auto face = drawn % 2 == 0 ? typeset::Face::serif : typeset::Face::sans;
        const bool bold = drawn++ % 4 < 2;
        const auto page =
            pages::page_of(printed({{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 5, true, face},
                                    {"Độc lập - Tự do - Hạnh phúc", 5, true, face},
                                    {title, 6, bold, face},
                                    {"Kính gửi: Ủy ban nhân dân xã Bình Minh, tỉnh Quảng Ngãi", 5, false, face},
                                    {"Họ, chữ đệm, tên: Đinh Thị Thử", 5, false, face}}),
                           scan, [] { return 0.0; });
        REQUIRE(page);
        const auto sheet = read_from(*page);
        INFO(reading::heading_of(sheet));
        const auto told = reading::facts_of(sheet, "Giấy chứng nhận kết hôn", names).looks_like;
        CHECK(reading::title_of(told) == reading::title_of(title));
    }
}
