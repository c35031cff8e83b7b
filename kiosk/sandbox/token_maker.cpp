#include "kiosk/sandbox/token_maker.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <array>

#include "kiosk/base/base64.hpp"

namespace kiosk::sandbox {
namespace {

constexpr int half = 32;  // bytes of r and of s

struct SigningEnd {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct PairEnd {
    void operator()(ECDSA_SIG* pair) const { ECDSA_SIG_free(pair); }
};

/// r and s one behind the other, as tokens carry them.
std::string raw_of(const std::string& der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const std::unique_ptr<ECDSA_SIG, PairEnd> pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    std::string out(2 * half, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    if (!pair || BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), bytes, half) != half ||
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), bytes + half, half) != half)
        return {};
    return out;
}

}  // namespace

struct TokenMaker::Key {
    explicit Key(EVP_PKEY* made) : key(made) {}
    ~Key() { EVP_PKEY_free(key); }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    EVP_PKEY* key;
};

TokenMaker::TokenMaker(std::string key_id, std::unique_ptr<Key> key) : key_id_(std::move(key_id)), key_(std::move(key)) {}
TokenMaker::~TokenMaker() = default;

Result<std::unique_ptr<TokenMaker>> TokenMaker::make(std::string key_id) {
    auto key = std::make_unique<Key>(EVP_EC_gen("P-256"));
    if (key->key == nullptr) return fail(Code::io, "OpenSSL made no key; check that the package libssl3 is whole");
    return std::unique_ptr<TokenMaker>(new TokenMaker(std::move(key_id), std::move(key)));
}

std::string TokenMaker::signed_token(std::string_view claims_json) const {
    const auto header = fmt::format(R"({{"alg":"ES256","typ":"JWT","kid":"{}"}})", key_id_);
    const auto text = base64url(header) + '.' + base64url(claims_json);
    const std::unique_ptr<EVP_MD_CTX, SigningEnd> signing(EVP_MD_CTX_new());
    std::array<unsigned char, 128> der{};
    std::size_t size = der.size();
    if (!signing || EVP_DigestSignInit(signing.get(), nullptr, EVP_sha256(), nullptr, key_->key) != 1 ||
        EVP_DigestSign(signing.get(), der.data(), &size, reinterpret_cast<const unsigned char*>(text.data()), text.size()) !=
            1)
        return {};
    return text + '.' + base64url(raw_of({reinterpret_cast<const char*>(der.data()), size}));
}

std::string TokenMaker::public_key_json() const {
    std::array<unsigned char, 1 + 2 * half> point{};
    std::size_t size = 0;
    const bool there = EVP_PKEY_get_octet_string_param(key_->key, OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, point.data(),
                                                       point.size(), &size) == 1;
    require(there && size == point.size() && point[0] == 4, "a P-256 key has an uncompressed point");
    const std::string_view bytes(reinterpret_cast<const char*>(point.data()), size);
    return fmt::format(R"({{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"{}","x":"{}","y":"{}"}})", key_id_,
                       base64url(bytes.substr(1, half)), base64url(bytes.substr(1 + half)));
}

}  // namespace kiosk::sandbox
