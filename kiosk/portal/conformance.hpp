#pragma once
/// Whether a portal answers as config/portal/openapi.yaml says: every call of it but the payments (collection/conformance.hpp), and
/// for each what came, what should have come and which operation of the contract says so; what cannot be tried is there as well, with
/// the reason. For whoever connects a portal. Blocks on the network, and on the disk for what a catalogue unpacks to.

#include <string>
#include <vector>

#include "kiosk/base/ids.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/portal.hpp"
#include "kiosk/portal/transport.hpp"

namespace kiosk::portal {

struct Check {
    enum class Verdict { passed, failed, skipped };
    std::string operation;  ///< operationId of the contract
    std::string promise;    ///< a sentence
    Verdict verdict = Verdict::passed;
    std::string found;  ///< why it failed or was skipped
};
[[nodiscard]] std::string_view name(Check::Verdict verdict);

/// What is handed in to try the portal: nobody's. A portal that serves real people must be asked first.
struct TestFiling {
    Submission submission;
    std::string last_four;  ///< opens its state
    std::string page;       ///< picture bytes of its one page
    Uuid page_id;
    std::string media_type;
    Letter rating;    ///< about nothing
    Letter progress;  ///< of the dossier
    Letter supplement;
    Letter withdrawal;
};

/// `filing`: nothing is handed in without one, and what needs it is skipped.
[[nodiscard]] std::vector<Check> check_conformance(Transport& transport, IGateOptions options, const TestFiling* filing,
                                                   Ids& ids, WallTime now);

/// How a check of this call ended: `found` empty is passed.
[[nodiscard]] Check checked(const char* operation, const char* promise, std::string found);
[[nodiscard]] Check skipped(const char* operation, const char* promise, const char* why);
/// "refused: the portal's words"
[[nodiscard]] std::string told(const Error& error);
inline constexpr auto only_with_submit = "nothing is handed in without --submit";

}  // namespace kiosk::portal
