#include "kiosk/packet/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "kiosk/base/pattern.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/dossier/guarded_json.hpp"
#include "kiosk/settings/json_outline.hpp"

namespace kiosk::packet {
namespace {

using Json = nlohmann::ordered_json;
using Patterns = std::map<std::string, Pattern, std::less<>>;

constexpr std::size_t most_findings = 200;
constexpr int deepest = 40;
constexpr std::string_view here_in_defs = "#/$defs/";
constexpr std::array<std::string_view, 25> keywords{
    "$schema",  "$id",   "$comment", "$defs",   "$ref",   "title",   "description",         "type",      "properties",
    "required", "items", "enum",     "const",   "allOf",  "pattern", "minLength",           "maxLength", "if",
    "then",     "else",  "minItems", "default", "format", "minimum", "additionalProperties"};

constexpr std::array<std::string_view, 7> kinds{"string", "object", "array", "boolean", "integer", "number", "null"};

settings::Finding finding(std::string place, std::string what, std::string remedy) {
    return {{}, 0, std::move(place), std::move(what), std::move(remedy)};
}

/// Letters as JSON Schema counts them: code points.
std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

const Json* member(const Json& object, std::string_view key) {
    const auto found = object.find(std::string(key));
    return found == object.end() ? nullptr : &*found;
}

std::string_view kind_of(const Json& value) {
    if (value.is_string()) return "string";
    if (value.is_object()) return "object";
    if (value.is_array()) return "array";
    if (value.is_boolean()) return "boolean";
    if (value.is_null()) return "null";
    return value.is_number_integer() ? "integer" : "number";
}

std::string_view words_of(std::string_view kind) {
    if (kind == "string") return "a text";
    if (kind == "object") return "an object";
    if (kind == "array") return "a list";
    if (kind == "boolean") return "true or false";
    if (kind == "integer") return "a whole number";
    return kind == "null" ? "null" : "a number";
}

bool is_of(const Json& value, std::string_view wanted) {
    const auto kind = kind_of(value);
    return kind == wanted || (wanted == "number" && kind == "integer");
}

template <class Each>
void each_of(const Json& one_or_list, const Each& each) {
    if (!one_or_list.is_array()) return each(one_or_list);
    for (const auto& item : one_or_list) each(item);
}

std::string listed(const Json& values) {
    std::string out;
    for (const auto& value : values) out += fmt::format("{}{}", out.empty() ? "" : ", ", value.dump());
    return out;
}

}  // namespace

bool is_packet_time(std::string_view text) {
    if (text.size() != 14 || !all_digits(text)) return false;
    const auto part = [&](std::size_t at, std::size_t size) {
        int out = 0;
        for (const char c : text.substr(at, size)) out = out * 10 + (c - '0');
        return out;
    };
    return part(0, 4) > 0 && exists(LocalDate{part(0, 4), part(4, 2), part(6, 2)}) && part(8, 2) < 24 && part(10, 2) < 60 &&
           part(12, 2) < 60;
}

namespace {

/// Goes through a schema once: every keyword known, every reference there, every pattern compiled.
class Reading {
public:
    Reading(const Json& root, Patterns& patterns, Findings& findings)
        : root_(root), patterns_(patterns), findings_(findings) {}

    void read(const Json& schema, const std::string& place) {
        if (schema.is_boolean()) return;
        if (!schema.is_object()) return find(place, "This is no schema.", "Write { … }, true or false.");
        for (const auto& item : schema.items()) read_keyword(item.key(), item.value(), place + "." + item.key());
    }

private:
    void find(const std::string& place, std::string what, std::string remedy) {
        findings_.push_back(finding(place, std::move(what), std::move(remedy)));
    }
    void want(bool holds, const std::string& place) {
        if (!holds) find(place, "The keyword has a value of another kind.", "See JSON Schema 2020-12.");
    }
    static bool all_texts(const Json& list) {
        return list.is_array() && !list.empty() &&
               std::all_of(list.begin(), list.end(), [](const Json& item) { return item.is_string(); });
    }

    static bool names_kinds(const Json& value) {
        bool out = value.is_string() || all_texts(value);
        if (out)
            each_of(value, [&](const Json& kind) {
                out = out && std::find(kinds.begin(), kinds.end(), kind.get_ref<const std::string&>()) != kinds.end();
            });
        return out;
    }

    void read_keyword(const std::string& key, const Json& value, const std::string& place) {
        if (std::find(keywords.begin(), keywords.end(), key) == keywords.end())
            return find(place, "The keyword is not one that is checked here.", "Say it by one of those in schema.hpp.");
        if (key == "$defs" || key == "properties") {
            if (!value.is_object()) return want(false, place);
            for (const auto& item : value.items()) read(item.value(), place + "." + item.key());
        } else if (key == "items" || key == "if" || key == "then" || key == "else") {
            read(value, place);
        } else if (key == "allOf") {
            if (!value.is_array()) return want(false, place);
            for (std::size_t i = 0; i < value.size(); ++i) read(value[i], fmt::format("{}[{}]", place, i));
        } else if (key == "$ref") {
            read_reference(value, place);
        } else if (key == "pattern") {
            read_pattern(value, place);
        } else {
            read_plain(key, value, place);
        }
    }

    void read_plain(const std::string& key, const Json& value, const std::string& place) {
        if (key == "type") want(names_kinds(value), place);
        if (key == "required") want(all_texts(value), place);
        if (key == "enum") want(value.is_array() && !value.empty(), place);
        if (key == "minLength" || key == "maxLength" || key == "minItems" || key == "minimum")
            want(value.is_number_unsigned(), place);
        if (key == "additionalProperties") want(value.is_boolean(), place);
        if (key == "title" || key == "description" || key == "$comment") want(value.is_string(), place);
        if (key == "format") want(value == "packet-time", place);
    }

    void read_reference(const Json& value, const std::string& place) {
        const bool ours = value.is_string() && value.get_ref<const std::string&>().starts_with(here_in_defs);
        const auto* defs = member(root_, "$defs");
        if (!ours || defs == nullptr || !defs->is_object() ||
            !defs->contains(value.get_ref<const std::string&>().substr(here_in_defs.size())))
            find(place, "The reference leads nowhere.", "Write #/$defs/NAME of this file.");
    }

    void read_pattern(const Json& value, const std::string& place) {
        if (!value.is_string()) return want(false, place);
        const auto& text = value.get_ref<const std::string&>();
        if (!text.starts_with("^") || !text.ends_with("$"))
            return find(place, "The pattern does not say the whole text.", "Write it from ^ to $.");
        auto pattern = Pattern::compile(text);
        if (pattern) patterns_.try_emplace(text, std::move(*pattern));
        else find(place, "The pattern cannot be read.", pattern.error().detail);
    }

    const Json& root_;
    Patterns& patterns_;
    Findings& findings_;
};

/// Whether references lead in a circle without a step into the value.
bool circular(const Json& root, const Json& schema, int depth) {
    if (!schema.is_object()) return false;
    if (depth > 30) return true;
    std::vector<const Json*> same_value;
    if (const auto* ref = member(schema, "$ref"))
        same_value.push_back(&root.at("$defs").at(ref->get_ref<const std::string&>().substr(here_in_defs.size())));
    for (const char* key : {"if", "then", "else"})
        if (const auto* part = member(schema, key)) same_value.push_back(part);
    if (const auto* all = member(schema, "allOf"))
        for (const auto& part : *all) same_value.push_back(&part);
    return std::any_of(same_value.begin(), same_value.end(),
                       [&](const Json* next) { return circular(root, *next, depth + 1); });
}

/// One JSON text against a schema that `Reading` has passed.
class Checking {
public:
    Checking(const Json& root, const Patterns& patterns, Findings& findings)
        : root_(root), patterns_(patterns), findings_(findings) {}

    void check(const Json& value, const Json& schema, const std::string& place) {
        if (findings_.size() >= most_findings) return;
        if (schema.is_boolean()) {
            if (!schema.get<bool>()) find(place, "Nothing is allowed here.", "Remove it.");
            return;
        }
        if (const auto* type = member(schema, "type"); type != nullptr && !is_of_type(value, *type))
            return find(place, fmt::format("This is {}.", words_of(kind_of(value))), remedy_of(schema, *type));
        if (const auto* ref = member(schema, "$ref"))
            check(value, root_.at("$defs").at(ref->get_ref<const std::string&>().substr(here_in_defs.size())), place);
        check_choices(value, schema, place);
        if (value.is_string()) check_text(value.get_ref<const std::string&>(), schema, place);
        if (value.is_number()) check_number(value, schema, place);
        if (value.is_object()) check_object(value, schema, place);
        if (value.is_array()) check_list(value, schema, place);
        if (const auto* all = member(schema, "allOf"))
            for (const auto& part : *all) check(value, part, place);
        check_condition(value, schema, place);
    }

private:
    void find(const std::string& place, std::string what, std::string remedy) {
        findings_.push_back(finding(place, std::move(what), std::move(remedy)));
    }
    static std::string description_of(const Json& schema, std::string fallback) {
        const auto* description = member(schema, "description");
        return description == nullptr ? std::move(fallback)
                                      : fmt::format("Write {}.", description->get_ref<const std::string&>());
    }
    static std::string remedy_of(const Json& schema, const Json& type) {
        std::string wanted;
        each_of(type, [&](const Json& one) {
            wanted += (wanted.empty() ? "" : " or ") + std::string(words_of(one.get_ref<const std::string&>()));
        });
        return description_of(schema, fmt::format("Write {}.", wanted));
    }
    static bool is_of_type(const Json& value, const Json& type) {
        bool out = false;
        each_of(type, [&](const Json& one) { out = out || is_of(value, one.get_ref<const std::string&>()); });
        return out;
    }

    void check_choices(const Json& value, const Json& schema, const std::string& place) {
        if (const auto* known = member(schema, "enum");
            known != nullptr && std::find(known->begin(), known->end(), value) == known->end())
            find(place, "The value is none of those that are known here.", fmt::format("Write one of: {}.", listed(*known)));
        if (const auto* only = member(schema, "const"); only != nullptr && *only != value)
            find(place, "The value is another than the one that belongs here.", fmt::format("Write {}.", only->dump()));
    }

    void check_text(const std::string& text, const Json& schema, const std::string& place) {
        const auto letters = code_points(text);
        if (const auto* least = member(schema, "minLength"); least != nullptr && letters < least->get<std::size_t>())
            return find(place, letters == 0 ? "The text is empty." : "The text is too short.",
                        description_of(schema, fmt::format("Write at least {} letters.", least->get<std::size_t>())));
        if (const auto* most = member(schema, "maxLength"); most != nullptr && letters > most->get<std::size_t>())
            return find(place, fmt::format("The text has {} letters.", letters),
                        fmt::format("Shorten it to {}.", most->get<std::size_t>()));
        if (const auto* pattern = member(schema, "pattern")) {
            const auto fits = patterns_.at(pattern->get_ref<const std::string&>()).matches(text);
            if (!fits || !*fits)
                return find(place, "The text has another form.",
                            description_of(schema, fmt::format("Write it as the pattern {} says.", pattern->dump())));
        }
        // An empty time is for the pattern to judge: whether a moment may be left out depends on the field.
        if (member(schema, "format") != nullptr && !text.empty() && !is_packet_time(text))
            find(place, "No such moment exists.", description_of(schema, "Write yyyyMMddHHmmss at +07:00."));
    }

    void check_number(const Json& number, const Json& schema, const std::string& place) {
        const auto* least = member(schema, "minimum");
        if (least != nullptr && number.get<double>() < least->get<double>())
            find(place, "The number is too small.", description_of(schema, fmt::format("Write {} or more.", least->dump())));
    }

    void check_object(const Json& object, const Json& schema, const std::string& place) {
        const auto* properties = member(schema, "properties");
        if (const auto* required = member(schema, "required"))
            for (const auto& name : *required) check_required(object, name.get_ref<const std::string&>(), properties, place);
        const auto* more = member(schema, "additionalProperties");
        for (const auto& item : object.items()) {
            const auto* known = properties == nullptr ? nullptr : member(*properties, item.key());
            const auto inner = fmt::format("{}.{}", place, item.key());
            if (known != nullptr) check(item.value(), *known, inner);
            else if (more != nullptr && !more->get<bool>())
                find(inner, "The key is not known in this profile.", "Remove it, or choose the profile that has it.");
        }
    }
    void check_required(const Json& object, const std::string& name, const Json* properties, const std::string& place) {
        if (object.contains(name)) return;
        const auto* property = properties == nullptr ? nullptr : member(*properties, name);
        find(fmt::format("{}.{}", place, name), "The key is missing.",
             property == nullptr || !property->is_object() ? "Add it." : description_of(*property, "Add it."));
    }

    void check_list(const Json& list, const Json& schema, const std::string& place) {
        if (const auto* least = member(schema, "minItems"); least != nullptr && list.size() < least->get<std::size_t>())
            find(place, "The list is too short.", description_of(schema, "Add what belongs into it."));
        const auto* items = member(schema, "items");
        if (items == nullptr) return;
        for (std::size_t i = 0; i < list.size(); ++i) check(list[i], *items, fmt::format("{}[{}]", place, i));
    }

    void check_condition(const Json& value, const Json& schema, const std::string& place) {
        const auto* condition = member(schema, "if");
        if (condition == nullptr) return;
        Findings against;
        Checking(root_, patterns_, against).check(value, *condition, place);
        const auto* branch = member(schema, against.empty() ? "then" : "else");
        if (branch != nullptr) check(value, *branch, place);
    }

    const Json& root_;
    const Patterns& patterns_;
    Findings& findings_;
};

}  // namespace

struct Schema::Tree {  // NOLINT(bugprone-exception-escape): moving these does not throw, it only is not said
    Json root;
    Patterns patterns;
};

tl::expected<Schema, Findings> Schema::parse(std::string_view text) {
    auto json = dossier::guarded_json(text, {1U << 20, deepest});
    if (!json) return tl::unexpected(Findings{std::move(json.error())});
    auto tree = std::make_shared<Tree>();
    tree->root = std::move(*json);
    Findings findings;
    Reading(tree->root, tree->patterns, findings).read(tree->root, "$");
    const auto* defs = member(tree->root, "$defs");
    const auto round = [&](const Json& schema) { return circular(tree->root, schema, 0); };
    if (findings.empty() && (round(tree->root) || (defs != nullptr && std::any_of(defs->begin(), defs->end(), round))))
        findings.push_back(finding("$", "The references go round in a circle.", "Let one of them step into the value."));
    if (!findings.empty()) {
        const settings::JsonOutline outline(text, 0, deepest, settings::JsonOutline::Want::lines);
        for (auto& one : findings)
            one.line = outline.line(std::string_view(one.key).substr(std::min<std::size_t>(2, one.key.size())));
        return tl::unexpected(std::move(findings));
    }
    Schema out;
    out.tree_ = std::move(tree);
    return out;
}

Findings Schema::check(std::string_view json) const {
    auto value = dossier::guarded_json(json);
    if (!value) return {std::move(value.error())};
    Findings findings;
    Checking(tree_->root, tree_->patterns, findings).check(*value, tree_->root, "$");
    return findings;
}

bool Schema::describes(std::string_view object, std::string_view property) const {
    const auto* defs = member(tree_->root, "$defs");
    const auto* definition = defs == nullptr ? nullptr : member(*defs, object);
    const auto* properties = definition == nullptr ? nullptr : member(*definition, "properties");
    return properties != nullptr && properties->contains(std::string(property));
}

}  // namespace kiosk::packet
