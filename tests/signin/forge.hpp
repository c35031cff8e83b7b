#pragma once
/// A provider's keys in the hands of a test: tokens with any header, any claims, signed rightly or not. One thread.

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace kiosk::openid::test {

class Forge {
public:
    enum class Kind { rsa, weak_rsa, p256 };
    Forge(Kind kind, std::string key_id);
    ~Forge();
    Forge(const Forge&) = delete;
    Forge& operator=(const Forge&) = delete;

    /// `algorithm`: what the header says; the signature is the key's own.
    [[nodiscard]] std::string token(std::string_view claims, std::string_view algorithm = {},
                                    std::string_view more = {}) const;
    /// One member of a key set.
    [[nodiscard]] std::string public_key() const;
    [[nodiscard]] std::string key_set() const { return "{\"keys\":[" + public_key() + "]}"; }
    /// The public key as PEM: what an attacker would take as the secret of an HMAC.
    [[nodiscard]] std::string pem() const;
    [[nodiscard]] const std::string& key_id() const { return key_id_; }

private:
    [[nodiscard]] std::string signature(std::string_view text) const;
    Kind kind_;
    std::string key_id_;
    evp_pkey_st* key_;
};

/// header.claims, with an HMAC of this secret behind it.
[[nodiscard]] std::string hmac_token(std::string_view claims, std::string_view key_id, std::string_view secret);

}  // namespace kiosk::openid::test
