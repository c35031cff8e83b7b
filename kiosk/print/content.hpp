#pragma once
/// What a form says about one subject: values and lists by name, and the questions of an e-form. Personal as a whole. Values;
/// one thread each.

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/personal.hpp"
#include "kiosk/print/template.hpp"

namespace kiosk::print {

using Row = std::map<std::string, Personal, std::less<>>;

/// A question of an e-form as it stands on paper.
struct PaperQuestion {
    struct Answered {
        Personal value;
    };
    struct Lines {
        int count = 1;
    };
    /// Boxes for one letter each, in groups: a date is 2, 2, 4.
    struct Boxes {
        std::vector<int> groups;
    };
    struct Choices {
        struct Choice {
            std::string label;
            bool ticked = false;
        };
        std::vector<Choice> choices;
    };
    /// People of a household and the like: a table.
    struct Grid {
        std::vector<std::string> heads;
        std::vector<std::vector<Personal>> rows;
        int blank_rows = 0;
    };
    std::string label;
    std::string hint;
    bool required = false;
    std::variant<Answered, Lines, Boxes, Choices, Grid> reply;
    std::string heading{};  ///< a part of the section that begins here
};
struct PaperSection {
    std::string title;
    std::vector<PaperQuestion> questions;
};

struct Content {
    Subject subject = Subject::dossier;
    Row values;
    std::map<std::string, std::vector<Row>, std::less<>> lists;
    std::vector<PaperSection> sections;

    void set(std::string_view name, std::string_view value) { values[std::string(name)] = Personal(value); }
    void set(std::string_view name, const Personal& value) { values[std::string(name)] = value; }
    /// Whether there is something under this name of a value or a list.
    [[nodiscard]] bool has(std::string_view name) const;
};

/// The text with its {names} filled in: from the row first, then from the values. `unknown` stands for what is empty.
[[nodiscard]] Personal filled(std::string_view text, const Content& content, const Row* row, std::string_view unknown);

}  // namespace kiosk::print
