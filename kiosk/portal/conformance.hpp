#pragma once
/// Whether a portal answers as config/portal/openapi.yaml says: every call that a kiosk makes, tried, and for each what came, what
/// should have come and which operation of the contract says so. For whoever connects a portal. Blocks on the network.

#include <string>
#include <vector>

#include "kiosk/base/ids.hpp"
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
};

/// `filing`: nothing is handed in without one, and what needs it is skipped.
[[nodiscard]] std::vector<Check> check_conformance(Transport& transport, const TestFiling* filing, Ids& ids, WallTime now);
[[nodiscard]] bool conforms(const std::vector<Check>& checks);

}  // namespace kiosk::portal
