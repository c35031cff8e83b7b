#pragma once
/// Electronic forms (e-form) in the portal's own format: the part of form.io JSON that iGate's forms use. Immutable.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/local_text.hpp"
#include "kiosk/base/pattern.hpp"
#include "kiosk/catalogue/logic.hpp"

namespace kiosk::catalogue {

enum class QuestionKind {
    text,
    long_text,
    number,
    currency,
    date,  ///< a whole day: form.io `datetime` without a time
    day,   ///< day, month and year, of which some may be unknown: form.io `day`
    select,
    radio,
    checkbox,
    select_boxes,  ///< several of the options
    phone,
    email,
    hidden,  ///< filled by prefill, default or calculation; never on the screen
    rows,    ///< people of a household and the like: form.io `datagrid`
};

struct Option {
    std::string value;
    LocalText label;
    bool by_post = false;  ///< of Tells::return_way: the result goes by post
};

/// What an answer says about the dossier as a whole, beside being an answer.
enum class Tells {
    nothing,
    return_way,      ///< how the result returns
    return_address,  ///< where to, by post
    fee_quantity,    ///< how many of what the fee counts, as a number or as chosen options; several answers are multiplied
};

/// form.io `conditional`, in one of its three forms. Looks only at questions that stand before, as the portal reads them.
struct Condition {
    /// {"show", "when", "eq"}
    std::string when;  ///< "people.relation" for a question of the same row; empty: another form
    std::string equals;
    bool show = true;
    /// {"show", "conjunction", "conditions"}
    struct Clause {
        enum class Is { equal, not_equal, empty, not_empty };
        Is is = Is::equal;
        std::string when;
        Value value;
    };
    std::vector<Clause> clauses;
    bool any = false;  ///< one clause is enough
    /// {"json"}
    std::optional<Logic> logic;
};

/// The first or the last day that is taken.
struct DateLimit {
    bool today = false;  ///< form.io "moment()"
    LocalDate date;      ///< when not today
    [[nodiscard]] LocalDate on(LocalDate the_day) const { return today ? the_day : date; }
};

struct Rules {
    bool required = false;
    std::optional<int> min_length;  ///< UTF-16 units, as form.io counts; of rows: how many
    std::optional<int> max_length;
    std::optional<double> min;
    std::optional<double> max;
    std::optional<Pattern> pattern;  ///< the whole answer must fit; compiled once, when the form is read
    std::optional<int> min_selected;
    std::optional<int> max_selected;
    bool only_options = false;  ///< the portal refuses an answer that is none of the options
    std::optional<DateLimit> earliest;
    std::optional<DateLimit> latest;
    std::optional<int> min_year;
    std::optional<int> max_year;
    bool day_required = false;  ///< of QuestionKind::day: which parts must be known
    bool month_required = false;
    bool year_required = false;
    LocalText message;  ///< said instead of the standard sentence when not empty
};

/// What Question::prefill may name: what the card, the account or the person has said already (kiosk/dossier/prefill.hpp).
inline constexpr std::array<std::string_view, 18> prefill_sources{"submitter.name",
                                                                  "submitter.number",
                                                                  "submitter.old_number",
                                                                  "submitter.birth_date",
                                                                  "submitter.sex",
                                                                  "submitter.residence",
                                                                  "holder.name",
                                                                  "holder.number",
                                                                  "holder.old_number",
                                                                  "holder.birth_date",
                                                                  "holder.sex",
                                                                  "holder.residence",
                                                                  "organisation.name",
                                                                  "organisation.tax_code",
                                                                  "phone",
                                                                  "email",
                                                                  "procedure.name",
                                                                  "procedure.code"};

struct Question {
    std::string key;
    LocalText label;
    LocalText hint;
    QuestionKind kind = QuestionKind::text;
    bool whole = false;  ///< of a number: no fraction is asked for; form.io `decimalLimit` 0
    Rules rules;
    std::vector<Option> options;  ///< select, radio, select_boxes
    LocalText section;            ///< legend of the fieldset that it stands in; the same for neighbours of one fieldset
    std::vector<Condition> conditions;  ///< its own and those of what it stands in, outermost first: all must hold
    std::optional<Logic> calculated;    ///< then nobody types it
    std::string prefill;                ///< "submitter.name", "holder.number", "procedure.name", …; empty: none
    Tells tells = Tells::nothing;
    std::string default_value;  ///< as an answer is written
    std::vector<Question> row;  ///< of rows: what each is asked
    LocalText row_name;         ///< of rows: «Thêm người»
};

struct FormPage {
    LocalText title;
    std::vector<Question> questions;
};

struct Form {
    std::string id;
    std::vector<FormPage> pages;  ///< at least one
    std::string content{};        ///< SHA-256 of what its file says, its layout left out: another one is another form

    /// By key, or by "people.name" for what rows are asked; null when there is none.
    [[nodiscard]] const Question* question(std::string_view path) const;
};

}  // namespace kiosk::catalogue
