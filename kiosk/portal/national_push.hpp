#pragma once
/// What has moved at the provincial portal goes to the national one (QCVN 120): its feed of changes is read, each dossier that has
/// an official code and each step of it is pushed, then ratings of them; «đã tồn tại» is answered by an update, rows go ten a call. How
/// far each dossier is there is kept (national_book.hpp), so that whatever ends the program in between, the next round goes on, and so
/// is what was refused.
///
/// For `kiosk province` on the province's machine, never for a citizen's kiosk. The feed masks names and says nothing of forms: what
/// a packet has beyond state and dates is the one-stop system's to send. Blocks on network and disk; one thread.

#include <string>
#include <vector>

#include "kiosk/portal/national_book.hpp"
#include "kiosk/portal/portal.hpp"
#include "kiosk/portal/qcvn120.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::portal {

class NationalPush {
public:
    /// All outlive it.
    NationalPush(Portal& province, Qcvn120& nation, store::Database& database, const Clock& clock)
        : province_(province), nation_(nation), database_(database), book_(database), clock_(clock) {}

    struct No {
        std::string code;
        std::string words;  ///< the national portal's
    };
    struct Report {
        int dossiers = 0;  ///< told anew or updated
        int steps = 0;
        int ratings = 0;
        std::vector<No> refused;  ///< kept until they move again, or retry()
    };
    /// Everything that has moved since the last round. On failure the report so far is lost, what was pushed is not.
    [[nodiscard]] Result<Report> run_once();
    /// What was refused of a dossier goes again, as it was refused. not_found: nothing of it was.
    [[nodiscard]] Result<Report> retry(std::string_view code);

private:
    [[nodiscard]] Result<Done> push(const dossier::StatusView& view, Report& report);
    [[nodiscard]] Result<Done> push(NationalDossier dossier, std::int64_t status, Report& report);
    [[nodiscard]] Result<Done> push_ratings(Report& report);

    Portal& province_;
    Qcvn120& nation_;
    store::Database& database_;
    NationalBook book_;
    const Clock& clock_;
};

}  // namespace kiosk::portal
