#include "kiosk/sandbox/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "kiosk/base/files.hpp"

namespace kiosk::sandbox {
namespace {

constexpr std::size_t largest = std::size_t{1} << 30;

tl::unexpected<Error> failed(const std::filesystem::path& file, int error) {
    Code code = Code::io;
    if (error == EACCES || error == EPERM || error == EROFS) code = Code::no_permission;
    if (error == ENOSPC || error == EDQUOT) code = Code::disk_full;
    return fail(code, fmt::format("{}: {}; choose a folder with --data that you may write to and that has room",
                                  file.string(), std::strerror(error)));
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return lines;
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0) return failed(file, errno);
    std::unique_ptr<Journal> journal(new Journal(descriptor, {}, 0));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        return fail(Code::busy,
                    fmt::format("{}: another training portal uses this folder; stop it, or choose another --data",
                                file.parent_path().string()));
    }
    auto text = read_file(file, largest);
    if (!text) return fail(std::move(text));
    const auto last = text->rfind('\n');
    const std::size_t whole = last == std::string::npos ? 0 : last + 1;
    if (whole < text->size() && ::ftruncate(descriptor, static_cast<off_t>(whole)) != 0) return failed(file, errno);
    journal->lines_ = split_lines(std::string_view(*text).substr(0, whole));
    journal->size_ = static_cast<long long>(whole);
    return journal;
}

Journal::~Journal() { ::close(descriptor_); }

Result<Done> Journal::append(std::string_view line) {
    std::string whole(line);
    whole += '\n';
    std::string_view rest = whole;
    while (!rest.empty()) {
        const auto put = ::write(descriptor_, rest.data(), rest.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) break;
        rest.remove_prefix(static_cast<std::size_t>(put));
    }
    if (rest.empty() && ::fdatasync(descriptor_) == 0) {
        size_ += static_cast<long long>(whole.size());
        return Done{};
    }
    const int error = errno;
    // Half a line must not stand before the next one.
    if (::ftruncate(descriptor_, static_cast<off_t>(size_)) != 0) {
        return fail(Code::corrupt, "the journal can neither be written nor mended; stop the portal and look at the disk");
    }
    return failed("the journal", error);
}

}  // namespace kiosk::sandbox
