#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "kiosk/base/files.hpp"
#include "kiosk/base/slowed.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/decode_video.hpp"
#include "kiosk/commands/json_text.hpp"
#include "kiosk/scan/live_reader.hpp"

namespace kiosk::commands {
namespace {

/// One picture is one line, also when it could not be opened.
std::string line_json(const std::string& image, const Result<scan::Decoded>& decoded) {
    std::string symbols;
    if (decoded) {
        for (const auto& symbol : decoded->symbols) symbols += (symbols.empty() ? "" : ",") + symbol_json(symbol);
    }
    auto out = fmt::format(R"({{"image":{},"symbols":[{}],"cut_short":{},"ms":{})", json_text(image), symbols,
                           decoded && decoded->cut_short, decoded ? decoded->took.count() : 0);
    if (!decoded) out += fmt::format(R"(,"error":{})", json_text(decoded.error().detail));
    return out + "}";
}

std::string lines_for_people(const std::string& image, const Result<scan::Decoded>& decoded) {
    if (!decoded) return fmt::format("{}: {}", image, decoded.error().detail);
    if (decoded->symbols.empty()) {
        return fmt::format("{}: no code found{} ({} ms)", image,
                           decoded->cut_short ? "; the budget ended before everything was tried" : "",
                           decoded->took.count());
    }
    std::string out;
    for (const auto& symbol : decoded->symbols) {
        if (!out.empty()) out += '\n';
        out += fmt::format("{}: {} {} ({} ms)", image, name(symbol.format), json_text(symbol.text.reveal()),
                           decoded->took.count());
    }
    return out;
}

std::string every_format() {
    std::string out;
    for (int i = 0; i < scan::format_count; ++i)
        out += fmt::format("{}{}", out.empty() ? "" : ", ", name(static_cast<scan::Format>(i)));
    return out;
}

/// How long and how hard to look at one picture.
struct Trouble {
    Duration budget{};
    scan::Effort effort;
};
constexpr Trouble usual{slowed_by * scan::still_budget, {false, slowed_by* scan::still_effort.more_a_megapixel}};
constexpr Trouble quick{scan::usual_pace.glance, scan::glance_effort};
constexpr Trouble deep{slowed_by * 1800ms, {}};  // an answer within two seconds of work

Result<scan::Decoded> look_at(scan::Decoder& decoder, const std::string& image, scan::Formats formats,
                              const Trouble& trouble) {
    const auto file = read_file(image, pictures::largest_file_bytes);
    if (!file) return tl::unexpected(file.error());
    return decoder.decode_picture(*file, formats, trouble.budget, trouble.effort);
}

}  // namespace

int decode(int argc, char** argv) {
    // Before anything else: the decoder is forked from a process that has nothing yet.
    auto decoder = scan::Decoder::start();
    CLI::App app{"Reads the codes in picture files and prints one line a picture, in the order given.", "kiosk decode"};
    bool json = false;
    std::string list;
    bool quickly = false;
    bool deeply = false;
    bool video = false;
    int frames_a_second = 25;
    int budget_ms = 0;
    std::vector<std::string> images;
    app.add_flag("--json", json,
                 "One JSON object a line: image, symbols [{format, text, corners}], cut_short (the budget ended before "
                 "everything was tried), ms; error when it could not be read");
    app.add_option("--formats", list,
                   fmt::format("Only these symbologies, between commas; all of them otherwise: {}. An ITF of fewer than "
                               "six digits is never told",
                               every_format()));
    auto* quick_flag = app.add_flag("--quick", quickly,
                                    "Only what is tried on live frames: some milliseconds of work once the file is read");
    auto* deep_flag = app.add_flag("--deep", deeply,
                                   "Everything there is to try, two seconds of work a picture at most; otherwise what pays "
                                   "within 0.1 s, and 0.04 s more a megapixel");
    deep_flag->excludes(quick_flag);
    auto* video_flag =
        app.add_flag("--video", video,
                     "The pictures are frames of a camera in their order, to be read as the kiosk reads live: a folder of "
                     "pictures (in the order of their names, numbers by their value), JPEGs one after another in one file "
                     "(MJPEG), or single pictures. One line a frame, and one at the end");
    video_flag->excludes(quick_flag)->excludes(deep_flag);
    app.add_option("--fps", frames_a_second, "Frames a second of --video; 25 unless said otherwise")
        ->check(CLI::Range(1, 240))
        ->needs(video_flag);
    app.add_option("--budget", budget_ms,
                   "Milliseconds of work to spend on one picture instead, whatever its size and however much is to be tried")
        ->check(CLI::Range(1, 60000))
        ->excludes(video_flag)
        ->excludes(deep_flag);
    app.footer(
        "Exit code 1 when a picture could not be read, and when no code was found in one that was not looked at to the "
        "end.");
    app.add_option("IMAGE", images, "PNG, JPEG, TIFF, BMP, GIF, WebP or PNM")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    auto formats = list.empty() ? Result<scan::Formats>(scan::all_formats) : parse_formats(list);
    if (!formats) {
        fmt::print(stderr, "--formats: {}\n", formats.error().detail);
        return 2;
    }
    if (!decoder) {
        fmt::print(stderr, "The decoder did not start: {}\n", decoder.error().detail);
        return 1;
    }
    if (video) return decode_video(*decoder, *formats, images, frames_a_second, json);
    auto trouble = quickly ? quick : deeply ? deep : usual;
    if (budget_ms > 0) trouble = {Duration(budget_ms), {quickly, {}}};
    bool all_seen = true;
    for (const auto& image : images) {
        const auto decoded = look_at(*decoder, image, *formats, trouble);
        all_seen = all_seen && decoded && !(decoded->symbols.empty() && decoded->cut_short);
        fmt::print("{}\n", json ? line_json(image, decoded) : lines_for_people(image, decoded));
        std::fflush(stdout);
    }
    return all_seen ? 0 : 1;
}

}  // namespace kiosk::commands
