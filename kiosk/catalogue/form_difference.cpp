#include "kiosk/catalogue/form_difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/form_source.hpp"

namespace kiosk::catalogue {
namespace {

/// As JSON, so that a text, a number and nothing can be told apart; never so long that the rest is lost in it.
std::string shown(const Json& value) {
    constexpr std::size_t longest_letters = 100;
    auto text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (letter_count(text) <= longest_letters) return text;
    std::string out;
    for (std::string_view rest = text; letter_count(out) < longest_letters;) {
        const auto letter = first_letter(rest);
        out += letter;
        rest.remove_prefix(letter.size());
    }
    return out + "…";
}

/// What a component (key) or an option (value) is called among its neighbours; empty when it has no name.
std::string name_of(const Json& item) {
    if (!item.is_object()) return {};
    for (const char* member : {"key", "value"}) {
        const auto found = item.find(member);
        if (found != item.end() && found->is_string()) return found->get<std::string>();
    }
    return {};
}

/// The names of all items, or none when one of them has no name of its own.
std::vector<std::string> names_of(const Json& list) {
    std::vector<std::string> out;
    std::set<std::string> seen;
    for (const auto& item : list) {
        auto name = name_of(item);
        if (name.empty() || !seen.insert(name).second) return {};
        out.push_back(std::move(name));
    }
    return out;
}

class Comparison {
public:
    std::vector<FormChange> changes;

    void values(const std::string& path, const Json& before, const Json& after) {
        if (before.is_object() && after.is_object()) objects(path, before, after);
        else if (before.is_array() && after.is_array()) lists(path, before, after);
        else if (before != after) changes.push_back({path, shown(before), shown(after)});
    }

private:
    void objects(const std::string& path, const Json& before, const Json& after) {
        for (const auto& [name, value] : before.items()) {
            const auto now = after.find(name);
            if (now != after.end()) values(joined(path, name), value, *now);
            else changes.push_back({joined(path, name), shown(value), {}});
        }
        for (const auto& [name, value] : after.items())
            if (!before.contains(name)) changes.push_back({joined(path, name), {}, shown(value)});
    }

    void lists(const std::string& path, const Json& before, const Json& after) {
        const auto old_names = names_of(before);
        const auto new_names = names_of(after);
        if (old_names.empty() || new_names.empty()) return by_place(path, before, after);
        std::vector<std::string> stayed;
        for (std::size_t i = 0; i < old_names.size(); ++i) {
            const auto item = fmt::format("{}[{}]", path, old_names[i]);
            const auto now = std::find(new_names.begin(), new_names.end(), old_names[i]);
            if (now == new_names.end()) {
                changes.push_back({item, shown(before[i]), {}});
                continue;
            }
            stayed.push_back(old_names[i]);
            values(item, before[i], after[static_cast<std::size_t>(now - new_names.begin())]);
        }
        std::vector<std::string> now_stayed;
        for (std::size_t i = 0; i < new_names.size(); ++i) {
            if (std::find(stayed.begin(), stayed.end(), new_names[i]) != stayed.end()) now_stayed.push_back(new_names[i]);
            else changes.push_back({fmt::format("{}[{}]", path, new_names[i]), {}, shown(after[i])});
        }
        if (stayed != now_stayed)
            changes.push_back({path + " order", fmt::format("{}", fmt::join(stayed, ", ")),
                               fmt::format("{}", fmt::join(now_stayed, ", "))});
    }

    void by_place(const std::string& path, const Json& before, const Json& after) {
        for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
            const auto item = fmt::format("{}[{}]", path, i + 1);
            if (i >= after.size()) changes.push_back({item, shown(before[i]), {}});
            else if (i >= before.size()) changes.push_back({item, {}, shown(after[i])});
            else values(item, before[i], after[i]);
        }
    }
};

Json parsed_form(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    auto out = Json::parse(text, nullptr, false);
    return out.is_discarded() ? Json(std::string(text)) : out;
}

}  // namespace

std::vector<FormChange> form_changes(std::string_view before, std::string_view after) {
    Comparison comparison;
    comparison.values("", parsed_form(before), parsed_form(after));
    return std::move(comparison.changes);
}

}  // namespace kiosk::catalogue
