#include "tests/signin/forge.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>
#include <vector>

#include "kiosk/base/base64.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::openid::test {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string number(const EVP_PKEY* key, const char* name, int size = 0) {
    BIGNUM* value = nullptr;
    REQUIRE(EVP_PKEY_get_bn_param(key, name, &value) == 1);
    std::vector<unsigned char> bytes(static_cast<std::size_t>(size > 0 ? size : BN_num_bytes(value)));
    BN_bn2binpad(value, bytes.data(), static_cast<int>(bytes.size()));
    BN_free(value);
    return base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

Forge::Forge(Kind kind, std::string key_id)
    : kind_(kind),
      key_id_(std::move(key_id)),
      key_(kind == Kind::p256 ? EVP_EC_gen("P-256") : EVP_RSA_gen(kind == Kind::rsa ? 2048U : 1024U)) {
    REQUIRE(key_ != nullptr);
}
Forge::~Forge() { EVP_PKEY_free(key_); }

std::string Forge::signature(std::string_view text) const {
    EVP_MD_CTX* signing = EVP_MD_CTX_new();
    std::array<unsigned char, 512> out{};
    std::size_t size = out.size();
    REQUIRE(EVP_DigestSignInit(signing, nullptr, EVP_sha256(), nullptr, key_) == 1);
    REQUIRE(EVP_DigestSign(signing, out.data(), &size, bytes_of(text), text.size()) == 1);
    EVP_MD_CTX_free(signing);
    if (kind_ != Kind::p256) return {reinterpret_cast<const char*>(out.data()), size};
    const unsigned char* at = out.data();
    ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size));
    std::array<unsigned char, 64> raw{};
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), raw.data(), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), raw.data() + 32, 32);
    ECDSA_SIG_free(pair);
    return {reinterpret_cast<const char*>(raw.data()), raw.size()};
}

std::string Forge::token(std::string_view claims, std::string_view algorithm, std::string_view more) const {
    if (algorithm.empty()) algorithm = kind_ == Kind::p256 ? "ES256" : "RS256";
    const auto header = fmt::format(R"({{"alg":"{}","kid":"{}"{}}})", algorithm, key_id_, more);
    const auto text = base64url(header) + '.' + base64url(claims);
    return text + '.' + base64url(signature(text));
}

std::string Forge::public_key() const {
    if (kind_ == Kind::p256)
        return fmt::format(R"({{"kty":"EC","crv":"P-256","use":"sig","kid":"{}","x":"{}","y":"{}"}})", key_id_,
                           number(key_, OSSL_PKEY_PARAM_EC_PUB_X, 32), number(key_, OSSL_PKEY_PARAM_EC_PUB_Y, 32));
    return fmt::format(R"({{"kty":"RSA","alg":"RS256","kid":"{}","n":"{}","e":"{}"}})", key_id_,
                       number(key_, OSSL_PKEY_PARAM_RSA_N), number(key_, OSSL_PKEY_PARAM_RSA_E));
}

std::string Forge::pem() const {
    BIO* memory = BIO_new(BIO_s_mem());
    REQUIRE(PEM_write_bio_PUBKEY(memory, key_) == 1);
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory, &text);
    std::string out(text, static_cast<std::size_t>(size));
    BIO_free(memory);
    return out;
}

std::string hmac_token(std::string_view claims, std::string_view key_id, std::string_view secret) {
    const auto text = base64url(fmt::format(R"({{"alg":"HS256","kid":"{}"}})", key_id)) + '.' + base64url(claims);
    std::array<unsigned char, 32> mac{};
    unsigned size = mac.size();
    REQUIRE(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(text), text.size(), mac.data(),
                 &size) != nullptr);
    return text + '.' + base64url({reinterpret_cast<const char*>(mac.data()), size});
}

}  // namespace kiosk::openid::test
