#include "kiosk/commands/page_words.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>

namespace kiosk::commands {
namespace {

constexpr int worst_sureness = 30;  ///< of 100: what tesseract believes less is rather dirt

class MemoryFile {
public:
    MemoryFile() : descriptor_(::memfd_create("kiosk-page", MFD_CLOEXEC)) {}
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int get() const { return descriptor_; }
    [[nodiscard]] bool write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto put = ::write(descriptor_, bytes.data(), bytes.size());
            if (put < 0 && errno == EINTR) continue;
            if (put <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
        return ::lseek(descriptor_, 0, SEEK_SET) == 0;
    }
    [[nodiscard]] std::string read() const {
        std::string out;
        ::lseek(descriptor_, 0, SEEK_SET);
        std::array<char, 65536> some{};
        for (;;) {
            const auto got = ::read(descriptor_, some.data(), some.size());
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return out;
            out.append(some.data(), static_cast<std::size_t>(got));
        }
    }

private:
    int descriptor_;
};

void put(std::string& to, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to.push_back(static_cast<char>(value >> (8 * i) & 0xffU));
}

/// The ink as a TIFF file of one strip, which is what tesseract reads (TIFF 6.0, section 11).
std::string tiff_of(const pages::Layers& layers) {
    struct Entry {
        std::uint32_t tag, type, value;
    };
    const auto width = static_cast<std::uint32_t>(layers.ink_width);
    const auto height = static_cast<std::uint32_t>(layers.ink_height);
    const std::array<Entry, 8> entries{
        Entry{256, 4, width},  Entry{257, 4, height},
        Entry{258, 3, 1},      Entry{259, 3, 4},
        Entry{262, 3, 0},      Entry{273, 4, 8},
        Entry{278, 4, height}, Entry{279, 4, static_cast<std::uint32_t>(layers.group4.size())}};
    std::string out("II*\0", 4);
    const auto padded = layers.group4.size() + layers.group4.size() % 2;
    put(out, static_cast<std::uint32_t>(8 + padded), 4);
    out += layers.group4;
    out.resize(8 + padded, '\0');
    put(out, entries.size(), 2);
    for (const auto& entry : entries) {
        put(out, entry.tag, 2);
        put(out, entry.type, 2);
        put(out, 1, 4);
        put(out, entry.value, 4);
    }
    put(out, 0, 4);
    return out;
}

Result<std::string> tesseract(std::string_view picture, int dpi) {
    const MemoryFile input;
    const MemoryFile output;
    if (input.get() < 0 || output.get() < 0 || !input.write(picture)) return fail(Code::io, "no memory for the page");
    const auto resolution = std::to_string(dpi);
    const std::array<const char*, 9> arguments{"tesseract",        "stdin", "stdout", "-l", "vie", "--dpi",
                                               resolution.c_str(), "tsv",   nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input.get(), 0);
    posix_spawn_file_actions_adddup2(&actions, output.get(), 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
    pid_t process = 0;
    const int failed =
        ::posix_spawnp(&process, arguments[0], &actions, nullptr, const_cast<char* const*>(arguments.data()), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return fail(Code::not_found, "tesseract does not start; install tesseract-ocr and tesseract-ocr-vie");
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return fail(Code::not_found, "tesseract cannot read Vietnamese; install tesseract-ocr-vie");
    return output.read();
}

/// Lines of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, sureness, text.
std::vector<pages::FoundWord> words_in(const std::string& table, double mm_a_px) {
    std::vector<pages::FoundWord> out;
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> cells;
        std::istringstream in(line);
        for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
        if (cells.size() != 12 || cells[0] != "5" || cells[11].find_first_not_of(' ') == std::string::npos) continue;
        if (std::atof(cells[10].c_str()) < worst_sureness) continue;
        const auto mm = [&](std::size_t cell) { return std::atof(cells[cell].c_str()) * mm_a_px; };
        out.push_back({mm(6), mm(7), mm(8), mm(9), cells[11]});
    }
    return out;
}

std::string where(pages::Place place) {
    switch (place) {
        case pages::Place::everywhere: return "";
        case pages::Place::top_left: return " at the top left";
        case pages::Place::top: return " at the top";
        case pages::Place::top_right: return " at the top right";
        case pages::Place::left: return " at the left";
        case pages::Place::middle: return " in the middle";
        case pages::Place::right: return " at the right";
        case pages::Place::bottom_left: return " at the bottom left";
        case pages::Place::bottom: return " at the bottom";
        case pages::Place::bottom_right: return " at the bottom right";
    }
    return "";
}

}  // namespace

std::string advice_in_english(const pages::Advice& advice) {
    const auto at = where(advice.place);
    switch (advice.problem) {
        case pages::Problem::blurred: return "blurred" + at + ": hold still and take it again";
        case pages::Problem::cut_off: return "cut off" + at + ": move the sheet into the picture and take it again";
        case pages::Problem::glare: return "a lamp is mirrored" + at + ": tilt the sheet or the camera and take it again";
        case pages::Problem::too_small: return "too small for small print: go nearer and take it again";
        case pages::Problem::too_dark: return "too dark: give it more light and take it again";
        case pages::Problem::finger: return "a finger lies on the sheet" + at + ": take it away and take the picture again";
        case pages::Problem::several: return "several sheets: one was taken; lay them one at a time";
        case pages::Problem::blank: return "nothing is written on it: is this the right side?";
        case pages::Problem::no_sheet: return "no edges of a sheet were seen: all of the picture was taken";
    }
    return "";
}

Result<Done> read_words(std::vector<pages::PdfSheet>& sheets) {
    for (auto& sheet : sheets) {
        for (const auto& on : sheet.pictures) {
            const bool ink = !on.layers->group4.empty();
            const int width_px = ink ? on.layers->ink_width : on.layers->colour_width;
            if (width_px <= 0) continue;
            const double mm_a_px = on.width_mm / width_px;
            const auto read = tesseract(ink ? tiff_of(*on.layers) : on.layers->jpeg, static_cast<int>(25.4 / mm_a_px));
            if (!read) return tl::unexpected(read.error());
            for (auto word : words_in(*read, mm_a_px)) {
                word.left_mm += on.left_mm;
                word.top_mm += on.top_mm;
                sheet.words.push_back(std::move(word));
            }
        }
    }
    return Done{};
}

}  // namespace kiosk::commands
