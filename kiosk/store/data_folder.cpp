#include "kiosk/store/data_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "kiosk/base/log.hpp"

namespace kiosk::store {
namespace {

tl::unexpected<Error> failed(const std::filesystem::path& path, std::string_view doing, int error, std::string_view remedy) {
    Code code = Code::io;
    if (error == EACCES || error == EPERM || error == EROFS) code = Code::no_permission;
    if (error == ENOSPC || error == EDQUOT) code = Code::disk_full;
    return fail(code, fmt::format("{}: cannot {}: {}; {}", path.string(), doing, std::strerror(error), remedy));
}

Result<Done> make_folder(const std::filesystem::path& path) {
    std::error_code error;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
    if (!error && ::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) error.assign(errno, std::generic_category());
    if (error)
        return failed(path, "create the data folder", error.value(),
                      "name another one in the settings (data_folder), or create it for this account");
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
        return fail(Code::io, fmt::format("{}: is not a folder; name one in the settings (data_folder)", path.string()));
    }
    if ((info.st_mode & 077U) != 0 && ::chmod(path.c_str(), 0700) != 0) {
        return failed(path, "close the data folder to other accounts", errno,
                      "let this account own it: chown and chmod 700");
    }
    if (::access(path.c_str(), R_OK | W_OK | X_OK) != 0) {
        return failed(path, "write into the data folder", errno, "let this account own it: chown and chmod 700");
    }
    return Done{};
}

}  // namespace

Result<DataFolder> DataFolder::claim(const std::filesystem::path& path) {
    if (auto made = make_folder(path); !made) return fail(std::move(made));
    const auto lock_file = path / "owner.lock";
    const int lock = ::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0) return failed(lock_file, "open the lock", errno, "let this account own the data folder");
    DataFolder folder(path, lock);
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return failed(lock_file, "take the lock", errno, "use a local disk for the data folder");
        char owner[32] = {};
        const auto got = ::pread(lock, owner, sizeof owner - 1, 0);
        return fail(Code::busy, fmt::format("{}: process {} owns this data folder; speak to it through {}, or end it first",
                                            path.string(), got > 0 ? owner : "?", socket_file(path).string()));
    }
    const auto pid = std::to_string(::getpid());
    if (::ftruncate(lock, 0) != 0 || ::pwrite(lock, pid.data(), pid.size(), 0) < 0) {
        log::warning("{}: cannot note the owner: {}", lock_file.string(), std::strerror(errno));
    }
    folder.lay_ballast();
    return folder;
}

DataFolder::DataFolder(DataFolder&& other) noexcept : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DataFolder::~DataFolder() {
    if (lock_ >= 0) ::close(lock_);
}

// Real blocks, not a hole: they must be there to give back.
void DataFolder::lay_ballast() {
    std::error_code ignored;
    const auto file = ballast_file();
    if (std::filesystem::file_size(file, ignored) == ballast_bytes && !ignored) return;
    const auto room = free_bytes();
    if (!room || *room < reserve_bytes) return;
    const int ballast = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (ballast < 0) {
        log::warning("{}: cannot be created: {}", file.string(), std::strerror(errno));
        return;
    }
    const std::string bytes(ballast_bytes, '\x5A');
    const bool laid = ::write(ballast, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
    ::close(ballast);
    if (!laid) {
        log::warning("{}: cannot be written", file.string());
        drop_ballast();
    }
}

bool DataFolder::drop_ballast() { return ::unlink(ballast_file().c_str()) == 0; }

Result<std::uint64_t> DataFolder::free_bytes() const {
    struct statvfs info {};
    if (::statvfs(path_.c_str(), &info) != 0) return failed(path_, "ask for the free room", errno, "look at the disk");
    return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
}

Result<Done> DataFolder::room_for_a_dossier() const {
    const auto room = free_bytes();
    if (!room) return fail(Result<std::uint64_t>(room));
    if (*room >= reserve_bytes) return Done{};
    return fail(Code::disk_full,
                fmt::format("{}: {} MB are free, {} MB are kept for what is already accepted; make room on this disk",
                            path_.string(), *room >> 20, reserve_bytes >> 20));
}

}  // namespace kiosk::store
