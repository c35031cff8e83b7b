#include "kiosk/catalogue/form_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "kiosk/base/text.hpp"

namespace kiosk::catalogue {
namespace {

constexpr int deepest = 48;
constexpr int first_item = 1;  // of a list, in paths

/// How the portal draws, names or keeps an answer: nothing that the kiosk's screen or a verdict depends on.
const std::set<std::string_view> of_no_consequence{"tableView",
                                                   "disableOnInvalid",
                                                   "autoExpand",
                                                   "rows",
                                                   "format",
                                                   "inline",
                                                   "collapsible",
                                                   "collapsed",
                                                   "theme",
                                                   "breadcrumb",
                                                   "hideLabel",
                                                   "breadcrumbClickable",
                                                   "autocomplete",
                                                   "spellcheck",
                                                   "inputType",
                                                   "buttonSettings",
                                                   "id",
                                                   "requireDecimal",
                                                   "labelPosition",
                                                   "labelWidth",
                                                   "labelMargin",
                                                   "tooltip",
                                                   "prefix",
                                                   "suffix",
                                                   "customClass",
                                                   "tabindex",
                                                   "autofocus",
                                                   "dbIndex",
                                                   "attributes",
                                                   "validateOn",
                                                   "errorLabel",
                                                   "errors",
                                                   "showCharCount",
                                                   "showWordCount",
                                                   "modalEdit",
                                                   "overlay",
                                                   "addons",
                                                   "inputFormat",
                                                   "searchEnabled",
                                                   "searchField",
                                                   "minSearch",
                                                   "selectThreshold",
                                                   "template",
                                                   "lazyLoad",
                                                   "ignoreCache",
                                                   "sort",
                                                   "limit",
                                                   "fuseOptions",
                                                   "customOptions",
                                                   "uniqueOptions",
                                                   "datePicker",
                                                   "timePicker",
                                                   "timezone",
                                                   "optionsLabelPosition",
                                                   "allowInput",
                                                   "shortcutButtons",
                                                   "delimiter",
                                                   "displayInTimezone",
                                                   "useLocaleSettings",
                                                   "hideInputLabels",
                                                   "decimalLimit",
                                                   "currency",
                                                   "reorder",
                                                   "inputsLabelPosition",
                                                   "addAnotherPosition",
                                                   "layoutFixed",
                                                   "initEmpty",
                                                   "autoAdjust",
                                                   "scrollToTop",
                                                   "navigateOnEnter",
                                                   "saveOnEnter",
                                                   "dataGridLabel",
                                                   "protected",
                                                   "fixedSize",
                                                   "idPath",
                                                   "readOnlyValue",
                                                   "searchDebounce",
                                                   "clearOnRefresh",
                                                   "refreshOn",
                                                   "refreshOnBlur",
                                                   "redrawOn",
                                                   "calculateServer",
                                                   "lockKey",
                                                   "isNew",
                                                   "customPrivate",
                                                   "step",
                                                   "patternMessage",
                                                   "strictDateValidation",
                                                   "inputMaskPlaceholderChar",
                                                   "minSelectedCountMessage",
                                                   "maxSelectedCountMessage",
                                                   "defaultOpen",
                                                   "hideOnChildrenHidden"};

/// The one value with which a member that matters leaves the verdict as it is, and whether saying nothing is as good.
struct Usual {
    std::string_view name;
    const char* json;
    bool or_nothing;
};
constexpr Usual usual[] = {{"input", "true", false},    {"persistent", "true", false},  {"clearOnHide", "true", false},
                           {"case", "\"mixed\"", true}, {"dataType", "\"auto\"", true}, {"dataSrc", "\"values\"", true}};

bool is_usual(std::string_view name, const Json& value) {
    for (const auto& [usual_name, json, or_nothing] : usual) {
        if (usual_name == name) return value.dump() == json || (or_nothing && says_nothing(value));
    }
    return says_nothing(value);
}

}  // namespace

std::string joined(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : path + "." + std::string(name);
}

bool says_nothing(const Json& value) {
    if (value.is_null()) return true;
    if (value.is_boolean()) return !value.get<bool>();
    if (value.is_string()) return value.get_ref<const std::string&>().empty();
    if (value.is_number()) return value.get<double>() == 0;
    return std::all_of(value.begin(), value.end(), says_nothing);
}

bool is_form_key(std::string_view key) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    // What every object of JavaScript has would be no answer's name at the portal.
    const bool taken = key == "__proto__" || key == "constructor" || key == "prototype";
    return !key.empty() && key.size() <= 60 && key.find_first_not_of(letters) == key.npos && !taken;
}

std::optional<Json> FormSource::parse() {
    const settings::JsonOutline outline(bytes_, first_item, deepest, settings::JsonOutline::Want::faults);
    if (outline.too_deep()) {
        findings_.push_back({file_, 0, {}, "The form is nested too deeply.", "Export it from the portal again."});
        return std::nullopt;
    }
    auto root = Json::parse(bytes_, nullptr, false);
    if (!root.is_discarded()) {
        if (outline.repeated_line() == 0) return root;
        findings_.push_back(
            {file_, outline.repeated_line(), outline.repeated(), "The member is there twice.", "Remove one of the two."});
        return std::nullopt;
    }
    // Again, with the reason: only an exception carries where the text went wrong.
    try {
        root = Json::parse(bytes_);
    } catch (const Json::parse_error& error) {
        findings_.push_back({file_,
                             line_at(std::min(error.byte, bytes_.size())),
                             {},
                             "This is no JSON.",
                             "Mend the text here, or take the file from the last good copy if it was cut."});
    } catch (const Json::exception&) {
        findings_.push_back({file_, 0, {}, "A number in the form is too large.", "Write numbers of at most 15 digits."});
    }
    return std::nullopt;
}

int FormSource::line_at(std::size_t offset) const {
    return 1 + static_cast<int>(std::count(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

void FormSource::find(std::string path, std::string what, std::string remedy) {
    if (!outline_) outline_.emplace(bytes_, first_item, deepest, settings::JsonOutline::Want::lines);
    const int line = path.empty() ? 0 : outline_->line(path);
    findings_.push_back({file_, line, std::move(path), std::move(what), std::move(remedy)});
}

void FormSource::only(const Json& object, const std::string& path, Names names) {
    for (const auto& [name, value] : object.items()) {
        if (std::find(names.begin(), names.end(), name) != names.end() || of_no_consequence.contains(name) ||
            is_usual(name, value))
            continue;
        find(joined(path, name), "The kiosk cannot keep to this member, and the portal's verdict depends on it.",
             "Remove it, or set it to what changes nothing.");
    }
}

std::string FormSource::text(const Json& object, const char* name, const std::string& path) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return {};
    if (!found->is_string()) {
        find(joined(path, name), "The value is no text.", "Write a text in quotes.");
        return {};
    }
    const auto& value = found->get_ref<const std::string&>();
    if (has_control_characters(value, "\n")) {
        find(joined(path, name), "The text holds control characters.", "Type the text again.");
        return {};
    }
    constexpr std::size_t longest_bytes = 4'000;
    if (value.size() > longest_bytes) {
        find(joined(path, name), "The text is too long for a screen.", "Write at most 4,000 bytes.");
        return {};
    }
    return nfc(trim(value));
}

LocalText FormSource::local(const Json& object, const char* name, const Json& others, const char* english,
                            const std::string& path) {
    return {text(object, name, path), text(others, english, joined(path, "properties"))};
}

Json FormSource::properties(const Json& object, const std::string& path, Names names) {
    auto out = this->object(object, "properties", path);
    only(out, joined(path, "properties"), names);
    return out;
}

bool FormSource::boolean(const Json& object, const char* name, const std::string& path, bool fallback) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return fallback;
    if (found->is_boolean()) return found->get<bool>();
    if (*found == "true" || *found == "false") return *found == "true";
    find(joined(path, name), "The value is not true or false.", "Write true or false.");
    return fallback;
}

std::optional<double> FormSource::number(const Json& object, const char* name, const std::string& path) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return std::nullopt;
    if (found->is_number()) return found->get<double>();
    if (found->is_string()) {
        const auto& digits = found->get_ref<const std::string&>();
        if (digits.empty()) return std::nullopt;
        double value = 0;
        const auto* last = digits.data() + digits.size();
        const auto [end, error] = std::from_chars(digits.data(), last, value, std::chars_format::fixed);
        if (error == std::errc{} && end == last && std::isfinite(value)) return value;
    }
    find(joined(path, name), "The value is no number.", "Write a number without quotes.");
    return std::nullopt;
}

std::optional<int> FormSource::count(const Json& object, const char* name, const std::string& path) {
    const auto value = number(object, name, path);
    if (!value || *value == 0) return std::nullopt;
    constexpr double largest = 10'000;
    if (*value > 0 && *value <= largest && *value == std::floor(*value)) return static_cast<int>(*value);
    find(joined(path, name), "The value is no whole number from 0 to 10000.", "Write such a number, without quotes.");
    return std::nullopt;
}

Json FormSource::object(const Json& parent, const char* name, const std::string& path) {
    const auto found = parent.find(name);
    if (found == parent.end() || found->is_null()) return Json::object();
    if (found->is_object()) return *found;
    find(joined(path, name), "The value is no object.", "Write { } with its members in it.");
    return Json::object();
}

}  // namespace kiosk::catalogue
