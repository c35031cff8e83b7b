#pragma once
/// One pass over an e-form from its first question to its last, as the portal's engine (form.io, @formio/core) makes it: default,
/// calculation, condition, clearing of what is hidden. Later questions see what earlier ones became. Pure; any thread.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/dossier/form_answers.hpp"

namespace kiosk::dossier {

/// How one question stands after the pass.
struct Standing {
    const catalogue::Question* question = nullptr;
    RowPlace place;
    std::size_t page = 0;
    bool shown = false;                     ///< by its conditions; QuestionKind::hidden is never on the screen all the same
    std::optional<catalogue::Value> value;  ///< as the portal judges it; nothing: absent, or cleared because it is hidden
    std::string answer;                     ///< the draft's normal answer
};

/// In the order of the form; what rows are asked follows the question that has the rows.
[[nodiscard]] std::vector<Standing> pass(const catalogue::Form& form, const Draft& draft);

}  // namespace kiosk::dossier
