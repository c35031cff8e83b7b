#pragma once
/// Fills an e-form as a patient tester would: every question that is asked, and then once more for every choice there is, so
/// that each branch of the form is walked. The same form gives the same answers. Pure; any thread.

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "kiosk/dossier/validation.hpp"

namespace kiosk::trial {

/// The answers that are tried for a question, in their order; the first that its rules take is given.
[[nodiscard]] std::vector<std::string> candidates(const catalogue::Question& question, LocalDate today);

/// A question that nothing of ours satisfies: nobody could get past it, or only who knows what it wants.
struct Stuck {
    std::string key;
    std::string why;  ///< "too_short", "pattern ([0-9]{10})"
    auto operator<=>(const Stuck&) const = default;
};

struct FormWalk {
    dossier::Draft draft;  ///< the first way, filled in
    std::size_t ways = 0;
    std::set<std::string> asked;  ///< keys that were on a page in some way
    std::set<Stuck> stuck;
};
/// `start` is who files (applicant.hpp). At most `most_ways` ways; a form with more is walked as far.
[[nodiscard]] FormWalk walk_form(const catalogue::Form& form, const catalogue::Procedure& procedure,
                                 const dossier::Draft& start, LocalDate today);
inline constexpr std::size_t most_ways = 300;

/// Keys of everything that the form could ask, rows without their number: "people.name".
[[nodiscard]] std::set<std::string> all_keys(const catalogue::Form& form);

}  // namespace kiosk::trial
