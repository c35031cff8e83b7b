#include "kiosk/openid/key_set.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <nlohmann/json.hpp>

#include "kiosk/base/base64.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::openid {
namespace {

using Json = nlohmann::ordered_json;
using portal::text_of;

constexpr int weakest_rsa_bits = 2048;
constexpr int strongest_rsa_bits = 8192;  // a larger one only keeps this machine busy
constexpr std::size_t p256_bytes = 32;
constexpr std::size_t most_keys = 32;

template <class T, void (*end)(T*)>
struct End {
    void operator()(T* thing) const { end(thing); }
};
using PublicKey = std::unique_ptr<EVP_PKEY, End<EVP_PKEY, EVP_PKEY_free>>;
using MakingKey = std::unique_ptr<EVP_PKEY_CTX, End<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using Digesting = std::unique_ptr<EVP_MD_CTX, End<EVP_MD_CTX, EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, End<BIGNUM, BN_free>>;
using Building = std::unique_ptr<OSSL_PARAM_BLD, End<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, End<OSSL_PARAM, OSSL_PARAM_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, End<ECDSA_SIG, ECDSA_SIG_free>>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Number number_of(std::string_view big_endian) {
    return Number(BN_bin2bn(bytes_of(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

PublicKey made(const char* kind, const Building& building) {
    const Parameters parameters(OSSL_PARAM_BLD_to_param(building.get()));
    const MakingKey making(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !making || EVP_PKEY_fromdata_init(making.get()) != 1 ||
        EVP_PKEY_fromdata(making.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return PublicKey(key);
}

PublicKey rsa_key(const Json& json) {
    const auto n = from_base64url(text_of(json, "n"));
    const auto e = from_base64url(text_of(json, "e"));
    if (!n || !e || n->size() > strongest_rsa_bits / 8 || e->size() > 8) return nullptr;
    const Number modulus = number_of(*n);
    const Number exponent = number_of(*e);
    const Building building(OSSL_PARAM_BLD_new());
    if (!modulus || !exponent || !building || BN_num_bits(modulus.get()) < weakest_rsa_bits ||
        OSSL_PARAM_BLD_push_BN(building.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(building.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
        return nullptr;
    return made("RSA", building);
}

PublicKey ec_key(const Json& json) {
    if (text_of(json, "crv") != "P-256") return nullptr;
    const auto x = from_base64url(text_of(json, "x"));
    const auto y = from_base64url(text_of(json, "y"));
    if (!x || !y || x->size() != p256_bytes || y->size() != p256_bytes) return nullptr;
    const std::string point = '\x04' + *x + *y;
    const Building building(OSSL_PARAM_BLD_new());
    if (!building || OSSL_PARAM_BLD_push_utf8_string(building.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(building.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
        return nullptr;
    return made("EC", building);
}

/// r and s one behind the other, as tokens carry them, in the form that OpenSSL reads.
std::string der_of(std::string_view signature) {
    Number r = number_of(signature.substr(0, p256_bytes));
    Number s = number_of(signature.substr(p256_bytes));
    const Signature pair(ECDSA_SIG_new());
    if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return {};
    static_cast<void>(r.release());  // now the pair's
    static_cast<void>(s.release());
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &bytes);
    if (size <= 0) return {};
    std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return out;
}

}  // namespace

struct KeySet::Key {
    std::string id;
    Algorithm algorithm = Algorithm::rs256;
    PublicKey key;
};

Result<KeySet> KeySet::read(std::string_view text) {
    const auto json = portal::parse_json(text);
    if (!json || !portal::member_of(*json, "keys").is_array()) return fail(Code::bad_format, "this is no set of keys");
    KeySet out;
    for (const auto& entry : portal::member_of(*json, "keys")) {
        if (!entry.is_object() || out.keys_.size() >= most_keys) continue;
        if (const auto use = text_of(entry, "use"); !use.empty() && use != "sig") continue;
        const bool rsa = text_of(entry, "kty") == "RSA";
        const auto stated = text_of(entry, "alg");
        if (!stated.empty() && stated != (rsa ? "RS256" : "ES256")) continue;
        auto key = rsa ? rsa_key(entry) : text_of(entry, "kty") == "EC" ? ec_key(entry) : nullptr;
        if (!key) continue;
        Key made{text_of(entry, "kid"), rsa ? Algorithm::rs256 : Algorithm::es256, std::move(key)};
        out.keys_.push_back(std::make_shared<const Key>(std::move(made)));
    }
    if (out.keys_.empty()) return fail(Code::bad_format, "the set holds no key for RS256 or ES256");
    return out;
}

Result<Done> KeySet::check(std::string_view key_id, Algorithm algorithm, std::string_view signed_text,
                           std::string_view signature) const {
    const Key* found = nullptr;
    for (const auto& key : keys_) {
        if (key->algorithm != algorithm || (!key_id.empty() && key->id != key_id)) continue;
        if (found != nullptr) return fail(Code::untrusted, "the token does not say which of several keys signed it");
        found = key.get();
    }
    if (found == nullptr) return fail(Code::not_found, "the provider shows no key of this id");
    const bool es256 = algorithm == Algorithm::es256;
    if (es256 && signature.size() != 2 * p256_bytes) return fail(Code::untrusted, "the signature has a wrong length");
    const std::string der = es256 ? der_of(signature) : std::string(signature);
    const Digesting digesting(EVP_MD_CTX_new());
    if (!digesting || EVP_DigestVerifyInit(digesting.get(), nullptr, EVP_sha256(), nullptr, found->key.get()) != 1 ||
        EVP_DigestVerify(digesting.get(), bytes_of(der), der.size(), bytes_of(signed_text), signed_text.size()) != 1)
        return fail(Code::untrusted, "the token's signature is wrong");
    return Done{};
}

}  // namespace kiosk::openid
