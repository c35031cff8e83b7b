// What it costs to make a page of a photograph, step by step, and how well it is done, beside leptonica alone, unpaper and the usual
// contour detector of OpenCV (python3-opencv), where they are installed. CPU milliseconds of one thread. With a folder the photographs
// are its pictures: NAME.corners beside NAME.jpg holds the truth, x and y of the sheet's corners in pixels, clockwise from the top
// left of the picture as it is shown; «none» where no sheet is to be found.
//   bench_pages [FOLDER] [--count N]

#include <fmt/format.h>
#include <leptonica/allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/files.hpp"
#include "kiosk/pages/live_sheet.hpp"
#include "kiosk/pages/page.hpp"
#include "kiosk/pages/page_finder.hpp"
#include "tests/bench/measured.hpp"
#include "tests/bench/text_on_pages.hpp"
#include "tests/pages/drawn_paper.hpp"

using namespace kiosk;
using namespace bench;
using namespace kiosk::test;
using namespace kiosk::pages;

namespace {

/// A 12-megapixel photograph of a letter with a stamp.
Drawn large_photograph(std::uint64_t seed) {
    Writing writing;
    writing.width = 2480;
    writing.height = 3508;
    writing.stamp = true;
    writing.behind = 25;
    PaperDice dice(seed);
    writing.turned_deg = dice.between(-2, 2);
    auto shot = any_shot(seed);
    shot.width = 3000;
    shot.height = 4000;
    shot.fill = 0.86;
    shot.finger = false;
    shot.blur_px = 1;
    return photographed(written_sheet(writing, seed), shot, seed);
}

void steps_of(const std::vector<std::string>& photos, Look look, std::string_view name) {
    std::array<std::vector<double>, step_count> steps;
    std::vector<double> all;
    std::vector<double> bytes;
    for (const auto& file : photos) {
        const double start = own_ms();
        const auto photo = pictures::read_photo(file);
        if (!photo) continue;
        const double read = own_ms() - start;
        Wish wish;
        wish.look = look;
        auto page = page_of(*photo, wish, own_ms);
        if (!page) continue;
        page->facts.step_ms.at(0) = static_cast<float>(read);
        for (std::size_t i = 0; i < step_count; ++i) steps.at(i).push_back(page->facts.step_ms.at(i));
        all.push_back(own_ms() - start);
        bytes.push_back(static_cast<double>(page->layers.jpeg.size() + page->layers.group4.size()) / 1024);
    }
    fmt::print("  {:<8}", name);
    for (std::size_t i = 0; i < step_count; ++i) {
        if (median(steps.at(i)) >= 0.05) fmt::print(" {} {:.1f}", pages::name(static_cast<Step>(i)), median(steps.at(i)));
    }
    fmt::print("  all {:.0f} ms (max {:.0f}), {:.0f} KiB (max {:.0f})\n", median(all), at_share(all, 1), median(bytes),
               at_share(bytes, 1));
}

void leptonica_alone(const std::vector<std::string>& photos) {
    setMsgSeverity(L_SEVERITY_NONE);
    std::array<std::vector<double>, 5> steps;
    std::vector<double> all;
    for (const auto& file : photos) {
        const auto* bytes = reinterpret_cast<const l_uint8*>(file.data());
        double last = own_ms();
        const double start = last;
        const auto lap = [&](std::size_t i) {
            const double now = own_ms();
            steps.at(i).push_back(now - last);
            last = now;
        };
        Pix* grey = pixReadMemJpeg(bytes, file.size(), 0, 1, nullptr, L_JPEG_READ_LUMINANCE);
        lap(0);
        Pix* even = pixBackgroundNormSimple(grey, nullptr, nullptr);
        lap(1);
        Pix* ink = nullptr;
        pixSauvolaBinarizeTiled(even, 25, 0.35F, 1, 1, nullptr, &ink);
        lap(2);
        Pix* straight = pixDeskew(ink, 0);
        lap(3);
        l_uint8* packed = nullptr;
        std::size_t size = 0;
        pixWriteMem(&packed, &size, straight, IFF_TIFF_G4);
        lap(4);
        lept_free(packed);
        for (auto** pix : {&grey, &even, &ink, &straight}) pixDestroy(pix);
        all.push_back(own_ms() - start);
    }
    fmt::print(
        "  leptonica alone (no corners, no perspective): read {:.0f} even {:.0f} Sauvola {:.0f} deskew {:.0f} G4 {:.0f}  "
        "all {:.0f} ms\n",
        median(steps[0]), median(steps[1]), median(steps[2]), median(steps[3]), median(steps[4]), median(all));
}

void unpaper_alone() {
    if (std::system("command -v unpaper >/dev/null 2>&1") != 0) {
        fmt::print("  unpaper: not installed\n");
        return;
    }
    Writing writing;
    writing.width = 2480;
    writing.height = 3508;
    writing.turned_deg = 1.3;
    const auto sheet = written_sheet(writing, 1);
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("kiosk-bench-pages-{}", ::getpid());
    std::filesystem::create_directories(folder);
    const auto in = (folder / "in.pgm").string();
    std::string bytes = fmt::format("P5\n{} {}\n255\n", sheet.luma.width, sheet.luma.height);
    bytes.append(reinterpret_cast<const char*>(sheet.luma.pixels.data()), sheet.luma.pixels.size());
    if (write_file(in, bytes)) {
        const double before = cpu_ms(RUSAGE_CHILDREN);
        const bool done =
            std::system(
                fmt::format("unpaper --overwrite {} {} >/dev/null 2>&1", in, (folder / "out.pgm").string()).c_str()) == 0;
        fmt::print("  unpaper, one scanned A4 page of 300 dpi: {:.0f} ms{}\n", cpu_ms(RUSAGE_CHILDREN) - before,
                   done ? "" : " (failed)");
    }
    std::filesystem::remove_all(folder);
}

/// As tutorials do it: edges, the largest outline of four corners.
constexpr const char* contour_script = R"(
import sys, time
try:
    import cv2, numpy
except ImportError:
    sys.exit(3)
for path in sys.stdin:
    picture = cv2.imread(path.strip(), cv2.IMREAD_GRAYSCALE)
    start = time.process_time()
    factor = 640.0 / max(picture.shape)
    small = cv2.GaussianBlur(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), (5, 5), 0)
    edges = cv2.dilate(cv2.Canny(small, 50, 150), numpy.ones((3, 3)))
    best = None
    for outline in sorted(cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0], key=cv2.contourArea, reverse=True)[:8]:
        corners = cv2.approxPolyDP(outline, 0.02 * cv2.arcLength(outline, True), True)
        if len(corners) == 4 and cv2.isContourConvex(corners):
            best = corners.reshape(4, 2) / factor
            break
    spent = (time.process_time() - start) * 1000
    print(spent, *(best.flatten() if best is not None else [0] * 8))
)";

struct Corners {
    std::vector<double> errors;
    std::vector<double> ms;
    void print(std::string_view name) const {
        const auto within = [&](double share) {
            return 100.0 *
                   static_cast<double>(std::count_if(errors.begin(), errors.end(), [&](double e) { return e <= share; })) /
                   static_cast<double>(std::max<std::size_t>(1, errors.size()));
        };
        fmt::print(
            "  {:<24} within 1 % of the diagonal {:.1f} %, 2 % {:.1f} %, median error {:.2f} %, {:.1f} ms (p95 {:.1f})\n",
            name, within(0.01), within(0.02), 100 * median(errors), median(ms), at_share(ms, 0.95));
    }
};

void corners_of(int count) {
    Corners ours;
    Corners contour;
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("kiosk-bench-corners-{}", ::getpid());
    std::filesystem::create_directories(folder);
    std::vector<Quad> truths;
    std::string list;
    for (int i = 0; i < count; ++i) {
        const auto seed = static_cast<std::uint64_t>(50'000 + i);  // not the seeds that anything was tuned on
        PaperDice dice(seed);
        Writing writing;
        writing.blank = dice.once_in(12);
        writing.frame = dice.once_in(3);
        writing.stamp = dice.once_in(3);
        auto shot = any_shot(seed);
        shot.width = 960;
        shot.height = 1280;
        const auto drawn = photographed(written_sheet(writing, seed), shot, seed);
        const double start = own_ms();
        const auto sheets = find_sheets(Halved(drawn.photo));
        ours.ms.push_back(own_ms() - start);
        ours.errors.push_back(sheets.empty() ? 1 : std::min(1.0, corner_error(sheets[0].corners, drawn.corners)));
        truths.push_back(drawn.corners);
        const auto path = (folder / fmt::format("{}.jpg", i)).string();
        if (write_file(path, test::jpeg_of(drawn.photo))) list += path + "\n";
    }
    ours.print("ours");
    const auto names = (folder / "names").string();
    const auto script = (folder / "contour.py").string();
    const auto answers = (folder / "answers").string();
    const bool ready = write_file(names, list) && write_file(script, contour_script);
    if (ready && std::system(fmt::format("/usr/bin/python3 {} <{} >{} 2>/dev/null", script, names, answers).c_str()) == 0) {
        const auto said = read_file(answers).value_or("");
        const char* at = said.c_str();
        for (const auto& truth : truths) {
            double ms = 0;
            Quad q;
            int used = 0;
            if (std::sscanf(at, "%lf %lf %lf %lf %lf %lf %lf %lf %lf%n", &ms, &q[0].x, &q[0].y, &q[1].x, &q[1].y, &q[2].x,
                            &q[2].y, &q[3].x, &q[3].y, &used) != 9) {
                break;
            }
            at += used;
            if (area(q) < 0) std::swap(q[1], q[3]);
            contour.ms.push_back(ms);
            contour.errors.push_back(std::min(1.0, corner_error(q, truth)));
        }
        contour.print("OpenCV's largest outline");
    } else {
        fmt::print("  OpenCV's largest outline: python3-opencv is not installed\n");
    }
    std::filesystem::remove_all(folder);
}

/// Real photographs, those with their truth beside them.
int folder_of(const std::string& folder) {
    namespace fs = std::filesystem;
    Corners found;
    std::vector<std::string> all;
    int invented = 0, empty = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        auto path = entry->path();
        if (!entry->is_regular_file() || path.extension() == ".corners") continue;
        auto file = read_file(path.string(), pictures::largest_file_bytes);
        if (!file) continue;
        const auto truth = read_file(fs::path(path).replace_extension(".corners").string(), 4096);
        const auto photo = truth ? pictures::read_photo(*file) : Result<pictures::Photo>(fail(Code::not_found, "no truth"));
        all.push_back(std::move(*file));
        if (!photo) continue;
        const double start = own_ms();
        const auto sheets = find_sheets(Halved(*photo));
        const double spent = own_ms() - start;
        if (truth->starts_with("none")) {
            ++empty;
            invented += sheets.empty() ? 0 : 1;
            continue;
        }
        Quad q;
        if (std::sscanf(truth->c_str(), "%lf %lf %lf %lf %lf %lf %lf %lf", &q[0].x, &q[0].y, &q[1].x, &q[1].y, &q[2].x,
                        &q[2].y, &q[3].x, &q[3].y) != 8) {
            fmt::print(stderr, "{}: not eight numbers beside it\n", path.string());
            return 1;
        }
        found.ms.push_back(spent);
        found.errors.push_back(sheets.empty() ? 1 : std::min(1.0, corner_error(sheets[0].corners, q)));
    }
    if (error || all.empty()) {
        fmt::print(stderr, "{}: no pictures there\n", folder);
        return 1;
    }
    fmt::print("{} pictures, {} with corners\n", all.size(), found.errors.size());
    if (!found.errors.empty()) found.print("ours");
    if (empty > 0) fmt::print("  a sheet was seen in {} of {} pictures without one\n", invented, empty);
    steps_of(all, Look::black_and_white, "b/w");
    steps_of(all, Look::colour, "colour");
    steps_of(all, Look::mixed, "mixed");
    return 0;
}

/// All that is done to a frame of a camera: its JPEG is read, a small picture made of it, the sheet found.
void live_frames() {
    constexpr int screen_px = 640;
    std::vector<double> reading, all;
    int found = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        auto shot = any_shot(seed);
        shot.width = 1280;
        shot.height = 720;
        const auto frame = test::jpeg_of(photographed(written_sheet({}, seed), shot, seed).photo, 85);
        const double start = own_ms();
        const auto photo = pictures::read_photo(frame);
        if (!photo) continue;
        reading.push_back(own_ms() - start);
        const Halved half(*photo);
        const auto picture = live_picture(half, screen_px);
        if (live_sheet(half)) ++found;
        all.push_back(own_ms() - start);
    }
    fmt::print(
        "  a live frame of 1280 x 720, a sheet found in {} of {} drawings as JPEG: median {:.1f} ms, p95 {:.1f}; of it "
        "reading the JPEG {:.1f}\n",
        found, all.size(), median(all), at_share(all, 0.95), median(reading));
}

}  // namespace

int main(int argc, char** argv) {
    int count = 200;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--count") == 0 && i + 1 < argc) count = std::max(1, std::atoi(argv[++i]));
        else return folder_of(argv[i]);
    }
    fmt::print("Corners of {} drawn photographs\n", count);
    corners_of(count);
    live_frames();
    fmt::print("Slope of the text of {} drawn scans at 100 dpi\n", std::max(10, count / 4));
    slopes(std::max(10, count / 4));
    fmt::print("Lines of text of {} drawn sheets that do not lie flat\n", std::max(10, count / 4));
    bends(std::max(10, count / 4));
    std::vector<std::string> photos;
    for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(std::clamp(count / 20, 3, 10)); ++seed)
        photos.push_back(test::jpeg_of(large_photograph(seed).photo, 90));
    fmt::print("A page of {} photographs of 12 megapixels, CPU milliseconds, median\n", photos.size());
    steps_of(photos, Look::black_and_white, "b/w");
    steps_of(photos, Look::colour, "colour");
    steps_of(photos, Look::mixed, "mixed");
    leptonica_alone(photos);
    unpaper_alone();
    return 0;
}
