#pragma once
/// How a draft keeps the answers of an e-form, and what they are as values of form.io. One text an answer: a date 1990-01-31, a day
/// 31/01/1990 with zeros for what is not known, «true» for a checkbox, chosen options one a line; what rows are asked under
/// "people[0].name". Pure; any thread, never blocks.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/catalogue/form.hpp"
#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

// ---- Rows ------------------------------------------------------------------------------------------------------------------
/// Where a question stands: by itself, or in one of the rows of another.
struct RowPlace {
    const catalogue::Question* rows = nullptr;  ///< null: in no row
    std::size_t index = 0;
};
/// "name" or "people[0].name"
[[nodiscard]] std::string key_of(const catalogue::Question& question, const RowPlace& place = {});
/// As many rows as the form lets a person add.
[[nodiscard]] std::size_t most_rows(const catalogue::Question& rows);
[[nodiscard]] std::size_t row_count(const catalogue::Question& rows, const Draft& draft);
/// One more row at the end, every question of it empty or at its default; its index.
std::size_t add_row(const catalogue::Question& rows, Draft& draft);
/// The rows behind it move up. An index of no row changes nothing.
void remove_row(const catalogue::Question& rows, std::size_t index, Draft& draft);
/// False while every question of the row is as it began.
[[nodiscard]] bool is_row_touched(const catalogue::Question& rows, std::size_t index, const Draft& draft);

// ---- Answers ---------------------------------------------------------------------------------------------------------------
/// What is judged, shown at review and sent: normal form C, no blanks at the ends; a number with a point, a phone number
/// without separators, an e-mail address in small letters.
[[nodiscard]] std::string normal_answer(const catalogue::Question& question, std::string_view typed);
/// The normal answer that the draft has; empty when none.
[[nodiscard]] std::string normal_answer(const catalogue::Question& question, const Draft& draft, const RowPlace& place = {});

/// The chosen options of a question with several.
[[nodiscard]] std::vector<std::string> chosen(std::string_view answer);
/// The answer after this option was touched.
[[nodiscard]] std::string with_option(const catalogue::Question& question, std::string_view answer, std::string_view option);

/// Digits with at most one point, a minus before them: how people write numbers, unlike 1e5.
[[nodiscard]] std::optional<double> plain_number(std::string_view text);
/// "31/01/1990", any part of it zeros: two digits, two digits, four digits.
struct DayParts {
    int day = 0;
    int month = 0;
    int year = 0;
};
[[nodiscard]] std::optional<DayParts> day_parts(std::string_view answer);
/// Empty when nothing of it is known.
[[nodiscard]] std::string day_answer(const DayParts& parts);

/// How the result returns by this normal answer to a question of Tells::return_way.
[[nodiscard]] ReturnBy return_by(const catalogue::Question& question, std::string_view answer);

// ---- Values ----------------------------------------------------------------------------------------------------------------
/// What the kiosk sends the portal for this normal answer. Nothing: the question was never touched, so that the portal's
/// default counts; checkboxes, several options and rows always say something, as the portal's own pages do.
[[nodiscard]] std::optional<catalogue::Value> sent_value(const catalogue::Question& question,
                                                         const std::optional<std::string>& answer);
/// A calculated value as an answer is written.
[[nodiscard]] std::string answer_of(const catalogue::Question& question, const catalogue::Value& value);

/// The form.io submission data of the whole draft, hidden questions included: what the portal's page holds before it is judged.
[[nodiscard]] catalogue::Value sent_data(const catalogue::Form& form, const Draft& draft);

}  // namespace kiosk::dossier
