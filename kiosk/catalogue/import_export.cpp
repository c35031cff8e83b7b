#include "kiosk/catalogue/import_draft.hpp"
#include "kiosk/catalogue/procedure_reader.hpp"
#include "kiosk/catalogue/table.hpp"

namespace kiosk::catalogue {
namespace {

using settings::TomlValue;

/// What a procedure file writes without quotes.
bool is_date(std::string_view key) { return key == "valid_from" || key == "valid_to" || key == "source_date"; }

/// JSON as a file of catalogue/ would say it: nothing for null, dates as dates.
TomlValue toml_of(const PortalJson& value, int line, std::string_view key = {}) {
    TomlValue out;
    out.line = line;
    out.kind = TomlValue::Kind::other;
    if (value.is_object()) {
        out.kind = TomlValue::Kind::table;
        for (const auto& [name, member] : value.items())
            if (!member.is_null()) out.members.emplace_back(name, toml_of(member, line, name));
    } else if (value.is_array()) {
        out.kind = TomlValue::Kind::array;
        for (const auto& item : value) out.items.push_back(toml_of(item, line));
    } else if (value.is_string()) {
        out.text = value.get<std::string>();
        out.kind = TomlValue::Kind::text;
        if (const auto date = parse_iso_date(out.text); is_date(key) && date) {
            out.kind = TomlValue::Kind::date;
            out.date = *date;
        }
    } else if (value.is_boolean()) {
        out.kind = TomlValue::Kind::boolean;
        out.boolean = value.get<bool>();
    } else if (value.is_number_integer()) {
        out.kind = TomlValue::Kind::integer;
        out.integer = value.get<std::int64_t>();
    }
    return out;
}

}  // namespace

bool is_own_export(const PortalJson& root) {
    return root.is_object() && root.value("export", PortalJson()) == PortalJson(std::string(export_mark));
}

Procedure read_exported(const PortalJson& object, const std::filesystem::path& file, int line, const Catalogue& known,
                        std::vector<settings::Finding>& findings) {
    auto members = object;
    TomlValue top;
    top.line = line;
    if (const auto field = members.find("field"); field != members.end()) {
        top.members.emplace_back("field", toml_of(*field, line));
        members.erase(field);
    }
    const auto code = portal_text(object, "code");
    const auto procedure = toml_of(members, line);
    settings::TomlReader root(top, file, findings, code);
    settings::TomlReader table(procedure, file, findings, code);
    References references;  // whether they are there is seen when the draft is adopted
    return ProcedureReader(root, known, {}).read(table, references);
}

}  // namespace kiosk::catalogue
