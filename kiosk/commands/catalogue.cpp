#include "kiosk/catalogue/catalogue.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/commands/catalogue_adopt.hpp"
#include "kiosk/commands/catalogue_files.hpp"
#include "kiosk/commands/catalogue_pull.hpp"
#include "kiosk/commands/catalogue_test.hpp"
#include "kiosk/commands/centre_unit.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/coverage.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/usage.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

/// Settings, and the catalogue that they name.
struct Data {
    settings::Settings settings;
    std::shared_ptr<const kiosk::catalogue::Catalogue> catalogue;
};
using Loaded = tl::expected<Data, std::vector<settings::Finding>>;

Loaded load(const std::string& config) {
    auto settings = settings::load(config.empty() ? default_config() : std::filesystem::path(config));
    if (!settings) return tl::unexpected(std::move(settings.error()));
    auto catalogue = kiosk::catalogue::Catalogue::load(*settings);
    if (!catalogue) return tl::unexpected(std::move(catalogue.error()));
    return Data{std::move(*settings), std::move(*catalogue)};
}

int search(const kiosk::catalogue::Catalogue& data, const std::vector<std::string>& words, std::size_t limit, bool json) {
    std::string typed;
    for (const auto& word : words) typed += (typed.empty() ? "" : " ") + word;
    auto out = Json::array();
    bool found = false;
    for (const auto& hit : data.search(typed, limit)) {
        found = true;
        const auto& p = *hit.procedure;
        if (json)
            out.push_back({{"code", p.code},
                           {"local_code", p.local_code},
                           {"name", p.name.vi},
                           {"field", p.field},
                           {"score", hit.score}});
        else fmt::print("{}  {}\n", p.code, p.name.vi);
    }
    if (json) fmt::print("{}\n", json_line(out));
    else if (!found) fmt::print("Nothing was found for “{}”.\n", typed);
    return 0;
}

int check(const settings::Settings& settings, const kiosk::catalogue::Catalogue& data, bool json) {
    const auto today = local_time(SystemClock{}.wall()).date;
    if (const auto findings = sources_to_come(data, today); !findings.empty()) {
        if (!json) return report_findings(findings, false);
        fmt::print("{}\n", json_line({{"ok", false}, {"findings", findings_json(findings)}}));
        return 1;
    }
    const auto ended = ended_centre_unit(settings, data, today);
    std::size_t forms = 0;
    std::set<std::string> used;
    for (const auto& procedure : data.procedures())
        if (!procedure.form.empty() && used.insert(procedure.form).second) ++forms;
    if (json) {
        const Json out = {{"findings", Json::array()},      {"to_think_of", ended ? Json::array({*ended}) : Json::array()},
                          {"fields", data.fields().size()}, {"procedures", data.procedures().size()},
                          {"units", data.units().size()},   {"forms", forms}};
        fmt::print("{}\n", json_line(out));
    } else {
        fmt::print("{} procedures in {} fields, {} units, {} forms in use; nothing to correct.\n", data.procedures().size(),
                   data.fields().size(), data.units().size(), forms);
        if (ended) fmt::print("To think of: {}.\n", *ended);
    }
    return 0;
}

CLI::App* add_test(CLI::App& app, TestOptions& options) {
    auto* test = app.add_subcommand(
        "test", "Walk procedures from form to packet before they are offered online; exit code 1 when one fails");
    test->add_option("CODE", options.codes, "Codes of procedures: 1.001193");
    test->add_flag("--all", options.all, "Every procedure");
    test->add_flag("--record", options.record,
                   "Keep what passed in the catalogue's tested.toml: only then it is offered online");
    test->add_option("--portal", options.portal, "Hand a test dossier in to the training portal at this address as well");
    test->add_option("--portal-ca", options.portal_ca, "The only authority to trust, instead of the configuration's");
    test->add_option("--portal-data", options.portal_data,
                     "Data folder of a training portal on this machine: its address and certificate");
    test->add_option("--at", options.at, "As if at this moment, 2026-11-27T08:00:00+07:00");
    return test;
}

CLI::App* add_adopt(CLI::App& app, AdoptOptions& options) {
    auto* adopt = app.add_subcommand(
        "adopt", "Take a changed catalogue: checked as a whole, shown as a difference, put into place with --yes");
    adopt->footer(
        "FOLDER has catalogue, units and forms, or those of them that change. What they replace is kept in the folder\n"
        "`previous` beside kiosk.toml. A running kiosk takes them into use when nobody is there; one with mistakes is\n"
        "refused, and everything stays as it is.");
    adopt->add_option("FOLDER", options.candidate, "The changed folders")->required()->check(CLI::ExistingDirectory);
    adopt->add_flag("--yes", options.yes, "Adopt it; without this it is only shown");
    adopt->add_option("--data", options.data, "Data folder of the kiosk, instead of the configuration's");
    return adopt;
}

CLI::App* add_coverage(CLI::App& app, CoverageOptions& options) {
    auto* coverage = app.add_subcommand(
        "coverage", "The review for the province: what is offered, looked for, not found, not possible online, late");
    coverage->footer(
        "Many kiosks: each exports its counts (--export K1.json), and whoever has the files reads them together\n"
        "(--tally *.json). A kiosk that comes twice counts once; what was exported together can be read on.");
    coverage->add_option("--data", options.data, "Data folder of a kiosk, once for each, instead of the configuration's");
    coverage->add_option("--tally", options.tally, "Files that --export wrote, instead of data folders or beside them");
    coverage->add_option("--from", options.from, "First month, 2026-01");
    coverage->add_option("--to", options.to, "Last month");
    coverage->add_option("--csv", options.csv, "Write the proposal sheet as a table for Excel");
    coverage->add_option("-o,--out", options.pdf, "Write the report as an A4 PDF");
    coverage->add_option("--export", options.export_to, "Write the counts themselves, to be read with those of others");
    return coverage;
}

}  // namespace

int catalogue(int argc, char** argv) {
    CLI::App app{"The procedures that this kiosk offers.", "kiosk catalogue"};
    app.require_subcommand(1);
    std::string config;
    bool json = false;
    std::size_t limit = 50;
    std::vector<std::string> words;
    auto* search_command = app.add_subcommand("search", "Find procedures by words, with or without marks; the best first");
    search_command->add_option("WORDS", words, "Words, their beginnings, initials such as dkks, or a code")->required();
    search_command->add_option("--limit", limit, "At most so many")->check(CLI::Range(1, 10'000));
    auto* check_command = app.add_subcommand("check", "Check catalogue, units and forms against each other");
    std::string file;
    std::string folder;
    bool replace = false;
    std::string before;
    std::string after;
    std::string format = "csv";
    auto* import_command = app.add_subcommand(
        "import",
        "Drafts from a file of LayThuTuc objects, of a crawler's records or of an export, and what people must look at");
    import_command->add_option("FILE", file, "A JSON file")->required();
    import_command->add_option("--out", folder, "Folder for the drafts, one file a field; without it they are printed");
    import_command->add_flag("--replace", replace, "Drafts that are in the folder already may be lost");
    auto* diff_command = app.add_subcommand("diff", "What a changed catalogue changes, before it is adopted");
    diff_command->add_option("OLD", before, "A kiosk.toml, or the folder that has it")->required();
    diff_command->add_option("NEW", after, "Another one")->required();
    diff_command->add_flag("--json", json, "JSON on standard output");
    auto* export_command = app.add_subcommand("export", "The procedures as a table or as JSON");
    export_command->add_option("--format", format, "csv or json")->check(CLI::IsMember({"csv", "json"}));
    export_command->add_option("--out", file, "File to write; without it they are printed");
    TestOptions test;
    AdoptOptions adopt;
    CoverageOptions coverage;
    auto* test_command = add_test(app, test);
    auto* adopt_command = add_adopt(app, adopt);
    PullOptions pull;
    auto* pull_command = add_pull(app, pull);
    auto* coverage_command = add_coverage(app, coverage);
    for (auto* command : {search_command, check_command, import_command, export_command, test_command, adopt_command,
                          pull_command, coverage_command}) {
        command->add_option("--config", config, "Configuration file");
        command->add_flag("--json", json, "JSON on standard output");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }

    if (diff_command->parsed()) return show_difference(before, after, json);
    if (test_command->parsed()) {
        test.config = config;
        test.json = json;
        return test_catalogue(std::move(test));
    }
    if (pull_command->parsed()) {
        pull.adopt.config = config;
        pull.adopt.json = json;
        return pull_and_adopt(pull);
    }
    if (adopt_command->parsed()) {
        adopt.config = config;
        adopt.json = json;
        return adopt_catalogue(adopt);
    }
    if (coverage_command->parsed()) {
        coverage.config = config;
        coverage.json = json;
        return review_catalogue(coverage);
    }
    const auto loaded = load(config);
    if (!loaded) {
        if (!json) return report_findings(loaded.error(), false);
        fmt::print("{}\n", json_line({{"ok", false}, {"findings", findings_json(loaded.error())}}));
        return 1;
    }
    if (import_command->parsed())
        return import_catalogue(*loaded->catalogue, {file, folder, replace}, local_time(SystemClock{}.wall()).date, json);
    if (export_command->parsed()) return export_catalogue(*loaded->catalogue, json ? "json" : format, file);
    return search_command->parsed() ? search(*loaded->catalogue, words, limit, json)
                                    : check(loaded->settings, *loaded->catalogue, json);
}

}  // namespace kiosk::commands
