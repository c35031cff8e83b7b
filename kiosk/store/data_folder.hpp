#pragma once
/// The folder that holds everything this kiosk must remember, and the proof that one process only owns it.
/// One thread. Blocks on the disk.

#include <cstdint>
#include <filesystem>
#include <utility>

#include "kiosk/base/result.hpp"

namespace kiosk::store {

class DataFolder {
public:
    /// Creates the folder (0700) when it is missing and takes its lock. Code::busy when another process owns it; the message
    /// names the socket to speak to. Code::no_permission when it cannot be written. The lock goes when this object goes, or
    /// the process dies.
    [[nodiscard]] static Result<DataFolder> claim(const std::filesystem::path& path);

    DataFolder(DataFolder&& other) noexcept;
    DataFolder& operator=(DataFolder&&) = delete;
    DataFolder(const DataFolder&) = delete;
    ~DataFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path database_file() const { return path_ / "kiosk.sqlite"; }
    [[nodiscard]] std::filesystem::path key_file() const { return path_ / "vault.key"; }
    [[nodiscard]] std::filesystem::path socket_file() const { return socket_file(path_); }
    [[nodiscard]] static std::filesystem::path socket_file(const std::filesystem::path& folder) {
        return folder / "kiosk.socket";
    }

    [[nodiscard]] Result<std::uint64_t> free_bytes() const;
    /// Code::disk_full when there is less than `reserve_bytes`: what is already accepted must still be deliverable.
    [[nodiscard]] Result<Done> room_for_a_dossier() const;
    /// Gives the ballast's room back, so that a full disk does not keep the database from opening; true when there was one.
    bool drop_ballast();

    static constexpr std::uint64_t reserve_bytes = 64ULL << 20;
    static constexpr std::size_t ballast_bytes = 256U << 10;

private:
    DataFolder(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}
    void lay_ballast();
    [[nodiscard]] std::filesystem::path ballast_file() const { return path_ / "ballast"; }
    std::filesystem::path path_;
    int lock_;
};

}  // namespace kiosk::store
