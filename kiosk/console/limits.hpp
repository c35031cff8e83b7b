#pragma once
/// How often something may be tried: passwords, and deeds. Any thread, never blocks; memory is bounded, whoever asks.

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"

namespace kiosk::console {

/// Wrong passwords of an account, or from an address: some are free, then a pause that doubles, up to a quarter of an hour. An account
/// is never locked for good, for anybody in the building could then lock an officer out.
class WrongTries {
public:
    static constexpr Duration first_pause = 15s;
    static constexpr Duration longest_pause = 15min;
    static constexpr Duration forgotten_after = 1h;
    static constexpr std::size_t most = 4096;

    WrongTries(const Clock& clock, int free_tries) : clock_(clock), free_tries_(free_tries) {}

    /// Counts a try of `who`; a pause that is not over yet: then nothing is counted or compared.
    [[nodiscard]] Duration begin(std::string_view who);
    /// It was right.
    void forget(std::string_view who);

private:
    struct Row {
        int wrong = 0;
        Monotonic last;
    };
    [[nodiscard]] Duration pause_after(int wrong) const;
    void make_room(Monotonic now);

    const Clock& clock_;
    const int free_tries_;
    std::mutex mutex_;
    std::map<std::string, Row, std::less<>> rows_;
};

/// So many at once, and so many a second after that, for each session.
class Pace {
public:
    static constexpr std::size_t most = 1024;
    Pace(const Clock& clock, int at_once, int a_second) : clock_(clock), at_once_(at_once), a_second_(a_second) {}

    /// False: too fast.
    [[nodiscard]] bool take(std::string_view who);

private:
    struct Row {
        double left = 0;
        Monotonic at;
    };
    const Clock& clock_;
    const int at_once_;
    const int a_second_;
    std::mutex mutex_;
    std::map<std::string, Row, std::less<>> rows_;
};

}  // namespace kiosk::console
