#pragma once
/// Judges answers by the form's rules, as form.io judges them, so that what passes here passes at the portal. Hidden questions
/// are neither judged nor sent; an empty answer that is not required passes every rule. Pure; any thread, never blocks.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/form.hpp"
#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

/// One thing to mend, with what its sentence needs: "{label} có nhiều nhất {limit} ký tự. Đã nhập {actual}."
struct Problem {
    enum class Kind {
        missing,
        too_short,  ///< limit, actual: UTF-16 units, as the portal counts
        too_long,   ///< limit, actual
        pattern,
        not_a_number,
        too_small,  ///< limit
        too_large,  ///< limit
        not_a_date,
        not_an_option,
        not_a_phone,
        not_an_email,
        has_control_characters,
    };
    std::string key;
    Kind kind = Kind::missing;
    double limit = 0;
    double actual = 0;
    LocalText message;  ///< the form's own sentence; empty: the standard one for the kind
    bool operator==(const Problem&) const = default;
};

/// Without a rule of its own an answer is at most this long: nobody types more, and a packet must hold it.
inline constexpr std::size_t longest_answer_units = 10'000;

/// What is judged, shown at review and sent: normal form C, no blanks at the ends; a number with a point, a phone number
/// without separators.
[[nodiscard]] std::string normal_answer(const catalogue::Question& question, std::string_view typed);
/// The normal answer that the draft has; empty when none.
[[nodiscard]] std::string normal_answer(const catalogue::Question& question, const Draft& draft);

/// The questions that the answers so far let be seen. A condition on a hidden question sees no answer.
[[nodiscard]] std::vector<const catalogue::Question*> visible_questions(const catalogue::Form& form, std::size_t page,
                                                                        const Draft& draft);
/// In the order of the questions, at most one problem a question. No page of that number: no problem.
[[nodiscard]] std::vector<Problem> check_page(const catalogue::Form& form, std::size_t page, const Draft& draft);
[[nodiscard]] std::vector<Problem> check_form(const catalogue::Form& form, const Draft& draft);
/// One answer alone, while it is typed.
[[nodiscard]] std::vector<Problem> check_answer(const catalogue::Question& question, std::string_view typed);

}  // namespace kiosk::dossier
