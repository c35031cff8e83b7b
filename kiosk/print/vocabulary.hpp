#pragma once
/// Which {names} a form's texts may use, by its subject. Pure; any thread.

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "kiosk/print/template.hpp"

namespace kiosk::print {

using Names = std::set<std::string_view>;
struct Vocabulary {
    Names values;
    std::map<std::string_view, Names> lists;
    bool questions = false;  ///< has an e-form
};

/// The subject's own names and the common ones.
[[nodiscard]] const Vocabulary& vocabulary(Subject subject);
/// Of the centre, the day and the form itself: every form has them.
[[nodiscard]] const Names& common_names();
/// A whole number whose last four digits open a look-up.
[[nodiscard]] bool opens_look_up(std::string_view name);
/// The code that a look-up asks for first.
[[nodiscard]] bool is_code(std::string_view name);

/// The names in braces, in their order; nothing when a brace has no partner.
[[nodiscard]] std::optional<std::vector<std::string>> names_in(std::string_view text);

}  // namespace kiosk::print
