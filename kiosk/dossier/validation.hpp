#pragma once
/// Judges answers by the form's rules, as form.io judges them, so that what passes here passes at the portal. Hidden questions
/// are neither judged nor sent; an empty answer that is not required passes every rule. Pure; any thread, never blocks.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/dossier/form_answers.hpp"

namespace kiosk::dossier {

/// One thing to mend, with what its sentence needs: "{label} có nhiều nhất {limit} ký tự. Đã nhập {actual}."
struct Problem {
    enum class Kind {
        missing,
        too_short,  ///< limit, actual: UTF-16 units, as the portal counts
        too_long,   ///< limit, actual
        pattern,    ///< sign, when one alone is too much
        not_a_number,
        not_an_amount,
        too_small,  ///< limit; of a day its year
        too_large,  ///< limit; of a day its year
        not_a_date,
        day_missing,  ///< of a day of which parts may be unknown, but not this one
        month_missing,
        year_missing,
        too_early,  ///< date: the first day that is taken
        too_late,   ///< date: the last day that is taken
        not_an_option,
        too_few,   ///< limit, actual: chosen options, or rows
        too_many,  ///< limit, actual
        not_a_phone,
        not_an_email,
        has_control_characters,
    };
    std::string key;  ///< "name", or "people[0].name" for what a row is asked
    Kind kind = Kind::missing;
    double limit = 0;
    double actual = 0;
    LocalDate date{};
    std::string sign{};   ///< the letter, digit or other sign that does not belong there; empty: not known
    LocalText message{};  ///< the form's own sentence; empty: the standard one for the kind
    bool operator==(const Problem&) const = default;
};

/// Without a rule of its own an answer is at most this long: nobody types more, and a packet must hold it.
inline constexpr std::size_t longest_answer_units = 10'000;

/// The questions that the answers so far let be seen, QuestionKind::hidden never. A condition on a hidden question sees no
/// answer.
[[nodiscard]] std::vector<const catalogue::Question*> visible_questions(const catalogue::Form& form, std::size_t page,
                                                                        const Draft& draft);
/// The same for what one row is asked.
[[nodiscard]] std::vector<const catalogue::Question*> visible_questions(const catalogue::Form& form, const RowPlace& place,
                                                                        const Draft& draft);

/// In the order of the questions, at most one problem a question; what is wrong in rows follows the rows. No page of that
/// number: no problem.
[[nodiscard]] std::vector<Problem> check_page(const catalogue::Form& form, std::size_t page, const Draft& draft,
                                              LocalDate today);
[[nodiscard]] std::vector<Problem> check_row(const catalogue::Form& form, const RowPlace& place, const Draft& draft,
                                             LocalDate today);
[[nodiscard]] std::vector<Problem> check_form(const catalogue::Form& form, const Draft& draft, LocalDate today);
/// One answer alone.
[[nodiscard]] std::vector<Problem> check_answer(const catalogue::Question& question, std::string_view typed,
                                                LocalDate today);

/// Writes what the form calculates into the draft (origin rule), and takes away what is calculated but not shown. To be called
/// whenever an answer has changed.
void calculate(const catalogue::Form& form, Draft& draft);

/// What goes to the portal: shown or hidden-kind questions with an answer, rows under their keys, as normal answers.
struct SentAnswer {
    const catalogue::Question* question = nullptr;
    Answer answer;
};
[[nodiscard]] std::vector<SentAnswer> sent_answers(const catalogue::Form& form, const Draft& draft);

}  // namespace kiosk::dossier
