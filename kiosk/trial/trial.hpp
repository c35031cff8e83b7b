#pragma once
/// Kiểm thử (plan I.2.b, III.1.c): one procedure walked from its e-form to its national packet with the answers of a person who
/// does not exist, before anybody offers it online. Says of each step what was tried, what came of it and what to do.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/packet/profile.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::trial {

enum class Verdict {
    passed,
    unknown,  ///< a fact that the catalogue does not have; the kiosk says so and goes on
    skipped,  ///< there is nothing to try
    failed,   ///< a citizen would not get through
};
[[nodiscard]] std::string_view name(Verdict verdict);

struct Step {
    std::string name;  ///< form, papers, fee, unit, due, packet, portal
    std::string tried;
    Verdict verdict = Verdict::passed;
    std::string found;
    std::string remedy;  ///< empty when nothing is to be done
};

struct Record {
    std::string code;
    std::string procedure;  ///< its name
    std::string content;    ///< what was tested: catalogue::content_of
    WallTime at;
    std::string portal;  ///< the training portal that was asked; empty: none
    std::vector<Step> steps;

    [[nodiscard]] bool passed() const;
    /// As the catalogue keeps it.
    [[nodiscard]] catalogue::PassedTest row() const { return {code, content, at, portal}; }
};

/// What every test needs to know.
struct Ground {
    const settings::Settings& settings;
    const catalogue::Catalogue& catalogue;
    const std::vector<packet::Profile>& profiles;
    WallTime now;
};

/// All steps but the portal's. Pure: any thread, never blocks, the same record for the same arguments.
[[nodiscard]] Record walk(const catalogue::Procedure& procedure, const Ground& ground);

/// A whole test dossier for the portal's step: the draft with answers and pages of these bytes (a PNG).
[[nodiscard]] dossier::Draft filled_draft(const catalogue::Procedure& procedure, const Ground& ground, std::string_view page,
                                          Ids& ids);

}  // namespace kiosk::trial
