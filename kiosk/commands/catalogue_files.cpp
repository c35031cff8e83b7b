#include "kiosk/commands/catalogue_files.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "kiosk/catalogue/import.hpp"
#include "kiosk/catalogue/table.hpp"
#include "kiosk/catalogue/toml_writer.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/json_line.hpp"

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

/// Forms are compared as files: their questions are the portal's.
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
        else if (found->second != bytes)
            out.push_back({Kind::changed, "form " + id, "file", fmt::format("{} bytes", bytes.size()),
                           fmt::format("{} bytes", found->second.size())});
    }
    for (const auto& [id, bytes] : now)
        if (!old.contains(id)) out.push_back({Kind::added, "form " + id, {}, {}, {}});
}

std::map<std::string, std::vector<Procedure>> by_field(std::vector<Procedure> drafts) {
    std::map<std::string, std::vector<Procedure>> out;
    for (auto& draft : drafts) out[draft.field].push_back(std::move(draft));
    return out;
}

}  // namespace

int import_catalogue(const Catalogue& known, const fs::path& file, const fs::path& folder, const LocalDate& today,
                     bool json) {
    auto imported = kiosk::catalogue::import_procedures(file, known, today);
    if (!imported) return refuse(imported.error(), json);
    const auto count = imported->drafts.size();
    const std::vector<std::string> remarks{
        "Drafts read from " + file.filename().string() + " on " + today.iso() + ". Nothing here is adopted yet:",
        "settle what `kiosk catalogue import` found, give short names and English names, decide the offers,",
        "then move the file to catalogue/ and check the whole."};
    std::error_code error;
    if (!folder.empty()) fs::create_directories(folder, error);
    auto files = Json::array();
    for (const auto& [field, drafts] : by_field(std::move(imported->drafts))) {
        const auto text = kiosk::catalogue::toml_file(field, drafts, remarks);
        const auto out = folder.empty() ? fs::path{} : folder / ("draft_" + field + ".toml");
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

void print_differences(const std::vector<Difference>& differences) {
    for (const auto& d : differences) fmt::print("{}\n", d.text());
    fmt::print("{} differences.\n", differences.size());
}

int show_difference(const fs::path& before, const fs::path& after, bool json) {
    const auto old = load_whole(before, json);
    if (!old) return 1;
    const auto now = load_whole(after, json);
    if (!now) return 1;
    const auto all = differences_between(*old, *now);
    if (json) fmt::print("{}\n", json_line({{"ok", true}, {"differences", differences_json(all)}}));
    else print_differences(all);
    return 0;
}

int export_catalogue(const Catalogue& data, const std::string& format, const fs::path& file) {
    return write(file, format == "json" ? kiosk::catalogue::json(data) : kiosk::catalogue::csv(data));
}

}  // namespace kiosk::commands
