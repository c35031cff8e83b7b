#include "kiosk/commands/decode_video.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "kiosk/base/files.hpp"
#include "kiosk/commands/json_text.hpp"
#include "kiosk/scan/jpeg_stream.hpp"
#include "kiosk/scan/live_reader.hpp"

namespace kiosk::commands {
namespace {

constexpr std::size_t largest_stream_bytes = 512U << 20;

struct FirstBelieved {
    scan::Symbol symbol;
    int frame = 0;
    scan::Votes::Time at{};
};

std::string list_json(const std::vector<scan::Symbol>& symbols) {
    std::string out;
    for (const auto& symbol : symbols) out += (out.empty() ? "" : ",") + symbol_json(symbol);
    return "[" + out + "]";
}

/// The stream of frames as it goes by.
class Watched {
public:
    Watched(scan::Decoder& decoder, scan::Formats formats, int frames_a_second, bool json)
        : reader_(decoder, scan::usual_pace), formats_(formats), frames_a_second_(frames_a_second), json_(json) {}

    void frame(const std::string& image, std::string_view encoded) {
        at_ = scan::Votes::Time(1000 * frames_ / frames_a_second_);
        ++frames_;
        const auto seen = reader_.look({{}, encoded}, formats_, at_);
        work_ms_.push_back(static_cast<double>(seen.work.count()) / 1000);
        lost_ = lost_ || seen.lost;
        const auto fresh = remember(seen.believed);
        if (json_) {
            fmt::print(
                R"({{"frame":{},"image":{},"at_ms":{},"work_ms":{:.2f},"sharpness":{:.2f},"motion":{:.3f},"outlines":{},)"
                R"("thorough":{},"believed":{}{}}})"
                "\n",
                frames_, json_text(image), at_.count(), work_ms_.back(), seen.measure.sharpness, seen.measure.motion,
                list_json(seen.outlines), seen.from_deep, list_json(seen.believed),
                seen.lost ? R"(,"error":"not a picture that can be read")" : "");
        } else {
            for (const auto& one : fresh) tell(one);
        }
        std::fflush(stdout);
        if (seen.lost) fmt::print(stderr, "{}: frame {} is not a picture that can be read\n", image, frames_);
        reader_.settle();
    }

    /// The exit code.
    int finish() {
        const auto last = remember(reader_.finish().believed);
        if (!json_) {
            for (const auto& one : last) tell(one);
        }
        std::sort(work_ms_.begin(), work_ms_.end());
        const auto part = [&](std::size_t percent) {
            return work_ms_.empty() ? 0 : work_ms_[std::min(work_ms_.size() - 1, work_ms_.size() * percent / 100)];
        };
        if (json_) {
            std::string all;
            for (const auto& one : believed_) {
                auto symbol = symbol_json(one.symbol);
                symbol.pop_back();
                all += fmt::format(R"({}{},"frame":{},"at_ms":{}}})", all.empty() ? "" : ",", symbol, one.frame,
                                   one.at.count());
            }
            fmt::print(R"({{"frames":{},"believed":[{}],"work_ms":{{"median":{:.2f},"p95":{:.2f},"max":{:.2f}}}}})"
                       "\n",
                       frames_, all, part(50), part(95), part(100));
        } else {
            fmt::print("{} frames, {} codes; a glance cost {:.1f} ms (median), {:.1f} ms (p95), {:.1f} ms (longest)\n",
                       frames_, believed_.size(), part(50), part(95), part(100));
        }
        return lost_ || frames_ == 0 ? 1 : 0;
    }

private:
    void tell(const scan::Symbol& symbol) const {
        fmt::print("frame {} ({} ms): {} {}\n", frames_, at_.count(), name(symbol.format), json_text(symbol.text.reveal()));
    }

    /// Those that were not believed before.
    std::vector<scan::Symbol> remember(const std::vector<scan::Symbol>& symbols) {
        std::vector<scan::Symbol> out;
        for (const auto& symbol : symbols) {
            const bool known = std::any_of(believed_.begin(), believed_.end(), [&](const FirstBelieved& one) {
                return one.symbol.format == symbol.format && one.symbol.text.reveal() == symbol.text.reveal();
            });
            if (known) continue;
            believed_.push_back({symbol, frames_, at_});
            out.push_back(symbol);
        }
        return out;
    }

    scan::LiveReader reader_;
    const scan::Formats formats_;
    const int frames_a_second_;
    const bool json_;
    int frames_ = 0;
    bool lost_ = false;
    scan::Votes::Time at_{};
    std::vector<double> work_ms_;
    std::vector<FirstBelieved> believed_;
};

/// The folder's files in the order of their names, or the file itself.
Result<std::vector<std::string>> files_of(const std::string& input) {
    std::error_code error;
    if (!std::filesystem::is_directory(input, error)) return std::vector<std::string>{input};
    std::vector<std::string> out;
    for (std::filesystem::directory_iterator file(input, error), end; !error && file != end; file.increment(error)) {
        std::error_code gone;
        if (file->is_regular_file(gone)) out.push_back(file->path().string());
    }
    if (error) return fail(Code::io, fmt::format("{}: the folder cannot be read: {}", input, error.message()));
    if (out.empty()) return fail(Code::not_found, fmt::format("{}: no pictures in it", input));
    // f2 is before f10: numbers in names count by their value.
    std::ranges::sort(out,
                      [](const std::string& a, const std::string& b) { return ::strverscmp(a.c_str(), b.c_str()) < 0; });
    return out;
}

}  // namespace

std::string symbol_json(const scan::Symbol& symbol) {
    const auto& c = symbol.corners;
    return fmt::format(R"({{"format":{},"text":{},"corners":[[{},{}],[{},{}],[{},{}],[{},{}]]}})",
                       json_text(name(symbol.format)), json_text(symbol.text.reveal()), c[0].x, c[0].y, c[1].x, c[1].y,
                       c[2].x, c[2].y, c[3].x, c[3].y);
}

int decode_video(scan::Decoder& decoder, scan::Formats formats, const std::vector<std::string>& inputs, int frames_a_second,
                 bool json) {
    Watched watched(decoder, formats, frames_a_second, json);
    bool all_opened = true;
    for (const auto& input : inputs) {
        const auto files = files_of(input);
        if (!files) {
            all_opened = false;
            fmt::print(stderr, "{}\n", files.error().detail);
            continue;
        }
        for (const auto& file : *files) {
            const auto bytes = read_file(file, largest_stream_bytes);
            if (!bytes) {
                all_opened = false;
                fmt::print(stderr, "{}\n", bytes.error().detail);
                continue;
            }
            for (const auto frame : scan::pictures_in(*bytes)) watched.frame(file, frame);
        }
    }
    const int code = watched.finish();
    return all_opened ? code : 1;
}

}  // namespace kiosk::commands
