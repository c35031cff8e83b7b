#include "kiosk/print/condition_words.hpp"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "kiosk/texts/ids.hpp"

namespace kiosk::print {
namespace {

using catalogue::Condition;
using catalogue::Form;
using catalogue::Logic;
using catalogue::Question;
using catalogue::QuestionKind;
using catalogue::Value;
using Op = Logic::Op;

/// A part of the sentence; «và» within «hoặc» is put in brackets, and the other way round.
struct Phrase {
    enum class Joined { no, by_and, by_or };
    std::string words;
    Joined joined = Joined::no;
};
using Plain = std::optional<Phrase>;  ///< nothing: it has no plain words

struct Comparison {
    Op op;
    TextId text;
    Op opposite;
    Op mirrored;  ///< 5 < a is a > 5
};
const Comparison comparisons[] = {
    {Op::less, text::print_when_less, Op::greater_or_equal, Op::greater},
    {Op::less_or_equal, text::print_when_at_most, Op::greater, Op::greater_or_equal},
    {Op::greater, text::print_when_more, Op::less_or_equal, Op::less},
    {Op::greater_or_equal, text::print_when_at_least, Op::less, Op::less_or_equal},
};

const Comparison* comparison_of(Op op) {
    for (const auto& comparison : comparisons)
        if (comparison.op == op) return &comparison;
    return nullptr;
}

/// `negated` is carried down to the single comparisons, where it has plain words.
class Telling {
public:
    Telling(const Form& form, const slips::Press& press) : form_(form), press_(press) {}

    Plain all_of(const std::vector<Condition>& conditions) const {
        std::vector<Plain> parts;
        parts.reserve(conditions.size());
        for (const auto& condition : conditions) parts.push_back(one(condition));
        return joined(std::move(parts), false);
    }

private:
    Plain one(const Condition& condition) const {
        if (condition.logic) return rule(*condition.logic, false);
        if (condition.clauses.empty()) return equal(condition.when, Value(condition.equals), !condition.show);
        std::vector<Plain> parts;
        for (const auto& clause : condition.clauses) parts.push_back(of_clause(clause, !condition.show));
        return joined(std::move(parts), condition.any == condition.show);
    }

    Plain of_clause(const Condition::Clause& clause, bool negated) const {
        using Is = Condition::Clause::Is;
        switch (clause.is) {
            case Is::equal: return equal(clause.when, clause.value, negated);
            case Is::not_equal: return equal(clause.when, clause.value, !negated);
            case Is::empty: return filled(form_.question(clause.when), !negated);
            case Is::not_empty: return filled(form_.question(clause.when), negated);
        }
        return std::nullopt;
    }

    Plain rule(const Logic& logic, bool negated) const {
        const auto& arguments = logic.arguments;
        switch (logic.op) {
            case Op::var: return filled(question_of(logic), negated);
            case Op::truth: return rule(arguments.front(), negated);
            case Op::negation: return rule(arguments.front(), !negated);
            case Op::all_of:
            case Op::any_of: {
                std::vector<Plain> parts;
                parts.reserve(arguments.size());
                for (const auto& argument : arguments) parts.push_back(rule(argument, negated));
                return joined(std::move(parts), (logic.op == Op::any_of) != negated);
            }
            case Op::equal:
            case Op::same: return compared(arguments, negated);
            case Op::not_equal:
            case Op::not_same: return compared(arguments, !negated);
            case Op::contained: return contained(arguments, negated);
            default: return numbers(logic.op, arguments, negated);
        }
    }

    Plain compared(const std::vector<Logic>& sides, bool negated) const {
        if (sides.size() != 2) return std::nullopt;
        const bool first = sides[0].op == Op::var;
        const auto& variable = first ? sides[0] : sides[1];
        const auto& other = first ? sides[1] : sides[0];
        const auto* question = question_of(variable);
        return question == nullptr || other.op != Op::constant ? std::nullopt : equal(*question, other.constant, negated);
    }

    /// An answer among given ones, or an option among the chosen ones.
    Plain contained(const std::vector<Logic>& arguments, bool negated) const {
        if (arguments.size() != 2 || arguments[1].op != Op::list) return std::nullopt;
        const auto* question = question_of(arguments[0]);
        if (question == nullptr) return std::nullopt;
        std::vector<Plain> parts;
        for (const auto& item : arguments[1].arguments)
            parts.push_back(item.op == Op::constant ? equal(*question, item.constant, negated) : std::nullopt);
        return joined(std::move(parts), !negated);
    }

    Plain numbers(Op op, const std::vector<Logic>& sides, bool negated) const {
        const auto* comparison = comparison_of(op);
        if (comparison == nullptr || sides.size() != 2) return std::nullopt;
        const bool first = sides[0].op == Op::var;
        if (!first) comparison = comparison_of(comparison->mirrored);
        if (negated) comparison = comparison_of(comparison->opposite);
        const auto* question = question_of(first ? sides[0] : sides[1]);
        const auto& limit = first ? sides[1] : sides[0];
        if (question == nullptr || limit.op != Op::constant) return std::nullopt;
        return Phrase{press_.texts(comparison->text, fmt::arg("question", label(*question)),
                                   fmt::arg("number", catalogue::to_text(limit.constant)))};
    }

    Plain equal(std::string_view key, const Value& value, bool negated) const {
        const auto* question = form_.question(key);
        return question == nullptr ? std::nullopt : equal(*question, value, negated);
    }

    Plain equal(const Question& question, const Value& value, bool negated) const {
        const auto written = catalogue::to_text(value);
        if (written.empty() || written == "undefined" || written == "null") return filled(&question, !negated);
        if (question.kind == QuestionKind::checkbox) return filled(&question, (written == "true") == negated);
        const bool several = question.kind == QuestionKind::select_boxes;
        const auto id = several ? (negated ? text::print_when_not_chosen : text::print_when_chosen)
                                : (negated ? text::print_when_is_not : text::print_when_is);
        return Phrase{press_.texts(id, fmt::arg("question", label(question)),
                                   fmt::arg("answer", label_of_option(question, written, press_)))};
    }

    /// Of a box whether it is ticked, of anything else whether there is an answer.
    Plain filled(const Question* question, bool negated) const {
        if (question == nullptr) return std::nullopt;
        if (question->kind == QuestionKind::checkbox) {
            return Phrase{press_.texts(text::print_when_is, fmt::arg("question", label(*question)),
                                       fmt::arg("answer", press_.texts(negated ? text::print_no : text::print_yes)))};
        }
        return Phrase{press_.texts(negated ? text::print_when_empty : text::print_when_filled,
                                   fmt::arg("question", label(*question)))};
    }

    Plain joined(std::vector<Plain> parts, bool any) const {
        if (parts.empty()) return std::nullopt;
        if (parts.size() == 1) return std::move(parts.front());
        Phrase out{{}, any ? Phrase::Joined::by_or : Phrase::Joined::by_and};
        const auto between = press_.texts(any ? text::print_when_or : text::print_when_and);
        for (const auto& part : parts) {
            if (!part) return std::nullopt;
            if (!out.words.empty()) out.words += " " + between + " ";
            const bool alike = part->joined == Phrase::Joined::no || part->joined == out.joined;
            out.words += alike ? part->words : "(" + part->words + ")";
        }
        return out;
    }

    /// What a rule looks at, when it is the answer to one question.
    const Question* question_of(const Logic& logic) const {
        if (logic.op != Op::var || logic.path.size() != 2) return nullptr;
        const auto* question = form_.question(logic.path[1]);
        return question != nullptr && question->kind == QuestionKind::hidden ? nullptr : question;
    }

    std::string label(const Question& question) const { return press_.in_language(question.label); }

    const Form& form_;
    const slips::Press& press_;
};

}  // namespace

std::string condition_words(const Form& form, const Question& question, const slips::Press& press) {
    if (question.conditions.empty()) return {};
    const auto phrase = Telling(form, press).all_of(question.conditions);
    return phrase ? press.texts(text::print_only_when, fmt::arg("condition", phrase->words))
                  : press.texts(text::print_only_if_so);
}

std::string label_of_option(const Question& question, std::string_view value, const slips::Press& press) {
    for (const auto& option : question.options) {
        if (option.value == value) return press.in_language(option.label);
    }
    return std::string(value);
}

}  // namespace kiosk::print
