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

TEST_CASE("both sides of a card that were scanned one after the other lie on one sheet") {
    const auto side = [](double width_mm, double height_mm, const char* jpeg) {
        pages::Page out;
        out.facts.width_mm = width_mm;
        out.facts.height_mm = height_mm;
        out.layers = {856, 540, false, jpeg, 0, 0, {}};
        return out;
    };
    const auto front = side(85.6, 54, "FRONT"), back = side(85.6, 54, "BACK"), letter = side(210, 297, "LETTER");
    const auto file = [](const pages::Page& page) {
        return pages::pdf_of({is_card(page) ? card_sheet(page, nullptr) : sheet_of(page)}, {});
    };
    dossier::Paper paper;
    paper.pages = {page(1, file(front)), page(2, file(back)), page(3, file(back)), page(4, file(letter)),
                   page(5, file(front))};
    const auto bound = app::bound_papers({paper})[0].pages;
    REQUIRE(bound.size() == 1);
    CHECK(typeset::count_pdf_pages(bound[0].bytes->bytes()).value() == 4);  // both, one alone, the letter, another one alone
    paper.pages.resize(2);
    const auto both = app::bound_papers({paper})[0].pages;
    const auto bytes = both.at(0).bytes->bytes();
    CHECK(typeset::count_pdf_pages(bytes).value() == 1);
    CHECK(bytes.find("FRONT") != bytes.npos);
    CHECK(bytes.find("BACK") != bytes.npos);
    // Where a copier's sheet of both has it: the art box is the same to a hundredth of a point.
    const auto art = [](std::string_view pdf) {
        const auto from = pdf.find("/ArtBox [ ") == pdf.npos ? pdf.find("/ArtBox [") + 9 : pdf.find("/ArtBox [ ") + 10;
        return std::string(pdf.substr(from, pdf.find_first_of("]", from) - from));
    };
    const auto copied = art(pages::pdf_of({card_sheet(front, &back)}, {}));
    INFO(art(bytes));
    CHECK(art(bytes).starts_with(copied));
    // A third side of the same size is another card's.
    paper.pages.push_back(page(3, file(front)));
    CHECK(typeset::count_pdf_pages(app::bound_papers({paper})[0].pages[0].bytes->bytes()).value() == 2);
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
