#include "kiosk/settings/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kiosk/base/text.hpp"
#include "kiosk/settings/icons.hpp"

namespace kiosk::settings {
namespace {

using Kind = TomlValue::Kind;

std::string listed(std::initializer_list<std::string_view> words) {
    std::string out;
    for (const auto word : words) {
        if (!out.empty()) out += ", ";
        out += word;
    }
    return out;
}

}  // namespace

TomlValue::TomlValue() = default;

const TomlValue* TomlValue::member(std::string_view key) const {
    const auto found = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == key; });
    return found == members.end() ? nullptr : &found->second;
}

TomlReader::TomlReader(const TomlValue& table, std::filesystem::path file, Findings& findings, std::string path)
    : table_(table), file_(std::move(file)), findings_(findings), path_(std::move(path)) {}

TomlReader::~TomlReader() {
    for (const auto& [key, value] : table_.members) {
        if (taken_.contains(key)) continue;
        findings_.push_back(
            {file_, value.line, path(key), "The key is not known here.", "Correct its spelling, or remove the line."});
    }
}

std::vector<std::string> TomlReader::keys() const {
    std::vector<std::string> out;
    for (const auto& [key, value] : table_.members) out.push_back(key);
    return out;
}

int TomlReader::line(std::string_view key) const {
    const auto* value = table_.member(key);
    return value != nullptr ? value->line : table_.line;
}

std::string TomlReader::path(std::string_view key) const {
    if (key.empty()) return path_;
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void TomlReader::find(std::string_view key, std::string what, std::string remedy) {
    findings_.push_back({file_, line(key), path(key), std::move(what), std::move(remedy)});
}

const TomlValue* TomlReader::take(std::string_view key) {
    taken_.emplace(key);
    return table_.member(key);
}

const TomlValue* TomlReader::take(std::string_view key, Kind kind, std::string_view what) {
    const auto* value = take(key);
    if (value == nullptr || value->kind == kind) return value;
    find(key, fmt::format("The value is not {}.", what), fmt::format("Write {} here.", what));
    return nullptr;
}

const TomlValue* TomlReader::take_needed(std::string_view key, Kind kind, std::string_view what, std::string_view remedy) {
    if (!has(key)) {
        taken_.emplace(key);
        find(key, "The value is missing.", std::string(remedy));
        return nullptr;
    }
    return take(key, kind, what);
}

std::string TomlReader::clean(const TomlValue& value, std::string_view key) {
    if (has_control_characters(value.text, "\n")) {
        find(key, "The text holds control characters.", "Type the text again; it was probably pasted.");
        return {};
    }
    return nfc(trim(value.text));
}

std::string TomlReader::text(std::string_view key, std::string_view remedy) {
    const auto* value = take_needed(key, Kind::text, "a text in quotes", remedy);
    if (value == nullptr) return {};
    auto out = clean(*value, key);
    if (out.empty()) find(key, "The text is empty.", std::string(remedy));
    return out;
}

std::string TomlReader::text_or(std::string_view key, std::string_view fallback) {
    const auto* value = take(key, Kind::text, "a text in quotes");
    return value == nullptr ? std::string(fallback) : clean(*value, key);
}

std::string TomlReader::icon(std::string_view key, std::string_view remedy) {
    auto name = text(key, remedy);
    if (name.empty() || icon_named(name)) return name;
    find(key, fmt::format("There is no icon “{}”.", name),
         "Write a name that `kiosk config icons` prints, such as \"account-multiple\".");
    return {};
}

LocalText TomlReader::local_text_of(const TomlValue& value, std::string_view key) {
    TomlReader inner(value, file_, findings_, path(key));
    LocalText out;
    out.vi = inner.text("vi", "Give the Vietnamese text.");
    out.en = inner.text_or("en");
    return out;
}

LocalText TomlReader::local_text(std::string_view key, std::string_view remedy) {
    const auto* value = take_needed(key, Kind::table, "a text in two languages, { vi = \"…\", en = \"…\" }", remedy);
    return value == nullptr ? LocalText{} : local_text_of(*value, key);
}

LocalText TomlReader::local_text_or_none(std::string_view key) {
    const auto* value = take(key, Kind::table, "a text in two languages, { vi = \"…\", en = \"…\" }");
    return value == nullptr ? LocalText{} : local_text_of(*value, key);
}

bool TomlReader::within(std::string_view key, double value, double from, double to) {
    if (value >= from && value <= to) return true;
    find(key, fmt::format("{} is outside {} to {}.", value, from, to),
         fmt::format("Write a number from {} to {}.", from, to));
    return false;
}

std::optional<std::int64_t> TomlReader::integer_if_there(std::string_view key, std::int64_t from, std::int64_t to) {
    const auto* value = take(key, Kind::integer, "a whole number");
    if (value == nullptr) return std::nullopt;
    if (value->integer < from || value->integer > to) {
        find(key, fmt::format("{} is outside {} to {}.", value->integer, from, to),
             fmt::format("Write a number from {} to {}.", from, to));
        return std::nullopt;
    }
    return value->integer;
}

std::int64_t TomlReader::integer(std::string_view key, std::int64_t from, std::int64_t to, std::string_view remedy) {
    if (!has(key)) find(key, "The value is missing.", std::string(remedy));
    return integer_if_there(key, from, to).value_or(from);
}

std::int64_t TomlReader::integer_or(std::string_view key, std::int64_t fallback, std::int64_t from, std::int64_t to) {
    return integer_if_there(key, from, to).value_or(fallback);
}

double TomlReader::real_or(std::string_view key, double fallback, double from, double to) {
    const auto* value = take(key);
    if (value == nullptr) return fallback;
    if (value->kind != Kind::real && value->kind != Kind::integer) {
        find(key, "The value is not a number.", fmt::format("Write a number from {} to {}.", from, to));
        return fallback;
    }
    const double number = value->kind == Kind::real ? value->real : static_cast<double>(value->integer);
    return within(key, number, from, to) ? number : fallback;
}

bool TomlReader::boolean_or(std::string_view key, bool fallback) {
    const auto* value = take(key, Kind::boolean, "true or false");
    return value == nullptr ? fallback : value->boolean;
}

std::optional<LocalDate> TomlReader::date_if_there(std::string_view key) {
    const auto* value = take(key, Kind::date, "a date without quotes, such as 2026-04-30");
    return value == nullptr ? std::nullopt : std::optional(value->date);
}

LocalDate TomlReader::date(std::string_view key, std::string_view remedy) {
    if (!has(key)) find(key, "The date is missing.", std::string(remedy));
    return date_if_there(key).value_or(LocalDate{});
}

const TomlValue* TomlReader::take_array(std::string_view key, Kind kind, std::string_view what) {
    const auto* value = take(key, Kind::array, fmt::format("a list of {} in brackets", what));
    if (value == nullptr) return nullptr;
    for (std::size_t i = 0; i < value->items.size(); ++i) {
        if (value->items[i].kind == kind) continue;
        findings_.push_back({file_, value->items[i].line, fmt::format("{}[{}]", path(key), i + 1),
                             fmt::format("This item is none of {}.", what), fmt::format("Write a list of {}.", what)});
        return nullptr;
    }
    return value;
}

std::vector<LocalDate> TomlReader::dates(std::string_view key) {
    std::vector<LocalDate> out;
    if (const auto* value = take_array(key, Kind::date, "dates without quotes"))
        for (const auto& item : value->items) out.push_back(item.date);
    return out;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
    std::vector<std::string> out;
    const auto* value = take_array(key, Kind::text, "texts in quotes");
    if (value == nullptr) return out;
    for (const auto& item : value->items) {
        auto text = clean(item, key);
        if (text.empty()) find(key, "The list holds an empty text.", "Remove it.");
        else out.push_back(std::move(text));
    }
    return out;
}

std::string TomlReader::one_of(std::string_view key, std::initializer_list<std::string_view> words) {
    if (!has(key)) {
        taken_.emplace(key);
        find(key, "The value is missing.", "Write one of: " + listed(words) + ".");
        return std::string(*words.begin());
    }
    return one_of_or(key, *words.begin(), words);
}

std::string TomlReader::one_of_or(std::string_view key, std::string_view fallback,
                                  std::initializer_list<std::string_view> words) {
    const auto* value = take(key, Kind::text, "a text in quotes");
    if (value == nullptr) return std::string(fallback);
    if (std::find(words.begin(), words.end(), value->text) != words.end()) return value->text;
    find(key, fmt::format("“{}” is not known here.", value->text), "Write one of: " + listed(words) + ".");
    return std::string(fallback);
}

void TomlReader::table(std::string_view key, const Reading& reading) {
    const auto* value = take(key, Kind::table, "a table");
    if (value == nullptr) return;
    TomlReader inner(*value, file_, findings_, path(key));
    reading(inner);
}

void TomlReader::table(std::string_view key, std::string_view remedy, const Reading& reading) {
    if (!has(key)) {
        taken_.emplace(key);
        find(key, fmt::format("The table [{}] is missing.", path(key)), std::string(remedy));
        return;
    }
    table(key, reading);
}

void TomlReader::tables(std::string_view key, const Reading& reading) {
    const auto* value = take_array(key, Kind::table, "tables");
    if (value == nullptr) return;
    for (std::size_t i = 0; i < value->items.size(); ++i) {
        TomlReader inner(value->items[i], file_, findings_, fmt::format("{}[{}]", path(key), i + 1));
        reading(inner);
    }
}

bool is_id(std::string_view text) {
    return made_of(text, "abcdefghijklmnopqrstuvwxyz0123456789_", 1, 40) && text.front() >= 'a' && text.front() <= 'z';
}

bool made_of(std::string_view text, std::string_view characters, std::size_t from, std::size_t to) {
    return text.size() >= from && text.size() <= to && text.find_first_not_of(characters) == text.npos;
}

std::filesystem::path beside(const std::filesystem::path& file, std::string_view path) {
    return (std::filesystem::absolute(file).parent_path() / std::filesystem::path(path)).lexically_normal();
}

bool is_host(std::string_view text, bool port_needed) {
    const auto colon = text.rfind(':');
    const auto host = text.substr(0, colon);
    const bool named = !host.empty() && host.find_first_of(" /:@?#") == host.npos;
    if (colon == text.npos) return named && !port_needed;
    int port = 0;
    const auto digits = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return named && error == std::errc{} && end == digits.data() + digits.size() && port >= 1 && port <= 65'535;
}

}  // namespace kiosk::settings
