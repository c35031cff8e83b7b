#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_text.hpp"
#include "kiosk/commands/page_words.hpp"
#include "kiosk/pages/pdf.hpp"
#include "kiosk/reading/page_text.hpp"
#include "kiosk/scan/decoder.hpp"

namespace kiosk::commands {
namespace {

struct Asked {
    std::vector<std::string> pictures;
    std::string out;
    std::string format = "auto";
    bool black_and_white = false;
    bool colour = false;
    bool mixed = false;
    bool scan = false;
    bool json = false;
    bool ocr = false;
    double given_dpi = 0;
    int dpi = 0;
};

pages::Wish wish_of(const Asked& asked) {
    pages::Wish out;
    out.look = asked.black_and_white ? pages::Look::black_and_white
               : asked.colour        ? pages::Look::colour
                                     : pages::Look::mixed;
    out.format = asked.format == "a4"     ? pages::Format::a4
                 : asked.format == "a5"   ? pages::Format::a5
                 : asked.format == "card" ? pages::Format::card
                 : asked.format == "same" ? pages::Format::as_found
                                          : pages::Format::automatic;
    out.dpi = asked.dpi;
    out.given_dpi = asked.given_dpi;
    out.expects_edges = !asked.scan;
    return out;
}

std::string facts_json(const std::string& picture, const Result<pages::Page>& page) {
    if (!page) return fmt::format(R"({{"image":{},"error":{}}})", json_text(picture), json_text(page.error().detail));
    const auto& f = page->facts;
    std::map<std::string_view, std::string> places;  // of one problem there may be several
    for (std::size_t i = 0; i < f.advice_count; ++i) {
        auto& list = places[name(f.advice.at(i).problem)];
        list += (list.empty() ? "" : ",") + json_text(name(f.advice.at(i).place));
    }
    std::string advice;
    for (const auto& [problem, list] : places)
        advice += fmt::format("{}{}:[{}]", advice.empty() ? "" : ",", json_text(problem), list);
    std::string steps;
    for (std::size_t i = 0; i < pages::step_count; ++i) {
        steps += fmt::format(R"({}{}:{:.1f})", steps.empty() ? "" : ",", json_text(name(static_cast<pages::Step>(i))),
                             f.step_ms.at(i));
    }
    const auto& c = f.corners;
    return fmt::format(
        R"({{"image":{},"found":{},"corners":[[{:.1f},{:.1f}],[{:.1f},{:.1f}],[{:.1f},{:.1f}],[{:.1f},{:.1f}]],)"
        R"("skew_deg":{:.2f},"turned_deg":{},"size_mm":[{:.1f},{:.1f}],"seen_dpi":{:.0f},"quality":{{{}}},)"
        R"("bytes":{},"ms":{{{}}}}})",
        json_text(picture), f.found, c[0].x, c[0].y, c[1].x, c[1].y, c[2].x, c[2].y, c[3].x, c[3].y, f.skew_deg,
        f.turned_deg, f.width_mm, f.height_mm, f.seen_dpi, advice, page->layers.jpeg.size() + page->layers.group4.size(),
        steps);
}

std::string lines_for_people(const std::string& picture, const Result<pages::Page>& page) {
    if (!page) return fmt::format("{}: {}", picture, page.error().detail);
    const auto& f = page->facts;
    auto out = fmt::format("{}: {:.0f} x {:.0f} mm, seen at {:.0f} dpi, text sloped by {:.2f} degrees, turned by {}",
                           picture, f.width_mm, f.height_mm, f.seen_dpi, f.skew_deg, f.turned_deg);
    for (std::size_t i = 0; i < f.advice_count; ++i) out += "\n  " + advice_in_english(f.advice.at(i));
    return out;
}

/// A card's second side goes below its first.
std::vector<pages::PdfSheet> sheets_of(const std::vector<pages::Page>& all) {
    std::vector<pages::PdfSheet> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!is_card(all[i])) {
            out.push_back(sheet_of(all[i]));
            continue;
        }
        const bool two = i + 1 < all.size() && is_card(all[i + 1]);
        out.push_back(card_sheet(all[i], two ? &all[i + 1] : nullptr));
        if (two) ++i;
    }
    return out;
}

int make(const Asked& asked, scan::Decoder& decoder) {
    const auto wish = wish_of(asked);
    std::vector<pages::Page> all;
    bool every = true;
    for (const auto& picture : asked.pictures) {
        const auto file = read_file(picture, pictures::largest_plain_file_bytes);
        auto page = file ? decoder.page(*file, wish) : Result<pages::Page>(tl::unexpected(file.error()));
        fmt::print("{}\n", asked.json ? facts_json(picture, page) : lines_for_people(picture, page));
        std::fflush(stdout);
        every = every && page.has_value();
        if (page) all.push_back(std::move(*page));
    }
    if (!every) {
        fmt::print(stderr, "{} was not written: a page is missing\n", asked.out);
        return 1;
    }
    auto sheets = sheets_of(all);
    std::optional<Error> unread;  // a page that cannot be searched is a page all the same
    for (auto sheet = sheets.begin(); asked.ocr && sheet != sheets.end(); ++sheet) {
        std::vector<pages::PdfSheet> one{std::move(*sheet)};
        if (auto read = reading::read_words(one); !read && !unread) unread = read.error();
        *sheet = std::move(one.front());
    }
    const auto bytes = pdf_of(sheets, {"Bản quét", SystemClock{}.wall(), "vi-VN"});
    if (auto written = write_file(asked.out, bytes); !written) {
        fmt::print(stderr, "{}\n", written.error().detail);
        return 1;
    }
    if (unread) fmt::print(stderr, "{}: written, but not all of it can be searched: {}\n", asked.out, unread->detail);
    return unread ? 1 : 0;
}

}  // namespace

int page(int argc, char** argv) {
    // Before anything else: the decoder is forked from a process that has nothing yet.
    auto decoder = scan::Decoder::start();
    CLI::App app{"Photographs or scans of sheets become one PDF: found, straightened, freed of shadows, judged.",
                 "kiosk page"};
    Asked asked;
    app.add_option("IN", asked.pictures, "PNG, JPEG, TIFF, BMP, GIF, WebP or PNM, a page each")->required();
    app.add_option("-o,--output", asked.out, "The PDF, one file for all pages; two card sides in a row share one sheet")
        ->required();
    auto* bw = app.add_flag("--bw", asked.black_and_white, "Black ink on white paper, CCITT G4");
    auto* colour = app.add_flag("--colour", asked.colour, "As it is, JPEG")->excludes(bw);
    app.add_flag("--mixed", asked.mixed, "Black ink over what has a colour, stamps and signatures; the default")
        ->excludes(bw)
        ->excludes(colour);
    app.add_option(
           "--size", asked.format,
           "auto, a4, a5, card or same (its own shape). A4 and A5 have one shape: auto tells A5 where --input-dpi says how "
           "large a sheet is whose edges are seen, and takes it for A4 otherwise")
        ->check(CLI::IsMember({"auto", "a4", "a5", "card", "same"}));
    app.add_option("--dpi", asked.dpi, "Of the page; otherwise 300, or 200 where the picture holds no more")
        ->check(CLI::Range(100, 400));
    app.add_option(
           "--input-dpi", asked.given_dpi,
           "Dots an inch on the sheet, where they are known: of a scanner, or of a camera that is fixed over the table")
        ->check(CLI::Range(50.0, 1200.0));
    app.add_flag("--scan", asked.scan, "From a scanner: a picture without the edges of a sheet is a page and no mistake");
    app.add_flag(
        "--ocr", asked.ocr,
        "Text that can be searched, read by tesseract (packages tesseract-ocr, tesseract-ocr-vie). Where it fails the "
        "PDF is written without, that is said, and the exit code is 1");
    app.add_flag("--json", asked.json,
                 "One JSON object a line: found (false: no edges of a sheet were seen), corners (pixels, clockwise from the "
                 "page's top left), skew_deg, turned_deg, size_mm, seen_dpi, quality {problem: [place]}, bytes, ms {step: "
                 "milliseconds}; error when it could not be read");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    if (!decoder) {
        fmt::print(stderr, "The decoder did not start: {}\n", decoder.error().detail);
        return 1;
    }
    return make(asked, *decoder);
}

}  // namespace kiosk::commands
