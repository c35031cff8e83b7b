#pragma once
/// A provider of sign-in to train with (OpenID Connect, device authorization grant, below /oidc): invented people, who confirm
/// on a page that a telephone opens, or by the trainer's command. Forgets everything when the portal ends. Any thread.

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/sandbox/faults.hpp"
#include "kiosk/sandbox/routes.hpp"
#include "kiosk/sandbox/token_maker.hpp"

namespace kiosk::sandbox {

class SignIn {
public:
    /// Clock and faults must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<SignIn>> make(const Clock& clock, Faults& faults);
    /// `url`: asked when an answer is made, for the port is not known before.
    void serve(Routes& routes, std::function<std::string()> url);
    /// The number of whoever holds this access token; nothing: nobody does.
    [[nodiscard]] std::optional<std::string> number_of(const std::string& access_token);

private:
    enum class Decision { none, approved, denied };
    struct Wish {
        std::string user_code;
        std::string client;
        std::string nonce;
        WallTime until;
        Decision decision = Decision::none;
        std::size_t person = 0;
    };
    struct Session {
        std::string client;
        std::size_t person = 0;
    };
    SignIn(const Clock& clock, Faults& faults, std::unique_ptr<TokenMaker> maker, std::unique_ptr<TokenMaker> forger)
        : clock_(clock), faults_(faults), maker_(std::move(maker)), forger_(std::move(forger)) {}
    void discovery(httplib::Response& response) const;
    void device(const httplib::Request& request, httplib::Response& response);
    void token(const httplib::Request& request, httplib::Response& response);
    void userinfo(const httplib::Request& request, httplib::Response& response);
    void revoke(const httplib::Request& request, httplib::Response& response);
    void page(const httplib::Request& request, httplib::Response& response);
    void decide(const httplib::Request& request, httplib::Response& response);
    /// What is wrong with the decision, or nothing.
    [[nodiscard]] std::string decided(const std::string& user_code, bool yes, std::size_t person);
    [[nodiscard]] std::string id_token(const Wish& wish, const std::string& access_token);

    const Clock& clock_;
    Faults& faults_;
    const std::unique_ptr<TokenMaker> maker_;
    const std::unique_ptr<TokenMaker> forger_;
    std::function<std::string()> url_;
    std::mutex mutex_;
    std::map<std::string, Wish> wishes_;       ///< by device code
    std::map<std::string, Session> sessions_;  ///< by access token
};

}  // namespace kiosk::sandbox
