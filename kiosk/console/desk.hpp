#pragma once
/// Everything of `kiosk serve` but HTTP: who is signed in, what pages see, what is done to the queue. Any thread; blocks as the queue's
/// engine does.

#include <functional>
#include <mutex>
#include <set>
#include <thread>

#include "kiosk/console/deeds.hpp"
#include "kiosk/console/limits.hpp"
#include "kiosk/console/live.hpp"
#include "kiosk/console/passwords.hpp"
#include "kiosk/console/presence.hpp"
#include "kiosk/console/server.hpp"
#include "kiosk/queue/follower.hpp"

namespace kiosk::console {

class Desk {
public:
    Desk(const Server::Parts& parts, std::filesystem::path sessions);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    [[nodiscard]] Sessions& sessions() { return sessions_; }
    [[nodiscard]] Live& live() { return live_; }

    struct SignedIn {
        std::string token;
        const settings::Account* account = nullptr;  ///< nothing: a board by its token
    };
    /// Fail as Passwords does.
    [[nodiscard]] Result<SignedIn> sign_in(const std::string& account, const Personal& password, const std::string& address);
    [[nodiscard]] Result<SignedIn> sign_in_board(const Personal& token, const std::string& address);

    [[nodiscard]] Result<Done> do_deed(const Session& session, const Wish& wish);
    /// False: this session asks faster than anybody works.
    [[nodiscard]] bool in_pace(std::string_view session) { return pace_.take(session); }

    [[nodiscard]] Result<std::string> prepared(const std::string& visit_code);
    /// {"press","ticket","originals":true,"receipt","amount":đồng}: accepts what was prepared under the ticket's visit code, of somebody who
    /// is at the officer's counter; receipt and amount go together, or neither. refused: it was accepted before, with the receipt
    /// that is the detail; no_permission: the number is at no counter of this officer.
    [[nodiscard]] Result<Done> accept(const Session& session, const std::string& json);
    [[nodiscard]] Result<std::string> today();
    [[nodiscard]] Result<std::string> change_today(const Session& session, const std::string& json);
    /// {"press","counter","number","answers":[{"question","value"}],"reasons":[]}
    [[nodiscard]] Result<Done> rate(const std::string& json);

private:
    void look_around(const std::stop_token& stop);
    [[nodiscard]] Result<std::optional<std::string>> read_key(const std::string& key);
    [[nodiscard]] Result<queue::Prepared> prepared_under(const std::string& visit_code);
    [[nodiscard]] Result<std::optional<queue::Accepted>> accepted_under(const std::string& visit_code);
    [[nodiscard]] Result<Done> is_served_by(const Session& session, const queue::Ticket& ticket);
    void hold_counters();
    void draw();

    const Server::Parts parts_;
    Sessions sessions_;
    Passwords passwords_;
    Pace pace_;
    Live live_;

    std::mutex deeds_mutex_;  ///< the engine of deeds, and what stands on it
    queue::Queue queue_;
    Deeds deeds_;
    Presence presence_;

    std::mutex draw_mutex_;  ///< pictures are made one after the other, the newest last
    std::unique_ptr<queue::Follower> follower_;
    std::mutex sleep_mutex_;
    std::condition_variable_any woken_;
    std::jthread around_;
};

}  // namespace kiosk::console
