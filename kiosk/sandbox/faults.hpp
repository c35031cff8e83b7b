#pragma once
/// What goes wrong on demand. Any thread; reading the file blocks on the disk briefly.
///
/// The faults file is JSON, read again whenever it changes, and then replaces every fault set before:
///   {"faults": [{"name": "slow", "delay_ms": 3000, "times": 2}, {"name": "refuse", "words": "Thiếu chữ ký"}]}
/// `times`: how many requests it meets (a dossier or letter for `refuse`), missing: until it is cleared. Names:
///   down                every connection is closed before a word is said
///   slow                each answer waits `delay_ms`
///   reset_after_commit  the request is done, then the connection is cut without an answer
///   500_after_commit    the request is done, then the answer is an error 500
///   duplicate           hands out the answer given before this one, as a confused cache would
///   wrong_id            the answer carries somebody else's id
///   html_200            a sign-in page with status 200, as a captive portal shows
///   redirect            to another host
///   huge_body           two megabytes of JSON
///   deep_json           JSON nested a thousand levels
///   drip                the answer comes one byte every `delay_ms`
///   refuse              the next dossier, rating or withdrawal, or push to the national side, is refused for good, with `words`
///   reordered           each answer comes with the request after it, as behind a confused proxy
///   cut_request         the connection is cut at byte `at_byte` of what the kiosk sends, its TLS included
///   cut_answer          the connection is cut at byte `at_byte` of what the portal sends, its TLS included
///   expired_certificate, foreign_certificate    new connections are shown one
///   too_many            429, to be tried again in a year
///   slow_down           who signs in is asked for less often
///   forged_token        who has signed in is proved by a token that another key signed

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::sandbox {

enum class FaultKind {
    down,
    slow,
    reset_after_commit,
    error_after_commit,
    duplicate,
    wrong_id,
    html_200,
    redirect,
    huge_body,
    deep_json,
    drip,
    refuse,
    reordered,
    cut_request,
    cut_answer,
    expired_certificate,
    foreign_certificate,
    too_many,
    slow_down,
    forged_token,
};
[[nodiscard]] std::string_view name(FaultKind kind);
[[nodiscard]] std::vector<std::string> fault_names();
[[nodiscard]] std::optional<FaultKind> parse_fault(std::string_view name);

struct Fault {
    FaultKind kind = FaultKind::down;
    int times = -1;  ///< negative: until cleared
    Duration delay{1000};
    long at_byte = 0;
    std::string words = "Hồ sơ không thuộc thẩm quyền giải quyết";
};

class Faults {
public:
    explicit Faults(std::filesystem::path file) : file_(std::move(file)) {}

    /// The fault if it is set, one time used up.
    [[nodiscard]] std::optional<Fault> take(FaultKind kind);
    void set(const Fault& fault);
    void clear();
    [[nodiscard]] std::vector<Fault> all();
    /// Reads the file if it has changed. A file that is wrong changes nothing; the error says what is wrong with it.
    [[nodiscard]] Result<Done> refresh();

private:
    const std::filesystem::path file_;
    std::mutex mutex_;
    std::map<FaultKind, Fault> faults_;
    /// Which file was read: an editor that saves makes another one, even within one tick of the file system's clock.
    struct Version {
        std::uint64_t file = 0;
        std::int64_t changed_ns = 0;
        std::int64_t size = -1;
        bool operator==(const Version&) const = default;
    };
    Version read_;
};

/// One fault of the file or of the command; bad_format names the member that is wrong.
[[nodiscard]] Result<std::vector<Fault>> parse_faults(std::string_view json);

}  // namespace kiosk::sandbox
