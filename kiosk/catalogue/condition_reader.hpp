#pragma once
/// Reads when a question is shown and how a value is calculated, and checks that both look only at questions that exist and stand
/// before: the portal decides from the top to the bottom, once. One reading, one thread; never blocks.

#include <map>

#include "kiosk/catalogue/form.hpp"
#include "kiosk/catalogue/form_source.hpp"

namespace kiosk::catalogue {

class ConditionReader {
public:
    explicit ConditionReader(FormSource& source) : source_(source) {}

    /// A question stands here; `grid` is the key of the rows that it stands in, or empty. What is read next stands behind it.
    void question(const std::string& grid, const std::string& key) { places_.emplace(joined(grid, key), ++place_); }
    /// The same for whatever has a key but no answer, to say so.
    void layout(const std::string& key) { layouts_.push_back(key); }

    /// form.io `conditional`; nothing when the component has none.
    [[nodiscard]] std::optional<Condition> condition(const Json& component, const std::string& path,
                                                     const std::string& grid);
    /// form.io `calculateValue`; nothing when there is none.
    [[nodiscard]] std::optional<Logic> calculation(const Json& component, const std::string& path, const std::string& grid);

    /// Once everything is read.
    void check(const Form& form);

private:
    /// What a condition waits for, and where that is written.
    struct Expected {
        std::string path;
        std::string value;
    };
    struct Look {
        std::string path;  ///< in the JSON
        std::string at;    ///< the key of the component that says it
        std::string name;  ///< "hoTen", "people.name"
        std::string grid;  ///< of the rows in which the looking question stands
        int place = 0;     ///< only what stands at or before this may be looked at
        std::optional<Expected> equals;
        bool by_rule = false;  ///< JSONLogic: whole lists may be looked at too
    };

    void look(const std::string& path, std::string name, const std::string& grid, std::optional<Expected> equals,
              bool by_rule);
    [[nodiscard]] std::optional<Condition> by_clauses(const Json& from, const std::string& path, const std::string& grid);
    [[nodiscard]] Condition::Clause clause(const Json& from, const std::string& path, const std::string& grid);
    [[nodiscard]] Logic rule(const Json& from, const std::string& path, const std::string& grid, bool over_items);
    [[nodiscard]] Logic variable(const Json& from, const std::string& path, const std::string& grid, bool over_items);
    void check(const Look& look, const Form& form);

    FormSource& source_;
    std::map<std::string, int> places_;
    std::vector<std::string> layouts_;
    std::vector<Look> looks_;
    int place_ = 0;
};

}  // namespace kiosk::catalogue
