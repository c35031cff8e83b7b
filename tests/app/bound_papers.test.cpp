// One file a paper: what portals get of a paper that was scanned page by page.

#include "kiosk/app/bound_papers.hpp"

#include "kiosk/pages/pdf.hpp"
#include "kiosk/typeset/pdf.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;

namespace {

/// A blank page so many millimetres wide: by that it is known again.
std::string leaf(int width_mm) {
    pages::PdfSheet sheet;
    sheet.width_mm = width_mm;
    return pages::pdf_of({sheet}, {});
}

dossier::Page page(int number, std::string bytes, std::string media_type = "application/pdf") {
    dossier::Page out;
    std::uint8_t id[16]{};
    id[15] = static_cast<std::uint8_t>(number);
    std::copy(std::begin(id), std::end(id), out.id.bytes.begin());
    out.bytes = std::make_shared<const dossier::PageBytes>(std::move(bytes), std::move(media_type));
    return out;
}

/// Where the pages of a file stand in it, by their widths in points.
std::vector<std::size_t> places(std::string_view pdf, const std::vector<int>& widths_mm) {
    std::vector<std::size_t> out;
    for (const int mm : widths_mm) {
        const auto text = leaf(mm);
        const auto from = text.find("/MediaBox [0 0 ") + 15;
        out.push_back(pdf.find(text.substr(from, text.find(' ', from) - from)));
    }
    return out;
}

}  // namespace

TEST_CASE("the pages of a paper become one PDF/A under the first page's id, in their order") {
    dossier::Paper paper;
    paper.component = "don";
    paper.pages = {page(1, leaf(101)), page(2, leaf(102)), page(3, leaf(103))};
    const auto bound = app::bound_papers({paper, {}});
    REQUIRE(bound.size() == 2);
    REQUIRE(bound[0].pages.size() == 1);
    CHECK(bound[0].component == "don");
    CHECK(bound[0].pages[0].id == paper.pages[0].id);
    const auto file = bound[0].pages[0].bytes->bytes();
    CHECK(typeset::count_pdf_pages(file).value() == 3);
    const auto at = places(file, {101, 102, 103});
    CHECK(std::is_sorted(at.begin(), at.end()));
    CHECK(at.back() != std::string_view::npos);
    for (const std::string_view claim : {"pdfaid:part", "/OutputIntents", "/Lang"}) CHECK(file.find(claim) != file.npos);
    CHECK(app::bound_papers({paper})[0].pages[0].bytes->bytes() == file);
    CHECK(bound[1].pages.empty());
}

TEST_CASE("a file never grows beyond what portals take, and what cannot be joined is sent as it is") {
    dossier::Paper paper;
    paper.pages = {page(1, leaf(101)), page(2, leaf(102)), page(3, leaf(103))};
    const auto two = 2 * leaf(101).size() + 8;
    const auto bound = app::bound_papers({paper}, two);
    REQUIRE(bound[0].pages.size() == 2);
    CHECK(bound[0].pages[1].id == paper.pages[2].id);
    paper.pages = {page(1, leaf(101)), page(2, "a picture", "image/png"), page(3, leaf(103)), page(4, "%PDF- no such file")};
    const auto mixed = app::bound_papers({paper})[0].pages;
    REQUIRE(mixed.size() == 4);
    for (std::size_t i = 0; i < mixed.size(); ++i) CHECK(mixed[i].bytes == paper.pages[i].bytes);
}
