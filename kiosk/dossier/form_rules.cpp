#include "kiosk/dossier/form_rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <set>

#include "kiosk/base/pattern.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/dossier/identity.hpp"

namespace kiosk::dossier {
namespace {

using catalogue::Question;
using catalogue::QuestionKind;
using catalogue::Value;
using Kind = Problem::Kind;

/// The expression of @formio/core 2.8.
constexpr const char* email_pattern =
    R"((([^<>()[\]\\.,;:\s@"]+(\.[^<>()[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,})))";

/// A pattern that takes forever on a text has not accepted it.
bool fits(const Pattern& pattern, std::string_view text) { return pattern.matches(text).value_or(false); }

bool is_email(std::string_view text) {
    static const auto pattern = Pattern::compile(email_pattern);
    return fits(pattern.value(), text);
}

/// The sign without which the text would fit, when it is the only letter, the only digit or the only other sign of the text, as
/// often as it stands there: "12a4", "Nguyễn 3", "5#6". Empty: nobody can say which one is wrong.
std::string odd_sign(const Pattern& pattern, std::string_view text) {
    constexpr std::size_t longest = 200;  // a line: in more nobody looks for one sign
    if (text.size() > longest || has_control_characters(text)) return {};
    enum : std::size_t { letter, digit, other };
    std::array<std::set<std::string>, 3> signs;
    for (auto rest = text; !rest.empty();) {
        auto sign = first_letter(rest);
        rest.remove_prefix(sign.size());
        const auto first = static_cast<unsigned char>(sign.front());
        const bool plain = first >= 0x80 || std::isalpha(first) != 0;
        signs[plain ? letter : std::isdigit(first) != 0 ? digit : other].insert(std::move(sign));
    }
    std::string found;
    for (const auto& kind : signs) {
        if (kind.size() != 1) continue;
        std::string without(text);
        for (auto at = without.find(*kind.begin()); at != std::string::npos; at = without.find(*kind.begin()))
            without.erase(at, kind.begin()->size());
        if (!fits(pattern, without)) continue;
        if (!found.empty()) return {};
        found = *kind.begin();
    }
    return found;
}

/// form.io hasValue: what makes a row of a grid count as filled.
bool fills(const Value& value) {
    if (const auto* members = value.object()) return !members->empty();
    if (const auto* number = value.number()) return !std::isnan(*number);
    return catalogue::is_true(value);
}

bool is_row_list_filled(const Value::List& rows) {
    const bool whole = std::none_of(rows.begin(), rows.end(), [](const Value& row) { return row.object()->empty(); });
    return std::any_of(rows.begin(), rows.end(), [&](const Value& row) {
        const auto& members = *row.object();
        if (!whole) return !members.empty();
        return std::any_of(members.begin(), members.end(), [](const auto& member) { return fills(member.value); });
    });
}

/// form.io componentHasValue.
bool is_given(const Question& question, const std::optional<Value>& value) {
    if (!value || value->is_null()) return false;
    const bool false_is_none = question.kind == QuestionKind::checkbox || question.kind == QuestionKind::select_boxes;
    if (const auto* rows = value->list()) return is_row_list_filled(*rows);
    if (const auto* options = value->object())
        return std::any_of(options->begin(), options->end(), [](const auto& m) { return catalogue::is_true(m.value); });
    if (const auto* truth = value->truth()) return *truth || !false_is_none;
    const auto* text = value->text();
    return text == nullptr || (!trim(*text).empty() && *text != "00/00/0000");
}

bool exists(const DayParts& parts) {
    constexpr int longest = 31;
    if (parts.month > 12) return false;
    if (parts.month == 0) return parts.day <= longest;
    const auto next = parts.month == 12 ? LocalDate{2001, 1, 1} : LocalDate{parts.year, parts.month + 1, 1};
    const int last = parts.month == 12 ? longest : next.plus_days(-1).day;
    return parts.day <= last;
}

class Judgement {
public:
    Judgement(const Standing& standing, LocalDate today)
        : question_(*standing.question), rules_(question_.rules), standing_(standing), today_(today) {}

    std::optional<Problem> run() const {
        if (!standing_.shown || question_.kind == QuestionKind::hidden) return std::nullopt;
        if (!is_utf8(standing_.answer)) return problem(Kind::has_control_characters);
        if (question_.kind == QuestionKind::number && !standing_.answer.empty() && !question_.calculated &&
            !plain_number(standing_.answer))
            return problem(Kind::not_a_number);
        auto out = of_portal();
        return out ? out : of_kiosk();
    }

private:
    [[nodiscard]] Problem problem(Kind kind, double limit = 0, double actual = 0, LocalDate date = {}) const {
        return {key_of(question_, standing_.place), kind, limit, actual, date, {}, rules_.message};
    }

    [[nodiscard]] std::optional<Problem> of_portal() const {
        const auto& value = standing_.value;
        if (!is_given(question_, value)) {
            const bool parts = rules_.day_required || rules_.month_required || rules_.year_required;
            return rules_.required || parts ? std::optional(problem(Kind::missing)) : std::nullopt;
        }
        switch (question_.kind) {
            case QuestionKind::text:
            case QuestionKind::long_text:
            case QuestionKind::phone:
            case QuestionKind::email: return value->text() != nullptr ? of_words(*value->text()) : std::nullopt;
            case QuestionKind::number:
            case QuestionKind::currency: return of_number(catalogue::parse_float(*value));
            case QuestionKind::date: return of_date();
            case QuestionKind::day: return of_day();
            case QuestionKind::select:
            case QuestionKind::radio:
                if (rules_.only_options && value->text() != nullptr && !is_option(*value->text()))
                    return problem(Kind::not_an_option);
                return std::nullopt;
            case QuestionKind::select_boxes: return of_options(*value->object());
            case QuestionKind::checkbox:
            case QuestionKind::hidden:
            case QuestionKind::rows: return std::nullopt;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Problem> of_words(const std::string& text) const {
        const auto units = static_cast<double>(catalogue::utf16_units(text));
        if (rules_.min_length && units < *rules_.min_length) return problem(Kind::too_short, *rules_.min_length, units);
        if (rules_.max_length && units > *rules_.max_length) return problem(Kind::too_long, *rules_.max_length, units);
        if (question_.kind == QuestionKind::email && !is_email(text)) return problem(Kind::not_an_email);
        if (rules_.pattern && !fits(*rules_.pattern, text)) {
            auto out = problem(Kind::pattern);
            out.sign = odd_sign(*rules_.pattern, text);
            return out;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Problem> of_number(double number) const {
        if (rules_.min && number < *rules_.min) return problem(Kind::too_small, *rules_.min, number);
        if (rules_.max && number > *rules_.max) return problem(Kind::too_large, *rules_.max, number);
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Problem> of_date() const {
        const auto date = parse_iso_date(standing_.answer.empty() ? question_.default_value : standing_.answer);
        return date ? of_limits(*date) : problem(Kind::not_a_date);
    }

    [[nodiscard]] std::optional<Problem> of_limits(LocalDate date) const {
        if (rules_.earliest && date < rules_.earliest->on(today_))
            return problem(Kind::too_early, 0, 0, rules_.earliest->on(today_));
        if (rules_.latest && date > rules_.latest->on(today_))
            return problem(Kind::too_late, 0, 0, rules_.latest->on(today_));
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Problem> of_day() const {
        const auto parts = standing_.value->text() == nullptr ? std::nullopt : day_parts(*standing_.value->text());
        if (!parts || !exists(*parts)) return problem(Kind::not_a_date);
        if (rules_.day_required && parts->day == 0) return problem(Kind::day_missing);
        if (rules_.month_required && parts->month == 0) return problem(Kind::month_missing);
        if (rules_.year_required && parts->year == 0) return problem(Kind::year_missing);
        if (rules_.min_year && parts->year < *rules_.min_year)
            return problem(Kind::too_small, *rules_.min_year, parts->year);
        if (rules_.max_year && parts->year > *rules_.max_year)
            return problem(Kind::too_large, *rules_.max_year, parts->year);
        const bool whole = parts->day != 0 && parts->month != 0 && parts->year != 0;
        return whole ? of_limits({parts->year, parts->month, parts->day}) : std::nullopt;
    }

    [[nodiscard]] std::optional<Problem> of_options(const Value::Object& options) const {
        const bool known = std::all_of(options.begin(), options.end(), [&](const auto& m) { return is_option(m.name); });
        if (rules_.only_options && !known) return problem(Kind::not_an_option);
        const auto count = static_cast<double>(
            std::count_if(options.begin(), options.end(), [](const auto& m) { return catalogue::is_true(m.value); }));
        if (rules_.min_selected && count < *rules_.min_selected) return problem(Kind::too_few, *rules_.min_selected, count);
        if (rules_.max_selected && count > *rules_.max_selected) return problem(Kind::too_many, *rules_.max_selected, count);
        return std::nullopt;
    }

    [[nodiscard]] bool is_option(std::string_view value) const {
        return std::any_of(question_.options.begin(), question_.options.end(),
                           [&](const auto& option) { return option.value == value; });
    }

    /// What the portal would take, and an officer would send back.
    [[nodiscard]] std::optional<Problem> of_kiosk() const {
        const auto& answer = standing_.answer;
        if (question_.kind == QuestionKind::rows) return of_row_count();
        if (answer.empty() || question_.calculated) return std::nullopt;
        const bool lines = question_.kind == QuestionKind::long_text || question_.kind == QuestionKind::select_boxes;
        if (has_control_characters(answer, lines ? "\n\t" : "")) return problem(Kind::has_control_characters);
        const auto units = catalogue::utf16_units(answer);
        if (units > longest_answer_units)
            return problem(Kind::too_long, static_cast<double>(longest_answer_units), static_cast<double>(units));
        const auto unknown = [&](const std::string& value) { return !is_option(value); };
        switch (question_.kind) {
            case QuestionKind::currency:
                return plain_number(answer) ? std::nullopt : std::optional(problem(Kind::not_an_amount));
            case QuestionKind::phone:
                return check_phone(answer).empty() ? std::nullopt : std::optional(problem(Kind::not_a_phone));
            case QuestionKind::select:
            case QuestionKind::radio: return unknown(answer) ? std::optional(problem(Kind::not_an_option)) : std::nullopt;
            case QuestionKind::select_boxes: {
                const auto values = chosen(answer);
                return std::any_of(values.begin(), values.end(), unknown) ? std::optional(problem(Kind::not_an_option))
                                                                          : std::nullopt;
            }
            case QuestionKind::checkbox:
                return answer == "true" || answer == "false" ? std::nullopt : std::optional(problem(Kind::not_an_option));
            default: return std::nullopt;
        }
    }

    /// form.io's pages hold no button to add or remove a row beyond these; its engine does not count.
    [[nodiscard]] std::optional<Problem> of_row_count() const {
        const auto count = static_cast<double>(standing_.value ? standing_.value->list()->size() : 0U);
        if (rules_.min_length && count < *rules_.min_length) return problem(Kind::too_few, *rules_.min_length, count);
        if (rules_.max_length && count > *rules_.max_length) return problem(Kind::too_many, *rules_.max_length, count);
        return std::nullopt;
    }

    const Question& question_;
    const catalogue::Rules& rules_;
    const Standing& standing_;
    const LocalDate today_;
};

}  // namespace

std::optional<Problem> judge(const Standing& standing, LocalDate today) { return Judgement(standing, today).run(); }

}  // namespace kiosk::dossier
