#include "kiosk/store/vault.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <span>

#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"

namespace kiosk::store {
namespace {

constexpr std::size_t key_bytes = crypto_kdf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr char kdf_context[crypto_kdf_CONTEXTBYTES + 1] = "QNkiosk1";
constexpr std::string_view file_mark = "quang-ngai-kiosk vault key 1\n";

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// What a sealed value belongs to, in a form in which no two places read the same.
std::string place(std::string_view table, std::string_view record, std::string_view part) {
    return fmt::format("{}:{}{}:{}{}:{}", table.size(), table, record.size(), record, part.size(), part);
}

using RecordKey = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES>;

}  // namespace

struct Vault::Keys {
    std::array<unsigned char, crypto_generichash_KEYBYTES> sealing{};
    std::array<unsigned char, crypto_generichash_KEYBYTES> hashing{};
    Keys() { sodium_mlock(this, sizeof *this); }
    Keys(const Keys&) = delete;
    Keys& operator=(const Keys&) = delete;
    ~Keys() { sodium_munlock(this, sizeof *this); }  // overwrites, too

    // A key for each record: what is learned of one says nothing about another.
    [[nodiscard]] RecordKey of(std::string_view where) const {
        RecordKey key{};
        crypto_generichash(key.data(), key.size(), raw(where), where.size(), sealing.data(), sealing.size());
        return key;
    }
};

Vault::Vault(std::unique_ptr<Keys> keys, Ids& ids) : keys_(std::move(keys)), ids_(ids) {}
Vault::~Vault() = default;

Result<std::unique_ptr<Vault>> Vault::from_master(std::string& master, Ids& ids) {
    if (sodium_init() < 0) return fail(Code::io, "libsodium does not start; install Debian's libsodium23 again");
    auto keys = std::make_unique<Keys>();
    crypto_kdf_derive_from_key(keys->sealing.data(), keys->sealing.size(), 1, kdf_context, raw(master));
    crypto_kdf_derive_from_key(keys->hashing.data(), keys->hashing.size(), 2, kdf_context, raw(master));
    sodium_memzero(master.data(), master.size());
    return std::unique_ptr<Vault>(new Vault(std::move(keys), ids));
}

Result<std::unique_ptr<Vault>> Vault::open(const std::filesystem::path& key_file, Ids& ids) {
    std::error_code ignored;
    if (!std::filesystem::exists(key_file, ignored)) {
        std::string fresh(file_mark);
        fresh.resize(file_mark.size() + key_bytes);
        ids.fill_random(std::span(raw(fresh) + file_mark.size(), key_bytes));
        auto written = write_file(key_file, fresh);
        sodium_memzero(fresh.data(), fresh.size());
        if (!written) return fail(std::move(written));
    }
    auto bytes = read_file(key_file, 4096);
    if (!bytes) return fail(std::move(bytes));
    if (!bytes->starts_with(file_mark) || bytes->size() != file_mark.size() + key_bytes) {
        return fail(Code::corrupt, fmt::format("{}: not a key of this kiosk; put the right one back from where it is kept",
                                               key_file.string()));
    }
    struct stat info {};
    if (::stat(key_file.c_str(), &info) == 0 && (info.st_mode & 077U) != 0) {
        log::warning("{}: other accounts could read the key (mode {:o}); now only this one can", key_file.string(),
                     info.st_mode & 0777U);
        if (::chmod(key_file.c_str(), 0600) != 0) {
            return fail(Code::no_permission, fmt::format("{}: other accounts may read it; chmod 600 it", key_file.string()));
        }
    }
    std::string master = bytes->substr(file_mark.size());
    sodium_memzero(bytes->data(), bytes->size());
    return from_master(master, ids);
}

Result<std::unique_ptr<Vault>> Vault::open_in_memory(Ids& ids) {
    std::string master(key_bytes, '\0');
    ids.fill_random(std::span(raw(master), master.size()));
    return from_master(master, ids);
}

std::string Vault::seal(std::string_view table, std::string_view record, std::string_view part, std::string_view plain) {
    const auto where = place(table, record, part);
    auto key = keys_->of(where);
    std::string out(nonce_bytes + plain.size() + tag_bytes, '\0');
    ids_.fill_random(std::span(raw(out), nonce_bytes));
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out) + nonce_bytes, &size, raw(plain), plain.size(), raw(where),
                                               where.size(), nullptr, raw(out), key.data());
    sodium_memzero(key.data(), key.size());
    return out;
}

Result<Personal> Vault::unseal(std::string_view table, std::string_view record, std::string_view part,
                               std::string_view sealed) const {
    if (sealed.size() < nonce_bytes + tag_bytes)
        return fail(Code::corrupt, fmt::format("table {}: a sealed value is cut off", table));
    const auto where = place(table, record, part);
    auto key = keys_->of(where);
    std::string plain(sealed.size() - nonce_bytes - tag_bytes, '\0');
    unsigned long long size = 0;
    const auto body = sealed.substr(nonce_bytes);
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), &size, nullptr, raw(body), body.size(),
                                                                  raw(where), where.size(), raw(sealed), key.data());
    sodium_memzero(key.data(), key.size());
    if (opened != 0) {
        return fail(Code::corrupt, fmt::format("table {}: a sealed value was changed, or sealed with another key", table));
    }
    Personal out(plain);
    sodium_memzero(plain.data(), plain.size());
    return out;
}

std::string Vault::keyed_hash(std::string_view purpose, std::string_view bytes) const {
    const auto input = place(purpose, bytes, "");
    std::string out(32, '\0');
    crypto_generichash(raw(out), out.size(), raw(input), input.size(), keys_->hashing.data(), keys_->hashing.size());
    return out;
}

std::string keyed_hash(std::string_view key, std::string_view purpose, std::string_view bytes) {
    const auto input = place(purpose, bytes, "");
    std::string out(32, '\0');
    crypto_generichash(raw(out), out.size(), raw(input), input.size(), raw(key),
                       std::min<std::size_t>(key.size(), crypto_generichash_KEYBYTES_MAX));
    return out;
}

bool Vault::same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), raw(bytes), bytes.size());
    std::string out;
    for (const auto byte : hash) out += fmt::format("{:02x}", byte);
    return out;
}

}  // namespace kiosk::store
