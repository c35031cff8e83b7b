// Which share of hard codes each reader reads, what it reads wrong, and what it costs. Without a folder the pictures are drawn
// from seeds; with one they are its pictures, NAME.txt beside NAME.jpg holding the text that is in it, no such file meaning no
// code. What has «qr» in its name or its folder's is counted as QR, all else as 1D; with --kind all are of that kind. A folder's pictures are two halves by a hash of their names: tune on A only. The union of peers is what at least one of them
// reads; peers that are no library of Debian's join by what they said of the written pictures (tests/bench/said.py).
//   bench_codes [FOLDER] [--count N] [--first SEED] [--kind qr|bars] [--only READER|peers] [--list READER] [--write FOLDER] [--said NAME FILE]

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <zbar.h>

#include "kiosk/base/files.hpp"
#include "kiosk/pictures/picture.hpp"
#include "kiosk/scan/attempts.hpp"
#include "kiosk/scan/bar_patterns.hpp"
#include "kiosk/scan/belief.hpp"
#include "kiosk/scan/decoder.hpp"
#include "kiosk/scan/zxing.hpp"
#include "tests/bench/hard_codes.hpp"
#include "tests/scan/drawn.hpp"

using namespace kiosk;
using namespace kiosk::scan;

namespace {

enum class Kind { qr, bars, nothing };
struct Case {
    std::string name;
    std::string file;  ///< the picture, encoded
    std::string text;
    std::string spoilt;
    Kind kind{};
    bool half_a = true;
};
struct Outcome {
    std::vector<std::string> texts;
    double ms = 0;
    bool died = false;
};
struct Reader {
    std::string name;
    std::function<Outcome(const Case&)> read;
    bool is_peer = false;
};

/// A peer may abort: it looks at each picture in a process of its own, which tells texts by a pipe.
Outcome in_a_child(const Case& one, const std::function<std::vector<std::string>(const Grey&)>& read) {
    int ends[2];
    if (::pipe(ends) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        if (::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(2);
        const auto picture = pictures::read_grey(one.file);
        if (!picture) ::_exit(1);
        const auto start = Deadline::work_done();
        const auto texts = read(*picture);
        std::string told = fmt::format("{}\n", static_cast<double>((Deadline::work_done() - start).count()) / 1000);
        for (const auto& text : texts) told += fmt::format("{}\n{}", text.size(), text);
        for (std::string_view left = told; !left.empty();) {
            const auto put = ::write(ends[1], left.data(), left.size());
            if (put <= 0) ::_exit(1);
            left.remove_prefix(static_cast<std::size_t>(put));
        }
        ::_exit(0);
    }
    ::close(ends[1]);
    std::string told;
    std::array<char, 4096> part{};
    for (ssize_t got; (got = ::read(ends[0], part.data(), part.size())) > 0;)
        told.append(part.data(), static_cast<std::size_t>(got));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    Outcome out;
    out.died = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    std::size_t at = told.find('\n');
    if (at == std::string::npos) return out;
    out.ms = std::stod(told);
    for (++at; at < told.size();) {
        const std::size_t end = told.find('\n', at);
        const auto size = static_cast<std::size_t>(std::stoul(told.substr(at)));
        out.texts.push_back(told.substr(end + 1, size));
        at = end + 1 + size;
    }
    return out;
}

std::vector<std::string> zxing_as_is(const Grey& picture) {
    std::vector<std::string> out;
    for (auto& symbol : read_symbols(picture, all_formats, Binarizer::local)) out.push_back(std::move(symbol.text));
    return out;
}

/// Our own way from finders to modules alone.
std::vector<std::string> grids(const Grey& picture) {
    const View original{picture, {}};
    Seen seen;
    std::vector<std::string> out;
    for (const auto& attempt : attempts()) {
        if (attempt.look < Look::grid || attempt.look > Look::grid_soft) continue;
        for (auto& symbol : read_by(original, attempt, all_formats, seen)) out.push_back(std::move(symbol.text));
        if (!out.empty()) break;
    }
    return out;
}

/// What ours reads with the same work and all the time by the clock that a busy machine takes for it.
std::vector<std::string> ours_unhurried(const Grey& picture) {
    const auto pixels = static_cast<std::int64_t>(picture.width) * picture.height;
    const auto more = std::max<std::int64_t>(pixels - 1'000'000, 0) * still_effort.more_a_megapixel / 1'000'000;
    const View original{picture, {}};
    Seen seen;
    seen.deadline = Deadline(Deadline::work_done() + still_budget + more);
    std::vector<Read> reads;
    int after_success = 0;
    for (std::size_t i = 0; i < attempts().size() && !seen.deadline.over(); ++i) {
        if (attempts()[i].tier == Tier::live) continue;
        if (!believed(reads).empty() && after_success++ >= 4) break;
        try {
            for (auto& symbol : read_by(original, attempts()[i], attempts()[i].formats, seen))
                reads.push_back({static_cast<int>(i), std::move(symbol)});
        } catch (const std::exception&) {
            const auto deadline = seen.deadline;
            seen = {};  // zxing throws on some pictures
            seen.deadline = deadline;
        }
    }
    std::vector<std::string> out;
    for (const auto& symbol : believed(reads)) out.push_back(symbol.text);
    return out;
}

std::vector<std::string> zbar_reads(const Grey& picture) {
    zbar::ImageScanner scanner;
    zbar::Image image(static_cast<unsigned>(picture.width), static_cast<unsigned>(picture.height), "Y800",
                      picture.pixels.data(), picture.pixels.size());
    scanner.scan(image);
    std::vector<std::string> out;
    for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol) out.push_back(symbol->get_data());
    return out;
}

Outcome ours(Decoder& decoder, const Case& one, Duration budget, Effort effort) {
    const auto decoded = decoder.decode_picture(one.file, all_formats, budget, effort);
    Outcome out;
    if (!decoded) return out;
    for (const auto& symbol : decoded->symbols) out.texts.emplace_back(symbol.text.reveal());
    out.ms = static_cast<double>(decoded->work.count()) / 1000;
    return out;
}

/// Lines of a picture's name and a text that was read in it, a tab between.
Reader from_said(const std::string& name, const std::string& file) {
    auto said = std::make_shared<std::map<std::string, std::vector<std::string>>>();
    const auto words = read_file(file, 64U << 20).value_or("");
    for (std::size_t at = 0; at < words.size();) {
        const auto end = std::min(words.find('\n', at), words.size());
        const auto line = words.substr(at, end - at);
        if (const auto tab = line.find('\t'); tab != std::string::npos)
            (*said)[line.substr(0, tab)].push_back(line.substr(tab + 1));
        at = end + 1;
    }
    return {name, [said](const Case& one) { return Outcome{(*said)[one.name], 0, false}; }, true};
}

std::vector<Case> drawn_cases(int count, int first) {
    std::vector<Case> out;
    const auto add = [&](hard::Picture picture, Kind kind, int i) {
        out.push_back({fmt::format("{}-{}",
                                   kind == Kind::qr     ? "qr"
                                   : kind == Kind::bars ? "bars"
                                                        : "nothing",
                                   i),
                       drawn::pgm(picture.grey), picture.text, picture.spoilt, kind, i % 2 == 0});
    };
    for (int i = first; i < first + count; ++i) add(hard::qr(static_cast<unsigned>(i)), Kind::qr, i);
    for (int i = first; i < first + count / 2; ++i) add(hard::bars(static_cast<unsigned>(i)), Kind::bars, i);
    for (int i = first; i < first + count / 4; ++i) add(hard::nothing(static_cast<unsigned>(i)), Kind::nothing, i);
    return out;
}

/// Other files may lie beside them.
bool is_picture(std::filesystem::path path) {
    auto ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    static constexpr std::array<std::string_view, 12> known{".png", ".jpg",  ".jpeg", ".tif", ".tiff", ".bmp",
                                                            ".gif", ".webp", ".pgm",  ".ppm", ".pbm",  ".pnm"};
    return std::ranges::find(known, ending) != known.end();
}

std::vector<Case> folder_cases(const std::string& folder, const std::string& kind) {
    std::vector<Case> out;
    std::error_code trouble;
    for (auto it = std::filesystem::recursive_directory_iterator(folder, trouble);
         !trouble && it != std::filesystem::recursive_directory_iterator(); it.increment(trouble)) {
        const auto path = it->path();
        if (!it->is_regular_file() || path.extension() == ".txt") continue;
        auto file = is_picture(path) ? read_file(path.string(), pictures::largest_file_bytes)
                                     : fail(Code::unsupported, "no picture");
        if (!file) {
            fmt::print(stderr, "{}: left out, {}\n", path.string(), file.error().detail);
            continue;
        }
        auto beside = path;
        const auto text = read_file(beside.replace_extension(".txt").string(), 1U << 16);
        const bool bars = kind.empty() ? path.string().find("qr") == std::string::npos : kind != "qr";
        Case one{path.string(), *file, text ? *text : "", "", !text ? Kind::nothing : bars ? Kind::bars : Kind::qr, true};
        while (!one.text.empty() && (one.text.back() == '\n' || one.text.back() == '\r')) one.text.pop_back();
        unsigned hash = 2166136261U;
        for (const char c : path.filename().string()) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
        one.half_a = hash % 2 == 0;
        out.push_back(std::move(one));
    }
    if (trouble) fmt::print(stderr, "{}: {}\n", folder, trouble.message());
    std::ranges::sort(out, {}, &Case::name);
    return out;
}

struct Count {
    int all = 0, read = 0;
    [[nodiscard]] double percent() const { return all == 0 ? 0 : 100.0 * read / all; }
};

/// What several read together.
std::vector<Outcome> together(const std::vector<std::vector<Outcome>>& peers) {
    std::vector<Outcome> out(peers.front().size());
    for (const auto& peer : peers) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            for (const auto& text : peer[i].texts) {
                if (std::find(out[i].texts.begin(), out[i].texts.end(), text) == out[i].texts.end())
                    out[i].texts.push_back(text);
            }
            out[i].ms += peer[i].ms;
        }
    }
    return out;
}

void report(const std::string& reader, const std::vector<Outcome>& outcomes, const std::vector<Case>& cases, bool list) {
    std::array<std::array<Count, 2>, 2> counts;
    std::map<std::string, Count> by_damage;
    int wrong = 0, false_reads = 0, died = 0;
    std::vector<double> times;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto& one = cases[i];
        const auto& outcome = outcomes[i];
        times.push_back(outcome.ms);
        died += outcome.died ? 1 : 0;
        if (one.kind == Kind::nothing) {
            false_reads += outcome.texts.empty() ? 0 : 1;
            if (list && !outcome.texts.empty()) fmt::print("  false {}: {}\n", one.name, outcome.texts.front());
            continue;
        }
        const bool read = std::find(outcome.texts.begin(), outcome.texts.end(), one.text) != outcome.texts.end();
        for (const auto& text : outcome.texts) {
            if (text == one.text) continue;
            ++wrong;
            if (list) fmt::print("  wrong {} ({}): {} instead of {}\n", one.name, one.spoilt, text, one.text);
        }
        auto& count = counts[one.kind == Kind::qr ? 0 : 1][one.half_a ? 0 : 1];
        ++count.all;
        count.read += read ? 1 : 0;
        for (std::size_t at = 0; at < one.spoilt.size();) {
            const auto end = one.spoilt.find(' ', at);
            auto& damage = by_damage[(one.kind == Kind::qr ? "qr " : "1D ") + one.spoilt.substr(at, end - at)];
            ++damage.all;
            damage.read += read ? 1 : 0;
            at = end + 1;
        }
        if (list && !read) fmt::print("  unread {} {:.0f} ms ({})\n", one.name, outcome.ms, one.spoilt);
    }
    std::sort(times.begin(), times.end());
    const auto part = [&](std::size_t percent) {
        return times.empty() ? 0 : times[std::min(times.size() - 1, times.size() * percent / 100)];
    };
    fmt::print(
        "{:<12} QR {:5.1f} | {:5.1f} %   1D {:5.1f} | {:5.1f} %   wrong {:3}   false {:3}   died {:3}   median {:6.1f}   "
        "p95 {:6.1f} ms\n",
        reader, counts[0][0].percent(), counts[0][1].percent(), counts[1][0].percent(), counts[1][1].percent(), wrong,
        false_reads, died, part(50), part(95));
    if (list) {
        for (const auto& [name, count] : by_damage)
            fmt::print("    {:<14} {:5.1f} % of {}\n", name, count.percent(), count.all);
    }
    std::fflush(stdout);
}

void write_out(const std::vector<Case>& cases, const std::string& folder) {
    std::filesystem::create_directories(folder);
    for (const auto& one : cases) {
        const auto put = [&](const std::string& name, const std::string& bytes) {
            if (auto* file = std::fopen((folder + "/" + name).c_str(), "wb"); file != nullptr) {
                std::fwrite(bytes.data(), 1, bytes.size(), file);
                std::fclose(file);
            }
        };
        put(one.name + ".pgm", one.file);
        if (!one.text.empty()) put(one.name + ".txt", one.text);
    }
}

}  // namespace

int main(int argc, char** argv) {
    auto started = Decoder::start();
    if (!started) {
        fmt::print(stderr, "{}\n", started.error().detail);
        return 1;
    }
    auto& decoder = *started;
    std::string folder, list, write;
    std::string only, kind;
    std::vector<Reader> readers{
        {"zxing", [](const Case& one) { return in_a_child(one, zxing_as_is); }, true},
        {"zbar", [](const Case& one) { return in_a_child(one, zbar_reads); }, true},
    };
    int count = 400, first = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool more = i + 1 < argc;
        if (word == "--count" && more) count = std::stoi(argv[++i]);
        else if (word == "--first" && more) first = std::stoi(argv[++i]);
        else if (word == "--only" && more) only = argv[++i];
        else if (word == "--list" && more) list = argv[++i];
        else if (word == "--kind" && more) kind = argv[++i];
        else if (word == "--write" && more) write = argv[++i];
        else if (word == "--said" && i + 2 < argc) {
            readers.push_back(from_said(argv[i + 1], argv[i + 2]));
            i += 2;
        } else folder = word;
    }
    auto cases = folder.empty() ? drawn_cases(count, first) : folder_cases(folder, kind);
    if (cases.empty()) {
        fmt::print(stderr, "there is no picture to read\n");
        return 1;
    }
    if (!kind.empty() && folder.empty())
        std::erase_if(cases, [&](const Case& one) { return one.kind != (kind == "qr" ? Kind::qr : Kind::bars); });
    if (!write.empty()) write_out(cases, write);
    fmt::print("{} pictures; read in half A | half B\n", cases.size());
    readers.push_back({"grids", [](const Case& one) { return in_a_child(one, grids); }});
    readers.push_back({"ours quick", [&](const Case& one) { return ours(decoder, one, glance_budget, glance_effort); }});
    readers.push_back({"ours", [&](const Case& one) { return ours(decoder, one, still_budget, still_effort); }});
    readers.push_back({"unhurried", [](const Case& one) { return in_a_child(one, ours_unhurried); }});
    readers.push_back({"ours deep", [&](const Case& one) { return ours(decoder, one, 1800ms, {}); }});
    static_cast<void>(letters(LetterKind::code_128, 0));  // made once, not once a picture
    std::vector<std::vector<Outcome>> peers;
    for (const auto& reader : readers) {
        if (!only.empty() && only != reader.name && !(only == "peers" && reader.is_peer)) continue;
        std::vector<Outcome> outcomes;
        for (const auto& one : cases) outcomes.push_back(reader.read(one));
        report(reader.name, outcomes, cases, list == reader.name);
        if (reader.is_peer) peers.push_back(std::move(outcomes));
    }
    if (!peers.empty()) report("all peers", together(peers), cases, list == "all peers");
    return 0;
}
