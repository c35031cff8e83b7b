// `kiosk page` as people start it: drawn photographs in, PDF files out, judged by qpdf, poppler and tesseract.

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "kiosk/base/files.hpp"
#include "kiosk/base/slowed.hpp"
#include "tests/pages/drawn_paper.hpp"
#include "tests/process/hostile_pictures.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using namespace kiosk::test;
namespace fs = std::filesystem;

namespace {

struct Told {
    int code = -1;
    std::string words;
};
/// Another program's answer.
Told ask(const std::string& command) {
    Told out;
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> some{};
    for (std::size_t got = 0; (got = std::fread(some.data(), 1, some.size(), pipe)) > 0;) out.words.append(some.data(), got);
    out.code = ::pclose(pipe);
    return out;
}

Quad corners_in(const std::string& json) {
    Quad out;
    const auto at = json.find("\"corners\":");
    REQUIRE(at != std::string::npos);
    const int read = std::sscanf(json.c_str() + at, "\"corners\":[[%lf,%lf],[%lf,%lf],[%lf,%lf],[%lf,%lf]]", &out[0].x,
                                 &out[0].y, &out[1].x, &out[1].y, &out[2].x, &out[2].y, &out[3].x, &out[3].y);
    REQUIRE(read == 8);
    return out;
}

}  // namespace

TEST_CASE("photographs of letters become one PDF that qpdf finds sound and poppler draws") {
    const Scene scene("page");
    Shot shot;
    shot.turn_deg = 4;
    const auto drawn = photographed(written_sheet({}, 11), shot, 11);
    const auto photo = scene.file("photo.jpg", test::jpeg_of(drawn.photo));
    const auto pdf = (scene.folder() / "out.pdf").string();
    for (const std::string look : {"--bw", "--mixed", "--colour"}) {
        CAPTURE(look);
        const auto said = scene.run({"page", photo, photo, "-o", pdf, look, "--json"});
        INFO(said.out << said.errors);
        REQUIRE(said.code == 0);
        CHECK(corner_error(corners_in(said.out), drawn.corners) < 0.01);
        CHECK(said.has("\"size_mm\":[210.0,297.0]"));
        CHECK(said.has("\"ms\":{\"read\":"));
        const auto checked = ask("qpdf --check " + pdf);
        INFO(checked.words);
        CHECK(checked.code == 0);
        const auto about = ask("pdfinfo " + pdf);
        CHECK(about.words.find("Pages:           2") != std::string::npos);
        CHECK(about.words.find("A4") != std::string::npos);
        CHECK(ask("pdfinfo -meta " + pdf).words.find("<pdfaid:part>2</pdfaid:part>") != std::string::npos);
        const auto images = ask("pdfimages -list " + pdf).words;
        CHECK((images.find("ccitt") != std::string::npos) == (look != "--colour"));
        CHECK((images.find("jpeg") != std::string::npos) == (look != "--bw"));
        CHECK(fs::file_size(pdf) < 2 * (look == "--bw" ? 100 : 350) * 1024);
        // Drawn again: text in the middle, white at the rim.
        const auto again = (scene.folder() / "again").string();
        REQUIRE(ask("pdftoppm -r 40 -gray -f 1 -l 1 -singlefile " + pdf + " " + again).code == 0);
        const auto page = read_file(again + ".pgm");
        REQUIRE(page);
        const auto pixels = std::string_view(*page).substr(page->size() - 331 * 468);
        const auto dark =
            std::count_if(pixels.begin(), pixels.end(), [](char c) { return static_cast<unsigned char>(c) < 160; });
        CHECK(dark > 331 * 468 / 100);
        CHECK(dark < 331 * 468 / 5);
        CHECK(static_cast<unsigned char>(pixels[4 * 331 + 4]) > 240);
    }
}

TEST_CASE("a printed form that was scanned can be searched for its Vietnamese words") {
    REQUIRE(ask("tesseract --list-langs").words.find("\nvie") != std::string::npos);  // `./dev test` installs it
    const Scene scene("page_ocr");
    const auto form = (scene.folder() / "form.pdf").string();
    const auto printed = scene.run({"print", "blank_form", "--procedure", "1.004859", "-o", form});
    INFO(printed.out << printed.errors);
    REQUIRE(printed.code == 0);
    REQUIRE(ask("pdftoppm -r 150 -gray -f 1 -l 1 -singlefile " + form + " " + (scene.folder() / "form").string()).code == 0);
    const auto pdf = (scene.folder() / "out.pdf").string();
    const auto said = scene.run(
        {"page", (scene.folder() / "form.pgm").string(), "--scan", "--input-dpi", "150", "--bw", "--ocr", "-o", pdf});
    INFO(said.out << said.errors);
    REQUIRE(said.code == 0);
    CHECK(ask("qpdf --check " + pdf).code == 0);
    const auto words = ask("pdftotext " + pdf + " -").words;
    INFO(words);
    CHECK(words.find("CỘNG HÒA") != std::string::npos);
}

TEST_CASE("where text cannot be read the pages are written all the same, and that is said") {
    const Scene scene("page_no_ocr");
    Shot shot;
    const auto photo = scene.file("photo.jpg", test::jpeg_of(photographed(written_sheet({}, 12), shot, 12).photo));
    const auto pdf = (scene.folder() / "out.pdf").string();
    const auto told = ask("PATH=/nowhere " KIOSK_BUILD_DIR "/kiosk page --bw --ocr -o " + pdf + " " + photo);
    CHECK(told.code != 0);
    CHECK(told.words.find("written, but not all of it can be searched: ") != std::string::npos);
    CHECK(ask("qpdf --check " + pdf).code == 0);
}

TEST_CASE("a fault in several places is one key with all of them") {
    const Scene scene("page_two_sides");
    Shot shot;
    shot.shift_x = -0.35;
    shot.shift_y = -0.3;
    const auto photo = scene.file("photo.jpg", test::jpeg_of(photographed(written_sheet({}, 13), shot, 13).photo));
    const auto said = scene.run({"page", photo, "-o", (scene.folder() / "out.pdf").string(), "--bw", "--json"});
    INFO(said.out);
    CHECK(said.has("\"cut_off\":[\"top\",\"left\"]"));
    CHECK(are_json_lines(said.out));
}

TEST_CASE("hostile pictures make no page, cost two seconds and 256 MB at most and say why") {
    const Scene scene("page_hostile");
    const auto pdf = (scene.folder() / "out.pdf").string();
    for (const auto& [name, bytes, is_picture] : hostile_pictures()) {
        CAPTURE(name);
        const auto file = scene.file(name, bytes);
        const auto said = costs_little(name, [&] { return scene.run({"page", file, "-o", pdf, "--json"}); });
        CHECK(said.code == (is_picture ? 0 : 1));
        CHECK(said.has("\"error\":\"") == !is_picture);
        CHECK(fs::remove(pdf) == is_picture);
    }
    CHECK(scene.run({"page", "-o", pdf}).code == 2);
    CHECK(scene.run({"page", "x.jpg", "-o", pdf, "--bw", "--colour"}).code == 2);
}
