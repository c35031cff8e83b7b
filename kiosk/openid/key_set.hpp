#pragma once
/// The public keys by which a provider signs (JSON Web Key Set, RFC 7517): RSA of 2048 bits and more for RS256, P-256 for
/// ES256. By OpenSSL. Immutable; any thread.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::openid {

/// How a token is signed; nothing else is believed, "none" least of all.
enum class Algorithm { rs256, es256 };

class KeySet {
public:
    /// Keys of other kinds, for encryption, or too weak are left out. bad_format: no key set, or none is left.
    [[nodiscard]] static Result<KeySet> read(std::string_view json);

    /// Whether the signature over `signed_text` was made with the key of this id. not_found: there is none of this id for this
    /// algorithm, the provider may have a new one; untrusted: the signature is wrong. An empty id is the only key of its kind.
    [[nodiscard]] Result<Done> check(std::string_view key_id, Algorithm algorithm, std::string_view signed_text,
                                     std::string_view signature) const;

private:
    struct Key;
    std::vector<std::shared_ptr<const Key>> keys_;
};

}  // namespace kiosk::openid
