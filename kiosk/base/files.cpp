#include "kiosk/base/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace kiosk {
namespace {

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

tl::unexpected<Error> failed(std::string_view doing, const std::filesystem::path& path, int error) {
    Code code = Code::io;
    if (error == ENOENT || error == ENOTDIR) code = Code::not_found;
    if (error == EACCES || error == EPERM || error == EROFS) code = Code::no_permission;
    if (error == ENOSPC || error == EDQUOT) code = Code::disk_full;
    return fail(code, fmt::format("{}: cannot {}: {}", path.string(), doing, std::strerror(error)));
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes) {
    // Opening a pipe or a serial line would wait for somebody at its other end.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.get() < 0) return failed("open", path, errno);
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) return failed("look at", path, errno);
    if (S_ISDIR(info.st_mode)) return fail(Code::bad_usage, fmt::format("{}: is a folder, not a file", path.string()));
    if (!S_ISREG(info.st_mode))
        return fail(Code::bad_usage, fmt::format("{}: is a device or a pipe, not a file", path.string()));
    std::string out;
    for (;;) {
        char buffer[65536];
        const auto got = ::read(file.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed("read", path, errno);
        if (got == 0) return out;
        out.append(buffer, static_cast<std::size_t>(got));
        if (out.size() > limit_bytes) {
            return fail(Code::too_large, fmt::format("{}: larger than {} bytes", path.string(), limit_bytes));
        }
    }
}

Result<Done> write_file(const std::filesystem::path& named, std::string_view bytes) {
    std::error_code none;  // what cannot be looked at is said by what follows
    const auto there = std::filesystem::status(named, none);
    if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there)) {
        return fail(Code::bad_usage, fmt::format("{}: is {}, not a file; nothing was written", named.string(),
                                                 std::filesystem::is_directory(there) ? "a folder" : "a device or a pipe"));
    }
    const auto path = std::filesystem::is_symlink(named, none) ? std::filesystem::weakly_canonical(named, none) : named;
    auto beside = path;
    beside += ".new";
    {
        const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (file.get() < 0) return failed("create", beside, errno);
        if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0) {
            const int error = errno;
            ::unlink(beside.c_str());
            return failed("write", beside, error);
        }
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) return failed("replace", path, errno);
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const Descriptor parent(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (parent.get() >= 0) ::fsync(parent.get());
    return Done{};
}

}  // namespace kiosk
