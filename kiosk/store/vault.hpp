#pragma once
/// Seals what is personal before it reaches the disk, and hashes what is only ever compared. libsodium: XChaCha20-Poly1305,
/// BLAKE2b. One thread; opening blocks on the disk, the rest never.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::store {

class Vault {
public:
    /// Reads the key file, or makes it (0600) at the first start. Who has this file and the database can read everything:
    /// it belongs on an encrypted partition, and in no backup beside the database.
    [[nodiscard]] static Result<std::unique_ptr<Vault>> open(const std::filesystem::path& key_file, Ids& ids);
    /// A key that nobody keeps: tests and simulation.
    [[nodiscard]] static Result<std::unique_ptr<Vault>> open_in_memory(Ids& ids);

    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;
    ~Vault();

    /// The sealed bytes open again only for the same table, record and part: rows cannot be swapped.
    [[nodiscard]] std::string seal(std::string_view table, std::string_view record, std::string_view part,
                                   std::string_view plain);
    /// Code::corrupt when the bytes were changed, moved, or sealed with another key.
    [[nodiscard]] Result<Personal> unseal(std::string_view table, std::string_view record, std::string_view part,
                                          std::string_view sealed) const;

    /// 32 bytes that say nothing without the key. For second factors; `purpose` keeps uses apart.
    [[nodiscard]] std::string keyed_hash(std::string_view purpose, std::string_view bytes) const;
    /// Compares in constant time.
    [[nodiscard]] static bool same(std::string_view a, std::string_view b);

private:
    struct Keys;
    Vault(std::unique_ptr<Keys> keys, Ids& ids);
    static Result<std::unique_ptr<Vault>> from_master(std::string& master, Ids& ids);
    std::unique_ptr<Keys> keys_;
    Ids& ids_;
};

/// The same with a key that several kiosks share: 32 bytes and more of it.
[[nodiscard]] std::string keyed_hash(std::string_view key, std::string_view purpose, std::string_view bytes);
/// SHA-256 in lower-case hexadecimal.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace kiosk::store
