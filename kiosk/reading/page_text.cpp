#include "kiosk/reading/page_text.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <thread>

#include "kiosk/base/clock.hpp"

namespace kiosk::reading {
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

constexpr Duration longest_reading = 60s;
constexpr Duration look_round = 20ms;
constexpr int no_such_program = 127;  // what `env` and `nice` end with

/// Its `wait` status, -1 when it had to be killed.
int end_of(pid_t process, const std::stop_token& stop) {
    const auto until = std::chrono::steady_clock::now() + longest_reading;
    for (;;) {
        int status = 0;
        const auto ended = ::waitpid(process, &status, WNOHANG);
        if (ended == process) return status;
        if (ended < 0 && errno != EINTR) return -1;
        if (stop.stop_requested() || std::chrono::steady_clock::now() >= until) {
            ::kill(process, SIGKILL);
            while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
            }
            return -1;
        }
        std::this_thread::sleep_for(look_round);
    }
}

/// One thread, and only what nobody else wants of the processor.
Result<std::string> tesseract(std::string_view picture, int dpi, const std::stop_token& stop) {
    const MemoryFile input;
    const MemoryFile output;
    if (input.get() < 0 || output.get() < 0 || !input.write(picture)) return fail(Code::io, "no memory for the page");
    const auto resolution = std::to_string(dpi);
    const std::array<const char*, 14> arguments{
        "env",   "OMP_THREAD_LIMIT=1", "nice", "-n",   "19", "tesseract", "stdin", "stdout", "-l", "vie",
        "--dpi", resolution.c_str(),   "tsv",  nullptr};
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
    const int status = end_of(process, stop);
    if (stop.stop_requested()) return fail(Code::stopped, "nobody wants the page read any more");
    if (status < 0) return fail(Code::timed_out, "tesseract was too slow; the page stays without searchable text");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return output.read();
    if (WIFEXITED(status) && WEXITSTATUS(status) == no_such_program)
        return fail(Code::not_found, "tesseract is not there; install tesseract-ocr and tesseract-ocr-vie");
    if (WIFSIGNALED(status)) return fail(Code::io, "tesseract was killed; the page stays without searchable text");
    return fail(Code::bad_format, "tesseract gave this page up; it stays without searchable text");
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

/// A page that cannot be read is that page's fault, unless none can.
Error reason(const Error& error) {
    if (error.code != Code::bad_format) return error;
    if (auto any = can_read(); !any) return any.error();
    return error;
}

}  // namespace

Result<Done> can_read() {
    // A white page of eight by eight pixels: reading it proves program and language.
    const auto read = tesseract("P5\n8 8\n255\n" + std::string(64, '\xff'), 300, {});
    if (read) return Done{};
    if (read.error().code != Code::bad_format) return tl::unexpected(read.error());
    return fail(Code::not_found, "tesseract cannot read Vietnamese; install tesseract-ocr and tesseract-ocr-vie");
}

Result<Done> read_words(std::vector<pages::PdfSheet>& sheets, const std::stop_token& stop) {
    for (auto& sheet : sheets) {
        for (const auto& on : sheet.pictures) {
            const bool ink = !on.layers->group4.empty();
            const int width_px = ink ? on.layers->ink_width : on.layers->colour_width;
            if (width_px <= 0) continue;
            const double mm_a_px = on.width_mm / width_px;
            const auto read = tesseract(ink ? tiff_of(*on.layers) : on.layers->jpeg, static_cast<int>(25.4 / mm_a_px), stop);
            if (!read) return tl::unexpected(reason(read.error()));
            for (auto word : words_in(*read, mm_a_px)) {
                word.left_mm += on.left_mm;
                word.top_mm += on.top_mm;
                sheet.words.push_back(std::move(word));
            }
        }
    }
    return Done{};
}

}  // namespace kiosk::reading
