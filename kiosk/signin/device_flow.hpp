#pragma once
/// Sign-in with one's own telephone (OAuth 2.0 device authorization grant, RFC 8628) as a pure function: the kiosk shows a code
/// and an address, also as a QR code, and asks the provider now and then whether the person has confirmed.
///
/// Whoever runs it keeps a DeviceFlow, does what a step wishes (one call to the provider at a time, in a worker), hands the
/// answer back, and calls passed() when `wakes_at` has come. No clock, no network, no randomness. Any thread.

#include <optional>
#include <string>
#include <variant>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/signin/person.hpp"

namespace kiosk::signin {

/// What the provider gives to a device that asks.
struct Grant {
    Personal device_code;  ///< the kiosk's half of the secret: never shown
    std::string user_code;
    std::string address;        ///< where the person types the user code
    std::string whole_address;  ///< the same with the code in it, for the QR code; may be empty
    Duration good_for{};
    std::optional<Duration> interval;  ///< missing: 5 s
    bool operator==(const Grant&) const = default;
};

/// What the provider says to one question whether the person has confirmed.
struct NotYet {};
struct SlowDown {};  ///< 5 s more between questions, from now on
struct Approved {
    SignedInPerson person;
};
struct SaidNo {};
struct TooLate {};
struct NoAnswer {  ///< the line, or a provider out of order: asked again
    Error why;
};
struct Unusable {  ///< an answer that ends the sign-in: a token that proves nothing, an account of another kind
    Error why;
};
using PollAnswer = std::variant<NotYet, SlowDown, Approved, SaidNo, TooLate, NoAnswer, Unusable>;

struct Beginning {};  ///< the provider has been asked for codes
struct Waiting {
    Grant grant;
    Monotonic until;    ///< the codes count no longer
    Duration interval;  ///< between two questions
    Monotonic poll_at;
    bool asking = false;  ///< a question is on its way
    int unanswered = 0;   ///< in a row
    bool operator==(const Waiting&) const = default;
};
struct SignedIn {
    SignedInPerson person;
};
struct Denied {};
struct Expired {};
struct Failed {
    Error why;
};
using DeviceFlow = std::variant<Beginning, Waiting, SignedIn, Denied, Expired, Failed>;

/// What is to be asked of the provider now: `Poll` carries the device code.
struct AskForCodes {};
struct Poll {
    Personal device_code;
};
using Wish = std::variant<AskForCodes, Poll>;

struct Step {
    DeviceFlow flow;
    std::optional<Wish> wish;
};

inline constexpr Duration usual_interval = 5s;      ///< RFC 8628, 3.2
inline constexpr Duration slow_down_adds = 5s;      ///< 3.5
inline constexpr Duration longest_interval = 60s;   ///< nobody waits longer before a screen
inline constexpr Duration shortest_good_for = 10s;  ///< nobody can read, take out a telephone and confirm within less
inline constexpr Duration longest_good_for = 15min;

inline constexpr Duration last_answer = 30s;  ///< after the end: a question that was asked before it may still be answered

[[nodiscard]] Step begin();
/// The answer to AskForCodes.
[[nodiscard]] Step granted(DeviceFlow flow, Result<Grant> answer, Monotonic now);
/// The answer to Poll. One that comes when nothing was asked changes nothing.
[[nodiscard]] Step polled(DeviceFlow flow, PollAnswer answer, Monotonic now);
/// Time has passed.
[[nodiscard]] Step passed(DeviceFlow flow, Monotonic now);
/// When passed() is to be called; nothing: codes are being asked for, or it is over.
[[nodiscard]] std::optional<Monotonic> wakes_at(const DeviceFlow& flow);
/// Whether nothing will happen any more.
[[nodiscard]] bool is_over(const DeviceFlow& flow);

}  // namespace kiosk::signin
