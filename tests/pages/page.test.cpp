// A photograph becomes a page: straight, upright, black on white, judged in words.

#include "kiosk/pages/page.hpp"

#include <cmath>

#include "kiosk/pages/pdf.hpp"
#include "kiosk/pages/text_lines.hpp"
#include "tests/pages/drawn_paper.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::test;
using pages::Look;
using pages::Place;
using pages::Problem;

namespace {

const pages::Stopwatch stopped = [] { return 0.0; };

Writing small_writing() {
    Writing out;
    out.width = 620;  // 75 dpi
    out.height = 876;
    return out;
}

Shot near_shot() {
    Shot out;
    out.width = 700;
    out.height = 960;
    out.fill = 0.9;
    out.turn_deg = 2;
    out.tilt = 0.05;
    out.blur_px = 0.5;
    return out;
}

pages::Page page_of(const Photo& photo, Look look = Look::black_and_white) {
    pages::Wish wish;
    wish.look = look;
    wish.dpi = 100;
    wish.preview_px = 400;
    auto out = pages::page_of(photo, wish, stopped);
    REQUIRE(out);
    return std::move(*out);
}

pages::Page scanned(const Writing& writing, Look look = Look::black_and_white, double given_dpi = 75) {
    pages::Wish wish;
    wish.look = look;
    wish.dpi = 100;
    wish.given_dpi = given_dpi;
    wish.expects_edges = false;
    wish.preview_px = 400;
    auto out = pages::page_of(written_sheet(writing, 5), wish, stopped);
    REQUIRE(out);
    return std::move(*out);
}

Photo half_turned(Photo photo) {
    for (auto* plane : {&photo.luma, &photo.blue, &photo.red}) std::reverse(plane->pixels.begin(), plane->pixels.end());
    return photo;
}

/// Where that is said to be wrong, in the order in which it is said.
std::vector<Place> places_of(const pages::Facts& facts, Problem problem) {
    std::vector<Place> out;
    for (std::size_t i = 0; i < facts.advice_count; ++i) {
        if (facts.advice.at(i).problem == problem) out.push_back(facts.advice.at(i).place);
    }
    return out;
}

/// The left half of one photograph beside the right half of another.
Photo halves(Photo left, const Photo& right) {
    for (auto [to, from] : {std::pair(&left.luma, &right.luma), {&left.blue, &right.blue}, {&left.red, &right.red}}) {
        const int half = to->width / 2;
        for (int y = 0; y < to->height; ++y) std::copy_n(from->row(y) + half, to->width - half, to->row(y) + half);
    }
    return left;
}

/// Mean darkness of a part of the preview, 0 white to 255 black.
double darkness(const pages::Page& page, double x0, double y0, double x1, double y1) {
    const auto& p = page.preview;
    double sum = 0;
    int count = 0;
    for (int y = static_cast<int>(p.height * y0); y < static_cast<int>(p.height * y1); ++y) {
        for (int x = static_cast<int>(p.width * x0); x < static_cast<int>(p.width * x1); ++x, ++count)
            sum +=
                255 -
                p.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(p.width) + static_cast<std::size_t>(x)) * 4 +
                       1];
    }
    return sum / std::max(1, count);
}

}  // namespace

TEST_CASE("how text slopes on a scan is measured to a fifth of a degree, and so straightened") {
    for (const double slope : {-4.3, -0.7, 0.0, 2.15}) {
        CAPTURE(slope);
        auto writing = small_writing();
        writing.turned_deg = slope;
        const auto page = scanned(writing);
        CHECK_FALSE(page.facts.found);
        CHECK(std::abs(page.facts.skew_deg - slope) <= 0.2);
        CHECK(page.facts.has(Problem::too_small));  // 75 dpi, for the test's sake
        CHECK(page.facts.advice_count == 1);
    }
}

TEST_CASE("a photographed letter is an A4 page in black and white, small and without a fault") {
    const auto drawn = photographed(written_sheet(small_writing(), 5), near_shot(), 5);
    const auto page = page_of(drawn.photo);
    CHECK(page.facts.found);
    CHECK(corner_error(page.facts.corners, drawn.corners) < 0.01);
    CHECK(page.facts.width_mm == 210);
    CHECK(page.facts.height_mm == 297);
    CHECK(page.facts.turned_deg == 0);
    CHECK(page.layers.jpeg.empty());
    CHECK(page.layers.group4.size() > 2'000);
    CHECK(page.layers.group4.size() < 100 * 1024);
    // Text, and a margin without the table or its shadow.
    CHECK(darkness(page, 0.12, 0.1, 0.88, 0.9) > 15);
    CHECK(darkness(page, 0, 0, 1, 0.05) < 2);
    CHECK(darkness(page, 0, 0, 0.06, 1) < 2);
}

TEST_CASE("a page that was laid upside down or on its side is turned upright") {
    const auto sheet = written_sheet(small_writing(), 5);
    const auto upright = photographed(sheet, near_shot(), 5);
    CHECK(page_of(half_turned(upright.photo)).facts.turned_deg == 180);
    auto sideways = near_shot();
    std::swap(sideways.width, sideways.height);
    sideways.turn_deg = 91;
    const auto page = page_of(photographed(sheet, sideways, 5).photo);
    CHECK(page.facts.turned_deg == 270);
    CHECK(page.facts.height_mm == 297);
}

TEST_CASE("a shadow and the text of the other side are paper, not ink") {
    auto writing = small_writing();
    writing.blank = true;
    writing.behind = 35;
    auto shot = near_shot();
    shot.shadow = true;
    shot.shade = 0.5;
    const auto page = page_of(photographed(written_sheet(writing, 6), shot, 6).photo);
    CHECK(page.facts.has(Problem::blank));
    CHECK(darkness(page, 0, 0, 1, 1) < 1.5);
}

TEST_CASE("the text of the other side is gone in every look, and the text in front of it stays") {
    auto writing = small_writing();
    writing.blank = true;
    const auto both_sides = [&] {  // text in front in the upper half, the other side's in both
        auto behind = writing;
        behind.behind = 70;
        auto out = written_sheet(behind, 6);
        const auto front = written_sheet(small_writing(), 6);
        const auto half = out.luma.pixels.size() / 2;
        for (std::size_t i = 0; i < half; ++i)
            out.luma.pixels[i] = static_cast<std::uint8_t>(out.luma.pixels[i] * front.luma.pixels[i] / 255);
        return out;
    }();
    for (const auto look : {Look::black_and_white, Look::mixed, Look::colour}) {
        CAPTURE(static_cast<int>(look));
        const auto page = page_of(photographed(both_sides, near_shot(), 6).photo, look);
        CHECK(darkness(page, 0.1, 0.08, 0.9, 0.45) > 12);
        CHECK(darkness(page, 0.1, 0.55, 0.9, 0.92) < 0.6);
    }
}

TEST_CASE("A5 is told from A4 where it is known how large a sheet is, and has its own size wished for anywhere") {
    auto a5 = small_writing();  // as many pixels as A4 at 75 dots an inch
    CHECK(scanned(a5, Look::black_and_white, 106).facts.width_mm == 148);
    CHECK(scanned(a5, Look::black_and_white, 106).facts.height_mm == 210);
    CHECK(scanned(a5, Look::black_and_white, 75).facts.height_mm == 297);
    CHECK(scanned(a5, Look::black_and_white, 0).facts.height_mm == 297);
    pages::Wish wish;
    wish.format = pages::Format::a5;
    wish.dpi = 100;
    const auto wished = pages::page_of(photographed(written_sheet(a5, 5), near_shot(), 5).photo, wish, stopped);
    REQUIRE(wished);
    CHECK(wished->facts.height_mm == 210);
}

TEST_CASE("a stamp and a signature keep their colours behind black text") {
    auto writing = small_writing();
    writing.stamp = true;
    const auto mixed = scanned(writing, Look::mixed);
    CHECK_FALSE(mixed.layers.grey);
    CHECK(mixed.layers.jpeg.size() + mixed.layers.group4.size() < 350 * 1024);
    int red = 0;
    int blue = 0;
    for (std::size_t i = 0; i < mixed.preview.rgba.size(); i += 4) {
        const auto* p = mixed.preview.rgba.data() + i;
        if (p[0] > p[1] + 60 && p[0] > p[2] + 60) ++red;
        if (p[2] > p[0] + 60) ++blue;
    }
    CHECK(red > 50);
    CHECK(blue > 20);
    const auto plain = scanned(writing, Look::black_and_white);
    CHECK(plain.layers.group4.size() > mixed.layers.group4.size());  // there the stamp is ink
    CHECK(scanned(writing, Look::colour).layers.group4.empty());
}

TEST_CASE("what is wrong with a picture is said, and where") {
    const auto sheet = written_sheet(small_writing(), 5);
    const auto advice = [&](const Shot& shot) { return page_of(photographed(sheet, shot, 5).photo).facts; };
    auto shot = near_shot();
    const auto fine = advice(shot);
    CHECK(fine.seen_dpi < 130);  // a small picture, for the test's sake
    CHECK(fine.advice_count == 1);
    CHECK(fine.has(Problem::too_small));
    shot.blur_px = 2.6;
    CHECK(places_of(advice(shot), Problem::blurred) == std::vector{Place::everywhere});
    const auto partly = [&] {  // the right half moved, or lies out of focus
        auto soft = near_shot();
        soft.blur_px = 2.6;
        return page_of(halves(photographed(sheet, near_shot(), 5).photo, photographed(sheet, soft, 5).photo)).facts;
    }();
    const auto blurred = places_of(partly, Problem::blurred);
    REQUIRE(blurred.size() == 1);
    CHECK(
        (blurred.front() == Place::right || blurred.front() == Place::top_right || blurred.front() == Place::bottom_right));
    shot = near_shot();
    shot.exposure = 0.3;
    CHECK(advice(shot).has(Problem::too_dark));
    shot = near_shot();
    shot.exposure = 0.8;
    shot.glare = true;
    CHECK(places_of(advice(shot), Problem::glare) == std::vector{Place::middle});
    shot = near_shot();
    shot.finger = true;
    CHECK(places_of(advice(shot), Problem::finger) == std::vector{Place::left});
    shot = near_shot();
    shot.turn_deg = 0;
    shot.tilt = 0;
    shot.shift_y = -0.3;
    CHECK(places_of(advice(shot), Problem::cut_off) == std::vector{Place::top});
}

TEST_CASE("of two sheets beside each other one is taken, and that is said") {
    auto shot = near_shot();
    shot.width = 1300;
    shot.height = 900;
    shot.fill = 0.42;
    shot.shift_x = -0.24;
    const auto left = photographed(written_sheet(small_writing(), 5), shot, 5).photo;
    shot.shift_x = 0.24;
    const auto right = photographed(written_sheet(small_writing(), 7), shot, 5).photo;
    CHECK(page_of(halves(left, right)).facts.has(Problem::several));
    CHECK_FALSE(page_of(photographed(written_sheet(small_writing(), 5), near_shot(), 5).photo).facts.has(Problem::several));
}

TEST_CASE("a picture of a table without a sheet is taken whole, and that is said") {
    Photo nothing;
    nothing.luma = Grey(320, 240, 96);
    const auto page = page_of(nothing);
    CHECK(page.facts.has(Problem::no_sheet));
    CHECK(page.facts.has(Problem::blank));
}

TEST_CASE("a card is a card by its shape, and both sides lie on one sheet") {
    Writing writing;
    writing.width = 856;
    writing.height = 540;
    writing.line_mm = 18;
    Shot shot;
    shot.width = 720;
    shot.height = 540;
    shot.fill = 0.75;
    const auto card = page_of(photographed(written_sheet(writing, 2), shot, 2).photo, Look::colour);
    CHECK(is_card(card));
    CHECK(card.facts.width_mm == Approx(85.6));
    const auto sheet = card_sheet(card, &card);
    CHECK(sheet.pictures.size() == 2);
    CHECK(sheet.width_mm == 210);
    const auto pdf = pages::pdf_of({sheet}, {});
    CHECK(pdf.starts_with("%PDF-1.7"));
    CHECK(pdf.find("<pdfaid:part>2</pdfaid:part>") != std::string::npos);
    CHECK(pdf == pages::pdf_of({sheet}, {}));
}
