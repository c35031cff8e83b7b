#pragma once
/// Says who is called, one after the other, in the order of the calls, while the floor is ours. A call goes once it was said to its end: what
/// an announcer that dies has not said, the next one says from its beginning.
///
/// One thread. Blocks only while words become sound (drivers::Speaker::say).

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drivers/speech/speaker.hpp"
#include "kiosk/queue/hall.hpp"
#include "kiosk/voice/floor.hpp"
#include "kiosk/voice/wording.hpp"

namespace kiosk::voice {

class Announcer {
public:
    struct Parts {
        const settings::QueueVoice& rules;
        Wording wording;
        Floor& floor;
        drivers::Speaker& speaker;
        const Clock& clock;
        std::function<void(const queue::Call&)> said{};  ///< told of each call that was said to its end
    };
    explicit Announcer(Parts parts) : parts_(std::move(parts)) {}

    /// Looks at what is to be said, goes on with what is being said, or begins the next one. True while there is something to say, and
    /// then again after a twentieth of a second; else when the hall has changed, or after a second. Fails when the speaker does; it must be opened again,
    /// and nothing was lost.
    [[nodiscard]] Result<bool> turn(const queue::Hall& hall);

private:
    /// A call that is being said: its parts one after the other.
    struct Saying {
        std::string key;
        queue::Call call;
        std::vector<Spoken> once;
        std::size_t begun = 0;  ///< sentences so far
        int times = 1;
    };
    using Due = std::pair<std::string, queue::Kept<queue::Call>>;

    [[nodiscard]] std::vector<Due> due(const queue::Hall& hall);
    [[nodiscard]] bool is_too_late(const std::string& key, const queue::Call& call, bool first_look);
    [[nodiscard]] Result<Done> go_on();
    void drop(const std::string& key, const queue::Call& call, std::string_view why);
    void fall_silent();

    const Parts parts_;
    std::map<std::string, Monotonic> seen_;  ///< keys that appeared while we looked
    std::set<std::string> over_;             ///< said or dropped, and not gone yet
    std::optional<Saying> saying_;
    bool looked_ = false;
};

}  // namespace kiosk::voice
