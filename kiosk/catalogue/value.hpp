#pragma once
/// Values of e-forms as JavaScript has them, with JavaScript's conversions: the portal's engine (form.io) compares and calculates
/// by them, so the kiosk must as well. Source of the rules: ECMA-262, clauses 7.1 and 7.2. Values; any thread, never block.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kiosk::catalogue {

struct Member;

struct Value {
    using List = std::vector<Value>;
    using Object = std::vector<Member>;  ///< in the order in which it was written

    Value() = default;  ///< null
    explicit Value(bool truth);
    explicit Value(double number);
    explicit Value(std::string text);
    explicit Value(std::string_view text);
    explicit Value(const char* text);
    explicit Value(List list);
    explicit Value(Object object);

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(is); }
    [[nodiscard]] const bool* truth() const { return std::get_if<bool>(&is); }
    [[nodiscard]] const double* number() const { return std::get_if<double>(&is); }
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&is); }
    [[nodiscard]] const List* list() const { return std::get_if<List>(&is); }
    [[nodiscard]] const Object* object() const { return std::get_if<Object>(&is); }

    /// A member of an object by its name; nothing when it is not there or this is no object.
    [[nodiscard]] const Value* member(std::string_view name) const;
    /// Sets a member, of an object that this becomes when it is none.
    Value& set(std::string_view name, Value value);
    void erase(std::string_view name);
    /// What `value[name]` is: a member, an item by its number, a letter, `length`; nothing for what JavaScript calls undefined.
    [[nodiscard]] std::optional<Value> property(std::string_view name) const;

    std::variant<std::monostate, bool, double, std::string, List, Object> is;
};

struct Member {
    std::string name;
    Value value;
};

// Here, where a member is known: a constructor destroys what it holds when it throws, and a list of the unknown cannot be destroyed.
inline Value::Value(bool truth) : is(truth) {}
inline Value::Value(double number) : is(number) {}
inline Value::Value(std::string text) : is(std::move(text)) {}
inline Value::Value(std::string_view text) : is(std::string(text)) {}
inline Value::Value(const char* text) : is(std::string(text)) {}
inline Value::Value(List list) : is(std::move(list)) {}
inline Value::Value(Object object) : is(std::move(object)) {}

[[nodiscard]] bool is_true(const Value& value);  ///< as `if (value)` sees it
[[nodiscard]] std::string to_text(const Value& value);
[[nodiscard]] double to_number(const Value& value);  ///< Number(value): NaN for what is none
[[nodiscard]] double parse_float(const Value& value);
[[nodiscard]] bool loosely_equal(const Value& a, const Value& b);          ///< ==; two lists or objects never are
[[nodiscard]] bool strictly_equal(const Value& a, const Value& b);         ///< ===; two lists or objects never are
[[nodiscard]] bool deeply_equal(const Value& a, const Value& b);           ///< lodash isEqual
[[nodiscard]] std::optional<int> compare(const Value& a, const Value& b);  ///< as < and >: negative, 0, positive; or neither

/// How many UTF-16 units well-formed UTF-8 has: `length` of a text.
[[nodiscard]] std::size_t utf16_units(std::string_view text);

}  // namespace kiosk::catalogue
