#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/catalogue/form_reader.hpp"
#include "kiosk/catalogue/procedure_reader.hpp"
#include "kiosk/catalogue/search.hpp"
#include "kiosk/catalogue/shared_reader.hpp"
#include "kiosk/catalogue/tested.hpp"
#include "kiosk/catalogue/unit_reader.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {
namespace fs = std::filesystem;
using settings::Finding;
using settings::Findings;
using settings::TomlReader;

/// Reads and checks everything, then hands out a catalogue only when nothing is wrong.
struct Loader {
    const settings::Settings& settings;
    Findings findings{};
    Findings unreadable{};  ///< of files that are no TOML
    std::shared_ptr<Catalogue> out = std::make_shared<Catalogue>();
    std::vector<Component> papers{};
    std::unordered_map<std::string, std::string> codes{};  ///< and where each stands: "ho_tich.toml, line 23"
    References references{};

    void run() {
        read_shared();
        read_units();
        for (const auto& file : files(settings.forms_folder, ".json"))
            if (auto form = read_form(file, findings)) out->forms_.emplace(form->id, std::move(*form));
        for (const auto& file : files(settings.catalogue_folder, ".toml"))
            if (!is_shared(file)) read_procedures(file);
        check_parts();
        check_forms();
        mark_untested();
        sort_by_field();
        check_settings();
        if (out->procedures_.empty() && findings.empty())
            findings.push_back(
                {settings.catalogue_folder, 0, {}, "The catalogue has no procedure.", "Add a file with [[procedure]]."});
        // What else is wrong may only follow from what could not be read: one broken line is one finding.
        if (!unreadable.empty()) findings = std::move(unreadable);
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
        const auto parsed = settings::read_toml(file, unreadable);
        if (!parsed) return;
        TomlReader root(*parsed, file, findings);
        reading(root);
    }

    static bool is_shared(const fs::path& file) {
        static const std::set<std::string> shared{"fields.toml", "life_events.toml", "levels.toml", "authorisation.toml",
                                                  "papers.toml", "synonyms.toml",    tests_file};
        return shared.contains(file.filename().string());
    }

    void read_shared() {
        const auto& folder = settings.catalogue_folder;
        read_file(folder / "fields.toml", [&](TomlReader& root) { out->fields_ = read_fields(root); });
        read_file(folder / "life_events.toml", [&](TomlReader& root) { out->life_events_ = read_life_events(root); });
        read_file(folder / "levels.toml", [&](TomlReader& root) { out->levels_ = read_levels(root); });
        read_file(folder / "authorisation.toml", [&](TomlReader& root) { out->rules_ = read_rules(root); });
        read_file(folder / "papers.toml", [&](TomlReader& root) { papers = read_papers(root); });
        read_file(folder / "synonyms.toml", [&](TomlReader& root) {
            out->hints_ = read_search_hints(root);
            out->synonyms_ = read_synonyms(root);
        });
    }

    void read_units() {
        constexpr std::string_view kinds = "kinds.toml";
        UnitReader reader(findings);
        read_file(settings.units_folder / kinds, [&](TomlReader& root) { reader.read_kinds(root); });
        for (const auto& file : files(settings.units_folder, ".toml"))
            if (file.filename() != kinds) read_file(file, [&](TomlReader& root) { reader.read_units(root); });
        out->units_ = reader.finish();
        for (std::size_t i = 0; i < out->units_.size(); ++i) out->unit_by_id_.emplace(out->units_[i].id, i);
    }

    void read_procedures(const fs::path& file) {
        read_file(file, [&](TomlReader& root) {
            ProcedureReader reader(root, *out, papers);
            root.tables("procedure", [&](TomlReader& table) {
                auto procedure = reader.read(table, references);
                auto here = fmt::format("{}, line {}", file.filename().string(), table.line("code"));
                const auto [first, fresh] = codes.emplace(procedure.code, std::move(here));
                if (!procedure.code.empty() && !fresh)
                    table.find("code", fmt::format("{} is there twice, first in {}.", procedure.code, first->second),
                               "Keep one of the two procedures.");
                out->procedures_.push_back(std::move(procedure));
            });
        });
    }

    /// In the order of the fields' tiles; within one as the files have them.
    void sort_by_field() {
        std::map<std::string_view, std::size_t> place;
        for (std::size_t i = 0; i < out->fields_.size(); ++i) place.emplace(out->fields_[i].id, i);
        const auto place_of = [&](const Procedure& procedure) {
            const auto found = place.find(procedure.field);
            return found == place.end() ? place.size() : found->second;
        };
        std::stable_sort(out->procedures_.begin(), out->procedures_.end(),
                         [&](const auto& a, const auto& b) { return place_of(a) < place_of(b); });
    }

    void check_parts() {
        for (const auto& part : references.parts) {
            if (part.may_be_elsewhere || codes.contains(part.named)) continue;
            findings.push_back({part.file, part.line, part.key, fmt::format("There is no procedure {}.", part.named),
                                "Add it, or give the part a name: it is done elsewhere."});
        }
        for (const auto& part : references.parts)
            if (leads_back(part.owner, part.named))
                findings.push_back(
                    {part.file, part.line, part.key,
                     fmt::format("{} is a part of {}, and that one a part of {} again.", part.named, part.owner, part.named),
                     "Break the circle: the one that is done together with others has the parts."});
    }
    /// Whether `code` is, through whatever parts, a part of `part`.
    [[nodiscard]] bool leads_back(std::string_view code, std::string_view part) const {
        std::set<std::string_view> seen;
        std::vector<std::string_view> open{part};
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            if (at == code) return true;
            if (!seen.insert(at).second) continue;
            for (const auto& other : references.parts)
                if (other.owner == at) open.push_back(other.named);
        }
        return false;
    }

    /// Once for each form, however many procedures have it.
    void check_forms() {
        std::map<std::string, std::vector<const Reference*>> users;
        for (const auto& form : references.forms)
            if (out->form(form.named) == nullptr) users[form.named].push_back(&form);
        for (const auto& [form, all] : users) {
            const auto& first = *all.front();
            const auto file = settings.forms_folder / (form + ".json");
            const auto count =
                all.size() == 1 ? std::string("one procedure has") : fmt::format("{} procedures have", all.size());
            std::error_code error;
            if (fs::exists(file, error))
                findings.push_back({first.file, first.line, first.key,
                                    fmt::format("The form “{}” has mistakes, and {} it; this is the first.", form, count),
                                    "Correct the form: with it they are right."});
            else
                findings.push_back({first.file, first.line, first.key,
                                    fmt::format("There is no form “{}”, and {} it; this is the first.", form, count),
                                    "Write the name of a file in forms/, without .json."});
        }
    }

    /// A catalogue without records is right: then nothing in it is offered online yet.
    void mark_untested() {
        const auto file = settings.catalogue_folder / tests_file;
        std::error_code error;
        if (fs::exists(file, error))
            read_file(file, [&](TomlReader& root) { out->passed_tests_ = read_passed_tests(root); });
        std::map<std::string_view, const PassedTest*> passed;
        for (const auto& test : out->passed_tests_) passed.emplace(test.code, &test);
        for (auto& procedure : out->procedures_) {
            if (procedure.offer == Offer::in_person) continue;
            const auto found = passed.find(procedure.code);
            procedure.untested =
                found == passed.end() || found->second->content != content_of(procedure, out->form(procedure.form));
        }
    }

    void find_in_settings(std::string key, std::string what, std::string remedy) {
        const int line = settings.file.empty() ? 0 : settings::line_of(settings.file, key);
        findings.push_back({settings.file, line, std::move(key), std::move(what), std::move(remedy)});
    }

    void check_settings() {
        if (out->unit(settings.centre.unit) == nullptr)
            find_in_settings("centre.unit", fmt::format("There is no unit “{}”.", settings.centre.unit),
                             "Write the id of a unit of units/*.toml.");
        const auto& lines = settings.queue.lines;
        for (std::size_t i = 0; i < lines.size(); ++i)
            for (const auto& id : lines[i].fields)
                if (out->field(id) == nullptr)
                    find_in_settings(fmt::format("queue.line[{}].fields", i + 1), fmt::format("There is no field “{}”.", id),
                                     "Write ids of catalogue/fields.toml.");
        for (const auto& field : out->fields_) {
            const auto in_it = [&](const Procedure& p) { return p.field == field.id; };
            if (std::none_of(out->procedures_.begin(), out->procedures_.end(), in_it)) continue;
            if (settings::line_for(settings.queue, settings::Purpose::submit, field.id) == nullptr)
                find_in_settings("queue.line", fmt::format("No line takes dossiers of the field “{}”.", field.id),
                                 "Add it to the fields of a line with the purpose submit.");
        }
    }
};

tl::expected<std::shared_ptr<const Catalogue>, std::vector<Finding>> Catalogue::load(const settings::Settings& settings) {
    Loader loader{settings};
    loader.run();
    if (!loader.findings.empty()) return tl::unexpected(std::move(loader.findings));
    const auto& read = *loader.out;
    loader.out->index_ = Index::build(read.procedures_, read.synonyms_, read.life_events_, read.hints_);
    return loader.out;
}

}  // namespace kiosk::catalogue
