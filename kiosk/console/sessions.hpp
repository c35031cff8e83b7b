#pragma once
/// Who is signed in at `kiosk serve`. A session is a cookie of 256 random bits, of which only the hash is kept; it ends when nobody used
/// it for a while, and after its longest time whatever happens. Sessions outlive a restart of the server, so that nobody has to
/// sign in again in the middle of a day.
///
/// Any thread. Blocks for a moment on the disk when somebody signs in or out.

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::console {

struct Session {
    std::string account;
    settings::AccountRole role = settings::AccountRole::board;
    WallTime begun;
    WallTime used;
};

class Sessions {
public:
    /// Of everybody together; a new one takes the place of the one that was used longest ago.
    static constexpr std::size_t most = 500;
    /// A board's session: as long as it is there, and a month.
    static constexpr Duration board_idle = 24h;
    static constexpr Duration board_longest = 30 * 24h;

    /// `file`: where they are kept; empty: in memory alone. What cannot be read there is begun anew.
    Sessions(const settings::Serve& rules, const Clock& clock, std::filesystem::path file);

    /// The cookie's value.
    [[nodiscard]] std::string open(std::string_view account, settings::AccountRole role);
    /// Nothing for what is none, or has ended. `used`: somebody did something; a page that only listens did not.
    [[nodiscard]] std::optional<Session> find(std::string_view token, bool used);
    void close(std::string_view token);

    /// What a page must send along with every deed. Whoever has the cookie can be told; another site cannot know it.
    [[nodiscard]] static std::string csrf_of(std::string_view token);

private:
    [[nodiscard]] bool ended(const Session& session, WallTime now) const;
    void make_room(WallTime now);
    void keep();
    void read();

    const settings::Serve& rules_;
    const Clock& clock_;
    const std::filesystem::path file_;
    std::mutex mutex_;
    RandomIds random_;
    std::map<std::string, Session, std::less<>> sessions_;  ///< by the hash of the cookie
    WallTime kept_at_;
};

}  // namespace kiosk::console
