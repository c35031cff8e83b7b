#include "kiosk/catalogue/logic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace kiosk::catalogue {
namespace {

using Op = Logic::Op;
constexpr std::size_t many = 100;

/// json-logic-js alone holds an empty list to be false; JavaScript does not.
bool holds(const Value& value) { return is_true(value) && !(value.list() != nullptr && value.list()->empty()); }

class Evaluation {
public:
    /// `item`: what the rule of map, filter and their kin looks at; null outside of them.
    Evaluation(const Sight& sight, const Value* item) : sight_(sight), item_(item) {}

    Value run(const Logic& logic) {
        const auto& arguments = logic.arguments;
        switch (logic.op) {
            case Op::constant: return logic.constant;
            case Op::list: return Value(all(arguments));
            case Op::var: return variable(logic);
            case Op::choice: return choice(arguments);
            case Op::all_of:
            case Op::any_of: return first(arguments, logic.op == Op::any_of);
            case Op::mapped:
            case Op::filtered:
            case Op::every:
            case Op::some:
            case Op::none: return over_items(logic.op, arguments);
            case Op::reduced: return reduced(arguments);
            default: return plain(logic.op, all(arguments));
        }
    }

private:
    Value::List all(const std::vector<Logic>& arguments) {
        Value::List out;
        out.reserve(arguments.size());
        for (const auto& argument : arguments) out.push_back(run(argument));
        return out;
    }

    Value variable(const Logic& logic) const {
        std::span<const std::string> path = logic.path;
        Value at;
        if (item_ != nullptr) {
            at = *item_;
        } else {
            if (path.empty()) return logic.constant;
            at = path.front() == "row" ? sight_.row : sight_.data;
            path = path.subspan(1);
        }
        for (const auto& name : path) {
            if (at.is_null()) return logic.constant;
            auto next = at.property(name);
            if (!next) return logic.constant;
            at = std::move(*next);
        }
        return at;
    }

    Value choice(const std::vector<Logic>& arguments) {
        std::size_t i = 0;
        for (; i + 1 < arguments.size(); i += 2) {
            if (holds(run(arguments[i]))) return run(arguments[i + 1]);
        }
        return i < arguments.size() ? run(arguments[i]) : Value();
    }

    /// `and` gives the first that does not hold, `or` the first that does; else the last.
    Value first(const std::vector<Logic>& arguments, bool wanted) {
        Value out;
        for (const auto& argument : arguments) {
            out = run(argument);
            if (holds(out) == wanted) break;
        }
        return out;
    }

    Value over_items(Op op, const std::vector<Logic>& arguments) {
        const auto source = run(arguments[0]);
        const Value::List nothing;
        const auto& items = source.list() == nullptr ? nothing : *source.list();
        const auto is = [&](const Value& item) { return holds(Evaluation(sight_, &item).run(arguments[1])); };
        if (op == Op::every) return Value(!items.empty() && std::all_of(items.begin(), items.end(), is));
        if (op == Op::some) return Value(std::any_of(items.begin(), items.end(), is));
        if (op == Op::none) return Value(std::none_of(items.begin(), items.end(), is));
        Value::List out;
        for (const auto& item : items) {
            if (op == Op::mapped) out.push_back(Evaluation(sight_, &item).run(arguments[1]));
            else if (is(item)) out.push_back(item);
        }
        return Value(std::move(out));
    }

    Value reduced(const std::vector<Logic>& arguments) {
        const auto source = run(arguments[0]);
        auto sum = arguments.size() > 2 ? run(arguments[2]) : Value();
        if (source.list() == nullptr) return sum;
        for (const auto& item : *source.list()) {
            const Value both(Value::Object{{"current", item}, {"accumulator", std::move(sum)}});
            sum = Evaluation(sight_, &both).run(arguments[1]);
        }
        return sum;
    }

    static Value plain(Op op, const Value::List& v) {
        const auto order = [&](std::size_t i) { return compare(v[i], v[i + 1]); };
        switch (op) {
            case Op::equal: return Value(loosely_equal(v[0], v[1]));
            case Op::not_equal: return Value(!loosely_equal(v[0], v[1]));
            case Op::same: return Value(strictly_equal(v[0], v[1]));
            case Op::not_same: return Value(!strictly_equal(v[0], v[1]));
            case Op::less: return Value(order(0) && *order(0) < 0 && (v.size() < 3 || (order(1) && *order(1) < 0)));
            case Op::less_or_equal:
                return Value(order(0) && *order(0) <= 0 && (v.size() < 3 || (order(1) && *order(1) <= 0)));
            case Op::greater: return Value(order(0) && *order(0) > 0);
            case Op::greater_or_equal: return Value(order(0) && *order(0) >= 0);
            case Op::negation: return Value(!holds(v[0]));
            case Op::truth: return Value(holds(v[0]));
            case Op::joined: return joined(v);
            case Op::contained: return Value(contained(v[0], v[1]));
            default: return Value(arithmetic(op, v));
        }
    }

    /// + and * read texts as far as they are numbers; - / % want the whole text to be one.
    static double arithmetic(Op op, const Value::List& v) {
        double out = 0;
        switch (op) {
            case Op::add:
                for (const auto& value : v) out += parse_float(value);
                return out;
            case Op::multiply:
                if (v.size() == 1) return to_number(v[0]);
                out = 1;
                for (const auto& value : v) out *= parse_float(value);
                return out;
            case Op::subtract: return v.size() == 1 ? -to_number(v[0]) : to_number(v[0]) - to_number(v[1]);
            case Op::divide: return to_number(v[0]) / to_number(v[1]);
            case Op::remainder: return std::fmod(to_number(v[0]), to_number(v[1]));
            case Op::least:
            case Op::greatest: break;
            default: return std::numeric_limits<double>::quiet_NaN();
        }
        out = to_number(v[0]);
        for (const auto& value : v) {
            const double number = to_number(value);
            if (std::isnan(number)) return number;
            out = op == Op::least ? std::min(out, number) : std::max(out, number);
        }
        return out;
    }

    static Value joined(const Value::List& v) {
        std::string out;
        for (const auto& value : v) {
            if (!value.is_null()) out += to_text(value);
        }
        return Value(std::move(out));
    }

    static bool contained(const Value& needle, const Value& hay) {
        if (const auto* text = hay.text()) return !text->empty() && text->find(to_text(needle)) != text->npos;
        const auto* items = hay.list();
        return items != nullptr &&
               std::any_of(items->begin(), items->end(), [&](const Value& item) { return strictly_equal(needle, item); });
    }

    const Sight& sight_;
    const Value* item_;
};

}  // namespace

const std::vector<LogicOperation>& logic_operations() {
    static const std::vector<LogicOperation> all{
        {"var", Op::var, 1, 2, false},
        {"==", Op::equal, 2, 2, false},
        {"!=", Op::not_equal, 2, 2, false},
        {"===", Op::same, 2, 2, false},
        {"!==", Op::not_same, 2, 2, false},
        {"<", Op::less, 2, 3, false},
        {"<=", Op::less_or_equal, 2, 3, false},
        {">", Op::greater, 2, 2, false},
        {">=", Op::greater_or_equal, 2, 2, false},
        {"!", Op::negation, 1, 1, false},
        {"!!", Op::truth, 1, 1, false},
        {"and", Op::all_of, 1, many, false},
        {"or", Op::any_of, 1, many, false},
        {"if", Op::choice, 2, many, false},
        {"?:", Op::choice, 3, 3, false},
        {"+", Op::add, 1, many, false},
        {"-", Op::subtract, 1, 2, false},
        {"*", Op::multiply, 2, many, false},
        {"/", Op::divide, 2, 2, false},
        {"%", Op::remainder, 2, 2, false},
        {"min", Op::least, 1, many, false},
        {"max", Op::greatest, 1, many, false},
        {"cat", Op::joined, 1, many, false},
        {"in", Op::contained, 2, 2, false},
        {"map", Op::mapped, 2, 2, true},
        {"filter", Op::filtered, 2, 2, true},
        {"reduce", Op::reduced, 2, 3, true},
        {"all", Op::every, 2, 2, true},
        {"some", Op::some, 2, 2, true},
        {"none", Op::none, 2, 2, true},
    };
    return all;
}

Value evaluate(const Logic& logic, const Sight& sight) { return Evaluation(sight, nullptr).run(logic); }

}  // namespace kiosk::catalogue
