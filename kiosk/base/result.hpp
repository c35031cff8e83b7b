#pragma once
/// How functions say that they failed. Any thread. Exceptions never cross a folder: what a library throws is caught where
/// the library is included and becomes an Error.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "kiosk/base/where.hpp"

namespace kiosk {

/// Why something failed, as far as a decision depends on it. What a citizen reads for each is a table in `ui`.
enum class Code {
    bad_usage,        ///< the caller asked for something that makes no sense
    not_found,        ///< no such file, row, procedure, dossier
    no_permission,    ///< the operating system refused
    bad_format,       ///< the bytes are not what they should be
    too_large,        ///< more than the stated limit
    unsupported,      ///< well formed, but not something this program handles
    newer_version,    ///< written by a newer program
    corrupt,          ///< our own data does not hold together
    disk_full,        ///< no room
    io,               ///< reading or writing failed
    unknown_outcome,  ///< it may or may not have happened: look it up before doing it again
    busy,             ///< owned or occupied by somebody else
    timed_out,        ///< no answer within the stated limit
    unreachable,      ///< no connection to the other side
    untrusted,        ///< the other side could not prove who it is, or its answer is not one that only it can give
    refused,          ///< the other side understood and said no; `detail` holds its words
    device_gone,      ///< unplugged, or not there
    no_paper,
    cover_open,
    paper_jam,
    device_fault,  ///< any other trouble that a device reports
    closed,        ///< outside opening hours, or a service that is switched off
    too_many,      ///< a limit on how often or how many was reached
    unpaid,        ///< its fee comes first and has not come
    stopped,       ///< cancelled or shutting down
};

/// The code's own name, for logs and `--json`.
[[nodiscard]] std::string_view name(Code code);

struct Error {
    Code code{};
    std::string detail;  ///< for the log and for staff: cause and remedy. Never personal data.
    Where where = Where::current();
    /// How long the other side asked to be left alone; of too_many only.
    std::optional<std::chrono::milliseconds> again_after{};
};

template <class T>
using Result = tl::expected<T, Error>;

/// The value of a function that succeeded and has nothing to say.
struct Done {
    bool operator==(const Done&) const = default;
};

/// `return fail(Code::io, "why; what to do");`
[[nodiscard]] inline tl::unexpected<Error> fail(Code code, std::string detail, Where where = Where::current()) {
    return tl::unexpected<Error>(Error{code, std::move(detail), where});
}

/// Hands an error on unchanged.
template <class T>
[[nodiscard]] tl::unexpected<Error> fail(Result<T>&& failed) {
    return tl::unexpected<Error>(std::move(failed.error()));
}

/// A broken invariant: logs and aborts, the supervisor starts the kiosk again from the store. Dead for two seconds is safer
/// than wrong for a day.
[[noreturn]] void broken(std::string_view invariant, Where where = Where::current());

inline void require(bool holds, std::string_view invariant, Where where = Where::current()) {
    if (!holds) broken(invariant, where);
}

}  // namespace kiosk
