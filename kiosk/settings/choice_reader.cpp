#include "kiosk/settings/choice_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::settings {

NamedChoice read_choice(TomlReader& table, const std::vector<NamedChoice>& before) {
    NamedChoice out;
    out.id = table.text("id", "Give it a short id, such as \"lunch\": it is what is recorded.");
    if (!out.id.empty() && !is_id(out.id))
        table.find("id", "This is no id.", "Write small letters, digits and _, a letter first.");
    if (std::ranges::any_of(before, [&](const auto& other) { return !out.id.empty() && other.id == out.id; }))
        table.find("id", fmt::format("“{}” is there twice.", out.id), "Give each an id of its own.");
    out.name = table.local_text("name", "Give the words that people read.");
    return out;
}

}  // namespace kiosk::settings
