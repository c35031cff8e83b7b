#pragma once
/// Reads one component of form.io that asks something: its kind, rules, options and what it begins with. One reading, one thread;
/// never blocks.

#include "kiosk/catalogue/form.hpp"
#include "kiosk/catalogue/form_source.hpp"

namespace kiosk::catalogue {

/// Nothing for a component that asks nothing the kiosk could ask, with a finding. `row` questions of rows, conditions and
/// calculations are left to the caller, who knows the rest of the form.
[[nodiscard]] std::optional<Question> read_question(FormSource& source, const Json& component, const std::string& path);

/// Component types that only hold others: columns, fieldset and a panel within a page.
[[nodiscard]] bool is_layout(std::string_view type);

/// What a question may be filled from before anybody types.
[[nodiscard]] bool is_prefill(std::string_view name);

}  // namespace kiosk::catalogue
