#include "kiosk/catalogue/question_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "kiosk/base/pattern.hpp"
#include "kiosk/base/text.hpp"

namespace kiosk::catalogue {
namespace {

constexpr std::size_t most_options = 300;
constexpr int most_rows = 50;  ///< on a touch screen nobody types more

/// Which members of form.io besides those of every question a kind has, and which rules.
struct Kind {
    std::string_view type;
    QuestionKind kind;
    bool written;  ///< lengths and a pattern
    bool numeric;  ///< min and max
    bool options;
};
constexpr std::array<Kind, 14> kinds{{{"textfield", QuestionKind::text, true, false, false},
                                      {"textarea", QuestionKind::long_text, true, false, false},
                                      {"number", QuestionKind::number, false, true, false},
                                      {"currency", QuestionKind::currency, false, true, false},
                                      {"datetime", QuestionKind::date, false, false, false},
                                      {"day", QuestionKind::day, false, false, false},
                                      {"select", QuestionKind::select, false, false, true},
                                      {"radio", QuestionKind::radio, false, false, true},
                                      {"checkbox", QuestionKind::checkbox, false, false, false},
                                      {"selectboxes", QuestionKind::select_boxes, false, false, true},
                                      {"phoneNumber", QuestionKind::phone, true, false, false},
                                      {"email", QuestionKind::email, true, false, false},
                                      {"hidden", QuestionKind::hidden, false, false, false},
                                      {"datagrid", QuestionKind::rows, false, false, false}}};

class QuestionReader {
public:
    QuestionReader(FormSource& source, const Json& component, const std::string& path)
        : source_(source), json_(component), path_(path) {}

    std::optional<Question> read() {
        const auto type = source_.text(json_, "type", path_);
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.type == type; });
        if (kind == kinds.end()) {
            source_.find(joined(path_, "type"), fmt::format("Components of the type “{}” are not supported.", type),
                         "Use textfield, textarea, number, currency, datetime, day, select, radio, checkbox, selectboxes, "
                         "phoneNumber, email, hidden, datagrid, and panel, columns or fieldset around them.");
            return std::nullopt;
        }
        out_.kind = kind->kind;
        read_key();
        only_known();
        read_words();
        read_rules(*kind);
        if (kind->options) read_options();
        if (out_.kind == QuestionKind::date) read_days(source_.object(json_, "widget", path_), joined(path_, "widget"));
        if (out_.kind == QuestionKind::day) read_day();
        if (kind->numeric) out_.whole = source_.number(json_, "decimalLimit", path_) == 0.0;
        read_beginning(kind->numeric);
        read_tells(kind->numeric);
        return std::move(out_);
    }

private:
    void read_key() {
        out_.key = source_.text(json_, "key", path_);
        if (!is_form_key(out_.key))
            source_.find(joined(path_, "key"),
                         "The key is missing, not made of letters and digits, or a word of JavaScript.",
                         "Write one such as \"hoTen\".");
    }

    void only_known() {
        switch (out_.kind) {
            case QuestionKind::date:
                source_.only(json_, path_,
                             {"type", "key", "label", "placeholder", "description", "validate", "conditional", "properties",
                              "defaultValue", "calculateValue", "widget", "enableDate", "enableTime"});
                return;
            case QuestionKind::day:
                source_.only(json_, path_,
                             {"type", "key", "label", "placeholder", "description", "validate", "conditional", "properties",
                              "defaultValue", "calculateValue", "fields", "dayFirst", "minDate", "maxDate", "minYear",
                              "maxYear", "widget"});
                return;
            case QuestionKind::rows:
                source_.only(json_, path_,
                             {"type", "key", "label", "placeholder", "description", "validate", "conditional", "properties",
                              "defaultValue", "components", "addAnother", "widget"});
                return;
            case QuestionKind::select:
            case QuestionKind::radio:
            case QuestionKind::select_boxes:
                source_.only(json_, path_,
                             {"type", "key", "label", "placeholder", "description", "validate", "conditional", "properties",
                              "defaultValue", "calculateValue", "values", "data", "widget"});
                return;
            default:
                source_.only(json_, path_,
                             {"type", "key", "label", "placeholder", "description", "validate", "conditional", "properties",
                              "defaultValue", "calculateValue", "widget"});
        }
    }

    void read_words() {
        properties_ = source_.properties(json_, path_, {"label_en", "hint_en", "message_en", "add_en", "prefill", "tells"});
        out_.label = source_.local(json_, "label", properties_, "label_en", path_);
        if (out_.label.vi.empty() && out_.kind != QuestionKind::hidden)
            source_.find(joined(path_, "label"), "The question has no label.", "Give the Vietnamese label.");
        const bool described = json_.contains("description") && !says_nothing(json_["description"]);
        out_.hint = source_.local(json_, described ? "description" : "placeholder", properties_, "hint_en", path_);
        if (out_.kind != QuestionKind::rows) return;
        out_.row_name = source_.local(json_, "addAnother", properties_, "add_en", path_);
        if (out_.row_name.vi.empty())
            source_.find(joined(path_, "addAnother"), "The button that adds a row has no words.",
                         "Write such as \"Thêm người\".");
    }

    void read_rules(const Kind& kind) {
        const auto rules = source_.object(json_, "validate", path_);
        const auto inner = joined(path_, "validate");
        auto& out = out_.rules;
        out.required = source_.boolean(rules, "required", inner);
        out.message = source_.local(rules, "customMessage", properties_, "message_en", inner);
        if (kind.written) {
            source_.only(rules, inner, {"required", "customMessage", "minLength", "maxLength", "pattern"});
            read_lengths(rules, inner);
            read_pattern(rules, inner);
        } else if (kind.numeric) {
            source_.only(rules, inner, {"required", "customMessage", "min", "max"});
            out.min = source_.number(rules, "min", inner);
            out.max = source_.number(rules, "max", inner);
            if (out.min && out.max && *out.min > *out.max) smallest_is_largest(inner);
        } else if (kind.kind == QuestionKind::select_boxes) {
            source_.only(rules, inner,
                         {"required", "customMessage", "onlyAvailableItems", "minSelectedCount", "maxSelectedCount"});
            out.only_options = source_.boolean(rules, "onlyAvailableItems", inner);
            out.min_selected = source_.count(rules, "minSelectedCount", inner);
            out.max_selected = source_.count(rules, "maxSelectedCount", inner);
            if (out.min_selected && out.max_selected && *out.min_selected > *out.max_selected) smallest_is_largest(inner);
        } else if (kind.options) {
            source_.only(rules, inner, {"required", "customMessage", "onlyAvailableItems"});
            out.only_options = source_.boolean(rules, "onlyAvailableItems", inner);
        } else if (kind.kind == QuestionKind::rows) {
            source_.only(rules, inner, {"required", "customMessage", "minLength", "maxLength"});
            read_lengths(rules, inner);
            if (out.max_length.value_or(most_rows) > most_rows || out.min_length.value_or(0) > most_rows)
                source_.find(inner, "The kiosk takes 50 rows at most.", "Write a smaller number.");
        } else if (kind.kind == QuestionKind::hidden) {
            source_.only(rules, inner, {"customMessage"});  // nobody could mend what breaks a rule unseen
        } else {
            source_.only(rules, inner, {"required", "customMessage"});
        }
    }

    void read_lengths(const Json& rules, const std::string& inner) {
        out_.rules.min_length = source_.count(rules, "minLength", inner);
        out_.rules.max_length = source_.count(rules, "maxLength", inner);
        if (out_.rules.min_length && out_.rules.max_length && *out_.rules.min_length > *out_.rules.max_length)
            smallest_is_largest(inner);
    }

    void smallest_is_largest(const std::string& inner) {
        source_.find(inner, "The smallest is larger than the largest.", "Exchange the two.");
    }

    void read_pattern(const Json& rules, const std::string& inner) {
        const auto written = source_.text(rules, "pattern", inner);
        if (written.empty()) return;
        if (auto compiled = Pattern::compile(written)) {
            out_.rules.pattern = std::move(*compiled);
        } else {
            source_.find(joined(inner, "pattern"), "This is no pattern: " + compiled.error().detail + ".",
                         "Correct the regular expression.");
        }
    }

    void read_options() {
        const Json* values = nullptr;
        auto inner = joined(path_, "values");
        if (out_.kind == QuestionKind::select) {
            const auto data = json_.find("data");
            inner = joined(path_, "data.values");
            if (data != json_.end() && data->is_object()) {
                source_.only(*data, joined(path_, "data"), {"values"});
                if (data->contains("values")) values = &(*data)["values"];
            }
        } else if (json_.contains("values")) {
            values = &json_["values"];
        }
        if (values == nullptr || !values->is_array() || values->empty() || values->size() > most_options)
            return source_.find(inner, "The question has no options, or more than 300.",
                                "Write [{ \"label\": …, \"value\": … }].");
        for (std::size_t i = 0; i < values->size(); ++i) read_option((*values)[i], fmt::format("{}[{}]", inner, i + 1));
    }

    void read_option(const Json& item, const std::string& at) {
        if (!item.is_object()) return source_.find(at, "The option is no object.", "Write { \"label\": …, \"value\": … }.");
        source_.only(item, at, {"label", "value", "label_en", "shortcut", "tells"});
        Option option{source_.text(item, "value", at), source_.local(item, "label", item, "label_en", at)};
        const auto tells = source_.text(item, "tells", at);
        option.by_post = tells == "post";
        if (!tells.empty() && !option.by_post)
            source_.find(joined(at, "tells"), fmt::format("No option tells “{}”.", tells),
                         "Write post at the way of return that goes by post, or leave it out.");
        if (option.value.empty() || option.label.vi.empty())
            source_.find(at, "The option has no value or no label.", "Give both.");
        if (option.value.find_first_of("\n.") != option.value.npos)
            source_.find(joined(at, "value"), "The value has a dot or a line's end in it.", "Write letters, digits and _.");
        if (!values_.insert(option.value).second)
            source_.find(at, fmt::format("The value “{}” is there twice.", option.value), "Remove one.");
        out_.options.push_back(std::move(option));
    }

    void read_tells(bool numeric) {
        const auto word = source_.text(properties_, "tells", joined(path_, "properties"));
        if (word.empty()) return;
        const bool chosen = out_.kind == QuestionKind::select || out_.kind == QuestionKind::radio;
        const bool words = out_.kind == QuestionKind::text || out_.kind == QuestionKind::long_text;
        if (word == "return_way" && chosen) out_.tells = Tells::return_way;
        else if (word == "return_address" && words) out_.tells = Tells::return_address;
        else if (word == "fee_quantity" && (numeric || out_.kind == QuestionKind::select_boxes))
            out_.tells = Tells::fee_quantity;
        else
            source_.find(joined(path_, "properties.tells"), fmt::format("This question cannot tell “{}”.", word),
                         "Write return_way at a choice, return_address at a text, fee_quantity at a number or at several "
                         "options, or leave it out.");
    }

    std::optional<DateLimit> limit(const Json& object, const char* name, const std::string& path) {
        const auto written = source_.text(object, name, path);
        if (written.empty()) return std::nullopt;
        if (written == "moment()") return DateLimit{true, {}};
        if (const auto date = parse_iso_date(written)) return DateLimit{false, *date};
        source_.find(joined(path, name), fmt::format("“{}” is no day.", written),
                     "Write a day such as 2020-01-31, or moment() for today.");
        return std::nullopt;
    }

    void read_days(const Json& from, const std::string& path) {
        out_.rules.earliest = limit(from, "minDate", path);
        out_.rules.latest = limit(from, "maxDate", path);
        if (source_.boolean(from, "enableTime", path))
            source_.find(joined(path, "enableTime"), "The kiosk asks for days, not for times of day.", "Write false.");
        if (out_.kind == QuestionKind::date && source_.boolean(json_, "enableTime", path_, true))
            source_.find(joined(path_, "enableTime"), "The kiosk asks for days, not for times of day.", "Write false.");
    }

    void read_day() {
        auto& out = out_.rules;
        if (!source_.boolean(json_, "dayFirst", path_))
            source_.find(joined(path_, "dayFirst"), "The day does not come first, as people here write it.", "Write true.");
        const auto fields = source_.object(json_, "fields", path_);
        const auto inner = joined(path_, "fields");
        source_.only(fields, inner, {"day", "month", "year"});
        const std::pair<const char*, bool*> parts[] = {
            {"day", &out.day_required}, {"month", &out.month_required}, {"year", &out.year_required}};
        for (const auto& [name, required] : parts) {
            if (!fields.contains(name))
                source_.find(joined(inner, name), "The day does not say which of its parts must be known.",
                             "Write { \"required\": true } or { \"required\": false }.");
            const auto part = source_.object(fields, name, inner);
            source_.only(part, joined(inner, name), {"type", "placeholder", "required"});
            *required = source_.boolean(part, "required", joined(inner, name));
        }
        out.earliest = limit(json_, "minDate", path_);
        out.latest = limit(json_, "maxDate", path_);
        out.min_year = source_.count(json_, "minYear", path_);
        out.max_year = source_.count(json_, "maxYear", path_);
    }

    void read_beginning(bool numeric) {
        const auto inner = joined(path_, "properties");
        out_.prefill = source_.text(properties_, "prefill", inner);
        if (!out_.prefill.empty() && !is_prefill(out_.prefill))
            source_.find(joined(inner, "prefill"), fmt::format("Nothing is known as “{}”.", out_.prefill),
                         "Write a name such as submitter.name, holder.number, organisation.tax_code or procedure.name.");
        const auto value = json_.find("defaultValue");
        if (value == json_.end() || says_nothing(*value)) return;
        const auto at = joined(path_, "defaultValue");
        if (out_.kind == QuestionKind::rows) return source_.find(at, "Rows begin empty at the kiosk.", "Remove the value.");
        if (out_.kind == QuestionKind::select_boxes) return read_chosen(*value, at);
        if (value->is_boolean() && out_.kind == QuestionKind::checkbox) out_.default_value = "true";
        else if (numeric) out_.default_value = to_text(Value(source_.number(json_, "defaultValue", path_).value_or(0)));
        else out_.default_value = source_.text(json_, "defaultValue", path_);
        if (out_.kind == QuestionKind::checkbox && out_.default_value != "true")
            source_.find(at, "The value is not true or false.", "Write true or false.");
        if (out_.kind == QuestionKind::date && !parse_iso_date(out_.default_value))
            source_.find(at, "The value is no day.", "Write a day such as 2020-01-31.");
        const bool words = out_.kind == QuestionKind::text || out_.kind == QuestionKind::long_text;
        if (words && out_.rules.max_length &&
            utf16_units(out_.default_value) > static_cast<std::size_t>(*out_.rules.max_length))
            source_.find(at, "The value is longer than maxLength allows.", "Shorten it, or allow more.");
        if (!out_.options.empty()) must_be_option(out_.default_value, at);
    }

    void read_chosen(const Json& value, const std::string& at) {
        if (!value.is_object()) return source_.find(at, "The value is no object.", "Write { \"a\": true }.");
        for (const auto& [name, chosen] : value.items()) {
            must_be_option(name, at);
            if (says_nothing(chosen)) continue;
            if (!out_.default_value.empty()) out_.default_value += '\n';
            out_.default_value += name;
        }
    }

    void must_be_option(const std::string& value, const std::string& at) {
        if (!values_.contains(value)) source_.find(at, "The value is none of the options.", "Write the value of an option.");
    }

    FormSource& source_;
    const Json& json_;
    const std::string& path_;
    Json properties_;
    Question out_;
    std::set<std::string> values_;
};

}  // namespace

std::optional<Question> read_question(FormSource& source, const Json& component, const std::string& path) {
    return QuestionReader(source, component, path).read();
}

bool is_layout(std::string_view type) { return type == "columns" || type == "fieldset" || type == "panel"; }

bool is_prefill(std::string_view name) {
    return std::find(prefill_sources.begin(), prefill_sources.end(), name) != prefill_sources.end();
}

}  // namespace kiosk::catalogue
