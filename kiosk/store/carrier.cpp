#include "kiosk/store/carrier.hpp"

#include <sodium.h>

#include <array>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/signature.hpp"

namespace kiosk::store {
namespace {

const unsigned char* octets(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

template <std::size_t size>
std::string_view view_of(const std::array<unsigned char, size>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), size};
}

Result<std::string> key_of(std::string_view text, std::size_t size) {
    auto bytes = from_base64(text);
    if (!bytes || bytes->size() != size) return fail(Code::bad_format, "this is no key in base 64");
    return bytes;
}

struct SigningKeys {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    explicit SigningKeys(const Vault& vault) {
        std::string seed = vault.keyed_hash("signature of what leaves on a carrier", "1");
        require(seed.size() == crypto_sign_SEEDBYTES, "a keyed hash has the size of a seed");
        crypto_sign_seed_keypair(open.data(), secret.data(), octets(seed));
        sodium_memzero(seed.data(), seed.size());
    }
    SigningKeys(const SigningKeys&) = delete;
    SigningKeys& operator=(const SigningKeys&) = delete;
    ~SigningKeys() { sodium_memzero(secret.data(), secret.size()); }
};

}  // namespace

ProvinceKeys make_province_keys() {
    std::array<unsigned char, crypto_box_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_box_SECRETKEYBYTES> secret{};
    crypto_box_keypair(open.data(), secret.data());
    ProvinceKeys out{base64(view_of(open)), Personal(base64(view_of(secret)))};
    sodium_memzero(secret.data(), secret.size());
    return out;
}

Result<std::string> seal_for(std::string_view public_key, std::string_view bytes) {
    const auto key = key_of(public_key, crypto_box_PUBLICKEYBYTES);
    if (!key) return fail(key.error().code, key.error().detail);
    std::string out(bytes.size() + crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal(reinterpret_cast<unsigned char*>(out.data()), octets(bytes), bytes.size(), octets(*key)) != 0)
        return fail(Code::bad_format, "this is no public key of the province");
    return out;
}

Result<Personal> open_sealed(const ProvinceKeys& keys, std::string_view sealed) {
    const auto open = key_of(keys.public_key, crypto_box_PUBLICKEYBYTES);
    const auto secret = key_of(keys.secret_key.reveal(), crypto_box_SECRETKEYBYTES);
    if (!open || !secret) return fail(Code::bad_format, "these are no keys of the province");
    if (sealed.size() < crypto_box_SEALBYTES) return fail(Code::corrupt, "too short to be sealed");
    std::string plain(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), octets(sealed), sealed.size(), octets(*open),
                             octets(*secret)) != 0)
        return fail(Code::corrupt, "changed on the way, or sealed for somebody else");
    Personal out(plain);
    sodium_memzero(plain.data(), plain.size());
    return out;
}

std::string signer_of(const Vault& vault) { return base64(view_of(SigningKeys(vault).open)); }

std::string signature_of(const Vault& vault, std::string_view bytes) {
    const SigningKeys keys(vault);
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, octets(bytes), bytes.size(), keys.secret.data());
    return base64(view_of(signature));
}

Result<Done> check_signature(std::string_view signer, std::string_view bytes, std::string_view signature) {
    const auto key = key_of(signer, crypto_sign_PUBLICKEYBYTES);
    const auto proof = key_of(signature, crypto_sign_BYTES);
    if (!key || !proof || !is_signed_by(*key, bytes, *proof))
        return fail(Code::untrusted, "not signed by this kiosk, or changed on the way");
    return Done{};
}

}  // namespace kiosk::store
