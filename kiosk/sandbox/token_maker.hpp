#pragma once
/// Signs tokens as a provider of sign-in does (JSON Web Token, ES256), for the training portal. One key for its life; any
/// thread.

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::sandbox {

class TokenMaker {
public:
    /// A new P-256 key. io: OpenSSL made none.
    [[nodiscard]] static Result<std::unique_ptr<TokenMaker>> make(std::string key_id);
    ~TokenMaker();
    TokenMaker(const TokenMaker&) = delete;
    TokenMaker& operator=(const TokenMaker&) = delete;

    /// header.claims.signature; empty when OpenSSL does not sign.
    [[nodiscard]] std::string signed_token(std::string_view claims_json) const;
    /// The public key as one member of a key set.
    [[nodiscard]] std::string public_key_json() const;

private:
    struct Key;
    TokenMaker(std::string key_id, std::unique_ptr<Key> key);
    const std::string key_id_;
    const std::unique_ptr<Key> key_;
};

}  // namespace kiosk::sandbox
