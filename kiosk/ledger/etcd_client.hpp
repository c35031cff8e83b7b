#pragma once
/// Speaks to a cluster of etcd: its members in turn, within one time limit, signed in where the cluster asks for it. One thread
/// an object; blocks at most as long as the settings say, follow() until it is told to end.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/ledger/etcd_answers.hpp"
#include "kiosk/ledger/etcd_wire.hpp"
#include "kiosk/ledger/member_order.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::ledger::etcd {

struct Call {
    std::string_view path;
    std::string_view body;
    /// Whether asking twice is as good as asking once. If not, a request whose outcome nobody knows ends the call with
    /// unknown_outcome; every other failure says that nothing happened.
    bool repeatable = true;
    bool agreed = true;   ///< false: any member's own knowledge will do
    bool patient = true;  ///< waits, within the limit, until the members have chosen a leader
};

class Client {
public:
    /// not_found for a certificate or password that is not there, no_permission for secrets that others may read. Touches no
    /// network.
    [[nodiscard]] static Result<std::unique_ptr<Client>> open(settings::Etcd settings, const Clock& clock);

    /// The body of a good answer.
    [[nodiscard]] Result<std::string> call(const Call& call);
    /// No call goes on beyond this moment; nothing: as long as the settings say.
    void wait_until(std::optional<Monotonic> moment) { until_ = moment; }

    enum class After { go_on, enough, next_member };
    /// Holds a stream to one member, the best; every line of it goes to `line`, which says what after it. Ends with Code::stopped
    /// when `line` or `wanted` says so or after stop(), with another code when the stream has broken: call again, for the next
    /// member. A member that says nothing for a while is asked whether it still agrees with the others.
    struct Follower {
        std::string_view path;
        std::string_view body;
        std::string probe;  ///< the body of a range that costs nothing
        std::function<After(std::string_view)> line;
        std::function<bool()> wanted;
    };
    [[nodiscard]] Error follow(const Follower& follower);
    /// The token is not good any more.
    void forget_token() { token_.clear(); }
    /// Whether a member is left that has not failed just now.
    [[nodiscard]] bool another_to_try() const;
    void rest(Duration at_most) { calls_.rest(at_most); }

    /// Any thread. wake(): `wanted` is asked again.
    void wake();
    void stop();
    [[nodiscard]] Duration timeout() const { return settings_.timeout; }

private:
    Client(settings::Etcd settings, std::string password, const Clock& clock);
    /// What one member's part in a call was.
    struct Part {
        Fate fate = Fate::unknown;
        bool good = false;
        std::string body;
        Error error;
    };
    [[nodiscard]] Part ask(std::size_t member, const Call& call, Monotonic deadline, std::size_t left);
    [[nodiscard]] Part ask_signed_in(std::size_t member, const Call& call, Monotonic deadline, std::size_t left);
    [[nodiscard]] Part sign_in(std::size_t member, Monotonic deadline, std::size_t left);
    [[nodiscard]] Part judge(std::size_t member, Heard heard) const;
    [[nodiscard]] bool still_agrees(std::size_t member, const std::string& probe);

    const settings::Etcd settings_;
    const std::string password_;
    const Clock& clock_;
    std::string token_;
    bool users_wanted_;
    std::optional<Monotonic> until_;
    MemberOrder members_;
    Wire calls_;
    Wire streams_;
};

}  // namespace kiosk::ledger::etcd
