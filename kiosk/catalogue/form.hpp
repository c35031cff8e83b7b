#pragma once
/// Electronic forms (e-form) in the portal's own format: the part of form.io JSON that iGate's forms use. Immutable.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/local_text.hpp"

namespace kiosk::catalogue {

enum class QuestionKind { text, long_text, number, date, select, radio, checkbox, phone, email };

struct Option {
    std::string value;
    LocalText label;
};

/// Shown only while another answer has (or has not) a value; form.io `conditional`.
struct Condition {
    std::string when;
    std::string equals;
    bool show = true;
};

struct Rules {
    bool required = false;
    std::optional<int> min_length;  ///< UTF-16 units, as form.io counts
    std::optional<int> max_length;
    std::optional<double> min;
    std::optional<double> max;
    std::string pattern;  ///< JavaScript pattern without flag u, matched as a whole
    LocalText message;    ///< said instead of the standard sentence when not empty
};

struct Question {
    std::string key;
    LocalText label;
    LocalText hint;
    QuestionKind kind = QuestionKind::text;
    Rules rules;
    std::vector<Option> options;  ///< select, radio
    std::optional<Condition> condition;
    std::string prefill;  ///< "submitter.name", "holder.number", "procedure.name", …; empty: none
    std::string default_value;
};

struct FormPage {
    LocalText title;
    std::vector<Question> questions;
};

struct Form {
    std::string id;
    std::vector<FormPage> pages;  ///< at least one
};

}  // namespace kiosk::catalogue
