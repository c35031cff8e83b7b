#pragma once
/// Real members of etcd on this machine, in folders of their own that go away, on ports that are free. Ended by their ids.

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/ledger/etcd_engine.hpp"
#include "kiosk/ledger/etcd_wire.hpp"
#include "tests/ledger/engine_contract.hpp"
#include "tests/support/temp_folder.hpp"

namespace kiosk::ledger::test {

inline const SystemClock real_clock;

class Cluster {
public:
    struct Options {
        int members = 1;
        std::vector<std::string> flags{};              ///< for every member
        std::string scheme = "http";                   ///< of clients
        std::vector<std::filesystem::path> folders{};  ///< of the members' data; fewer: made
        std::filesystem::path folder{};                ///< where all of it is made; empty: in memory
        std::vector<std::string> launchers{};  ///< words before each member's command: "ip netns exec x"; fewer: none
        std::vector<std::string> hosts{};      ///< of each member; fewer: 127.0.0.1
    };
    explicit Cluster(Options options);
    Cluster() : Cluster(Options{}) {}
    ~Cluster();
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    [[nodiscard]] settings::Etcd settings(Duration timeout = 2s) const;
    [[nodiscard]] std::unique_ptr<EtcdEngine> engine(Duration timeout = 2s) const;
    [[nodiscard]] std::unique_ptr<EtcdEngine> engine_at(int member, Duration timeout = 2s) const;
    [[nodiscard]] Stand stand() const;

    void kill(int member);    ///< -9, and gone
    void start(int member);   ///< with what it had
    void freeze(int member);  ///< it goes on listening and says nothing
    void thaw(int member);
    void grow();               ///< by one
    void replace(int member);  ///< its box is gone for good: another one takes its name and place
    /// The only member begins anew from this snapshot, as config/etcd/README.md says.
    void restore(const std::filesystem::path& snapshot);
    [[nodiscard]] bool runs(int member) const;
    void until_writable() const;
    /// Whoever the members call their leader.
    [[nodiscard]] int leader() const;
    /// A call of the gateway without more: the body of the answer.
    std::string ask(int member, std::string_view path, std::string_view body) const;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] std::string url(int member) const { return members_[at(member)].url; }
    [[nodiscard]] std::string peer_url(int member) const { return members_[at(member)].peer_url; }
    [[nodiscard]] std::string name(int member) const { return "m" + std::to_string(member); }
    [[nodiscard]] std::string log(int member) const;

private:
    struct Member {
        std::string url;
        std::string peer_url;
        std::filesystem::path data;
        pid_t process = -1;
    };
    [[nodiscard]] static std::size_t at(int member) { return static_cast<std::size_t>(member); }
    void launch(int member, const std::string& state);
    void announce(int member);

    const Options options_;
    const kiosk::test::TempFolder folder_;
    std::vector<Member> members_;
};

/// Runs a command to its end; its output is returned, and its failure fails the test unless it may fail.
std::string shell(const std::string& command, bool may_fail = false);
/// Until `seen`; half a minute at the most.
[[nodiscard]] bool soon(const std::function<bool()>& seen);

}  // namespace kiosk::ledger::test
