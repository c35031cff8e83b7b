#include "kiosk/typeset/pages.hpp"

#include <cstring>
#include <random>

#include "kiosk/typeset/pdf.hpp"
#include "kiosk/typeset/words.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::typeset;

namespace {

constexpr double page = 100;

Piece piece(std::size_t bands, double height) {
    Piece out;
    for (std::size_t i = 0; i < bands; ++i) out.bands.push_back({height, {}});
    return out;
}

std::vector<std::size_t> sizes(const std::vector<PageContent>& pages) {
    std::vector<std::size_t> out;
    for (const auto& each : pages) out.push_back(each.size());
    return out;
}

}  // namespace

TEST_CASE("nothing is one empty page") { CHECK(sizes(lay_out({}, page)) == std::vector<std::size_t>{0}); }

TEST_CASE("a piece that fits a page is not divided") {
    const std::vector<Piece> pieces{piece(3, 20), piece(3, 20)};
    const auto pages = lay_out(pieces, page);
    CHECK(sizes(pages) == std::vector<std::size_t>{3, 3});
    CHECK(pages[0][0].edge.first);
    CHECK_FALSE(pages[0][0].edge.last);
    CHECK(pages[0][2].edge.last);
    CHECK(pages[1][0].y == 0);
}

TEST_CASE("a piece longer than a page goes on, closed and opened at the cut") {
    const std::vector<Piece> pieces{piece(1, 30), piece(12, 20)};
    const auto pages = lay_out(pieces, page);
    CHECK(sizes(pages) == std::vector<std::size_t>{1, 5, 5, 2});
    for (std::size_t i = 1; i < pages.size(); ++i) {
        CHECK(pages[i].front().edge.first);
        CHECK(pages[i].back().edge.last);
    }
}

TEST_CASE("a paragraph divides where it stands, but leaves no line alone at the foot") {
    auto paragraph = piece(6, 20);
    paragraph.divides = true;
    CHECK(sizes(lay_out({piece(1, 40), paragraph}, page)) == std::vector<std::size_t>{4, 3});
    CHECK(sizes(lay_out({piece(1, 70), paragraph}, page)) == std::vector<std::size_t>{1, 5, 1});
}

TEST_CASE("a heading stays with what it is the heading of") {
    auto heading = piece(1, 20);
    heading.with_next = true;
    CHECK(sizes(lay_out({piece(1, 60), heading, piece(2, 20)}, page)) == std::vector<std::size_t>{1, 3});
    auto words = heading;
    words.divides = true;  // as words do
    CHECK(sizes(lay_out({piece(1, 60), words, piece(2, 20)}, page)) == std::vector<std::size_t>{1, 3});
    // With something that no page can hold it stays where it is.
    CHECK(sizes(lay_out({piece(1, 60), heading, piece(9, 20)}, page)) == std::vector<std::size_t>{2, 5, 4});
}

TEST_CASE("the head of a table is drawn again on every page") {
    const auto head = std::make_shared<const Piece>(piece(1, 20));
    std::vector<Piece> pieces{*head};
    pieces.front().with_next = true;
    for (int i = 0; i < 10; ++i) {
        pieces.push_back(piece(1, 20));
        pieces.back().repeated = head;
    }
    const auto pages = lay_out(pieces, page);
    CHECK(sizes(pages) == std::vector<std::size_t>{5, 5, 3});
    CHECK(pages[1][0].band == &head->bands[0]);
    CHECK(pages[1][1].y == 20);
}

TEST_CASE("room between pieces does not open a page") {
    auto space = piece(1, 30);
    space.space = true;
    const std::vector<Piece> pieces{space, piece(1, 90), space, piece(1, 50), space, piece(1, 20)};
    const auto pages = lay_out(pieces, page);
    CHECK(sizes(pages) == std::vector<std::size_t>{1, 2});
    CHECK(pages[0][0].y == 0);
    CHECK(pages[1][0].y == 0);
    CHECK(pages[1][1].y == 80);
}

TEST_CASE("whatever comes, every band is placed once, in order, and on its page") {
    std::mt19937_64 engine(131);
    const auto head = std::make_shared<const Piece>(piece(1, 15));
    for (int round = 0; round < 2'000; ++round) {
        std::vector<Piece> pieces;
        std::size_t bands = 0;
        const auto count = engine() % 12;
        for (std::size_t i = 0; i < count; ++i) {
            pieces.push_back(piece(1 + engine() % 9, 1 + static_cast<double>(engine() % 40)));
            pieces.back().divides = engine() % 3 == 0;
            pieces.back().with_next = engine() % 4 == 0;
            if (engine() % 3 == 0) pieces.back().repeated = head;
            bands += pieces.back().bands.size();
        }
        const auto pages = lay_out(pieces, page);
        std::vector<const Band*> wanted;
        for (const auto& each : pieces)
            for (const auto& band : each.bands) wanted.push_back(&band);
        std::vector<const Band*> placed;
        for (const auto& content : pages) {
            double y = 0;
            for (const auto& each : content) {
                REQUIRE(each.y >= y - 0.01);
                y = each.y + each.band->height;
                REQUIRE(y <= page + 0.1);
                if (each.band != &head->bands[0]) placed.push_back(each.band);
            }
        }
        REQUIRE(placed == wanted);
        REQUIRE(placed.size() == bands);
    }
}

TEST_CASE("a PDF says what it is, and is the same bytes for the same moment") {
    PdfInfo info{"Giấy tiếp nhận hồ sơ", "Bộ phận Một cửa", "Mẫu số 01", "vi-VN", wall_time({{2026, 11, 26}, 9, 42, 0})};
    const auto draw = [](cairo_t* to, std::size_t) { Words("Đinh Thị Ánh", {12}, 200).draw(to, 72, 72); };
    const auto bytes = pdf_bytes(info, {}, 2, draw);
    REQUIRE(bytes);
    CHECK(check_pdf(*bytes));
    CHECK(bytes->find("/Lang") != std::string::npos);
    CHECK(*bytes == *pdf_bytes(info, {}, 2, draw));
    info.created = info.created + 1s;
    CHECK(*bytes != *pdf_bytes(info, {}, 2, draw));
}

TEST_CASE("a PDF of another system is taken when it begins and ends as one") {
    const std::string whole = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n";
    CHECK(check_pdf(whole));
    CHECK(check_pdf("\xEF\xBB\xBF" + whole));
    const std::pair<std::string, Code> others[] = {
        {"", Code::bad_format},
        {"<html>Lỗi 502</html>", Code::bad_format},
        {whole.substr(0, whole.size() / 2), Code::bad_format},
        {"%PDF-1.4" + std::string(largest_pdf_bytes, ' ') + "%%EOF", Code::too_large}};
    for (const auto& [bytes, code] : others) {
        const auto checked = check_pdf(bytes);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().code == code);
    }
}

TEST_CASE("a PDF is counted by its pages, and what only looks like one is refused") {
    const auto made = pdf_bytes({}, {}, 3, [](cairo_t*, std::size_t) {});
    REQUIRE(made.has_value());
    const auto pages = count_pdf_pages(*made);
    REQUIRE(pages.has_value());
    CHECK(*pages == 3);
    for (const std::string& broken :
         {std::string("%PDF-1.7\n%%EOF\n"), std::string("GIF89a"), "%PDF-1.7\n" + std::string(2000, 'x') + "\n%%EOF\n"}) {
        CAPTURE(broken.substr(0, 12));
        const auto counted = count_pdf_pages(broken);
        REQUIRE(!counted.has_value());
        CHECK(counted.error().code == Code::bad_format);
    }
}
