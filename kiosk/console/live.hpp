#pragma once
/// What pages that are open see at this moment: one picture for boards and one for consoles, each with an id. A page that comes, comes back
/// or was slow gets the newest one; what lay between is not sent. So nothing is queued for a slow reader, a page that was
/// away needs no history, and nobody has to apply changes in order: a picture is a few kilobytes, and a centre changes a few times
/// a second at most.
///
/// Any thread.

#include <array>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/ledger/engine.hpp"

namespace kiosk::console {

enum class Audience { boards, consoles };

struct Picture {
    std::string id;    ///< "<revision>-<hash>": the same id is the same picture, also after a restart
    std::string json;  ///< one line
};

/// As it is written to an event stream.
[[nodiscard]] std::string event_text(const Picture& picture);

class Live {
public:
    /// Of both kinds together: each takes a thread of the server (see server.cpp).
    static constexpr int most_streams = 160;
    /// Of one session: a page that leaks connections must not take everybody's.
    static constexpr int most_of_one = 12;

    /// Nobody is woken when it is the picture that is shown already.
    void show(Audience audience, ledger::Revision revision, std::string json);
    /// The newest picture when its id is not `seen`; else waits for another one. Nothing when patience is over, or after stop().
    [[nodiscard]] std::shared_ptr<const Picture> wait(Audience audience, std::string_view seen, Duration patience) const;
    /// Everybody who waits goes, and all to come.
    void stop();
    [[nodiscard]] bool stopped() const;

    /// A place for a stream; false: there is none. leave() gives it back.
    [[nodiscard]] bool enter(const std::string& session, const std::string& account);
    void leave(const std::string& session, const std::string& account);
    [[nodiscard]] int streams() const;
    /// Whether a page of this account is open.
    [[nodiscard]] bool listens(const std::string& account) const;

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable news_;
    std::array<std::shared_ptr<const Picture>, 2> pictures_;
    bool stopped_ = false;
    int streams_ = 0;
    std::map<std::string, int> by_session_;
    std::map<std::string, int> by_account_;
};

}  // namespace kiosk::console
