#pragma once
/// The proof of who signed in (OpenID Connect Core 1.0, 3.1.3.7): a token that the provider signed, for this kiosk, now. Pure
/// functions; any thread.

#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/openid/key_set.hpp"
#include "kiosk/signin/person.hpp"

namespace kiosk::openid {

using signin::Claims;

struct TokenRules {
    std::string issuer;
    std::string client_id;
    std::string nonce;  ///< what this sign-in began with: a token that carries one carries this one
    Duration clock_skew = 2min;
    Duration oldest = 15min;  ///< issued longer ago than a sign-in can take: somebody kept it
};

/// The claims, once everything about the token holds. not_found: signed with a key that is not in the set, which may have to be
/// fetched anew; untrusted: anything else, with the reason. `access_token`: what came with it, held against `at_hash`.
[[nodiscard]] Result<Claims> read_id_token(std::string_view token, const KeySet& keys, const TokenRules& rules,
                                           std::string_view access_token, WallTime now);
/// The members of a JSON object as claims; lists and objects in it are left out. bad_format: no object.
[[nodiscard]] Result<Claims> read_claims(std::string_view json);

}  // namespace kiosk::openid
