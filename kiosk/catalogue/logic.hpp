#pragma once
/// JSONLogic, the part of it that conditions and calculated values of e-forms use: a rule is data, never code. Evaluated as
/// json-logic-js evaluates it, which the portal's engine runs. Immutable; any thread, never blocks.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/value.hpp"

namespace kiosk::catalogue {

struct Logic {
    enum class Op {
        constant,
        list,  ///< a list whose items are rules
        var,
        equal,
        not_equal,
        same,
        not_same,
        less,
        less_or_equal,
        greater,
        greater_or_equal,
        negation,
        truth,
        all_of,
        any_of,
        choice,
        add,
        subtract,
        multiply,
        divide,
        remainder,
        least,
        greatest,
        joined,
        contained,
        mapped,
        filtered,
        reduced,
        every,
        some,
        none,
    };
    Op op = Op::constant;
    Value constant;                 ///< of a constant, and what an absent variable counts as
    std::vector<std::string> path;  ///< of a variable: "data", "people", "length"
    std::vector<Logic> arguments;
};

/// An operation's name in JSON, how many arguments it takes, and what it is.
struct LogicOperation {
    std::string_view name;
    Logic::Op op;
    std::size_t least_arguments;
    std::size_t most_arguments;
    bool over_items;  ///< its second argument is evaluated for each item of the first
};
[[nodiscard]] const std::vector<LogicOperation>& logic_operations();

/// What a rule may look at: all answers, and those of the row that the question stands in (else all answers again).
struct Sight {
    const Value& data;
    const Value& row;
};
[[nodiscard]] Value evaluate(const Logic& logic, const Sight& sight);

}  // namespace kiosk::catalogue
