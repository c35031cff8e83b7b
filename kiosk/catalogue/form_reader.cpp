#include "kiosk/catalogue/form_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/base/files.hpp"
#include "kiosk/base/pattern.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {
namespace {

using Json = nlohmann::ordered_json;
using settings::Finding;
namespace fs = std::filesystem;

constexpr std::size_t largest_form_bytes = 1U << 20;
constexpr int deepest = 24;
constexpr int most_options = 300;

constexpr std::array<std::string_view, 17> prefills{
    "submitter.name",      "submitter.number", "submitter.old_number", "submitter.birth_date",  "submitter.sex",
    "submitter.residence", "holder.name",      "holder.number",        "holder.old_number",     "holder.birth_date",
    "holder.sex",          "holder.residence", "organisation.name",    "organisation.tax_code", "phone",
    "procedure.name",      "procedure.code"};

struct NamedKind {
    std::string_view type;
    QuestionKind kind;
};
constexpr std::array<NamedKind, 9> kinds{{{"textfield", QuestionKind::text},
                                          {"textarea", QuestionKind::long_text},
                                          {"number", QuestionKind::number},
                                          {"datetime", QuestionKind::date},
                                          {"select", QuestionKind::select},
                                          {"radio", QuestionKind::radio},
                                          {"checkbox", QuestionKind::checkbox},
                                          {"phoneNumber", QuestionKind::phone},
                                          {"email", QuestionKind::email}}};

/// Members that change nothing here: how the portal draws or stores an answer.
const std::set<std::string_view> ignored{
    "input",          "tableView",  "disableOnInvalid",    "autoExpand",     "rows",      "widget",
    "format",         "enableDate", "enableTime",          "inline",         "dataSrc",   "collapsible",
    "theme",          "breadcrumb", "breadcrumbClickable", "buttonSettings", "hideLabel", "persistent",
    "autocomplete",   "spellcheck", "inputType",           "inputMask",      "id",        "delimiter",
    "requireDecimal", "display"};

/// A JSON document has no lines; the line of a key is where its first quotation stands.
class FormReader {
public:
    FormReader(const fs::path& file, std::string bytes, std::vector<Finding>& findings)
        : file_(file), bytes_(std::move(bytes)), findings_(findings) {}

    std::optional<Form> read() {
        const auto before = findings_.size();
        const auto root = Json::parse(bytes_, nullptr, false);
        if (root.is_discarded()) return no_json();
        Form out;
        out.id = file_.stem().string();
        if (!settings::is_id(out.id)) find("", "The file's name is no id.", "Name it in small letters, digits and _.");
        place_ = "display";
        if (!root.is_object() || text(root, "display", "") != "wizard") {
            find("display", "The form is no wizard.", "Write \"display\": \"wizard\" and one panel a page.");
            return std::nullopt;
        }
        known(root, "", {"display", "components", "title", "name", "path", "type", "properties"});
        read_pages(root, out);
        check_conditions(out);
        if (findings_.size() != before) return std::nullopt;
        return out;
    }

private:
    std::optional<Form> no_json() {
        // Again, with the reason: only an exception carries where the text went wrong.
        try {
            const auto whole = Json::parse(bytes_);
            require(whole.is_discarded(), "JSON that could not be read cannot be read again");
        } catch (const Json::parse_error& error) {
            const auto upto = std::string_view(bytes_).substr(0, std::min(error.byte, bytes_.size()));
            findings_.push_back({file_,
                                 line_at(upto.size()),
                                 {},
                                 "This is no JSON.",
                                 "Mend the text here, or take the file from the last good copy if it was cut."});
        }
        return std::nullopt;
    }

    [[nodiscard]] int line_at(std::size_t offset) const {
        return 1 + static_cast<int>(std::count(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    }

    /// Where the question in hand stands: its quoted key, or else the last thing that could be placed.
    [[nodiscard]] int line() const {
        if (place_.empty()) return 0;
        const auto at = bytes_.find("\"" + place_ + "\"");
        return at == bytes_.npos ? 0 : line_at(at);
    }

    void find(std::string path, std::string what, std::string remedy) {
        findings_.push_back({file_, line(), std::move(path), std::move(what), std::move(remedy)});
    }

    void known(const Json& object, const std::string& path, std::initializer_list<std::string_view> names) {
        for (const auto& [name, value] : object.items()) {
            if (ignored.contains(name) || std::find(names.begin(), names.end(), name) != names.end()) continue;
            find(join(path, name), "This program does not support this member.",
                 "Remove it, or ask for it to be supported.");
        }
    }

    static std::string join(const std::string& path, std::string_view name) {
        return path.empty() ? std::string(name) : path + "." + std::string(name);
    }

    std::string text(const Json& object, const char* name, const std::string& path) {
        const auto found = object.find(name);
        if (found == object.end() || found->is_null()) return {};
        if (!found->is_string()) {
            find(join(path, name), "The value is no text.", "Write a text in quotes.");
            return {};
        }
        const auto value = found->get<std::string>();
        if (has_control_characters(value, "\n")) {
            find(join(path, name), "The text holds control characters.", "Type the text again.");
            return {};
        }
        return nfc(trim(value));
    }

    LocalText local(const Json& object, const char* name, const Json& properties, const char* english,
                    const std::string& path) {
        return {text(object, name, path), text(properties, english, join(path, "properties"))};
    }

    Json properties_of(const Json& object, const std::string& path, std::initializer_list<std::string_view> names) {
        const auto found = object.find("properties");
        if (found == object.end()) return Json::object();
        if (!found->is_object()) {
            find(join(path, "properties"), "The value is no object.", "Write { } with texts in it.");
            return Json::object();
        }
        known(*found, join(path, "properties"), names);
        return *found;
    }

    void read_pages(const Json& root, Form& out) {
        const auto pages = root.find("components");
        if (pages == root.end() || !pages->is_array() || pages->empty())
            return find("components", "The form has no page.", "Write at least one component of the type panel.");
        for (std::size_t i = 0; i < pages->size(); ++i) read_page((*pages)[i], fmt::format("components[{}]", i + 1), out);
    }

    void read_page(const Json& panel, const std::string& path, Form& out) {
        place_ = panel.is_object() ? text(panel, "key", path) : std::string{};
        if (!panel.is_object() || text(panel, "type", path) != "panel")
            return find(join(path, "type"), "The component is no panel.",
                        "Put the questions into a panel: one panel is one page.");
        known(panel, path, {"type", "key", "title", "label", "components", "properties"});
        FormPage page;
        page.title = local(panel, "title", properties_of(panel, path, {"title_en"}), "title_en", path);
        if (page.title.vi.empty()) find(join(path, "title"), "The page has no title.", "Give the Vietnamese title.");
        const auto questions = panel.find("components");
        if (questions == panel.end() || !questions->is_array() || questions->empty())
            return find(join(path, "components"), "The page asks nothing.", "Add a question, or remove the page.");
        for (std::size_t i = 0; i < questions->size(); ++i) {
            if (auto question = read_question((*questions)[i], fmt::format("{}.components[{}]", path, i + 1)))
                page.questions.push_back(std::move(*question));
        }
        out.pages.push_back(std::move(page));
    }

    std::optional<Question> read_question(const Json& component, const std::string& path) {
        if (!component.is_object()) {
            find(path, "The component is no object.", "Write { } here.");
            return std::nullopt;
        }
        place_ = text(component, "key", path);
        Question out;
        out.key = place_;
        if (!is_key(out.key))
            find(join(path, "key"), "The key is missing or not made of letters and digits.", "Write one such as \"hoTen\".");
        if (!keys_.insert(out.key).second)
            find(join(path, "key"), fmt::format("Another question has the key “{}” too.", out.key),
                 "Give each question its own.");
        const auto type = text(component, "type", path);
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.type == type; });
        if (kind == kinds.end()) {
            find(join(path, "type"), fmt::format("Components of the type “{}” are not supported.", type),
                 "Use textfield, textarea, number, datetime, select, radio, checkbox, phoneNumber or email.");
            return std::nullopt;
        }
        out.kind = kind->kind;
        known(component, path,
              {"type", "key", "label", "placeholder", "description", "validate", "values", "data", "conditional",
               "properties", "defaultValue"});
        const auto properties = properties_of(component, path, {"label_en", "hint_en", "message_en", "prefill"});
        out.label = local(component, "label", properties, "label_en", path);
        if (out.label.vi.empty()) find(join(path, "label"), "The question has no label.", "Give the Vietnamese label.");
        out.hint =
            local(component, component.contains("description") ? "description" : "placeholder", properties, "hint_en", path);
        read_rules(component, properties, path, out.rules);
        read_options(component, path, out);
        read_condition(component, path, out);
        read_beginning(component, properties, path, out);
        return out;
    }

    static bool is_key(std::string_view key) {
        constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
        return !key.empty() && key.size() <= 60 && key.find_first_not_of(letters) == key.npos;
    }

    void read_rules(const Json& component, const Json& properties, const std::string& path, Rules& out) {
        const auto validate = component.find("validate");
        if (validate == component.end()) return;
        const auto inner = join(path, "validate");
        if (!validate->is_object()) return find(inner, "The value is no object.", "Write { } with rules in it.");
        known(*validate, inner, {"required", "minLength", "maxLength", "min", "max", "pattern", "customMessage"});
        if (const auto required = validate->find("required"); required != validate->end()) {
            if (required->is_boolean()) out.required = required->get<bool>();
            else find(join(inner, "required"), "The value is not true or false.", "Write true or false.");
        }
        out.min_length = length(*validate, "minLength", inner);
        out.max_length = length(*validate, "maxLength", inner);
        out.min = number(*validate, "min", inner);
        out.max = number(*validate, "max", inner);
        if ((out.min_length && out.max_length && *out.min_length > *out.max_length) ||
            (out.min && out.max && *out.min > *out.max))
            find(inner, "The smallest is larger than the largest.", "Exchange the two.");
        out.pattern = text(*validate, "pattern", inner);
        if (!out.pattern.empty()) {
            if (auto compiled = Pattern::compile(out.pattern); !compiled)
                find(join(inner, "pattern"), "This is no pattern: " + compiled.error().detail + ".",
                     "Correct the regular expression.");
        }
        out.message = local(*validate, "customMessage", properties, "message_en", inner);
    }

    std::optional<int> length(const Json& rules, const char* name, const std::string& path) {
        const auto value = number(rules, name, path);
        if (!value) return std::nullopt;
        if (*value >= 0 && *value <= 10'000 && *value == static_cast<int>(*value)) return static_cast<int>(*value);
        find(join(path, name), "The length is no whole number from 0 to 10000.", "Write such a number, without quotes.");
        return std::nullopt;
    }

    std::optional<double> number(const Json& rules, const char* name, const std::string& path) {
        const auto found = rules.find(name);
        if (found == rules.end() || found->is_null() || (found->is_string() && found->get<std::string>().empty())) return {};
        if (found->is_number()) return found->get<double>();
        find(join(path, name), "The value is no number.", "Write a number without quotes.");
        return std::nullopt;
    }

    void read_options(const Json& component, const std::string& path, Question& out) {
        const bool choice = out.kind == QuestionKind::select || out.kind == QuestionKind::radio;
        const Json* values = nullptr;
        auto inner = join(path, "values");
        if (component.contains("values")) values = &component["values"];
        if (component.contains("data") && component["data"].is_object() && component["data"].contains("values")) {
            values = &component["data"]["values"];
            inner = join(path, "data.values");
        }
        if (!choice) {
            if (values != nullptr) find(inner, "A question of this type has no options.", "Remove them.");
            return;
        }
        if (values == nullptr || !values->is_array() || values->empty() || values->size() > most_options)
            return find(inner, "The question has no options, or more than 300.", "Write [{ \"label\": …, \"value\": … }].");
        std::set<std::string> seen;
        for (std::size_t i = 0; i < values->size(); ++i) {
            const auto& item = (*values)[i];
            const auto at = fmt::format("{}[{}]", inner, i + 1);
            if (!item.is_object()) {
                find(at, "The option is no object.", "Write { \"label\": …, \"value\": … }.");
                continue;
            }
            known(item, at, {"label", "value", "label_en", "shortcut"});
            Option option{text(item, "value", at), local(item, "label", item, "label_en", at)};
            if (option.value.empty() || option.label.vi.empty())
                find(at, "The option has no value or no label.", "Give both.");
            if (!seen.insert(option.value).second)
                find(at, fmt::format("The value “{}” is there twice.", option.value), "Remove one.");
            out.options.push_back(std::move(option));
        }
    }

    void read_condition(const Json& component, const std::string& path, Question& out) {
        const auto found = component.find("conditional");
        if (found == component.end() || found->is_null()) return;
        const auto inner = join(path, "conditional");
        if (!found->is_object())
            return find(inner, "The value is no object.", "Write { \"show\": true, \"when\": …, \"eq\": … }.");
        known(*found, inner, {"show", "when", "eq"});
        Condition condition{text(*found, "when", inner), text(*found, "eq", inner), true};
        if (condition.when.empty()) return;  // form.io writes an empty condition for none
        const auto show = found->find("show");
        if (show != found->end() && show->is_boolean()) condition.show = show->get<bool>();
        else
            find(join(inner, "show"), "The value is not true or false.",
                 "Write true to show the question then, false to hide it.");
        out.condition = std::move(condition);
    }

    void read_beginning(const Json& component, const Json& properties, const std::string& path, Question& out) {
        out.prefill = text(properties, "prefill", join(path, "properties"));
        if (!out.prefill.empty() && !is_prefill(out.prefill))
            find(join(path, "properties.prefill"), fmt::format("Nothing is known as “{}”.", out.prefill),
                 "Write a name such as submitter.name, holder.number, organisation.tax_code or procedure.name.");
        if (const auto value = component.find("defaultValue"); value != component.end() && value->is_boolean())
            out.default_value = value->get<bool>() ? "true" : "false";
        else out.default_value = text(component, "defaultValue", path);
        const bool choice = out.kind == QuestionKind::select || out.kind == QuestionKind::radio;
        if (choice && !out.default_value.empty() && std::none_of(out.options.begin(), out.options.end(), [&](const auto& o) {
                return o.value == out.default_value;
            }))
            find(join(path, "defaultValue"), "The value is none of the options.", "Write the value of an option.");
    }

    void check_conditions(const Form& form) {
        for (const auto& page : form.pages)
            for (const auto& question : page.questions)
                if (question.condition) check_condition(form, question);
    }

    void check_condition(const Form& form, const Question& question) {
        place_ = question.key;
        const Question* asked = nullptr;
        for (const auto& page : form.pages)
            for (const auto& other : page.questions)
                if (other.key == question.condition->when) asked = &other;
        const auto path = question.key + ".conditional";
        if (asked == nullptr || asked == &question)
            return find(path + ".when", fmt::format("No other question has the key “{}”.", question.condition->when),
                        "Write the key of a question of this form.");
        if (asked->options.empty()) return;
        if (std::none_of(asked->options.begin(), asked->options.end(),
                         [&](const auto& o) { return o.value == question.condition->equals; }))
            find(path + ".eq", fmt::format("“{}” is none of the options of “{}”.", question.condition->equals, asked->key),
                 "Write the value of one of its options.");
    }

    const fs::path& file_;
    const std::string bytes_;
    std::vector<Finding>& findings_;
    std::set<std::string> keys_;
    std::string place_;
};

/// No deeper than any form is: a stranger's file must not exhaust the stack.
bool too_deep(std::string_view json) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (quoted && c == '\\') ++i;
        else if (c == '"') quoted = !quoted;
        else if (!quoted && (c == '{' || c == '[') && ++depth > deepest) return true;
        else if (!quoted && (c == '}' || c == ']')) --depth;
    }
    return false;
}

}  // namespace

std::optional<Form> read_form(const fs::path& file, std::vector<Finding>& findings) {
    auto bytes = kiosk::read_file(file, largest_form_bytes);
    if (!bytes) {
        findings.push_back({file,
                            0,
                            {},
                            "The form cannot be read: " + bytes.error().detail + ".",
                            "Check that the kiosk may read it and that it is smaller than 1 MB."});
        return std::nullopt;
    }
    if (bytes->starts_with("\xEF\xBB\xBF")) bytes->erase(0, 3);
    if (!is_utf8(*bytes) || too_deep(*bytes)) {
        findings.push_back(
            {file, 0, {}, "The form is not UTF-8 text, or nested too deeply.", "Export it from the portal again."});
        return std::nullopt;
    }
    return FormReader(file, std::move(*bytes), findings).read();
}

bool is_prefill(std::string_view name) { return std::find(prefills.begin(), prefills.end(), name) != prefills.end(); }

}  // namespace kiosk::catalogue
