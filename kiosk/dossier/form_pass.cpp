#include "kiosk/dossier/form_pass.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/base/text.hpp"

namespace kiosk::dossier {
namespace {

using catalogue::Condition;
using catalogue::Question;
using catalogue::QuestionKind;
using catalogue::Sight;
using catalogue::Value;

/// String(value), with JavaScript's word for what is not there.
std::string written(const Value* value) { return value == nullptr ? "undefined" : catalogue::to_text(*value); }

bool is_blank(const Value* value) {
    if (value == nullptr || value->is_null()) return true;
    const auto* text = value->text();
    return text != nullptr && trim(*text).empty();
}

/// form.io isComponentDataEmpty.
bool is_empty(const Question& question, const Value* value) {
    if (question.kind == QuestionKind::checkbox) return value == nullptr || !catalogue::is_true(*value);
    if (const auto* options = value == nullptr ? nullptr : value->object())
        return std::none_of(options->begin(), options->end(), [](const auto& m) { return catalogue::is_true(m.value); });
    if (question.kind == QuestionKind::date && value != nullptr && catalogue::to_text(*value) == "Invalid date") return true;
    return is_blank(value);
}

/// form.io IsEqualTo: a text that is compared with a number or a truth is read as JSON first.
bool is_equal(const Value* value, const Value& expected) {
    if (value == nullptr) return false;
    if (value->object() != nullptr) {
        const auto* member = value->member(catalogue::to_text(expected));
        return member != nullptr && catalogue::is_true(*member);
    }
    const auto* text = expected.text();
    const bool counts = catalogue::is_true(*value) || value->truth() != nullptr;
    if (text != nullptr && !text->empty() && value->text() == nullptr && counts) {
        if (value->truth() != nullptr) return *text == (*value->truth() ? "true" : "false");
        const double number = catalogue::to_number(expected);
        return value->number() != nullptr && *value->number() == number;
    }
    return catalogue::deeply_equal(*value, expected);
}

class Pass {
public:
    Pass(const catalogue::Form& form, const Draft& draft) : form_(form), draft_(draft) {}

    std::vector<Standing> run() {
        for (page_ = 0; page_ < form_.pages.size(); ++page_) {
            for (const auto& question : form_.pages[page_].questions) {
                if (question.kind == QuestionKind::rows) rows(question);
                else one(question, {}, data_);
            }
        }
        return std::move(out_);
    }

private:
    /// `holder`: the object that has the value, all answers or those of one row.
    void one(const Question& question, const RowPlace& place, Value& holder) {
        Standing standing{&question, place, page_, true, std::nullopt, {}};
        const auto* kept = draft_.answer(key_of(question, place));
        if (kept != nullptr) standing.answer = normal_answer(question, kept->reveal());
        const bool touched = kept != nullptr || place.rows != nullptr;
        auto value = sent_value(question, touched ? std::optional(standing.answer) : std::nullopt);
        // The engine forgets the default of a number; the kiosk sends it as an answer.
        if (!value && !question.default_value.empty() && question.kind != QuestionKind::number) {
            auto beginning = sent_value(question, normal_answer(question, question.default_value));
            if (beginning && catalogue::is_true(*beginning)) value = std::move(beginning);
        }
        if (question.calculated) {
            auto result = catalogue::evaluate(*question.calculated, Sight{data_, holder});
            if (!result.is_null()) value = std::move(result);
        }
        standing.shown = is_shown(question, place, holder);
        if (question.kind == QuestionKind::number) value = as_number(value);
        if (!standing.shown) value.reset();
        if (value) {
            holder.set(question.key, *value);
        } else if (question.kind == QuestionKind::number) {
            holder.set(question.key, Value());  // the engine leaves a null behind
        } else {
            holder.erase(question.key);
        }
        standing.value = std::move(value);
        out_.push_back(std::move(standing));
    }

    /// A number that is none is no answer to the engine.
    static std::optional<Value> as_number(const std::optional<Value>& value) {
        if (!value || std::isnan(catalogue::parse_float(*value))) return std::nullopt;
        const double number = catalogue::to_number(*value);
        return std::isfinite(number) ? std::optional(Value(number)) : std::nullopt;
    }

    void rows(const Question& question) {
        Standing standing{&question, {}, page_, is_shown(question, {}, data_), std::nullopt, {}};
        const auto at = out_.size();
        out_.push_back(standing);
        if (!standing.shown) return leave_ghost(question);
        Value::List list;
        for (std::size_t i = 0; i < row_count(question, draft_); ++i) {
            Value row(Value::Object{});
            for (const auto& inner : question.row) one(inner, {&question, i}, row);
            list.push_back(std::move(row));
        }
        out_[at].value = Value(keep_sent(list));
        data_.set(question.key, Value(std::move(list)));
    }

    /// The engine keeps of rows what was sent, up to the last row in which something was: numbers that are none go. Where
    /// nothing at all was sent the rows stay as they are. What it looks at to find rows filled has no such numbers.
    static Value::List keep_sent(Value::List& rows) {
        auto out = rows;
        for (auto& row : out)
            std::erase_if(std::get<Value::Object>(row.is), [](const auto& m) { return m.value.is_null(); });
        const auto sent = [](const Value& row) { return !row.object()->empty(); };
        if (std::none_of(out.begin(), out.end(), sent)) return out;
        while (!sent(out.back())) out.pop_back();
        return rows = out;
    }

    /// The engine goes through the questions of hidden rows once, and some of them leave an empty first row behind.
    void leave_ghost(const Question& question) {
        bool ghost = false;
        Value row(Value::Object{});
        for (const auto& inner : question.row) {
            const bool number = inner.kind == QuestionKind::number;
            if (number) row.set(inner.key, Value());
            ghost = ghost || number || inner.kind == QuestionKind::select_boxes || !inner.default_value.empty();
        }
        if (ghost) data_.set(question.key, Value(Value::List{std::move(row)}));
    }

    bool is_shown(const Question& question, const RowPlace& place, const Value& row) const {
        return std::all_of(question.conditions.begin(), question.conditions.end(),
                           [&](const Condition& condition) { return holds(condition, place, row); });
    }

    bool holds(const Condition& condition, const RowPlace& place, const Value& row) const {
        if (condition.logic) {
            const auto result = catalogue::evaluate(*condition.logic, Sight{data_, row});
            return result.is_null() || catalogue::is_true(result);
        }
        if (!condition.clauses.empty()) {
            const auto met = [&](const Condition::Clause& clause) { return is_met(clause, place, row); };
            const auto& clauses = condition.clauses;
            const bool result = condition.any ? std::any_of(clauses.begin(), clauses.end(), met)
                                              : std::all_of(clauses.begin(), clauses.end(), met);
            return result == condition.show;
        }
        const auto* value = find(condition.when, place, row);
        if (const auto* option = value == nullptr ? nullptr : value->member(condition.equals))
            return catalogue::to_text(*option) == (condition.show ? "true" : "false");
        return (written(value) == condition.equals) == condition.show;
    }

    bool is_met(const Condition::Clause& clause, const RowPlace& place, const Value& row) const {
        using Is = Condition::Clause::Is;
        const auto* question = form_.question(clause.when);
        if (question == nullptr) return false;
        const auto* value = find(clause.when, place, row);
        switch (clause.is) {
            case Is::equal: return is_equal(value, clause.value);
            case Is::not_equal: return !is_equal(value, clause.value);
            case Is::empty: return is_empty(*question, value);
            case Is::not_empty: return !is_empty(*question, value);
        }
        return false;
    }

    /// "people.name" is looked for in the row at hand.
    const Value* find(std::string_view name, const RowPlace& place, const Value& row) const {
        const auto dot = name.find('.');
        if (dot == name.npos) return data_.member(name);
        return place.rows != nullptr && place.rows->key == name.substr(0, dot) ? row.member(name.substr(dot + 1)) : nullptr;
    }

    const catalogue::Form& form_;
    const Draft& draft_;
    std::size_t page_ = 0;
    Value data_{Value::Object{}};
    std::vector<Standing> out_;
};

}  // namespace

std::vector<Standing> pass(const catalogue::Form& form, const Draft& draft) { return Pass(form, draft).run(); }

}  // namespace kiosk::dossier
