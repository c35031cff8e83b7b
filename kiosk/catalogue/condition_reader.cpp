#include "kiosk/catalogue/condition_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/text.hpp"

namespace kiosk::catalogue {
namespace {

constexpr const char* how_to_show = "Write { \"show\": true, \"when\": …, \"eq\": … }, or { \"json\": … } with a rule.";

/// What String(value) is in JavaScript: builders write "true" and true.
std::string written(const Json& value) {
    if (value.is_string()) return nfc(value.get<std::string>());
    if (value.is_number()) return to_text(Value(value.get<double>()));
    return value.dump();
}

Value value_of(const Json& json) {
    if (json.is_boolean()) return Value(json.get<bool>());
    if (json.is_number()) return Value(json.get<double>());
    if (json.is_string()) return Value(nfc(json.get<std::string>()));
    return {};
}

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> out;
    while (!path.empty()) {
        const auto dot = std::min(path.find('.'), path.size());
        out.emplace_back(path.substr(0, dot));
        path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return out;
}

const LogicOperation* operation_named(std::string_view name) {
    const auto& all = logic_operations();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& operation) { return operation.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

void ConditionReader::look(const std::string& path, std::string name, const std::string& grid,
                           std::optional<Expected> equals, bool by_rule) {
    looks_.push_back({path, source_.place(), std::move(name), grid, place_, std::move(equals), by_rule});
}

std::optional<Condition> ConditionReader::condition(const Json& component, const std::string& path,
                                                    const std::string& grid) {
    const auto from = source_.object(component, "conditional", path);
    if (says_nothing(from)) return std::nullopt;
    const auto inner = joined(path, "conditional");
    source_.only(from, inner, {"show", "when", "eq", "json", "conjunction", "conditions"});
    const bool by_when = from.contains("when") && !says_nothing(from["when"]);
    const bool by_rule = from.contains("json") && !says_nothing(from["json"]);
    const bool by_clauses = from.contains("conditions") && !says_nothing(from["conditions"]);
    if (by_when + by_rule + by_clauses > 1) {
        source_.find(inner, "The condition is written in two ways at once.", "Keep one of them.");
        return std::nullopt;
    }
    if (by_clauses) return this->by_clauses(from, inner, grid);
    Condition out;
    if (by_rule) {
        if (!from["json"].is_object()) {
            source_.find(joined(inner, "json"), "The rule is no object.", how_to_show);
            return std::nullopt;
        }
        out.logic = rule(from["json"], joined(inner, "json"), grid, false);
        return out;
    }
    if (!by_when) return std::nullopt;  // what builders write for none
    out.when = source_.text(from, "when", inner);
    out.equals = from.contains("eq") ? written(from["eq"]) : std::string("undefined");
    if (!from.contains("show") || from["show"].is_null() || from["show"] == Json(std::string{}))
        source_.find(joined(inner, "show"), "The condition does not say whether to show or to hide.",
                     "Write true to show the question then, false to hide it.");
    out.show = source_.boolean(from, "show", inner, true);
    look(joined(inner, "when"), out.when, grid, Expected{joined(inner, "eq"), out.equals}, false);
    return out;
}

std::optional<Condition> ConditionReader::by_clauses(const Json& from, const std::string& path, const std::string& grid) {
    Condition out;
    const auto inner = joined(path, "conditions");
    const auto conjunction = source_.text(from, "conjunction", path);
    if (conjunction != "all" && conjunction != "any")
        source_.find(joined(path, "conjunction"), "The conditions are joined neither by all nor by any.",
                     "Write one of the two.");
    out.any = conjunction == "any";
    out.show = source_.boolean(from, "show", path, true);
    if (!from["conditions"].is_array()) {
        source_.find(inner, "The conditions are no list.", "Write [{ \"component\": …, \"operator\": …, \"value\": … }].");
        return std::nullopt;
    }
    int index = 0;
    for (const auto& item : from["conditions"])
        out.clauses.push_back(clause(item, fmt::format("{}[{}]", inner, ++index), grid));
    return out;
}

Condition::Clause ConditionReader::clause(const Json& from, const std::string& path, const std::string& grid) {
    using Is = Condition::Clause::Is;
    constexpr std::pair<std::string_view, Is> operators[] = {
        {"isEqual", Is::equal}, {"isNotEqual", Is::not_equal}, {"isEmpty", Is::empty}, {"isNotEmpty", Is::not_empty}};
    Condition::Clause out;
    if (!from.is_object()) {
        source_.find(path, "The condition is no object.", "Write { \"component\": …, \"operator\": …, \"value\": … }.");
        return out;
    }
    source_.only(from, path, {"component", "operator", "value"});
    out.when = source_.text(from, "component", path);
    const auto name = source_.text(from, "operator", path);
    const auto found =
        std::find_if(std::begin(operators), std::end(operators), [&](const auto& o) { return o.first == name; });
    if (found == std::end(operators)) {
        source_.find(joined(path, "operator"), fmt::format("The operator “{}” is not supported.", name),
                     "Use isEqual, isNotEqual, isEmpty or isNotEmpty, or write the condition as a rule in json.");
    } else {
        out.is = found->second;
    }
    const bool compares = out.is == Is::equal || out.is == Is::not_equal;
    std::optional<Expected> equals;
    if (from.contains("value")) {
        out.value = value_of(from["value"]);
        if (compares && from["value"].is_structured())
            source_.find(joined(path, "value"), "The value is a list or an object.",
                         "Write a text, a number, true or false.");
        if (compares) equals = Expected{joined(path, "value"), written(from["value"])};
    }
    look(joined(path, "component"), out.when, grid, equals, false);
    return out;
}

std::optional<Logic> ConditionReader::calculation(const Json& component, const std::string& path, const std::string& grid) {
    const auto found = component.find("calculateValue");
    if (found == component.end() || says_nothing(*found)) return std::nullopt;
    const auto inner = joined(path, "calculateValue");
    if (found->is_object()) return rule(*found, inner, grid, false);
    source_.find(inner, "The value is calculated by program code, which the kiosk does not run.",
                 "Write the calculation as a rule of JSONLogic, such as {\"+\": [{\"var\": \"data.a\"}, 1]}.");
    return std::nullopt;
}

Logic ConditionReader::rule(const Json& from, const std::string& path, const std::string& grid, bool over_items) {
    Logic out;
    if (from.is_array()) {
        out.op = Logic::Op::list;
        int index = 0;
        for (const auto& item : from)
            out.arguments.push_back(rule(item, fmt::format("{}[{}]", path, ++index), grid, over_items));
        return out;
    }
    if (!from.is_object()) {
        out.constant = value_of(from);
        return out;
    }
    if (from.size() != 1) {
        source_.find(path, "A rule has exactly one operation.", "Write such as {\"==\": [{\"var\": \"data.a\"}, 1]}.");
        return out;
    }
    const auto name = from.begin().key();
    const auto inner = joined(path, name);
    const auto* operation = operation_named(name);
    if (operation == nullptr) {
        source_.find(
            inner, fmt::format("The operation “{}” is not supported.", name),
            "Use var, == != === !== < <= > >= ! !! and or if + - * / % min max cat in map filter reduce all some none.");
        return out;
    }
    if (operation->op == Logic::Op::var) return variable(from.front(), inner, grid, over_items);
    out.op = operation->op;
    const Json arguments = from.front().is_array() ? from.front() : Json::array({from.front()});
    if (arguments.size() < operation->least_arguments || arguments.size() > operation->most_arguments) {
        source_.find(inner, fmt::format("The operation “{}” has {} values.", name, arguments.size()),
                     fmt::format("Write {} to {} of them.", operation->least_arguments, operation->most_arguments));
        return Logic{};
    }
    for (std::size_t i = 0; i < arguments.size(); ++i)
        out.arguments.push_back(
            rule(arguments[i], fmt::format("{}[{}]", inner, i + 1), grid, over_items || (operation->over_items && i == 1)));
    return out;
}

Logic ConditionReader::variable(const Json& from, const std::string& path, const std::string& grid, bool over_items) {
    Logic out;
    out.op = Logic::Op::var;
    const Json name = from.is_array() ? (from.empty() ? Json() : from[0]) : from;
    if (from.is_array() && from.size() > 1) out.constant = value_of(from[1]);
    if (!name.is_string() && !(over_items && says_nothing(name))) {
        source_.find(path, "The variable is not named by a text.", "Write such as {\"var\": \"data.hoTen\"}.");
        return out;
    }
    out.path = split(name.is_string() ? name.get<std::string>() : std::string{});
    if (over_items) return out;
    if (out.path.size() < 2 || (out.path[0] != "data" && out.path[0] != "row")) {
        source_.find(path, "The variable is none of the answers.",
                     "Write data. and a question's key, or row. and the key of a question of the same row.");
        return out;
    }
    const bool of_row = out.path[0] == "row" && !grid.empty();
    look(path, of_row ? grid + "." + out.path[1] : out.path[1], grid, std::nullopt, true);
    return out;
}

void ConditionReader::check(const Form& form) {
    for (const auto& look : looks_) check(look, form);
}

void ConditionReader::check(const Look& look, const Form& form) {
    const auto* asked = form.question(look.name);
    const auto grid = look.name.find('.') == look.name.npos ? std::string{} : look.name.substr(0, look.name.find('.'));
    if (asked == nullptr) {
        const bool layout = std::find(layouts_.begin(), layouts_.end(), look.name) != layouts_.end();
        return source_.find(
            look.path,
            layout ? fmt::format("“{}” asks nothing.", look.name) : fmt::format("No question has the key “{}”.", look.name),
            "Write the key of a question of this form; of a question in rows, the rows' key before it: people.name.");
    }
    if (!grid.empty() && grid != look.grid)
        return source_.find(look.path, fmt::format("“{}” is asked once a row; which row is meant is not said.", look.name),
                            "Look at it from the same row, or by a rule over the rows.");
    if (look.name == look.grid)
        return source_.find(look.path, "A question in rows looks at the rows that it stands in.",
                            "Look at questions of the same row by row. and their key.");
    if (look.name == joined(look.grid, look.at))
        return source_.find(look.path, "The question looks at itself.", "Look at a question that stands before.");
    const auto place = places_.find(look.name);
    if (place == places_.end() || place->second > look.place)
        return source_.find(look.path, fmt::format("“{}” stands later; the portal decides before it is read.", look.name),
                            "Move that question up, before this one.");
    if (asked->kind == QuestionKind::rows && !look.by_rule)
        return source_.find(look.path, fmt::format("“{}” are rows, which have no one value.", look.name),
                            "Write the condition as a rule in json.");
    if (!look.equals || asked->options.empty()) return;
    if (std::none_of(asked->options.begin(), asked->options.end(),
                     [&](const Option& o) { return o.value == look.equals->value; }))
        source_.find(look.equals->path, fmt::format("“{}” is none of the options of “{}”.", look.equals->value, look.name),
                     "Write the value of one of its options.");
}

}  // namespace kiosk::catalogue
