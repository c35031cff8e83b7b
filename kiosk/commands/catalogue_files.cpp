#include "kiosk/commands/catalogue_files.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "kiosk/catalogue/form_difference.hpp"
#include "kiosk/catalogue/import.hpp"
#include "kiosk/catalogue/table.hpp"
#include "kiosk/catalogue/toml_writer.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/staff_request.hpp"

namespace kiosk::commands {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using kiosk::catalogue::Catalogue;
using kiosk::catalogue::Difference;
using kiosk::catalogue::Procedure;

int say(const Error& error) {
    fmt::print(stderr, "{}\n", error.detail);
    return 1;
}

int refuse(const std::vector<settings::Finding>& findings, bool json) {
    if (!json) return report_findings(findings, false);
    fmt::print("{}\n", json_line({{"ok", false}, {"findings", findings_json(findings)}}));
    return 1;
}

int write(const fs::path& file, const std::string& text) {
    if (file.empty()) {
        fmt::print("{}", text);
        return 0;
    }
    const auto written = write_file(file, text);
    return written ? 0 : say(written.error());
}

/// Nothing, with the findings told, when it has mistakes.
std::optional<WholeCatalogue> load_whole(const fs::path& place, bool json) {
    std::error_code error;
    const auto file = fs::is_directory(place, error) ? place / "kiosk.toml" : place;
    auto settings = settings::load(file);
    if (!settings) {
        (void)refuse(settings.error(), json);
        return std::nullopt;
    }
    auto catalogue = Catalogue::load(*settings);
    if (!catalogue) {
        (void)refuse(catalogue.error(), json);
        return std::nullopt;
    }
    return WholeCatalogue{std::move(*settings), std::move(*catalogue)};
}

/// Forms are compared as their files say it: their questions are the portal's.
std::map<std::string, std::string> forms_of(const settings::Settings& settings) {
    std::map<std::string, std::string> out;
    std::error_code error;
    for (auto at = fs::directory_iterator(settings.forms_folder, error); !error && at != fs::directory_iterator();
         at.increment(error))
        if (at->path().extension() == ".json") out.emplace(at->path().stem(), read_file(at->path()).value_or(std::string{}));
    return out;
}

void add_forms(const settings::Settings& before, const settings::Settings& after, std::vector<Difference>& out) {
    using Kind = Difference::Kind;
    const auto old = forms_of(before);
    const auto now = forms_of(after);
    for (const auto& [id, bytes] : old) {
        const auto found = now.find(id);
        if (found == now.end()) out.push_back({Kind::removed, "form " + id, {}, {}, {}});
        else
            for (auto& change : kiosk::catalogue::form_changes(bytes, found->second))
                out.push_back({Kind::changed, "form " + id, std::move(change.path), std::move(change.before),
                               std::move(change.after)});
    }
    for (const auto& [id, bytes] : now)
        if (!old.contains(id)) out.push_back({Kind::added, "form " + id, {}, {}, {}});
}

std::map<std::string, std::vector<Procedure>> by_field(std::vector<Procedure> drafts) {
    std::map<std::string, std::vector<Procedure>> out;
    for (auto& draft : drafts) out[draft.field].push_back(std::move(draft));
    return out;
}

/// The first file that says something else than its draft; empty when there is none.
std::string would_lose(const std::vector<std::pair<fs::path, std::string>>& drafts_by_file) {
    std::error_code error;
    for (const auto& [file, text] : drafts_by_file)
        if (!file.empty() && fs::exists(file, error) && read_file(file).value_or(std::string{}) != text)
            return file.string();
    return {};
}

}  // namespace

int import_catalogue(const Catalogue& known, const ImportOptions& options, const LocalDate& today, bool json) {
    const auto& [file, folder, replace] = options;
    auto imported = kiosk::catalogue::import_procedures(file, known, today);
    if (!imported) return refuse(imported.error(), json);
    const auto count = imported->drafts.size();
    const std::vector<std::string> remarks{
        "Drafts read from " + file.filename().string() + " on " + today.iso() + ". Nothing here is adopted yet:",
        "settle what `kiosk catalogue import` found, give short names and English names, decide the offers,",
        "then move the file to catalogue/ and check the whole."};
    std::error_code error;
    if (!folder.empty()) fs::create_directories(folder, error);
    std::vector<std::pair<fs::path, std::string>> drafts_by_file;
    for (const auto& [field, drafts] : by_field(std::move(imported->drafts)))
        drafts_by_file.emplace_back(folder.empty() ? fs::path{} : folder / ("draft_" + field + ".toml"),
                                    kiosk::catalogue::toml_file(field, drafts, remarks));
    if (const auto edited = would_lose(drafts_by_file); !edited.empty() && !replace)
        return report({Code::refused,
                       edited + ": is there already and says something else, perhaps because somebody has worked on it. "
                                "Nothing was written: name another folder, or add --replace."},
                      json);
    auto files = Json::array();
    for (const auto& [out, text] : drafts_by_file) {
        files.push_back(out.empty() ? text : out.string());
        if (json && out.empty()) continue;
        if (const int failed = write(out, text); failed != 0) return failed;
    }
    if (json) {
        fmt::print("{}\n", json_line({{"ok", true},
                                      {"drafts", count},
                                      {folder.empty() ? "toml" : "files", files},
                                      {"findings", findings_json(imported->findings)}}));
        return 0;
    }
    for (const auto& finding : imported->findings) fmt::print(stderr, "{}\n", finding.text());
    fmt::print(stderr, "{} drafts, {} to look at.\n", count, imported->findings.size());
    return 0;
}

std::vector<settings::Finding> sources_to_come(const Catalogue& data, const LocalDate& today) {
    std::vector<settings::Finding> out;
    const auto look_at = [&](const char* folder, const std::string& what, const LocalDate& date) {
        if (date > today)
            out.push_back({folder, 0, what + " source_date",
                           fmt::format("The source is of {}, which is to come.", date.iso()),
                           "Write the day on which the source was read."});
    };
    for (const auto& procedure : data.procedures()) look_at("catalogue", procedure.code, procedure.source_date);
    for (const auto& unit : data.units()) look_at("units", unit.id, unit.source_date);
    return out;
}

std::vector<Difference> differences_between(const WholeCatalogue& before, const WholeCatalogue& after) {
    auto out = kiosk::catalogue::differences(*before.catalogue, *after.catalogue);
    add_forms(before.settings, after.settings, out);
    return out;
}

nlohmann::ordered_json differences_json(const std::vector<Difference>& differences) {
    auto out = Json::array();
    for (const auto& d : differences)
        out.push_back({{"kind", std::string(name(d.kind))},
                       {"subject", d.subject},
                       {"key", d.key},
                       {"before", d.before},
                       {"after", d.after}});
    return out;
}

Json online_filing_json(const Catalogue& before, const Catalogue& after) {
    const auto filing = kiosk::catalogue::online_filing(before, after);
    const auto codes = [](const std::vector<const Procedure*>& procedures) {
        auto out = Json::array();
        for (const auto* procedure : procedures) out.push_back(procedure->code);
        return out;
    };
    return {{"lost", codes(filing.lost)}, {"until_tested", filing.until_tested}, {"gained", codes(filing.gained)}};
}

void print_differences(const WholeCatalogue& before, const WholeCatalogue& after) {
    const auto all = differences_between(before, after);
    for (const auto& d : all) fmt::print("{}\n", d.text());
    fmt::print("{} difference{}.\n{}", all.size(), all.size() == 1 ? "" : "s",
               kiosk::catalogue::online_filing(*before.catalogue, *after.catalogue).text());
}

int show_difference(const fs::path& before, const fs::path& after, bool json) {
    const auto old = load_whole(before, json);
    if (!old) return 1;
    const auto now = load_whole(after, json);
    if (!now) return 1;
    if (!json) print_differences(*old, *now);
    else
        fmt::print("{}\n", json_line({{"ok", true},
                                      {"differences", differences_json(differences_between(*old, *now))},
                                      {"online_filing", online_filing_json(*old->catalogue, *now->catalogue)}}));
    return 0;
}

int export_catalogue(const Catalogue& data, const std::string& format, const fs::path& file) {
    return write(file, format == "json" ? kiosk::catalogue::json(data) : kiosk::catalogue::csv(data));
}

}  // namespace kiosk::commands
