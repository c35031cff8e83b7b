#pragma once
/// Whoever can say who somebody is, as the kiosk asks them. Each call blocks on the network up to the transport's limits and is
/// made by one thread.

#include "kiosk/base/ids.hpp"
#include "kiosk/openid/id_token.hpp"
#include "kiosk/portal/transport.hpp"
#include "kiosk/settings/sign_in.hpp"
#include "kiosk/signin/device_flow.hpp"

namespace kiosk::openid {

using signin::Grant;
using signin::PollAnswer;

class IdentityProvider {
public:
    virtual ~IdentityProvider() = default;
    /// Codes for one person: the answer to AskForCodes.
    [[nodiscard]] virtual Result<Grant> begin() = 0;
    /// The answer to Poll. With `Approved` the provider's tokens stay in here, in memory, until end().
    [[nodiscard]] virtual PollAnswer poll(const Personal& device_code) = 0;
    /// What the portal knows the person by who signed in (Portal::own_dossiers), in memory only, until end(); empty: nobody did.
    [[nodiscard]] virtual Personal access_token() const = 0;
    /// The visit is over: tokens are revoked and forgotten, forgotten also when the provider cannot be told (the error says so).
    [[nodiscard]] virtual Result<Done> end() = 0;
};

/// Where a provider is, once the portal's address is known: `issuer` with ${portal} filled in.
[[nodiscard]] std::string issuer_at(const settings::SignIn& settings, std::string_view portal_url);
/// `https://host:port` of an address, what the transport is opened for.
[[nodiscard]] std::string origin_of(std::string_view url);

/// OpenID Connect with the device authorization grant. All its addresses are of the issuer's own host: the transport goes
/// nowhere else.
class OpenIdProvider final : public IdentityProvider {
public:
    /// The transport goes to origin_of(issuer); it, clock and ids must outlive the provider. `secret`: of a client that is not
    /// public.
    OpenIdProvider(portal::Transport& transport, settings::SignIn settings, std::string issuer, const Clock& clock, Ids& ids,
                   Personal secret = {});
    [[nodiscard]] Result<Grant> begin() override;
    [[nodiscard]] PollAnswer poll(const Personal& device_code) override;
    [[nodiscard]] Personal access_token() const override { return access_token_; }
    [[nodiscard]] Result<Done> end() override;
    /// Whether a provider of that kind answers there: for `kiosk doctor`. Nobody is signed in.
    [[nodiscard]] Result<Done> discover();

private:
    struct Places {
        std::string device;
        std::string token;
        std::string keys;
        std::string userinfo;
        std::string revocation;  ///< empty: tokens end by themselves
    };
    struct Form;
    [[nodiscard]] Result<std::string> place(std::string_view url, std::string_view what) const;
    [[nodiscard]] Result<portal::Answer> post(const std::string& path, const Form& form);
    [[nodiscard]] PollAnswer taken(portal::Answer& answer);
    [[nodiscard]] Result<Claims> proven(std::string_view id_token);
    [[nodiscard]] Result<Done> fetch_keys();
    [[nodiscard]] Result<Claims> with_userinfo(Claims claims);

    portal::Transport& transport_;
    const settings::SignIn settings_;
    const std::string issuer_;
    const Clock& clock_;
    Ids& ids_;
    const Personal secret_;
    std::optional<Places> places_;
    std::optional<KeySet> keys_;
    std::string nonce_;
    Personal access_token_;
    Personal refresh_token_;  ///< not asked for; revoked as well when a provider gives one
};

}  // namespace kiosk::openid
