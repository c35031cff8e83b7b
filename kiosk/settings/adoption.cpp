#include "kiosk/settings/adoption.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <map>

#include "kiosk/base/files.hpp"

namespace kiosk::settings {
namespace {

namespace fs = std::filesystem;

fs::path staging_in(const fs::path& folder) { return folder / ".adoption"; }
fs::path journal_in(const fs::path& folder) { return staging_in(folder) / "ready"; }
fs::path home_of(const Settings& settings) { return fs::absolute(settings.file).parent_path(); }

/// What is adopted together, each under its name in the staging folder.
std::array<fs::path Settings::*, 6> adopted_folders() {
    return {&Settings::catalogue_folder, &Settings::units_folder, &Settings::forms_folder,
            &Settings::calendar_folder,  &Settings::texts_folder, &Settings::announcements_folder};
}

tl::unexpected<Error> cannot(std::string_view doing, const fs::path& path, const std::error_code& error) {
    Code code = Code::io;
    if (error == std::errc::permission_denied || error == std::errc::read_only_file_system ||
        error == std::errc::operation_not_permitted)
        code = Code::no_permission;
    if (error == std::errc::no_space_on_device) code = Code::disk_full;
    return fail(code, fmt::format("{}: cannot {}: {}", path.string(), doing, error.message()));
}

/// A file or folder reaches the disk.
bool flushed(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    const bool done = ::fsync(fd) == 0;
    ::close(fd);
    return done;
}

Result<Done> flush_all_of(const fs::path& folder) {
    std::error_code error;
    bool done = flushed(folder);
    for (auto at = fs::recursive_directory_iterator(folder, error); !error && at != fs::recursive_directory_iterator();
         at.increment(error))
        done = done && flushed(at->path());
    if (error) return cannot("look into", folder, error);
    return done ? Result<Done>(Done{}) : fail(Code::io, folder.string() + ": cannot be flushed to the disk");
}

/// Path below the folder -> bytes.
Result<std::map<std::string, std::string>> files_below(const fs::path& folder) {
    std::map<std::string, std::string> out;
    std::error_code error;
    for (auto at = fs::recursive_directory_iterator(folder, error); !error && at != fs::recursive_directory_iterator();
         at.increment(error)) {
        if (!at->is_regular_file(error)) continue;
        auto bytes = read_file(at->path());
        if (!bytes) return tl::unexpected(bytes.error());
        out.emplace(at->path().lexically_relative(folder).string(), std::move(*bytes));
    }
    if (error) return cannot("look into", folder, error);
    return out;
}

/// The folder of kiosk.toml, held by one process at a time.
class HeldFolder {
public:
    explicit HeldFolder(const fs::path& folder) : fd_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        held_ = fd_ >= 0 && ::flock(fd_, LOCK_EX) == 0;
    }
    HeldFolder(const HeldFolder&) = delete;
    HeldFolder& operator=(const HeldFolder&) = delete;
    ~HeldFolder() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] bool held() const { return held_; }

private:
    int fd_;
    bool held_ = false;
};

/// Nothing is at `to` afterwards but what was at `from`.
Result<Done> move_over(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::remove_all(to, error);
    if (error) return cannot("remove", to, error);
    fs::rename(from, to, error);
    if (error) return cannot(fmt::format("rename to {}", to.string()), from, error);
    return Done{};
}

/// One folder: the old one to `previous`, the new one into its place. Does nothing where that has been done.
Result<Done> put_in_place(const fs::path& staged, const fs::path& target, const fs::path& previous) {
    std::error_code error;
    if (!fs::exists(staged, error)) return Done{};
    if (fs::exists(target, error)) {
        if (auto kept = move_over(target, previous / target.filename()); !kept) return kept;
    }
    fs::rename(staged, target, error);
    return error ? Result<Done>(cannot(fmt::format("rename to {}", target.string()), staged, error)) : Done{};
}

/// `previous` is the way back from this adoption alone: what an earlier one put there would make a mixture that never was.
Result<Done> forget_others(const fs::path& previous, std::string_view journal) {
    std::error_code error;
    std::vector<fs::path> others;
    for (const auto& entry : fs::directory_iterator(previous, error)) {
        const auto line = "/" + entry.path().filename().string() + "\n";
        if (journal.find(line) == std::string_view::npos) others.push_back(entry.path());
    }
    if (error) return cannot("look into", previous, error);
    for (const auto& other : others) {
        fs::remove_all(other, error);
        if (error) return cannot("remove", other, error);
    }
    return Done{};
}

Result<Done> finish(const fs::path& folder) {
    std::error_code error;
    const auto staging = staging_in(folder);
    if (fs::exists(journal_in(folder), error)) {
        const auto journal = read_file(journal_in(folder));
        if (!journal) return tl::unexpected(journal.error());
        const auto previous = folder / "previous";
        fs::create_directories(previous, error);
        if (error) return cannot("make the folder", previous, error);
        if (auto alone = forget_others(previous, *journal); !alone) return alone;
        for (std::string_view rest = *journal; !rest.empty();) {
            const auto target = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), target.size() + 1));
            const fs::path path(target);
            if (auto put = put_in_place(staging / path.filename(), path, previous); !put) return put;
        }
        if (!flushed(folder) || !flushed(previous))
            return fail(Code::io, folder.string() + ": cannot be flushed to the disk");
    }
    fs::remove_all(staging, error);
    return error ? Result<Done>(cannot("remove", staging, error)) : Done{};
}

/// Everything of the candidate that is adopted, in the staging folder and on the disk; then the journal.
Result<Done> stage(const fs::path& folder, const Settings& settings, const fs::path& candidate) {
    std::error_code error;
    const auto staging = staging_in(folder);
    fs::create_directories(staging, error);
    if (error) return cannot("make the folder", staging, error);
    std::string journal;
    for (const auto member : adopted_folders()) {
        const auto& target = settings.*member;
        const auto from = candidate / target.filename();
        if (!fs::is_directory(from, error)) continue;
        fs::copy(from, staging / target.filename(), fs::copy_options::recursive, error);
        if (error) return cannot("copy", from, error);
        journal += target.string() + "\n";
    }
    if (auto kept = flush_all_of(staging); !kept) return kept;
    return write_file(journal_in(folder), journal);
}

}  // namespace

Result<Settings> with_folders_of(const Settings& settings, const fs::path& candidate) {
    auto out = settings;
    bool any = false;
    for (const auto member : adopted_folders()) {
        std::error_code error;
        const auto from = fs::absolute(candidate, error) / (settings.*member).filename();
        if (!fs::is_directory(from, error)) continue;
        out.*member = from;
        any = true;
    }
    if (any) return out;
    std::string names;
    for (const auto member : adopted_folders())
        names += (names.empty() ? "" : ", ") + (settings.*member).filename().string();
    return fail(Code::not_found, fmt::format("{}: has none of the folders {}", candidate.string(), names));
}

Result<bool> is_in_place(const Settings& settings, const fs::path& candidate) {
    for (const auto member : adopted_folders()) {
        std::error_code error;
        const auto from = candidate / (settings.*member).filename();
        if (!fs::is_directory(from, error)) continue;
        auto wanted = files_below(from);
        if (!wanted) return fail(std::move(wanted));
        const auto there = files_below(settings.*member);
        if (!there || *wanted != *there) return false;
    }
    return true;
}

fs::path previous_folder(const Settings& settings) { return home_of(settings) / "previous"; }

Result<Done> adopt(const Settings& settings, const fs::path& candidate) {
    const auto folder = home_of(settings);
    const HeldFolder held(folder);
    if (!held.held()) return fail(Code::no_permission, folder.string() + ": cannot be opened and held");
    if (auto before = finish(folder); !before) return before;
    if (auto staged = stage(folder, settings, candidate); !staged) {
        std::error_code ignored;  // what stays is removed by whoever reads the configuration next
        fs::remove_all(staging_in(folder), ignored);
        return fail(staged.error().code, staged.error().detail + ". Nothing has changed.");
    }
    if (auto done = finish(folder); !done)
        return fail(done.error().code, done.error().detail + ". It is tried again when the configuration is read next.");
    return Done{};
}

Result<Done> finish_adoption(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(staging_in(folder), error)) return Done{};
    const HeldFolder held(folder);
    if (!held.held()) return fail(Code::no_permission, folder.string() + ": cannot be opened and held");
    return finish(folder);
}

}  // namespace kiosk::settings
