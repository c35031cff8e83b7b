#include <toml++/toml.h>
#include <algorithm>
#include <charconv>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {
namespace {

constexpr std::size_t largest_file_bytes = 4U << 20;  // a field with a thousand procedures has a quarter of it

TomlValue copy(const toml::node& node);

TomlValue copy_table(const toml::table& table) {
    TomlValue out;
    for (const auto& [key, value] : table) out.members.emplace_back(std::string(key.str()), copy(value));
    // toml++ sorts by name; people read from top to bottom.
    std::stable_sort(out.members.begin(), out.members.end(),
                     [](const auto& a, const auto& b) { return a.second.line < b.second.line; });
    return out;
}

TomlValue copy(const toml::node& node) {
    TomlValue out;
    out.kind = TomlValue::Kind::other;
    if (const auto* table = node.as_table()) {
        out = copy_table(*table);
        out.kind = TomlValue::Kind::table;
    } else if (const auto* array = node.as_array()) {
        out.kind = TomlValue::Kind::array;
        for (const auto& item : *array) out.items.push_back(copy(item));
    } else if (const auto* text = node.as_string()) {
        out.kind = TomlValue::Kind::text;
        out.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
        out.kind = TomlValue::Kind::integer;
        out.integer = integer->get();
    } else if (const auto* real = node.as_floating_point()) {
        out.kind = TomlValue::Kind::real;
        out.real = real->get();
    } else if (const auto* boolean = node.as_boolean()) {
        out.kind = TomlValue::Kind::boolean;
        out.boolean = boolean->get();
    } else if (const auto* date = node.as_date()) {
        out.kind = TomlValue::Kind::date;
        out.date = {date->get().year, date->get().month, date->get().day};
    }
    out.line = static_cast<int>(node.source().begin.line);
    return out;
}

int lines_before(std::string_view text) { return 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

std::optional<TomlValue> fails(Findings& findings, const std::filesystem::path& file, int line, std::string what,
                               std::string remedy) {
    findings.push_back({file, line, {}, std::move(what), std::move(remedy)});
    return std::nullopt;
}

}  // namespace

int first_line_not_utf8(std::string_view bytes) {
    int line = 0;
    for (std::size_t from = 0; from <= bytes.size();) {
        ++line;
        const auto end = std::min(bytes.find('\n', from), bytes.size());
        if (!is_utf8(bytes.substr(from, end - from))) return line;
        from = end + 1;
    }
    return 0;
}

bool is_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

std::optional<TomlValue> read_toml(const std::filesystem::path& file, Findings& findings) {
    auto bytes = kiosk::read_file(file, largest_file_bytes);
    if (!bytes) {
        return fails(findings, file, 0, "The file cannot be read: " + bytes.error().detail + ".",
                     "Check that it exists, that the kiosk may read it, and that it is smaller than 4 MB.");
    }
    if (is_utf16(*bytes)) return fails(findings, file, 1, "The file is UTF-16 text.", "Save it as UTF-8 in the editor.");
    if (bytes->starts_with("\xEF\xBB\xBF")) bytes->erase(0, 3);
    if (const int line = first_line_not_utf8(*bytes); line != 0)
        return fails(findings, file, line, "The line is not UTF-8 text.", "Save the file as UTF-8 in the editor.");
    TomlValue out;
    try {
        out = copy_table(toml::parse(std::string_view(*bytes)));
    } catch (const toml::parse_error& error) {
        auto line = static_cast<int>(error.source().begin.line);
        if (line == 0) line = lines_before(*bytes);
        return fails(findings, file, line, "This is no TOML: " + std::string(error.description()) + ".",
                     "Mend the line, or take the file from the last good copy if it was cut.");
    }
    out.line = 1;
    return out;
}

int line_of(const std::filesystem::path& file, std::string_view key_path) {
    Findings ignored;  // whoever asks has read the file before and reported these
    const auto root = read_toml(file, ignored);
    if (!root) return 0;
    const TomlValue* at = &*root;
    while (!key_path.empty()) {
        const auto dot = std::min(key_path.find('.'), key_path.size());
        auto name = key_path.substr(0, dot);
        key_path.remove_prefix(std::min(dot + 1, key_path.size()));
        std::size_t index = 0;
        if (const auto bracket = name.find('['); bracket != name.npos) {
            std::from_chars(name.data() + bracket + 1, name.data() + name.size(), index);
            name = name.substr(0, bracket);
        }
        at = at->member(name);
        if (at == nullptr || index > at->items.size()) return 0;
        if (index != 0) at = &at->items[index - 1];
    }
    return at->line;
}

}  // namespace kiosk::settings
