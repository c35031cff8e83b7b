#pragma once
/// Who signed in, as the kiosk knows people: made of a provider's claims by a profile of config/signin.toml. Values and a pure
/// function; any thread.

#include <map>
#include <string>

#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/settings/sign_in.hpp"

namespace kiosk::signin {

/// What a provider says of an account, by the provider's own names. Only texts, numbers and truth values, as texts.
using Claims = std::map<std::string, Personal>;

/// A person whom a provider vouches for: unlike a card's code, this proves who is there.
struct SignedInPerson {
    std::string account;  ///< the profile: "vneid"
    dossier::Person person;
    dossier::Account contact;
    Personal tax_code;
    std::string assurance;  ///< the provider's own word; may be empty
    bool operator==(const SignedInPerson&) const = default;
};

/// untrusted: a claim that is needed is missing or is none (the detail says which, never its value); refused: the account is
/// not a person's own, or is not assured enough.
[[nodiscard]] Result<SignedInPerson> person_of(const Claims& claims, const settings::ClaimProfile& profile);

}  // namespace kiosk::signin
