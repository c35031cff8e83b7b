#pragma once
/// One request to one member over libcurl, and what is known of it afterwards. No redirects, no proxy, nothing but http and
/// https, limits on all that the other side could stretch; a request is never sent twice by itself. One thread; blocks.

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::ledger::etcd {

struct Question {
    std::string url;  ///< of the member
    std::string_view path;
    std::string_view body;
    std::string_view token;     ///< of whoever signed in; may be empty
    bool leader_needed = true;  ///< a member that has lost the others says so at once
    Duration connect{};
    Duration total{};  ///< 0: a stream, which ends when it ends
};

/// What came of it.
struct Heard {
    bool whole = false;      ///< an answer came, with this status and body
    bool asked = false;      ///< the request may have reached the member
    bool stopped = false;    ///< by stop() or because it was not wanted any more
    bool untrusted = false;  ///< one of the two could not prove who it is
    bool too_large = false;
    int status = 0;
    std::string body;
    std::string trouble;  ///< why there is no answer, in curl's words
};

class Wire {
public:
    [[nodiscard]] static Result<Done> ready();
    explicit Wire(const settings::Etcd& settings);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    [[nodiscard]] Heard ask(const Question& question);

    /// `line` is called with every line of a good answer and says whether it goes on, `quiet` whenever nothing has come for
    /// `quiet_after`; `wanted` now and then, and after every wake(). A line that is too long ends it (too_large).
    struct Listener {
        std::function<bool(std::string_view)> line;
        std::function<bool()> quiet;
        std::function<bool()> wanted;
        Duration quiet_after{};
    };
    [[nodiscard]] Heard listen(const Question& question, const Listener& listener);

    /// Any thread: looks at `wanted`; stop() ends what is under way and all to come.
    void wake();
    void stop();
    [[nodiscard]] bool stopped() const { return stopped_; }
    /// Sleeps, unless it is woken or stopped.
    void rest(Duration at_most);

private:
    [[nodiscard]] Heard carry(const Question& question, const Listener* listener);

    const settings::Etcd& settings_;
    void* multi_;  ///< CURLM: keeps connections between calls
    std::atomic<bool> stopped_ = false;
};

}  // namespace kiosk::ledger::etcd
