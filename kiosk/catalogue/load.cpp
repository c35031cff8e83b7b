#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/catalogue/form_reader.hpp"
#include "kiosk/catalogue/procedure_reader.hpp"
#include "kiosk/catalogue/search.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {
namespace fs = std::filesystem;
using settings::Finding;
using settings::Findings;
using settings::TomlReader;

constexpr std::string_view fields_file = "fields.toml";

/// Reads and checks everything, then hands out a catalogue only when nothing is wrong.
struct Loader {
    const settings::Settings& settings;
    Findings findings;
    std::shared_ptr<Catalogue> out = std::make_shared<Catalogue>();

    void run() {
        read_fields(settings.catalogue_folder / fields_file);
        for (const auto& file : files(settings.units_folder, ".toml")) read_units(file);
        check_parents();
        for (const auto& file : files(settings.forms_folder, ".json"))
            if (auto form = read_form(file, findings)) out->forms_.emplace(form->id, std::move(*form));
        std::vector<Part> parts;
        for (const auto& file : files(settings.catalogue_folder, ".toml"))
            if (file.filename() != fields_file) read_procedures(file, parts);
        check_parts(parts);
        check_settings();
        if (out->procedures_.empty() && findings.empty())
            findings.push_back(
                {settings.catalogue_folder, 0, {}, "The catalogue has no procedure.", "Add a file with [[procedure]]."});
    }

    /// In the order of their names, so that findings and catalogue do not depend on the disk.
    std::vector<fs::path> files(const fs::path& folder, std::string_view extension) {
        std::vector<fs::path> found;
        std::error_code error;
        for (auto at = fs::directory_iterator(folder, error); !error && at != fs::directory_iterator(); at.increment(error))
            if (at->path().extension() == extension) found.push_back(at->path());
        if (error)
            findings.push_back({folder,
                                0,
                                {},
                                "The folder cannot be read: " + error.message() + ".",
                                "Check the path and its permissions."});
        std::sort(found.begin(), found.end());
        return found;
    }

    void read_file(const fs::path& file, const std::function<void(TomlReader&)>& reading) {
        const auto parsed = settings::read_toml(file, findings);
        if (!parsed) return;
        TomlReader root(*parsed, file, findings);
        reading(root);
    }

    void read_fields(const fs::path& file) {
        read_file(file, [&](TomlReader& root) {
            root.tables("field", [&](TomlReader& table) {
                Field field;
                field.id = read_id(table);
                field.name = table.local_text("name", "Give the field's name.");
                field.icon = table.text("icon", "Give the name of an icon, such as \"account-multiple\".");
                field.order = static_cast<int>(table.integer_or("order", 0, 0, 1000));
                if (out->field(field.id) != nullptr)
                    table.find("id", "Another field has this id too.", "Give each its own.");
                out->fields_.push_back(std::move(field));
            });
        });
        std::stable_sort(out->fields_.begin(), out->fields_.end(),
                         [](const auto& a, const auto& b) { return a.order < b.order; });
    }

    static std::string read_id(TomlReader& table) {
        auto id = table.text("id", "Give an id in small letters, digits and _.");
        if (!id.empty() && !settings::is_id(id))
            table.find("id", fmt::format("“{}” is no id.", id), "Write small letters, digits and _, a letter first.");
        return id;
    }

    void read_units(const fs::path& file) {
        read_file(file, [&](TomlReader& root) {
            root.tables("unit", [&](TomlReader& table) {
                auto unit = read_unit(table);
                if (out->unit(unit.id) != nullptr) table.find("id", "Another unit has this id too.", "Give each its own.");
                for (const auto& other : out->units_)
                    if (!unit.code.empty() && other.code == unit.code && overlap(unit, other))
                        table.find("code", fmt::format("The unit “{}” has this code at the same time.", other.id),
                                   "Correct the code or the dates.");
                unit_places_.push_back({file, table.line("parent"), table.path("parent")});
                out->units_.push_back(std::move(unit));
            });
        });
    }

    static Unit read_unit(TomlReader& table) {
        Unit unit;
        unit.id = read_id(table);
        unit.name = table.local_text("name", "Give the unit's name.");
        unit.code = table.text_or("code");
        if (!unit.code.empty() && !is_unit_code(unit.code))
            table.find("code", "This is no identification code of a unit.",
                       "Write one such as 000.00.53.H48, or leave it empty.");
        unit.gso_code = table.text_or("gso_code");
        if (!unit.gso_code.empty() && !settings::made_of(unit.gso_code, "0123456789", 2, 5))
            table.find("gso_code", "This is no code of the statistics office.",
                       "Write 2 to 5 digits in quotes, or leave it empty.");
        unit.parent = table.text_or("parent");
        unit.valid_from = table.date_if_there("valid_from").value_or(unit.valid_from);
        unit.valid_to = table.date_if_there("valid_to");
        if (unit.valid_to && *unit.valid_to < unit.valid_from)
            table.find("valid_to", "The unit ends before it begins.", "Exchange valid_from and valid_to.");
        return unit;
    }

    static bool overlap(const Unit& a, const Unit& b) {
        return (!a.valid_to || *a.valid_to >= b.valid_from) && (!b.valid_to || *b.valid_to >= a.valid_from);
    }

    void check_parents() {
        for (std::size_t i = 0; i < out->units_.size(); ++i) {
            const auto* at = &out->units_[i];
            const auto find = [&](std::string what, std::string remedy) {
                findings.push_back(
                    {unit_places_[i].file, unit_places_[i].line, unit_places_[i].key, std::move(what), std::move(remedy)});
            };
            for (std::size_t steps = 0; at != nullptr && !at->parent.empty(); ++steps) {
                const auto* parent = out->unit(at->parent);
                if (parent == nullptr && at == &out->units_[i])
                    find(fmt::format("There is no unit “{}”.", at->parent),
                         "Write the id of another unit, or leave it empty.");
                if (steps > out->units_.size()) {
                    find("The unit stands above itself.", "Break the circle of parents.");
                    break;
                }
                at = parent;
            }
        }
    }

    void read_procedures(const fs::path& file, std::vector<Part>& parts) {
        read_file(file, [&](TomlReader& root) {
            ProcedureReader reader(root, *out);
            root.tables("procedure", [&](TomlReader& table) {
                auto procedure = reader.read(table, parts);
                for (const auto& other : out->procedures_)
                    if (!procedure.code.empty() && other.code == procedure.code)
                        table.find("code", fmt::format("{} is there twice.", procedure.code),
                                   "Keep one of the two procedures.");
                out->procedures_.push_back(std::move(procedure));
            });
        });
    }

    void check_parts(const std::vector<Part>& parts) {
        for (const auto& part : parts) {
            const auto same = [&](const Procedure& p) { return p.code == part.code; };
            if (std::any_of(out->procedures_.begin(), out->procedures_.end(), same)) continue;
            findings.push_back({part.file, part.line, part.key, fmt::format("There is no procedure {}.", part.code),
                                "Add it, or write in words what is done there."});
        }
    }

    void check_settings() {
        const auto find = [&](std::string key, std::string what, std::string remedy) {
            const int line = settings.file.empty() ? 0 : settings::line_of(settings.file, key);
            findings.push_back({settings.file, line, std::move(key), std::move(what), std::move(remedy)});
        };
        if (out->unit(settings.centre.unit) == nullptr)
            find("centre.unit", fmt::format("There is no unit “{}”.", settings.centre.unit),
                 "Write the id of a unit of units/*.toml.");
        const auto& lines = settings.queue.lines;
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto& id : lines[i].fields)
                if (out->field(id) == nullptr)
                    find(fmt::format("queue.line[{}].fields", i + 1), fmt::format("There is no field “{}”.", id),
                         "Write ids of catalogue/fields.toml.");
        for (const auto& field : out->fields_) {
            const auto in_it = [&](const Procedure& p) { return p.field == field.id; };
            if (std::none_of(out->procedures_.begin(), out->procedures_.end(), in_it)) continue;
            if (settings::line_for(settings.queue, settings::Purpose::submit, field.id) == nullptr)
                find("queue.line", fmt::format("No line takes dossiers of the field “{}”.", field.id),
                     "Add it to the fields of a line with the purpose submit.");
        }
    }

    struct Place {
        fs::path file;
        int line = 0;
        std::string key;
    };
    std::vector<Place> unit_places_;
};

tl::expected<std::shared_ptr<const Catalogue>, std::vector<Finding>> Catalogue::load(const settings::Settings& settings) {
    Loader loader{settings, {}, std::make_shared<Catalogue>(), {}};
    loader.run();
    if (!loader.findings.empty()) return tl::unexpected(std::move(loader.findings));
    loader.out->index_ = Index::build(loader.out->procedures_);
    return loader.out;
}

}  // namespace kiosk::catalogue
