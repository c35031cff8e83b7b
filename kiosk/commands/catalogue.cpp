#include "kiosk/catalogue/catalogue.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/commands/catalogue_files.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;
using Loaded = tl::expected<std::shared_ptr<const kiosk::catalogue::Catalogue>, std::vector<settings::Finding>>;

Loaded load(const std::string& config) {
    const auto settings = settings::load(config.empty() ? default_config() : std::filesystem::path(config));
    if (!settings) return tl::unexpected(settings.error());
    return kiosk::catalogue::Catalogue::load(*settings);
}

int search(const kiosk::catalogue::Catalogue& data, const std::vector<std::string>& words, std::size_t limit, bool json) {
    std::string typed;
    for (const auto& word : words) typed += (typed.empty() ? "" : " ") + word;
    auto out = Json::array();
    for (const auto& hit : data.search(typed, limit)) {
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
    return 0;
}

int check(const kiosk::catalogue::Catalogue& data, bool json) {
    std::size_t forms = 0;
    std::set<std::string> used;
    for (const auto& procedure : data.procedures())
        if (!procedure.form.empty() && used.insert(procedure.form).second) ++forms;
    if (json) {
        const Json out = {{"findings", Json::array()},
                          {"fields", data.fields().size()},
                          {"procedures", data.procedures().size()},
                          {"units", data.units().size()},
                          {"forms", forms}};
        fmt::print("{}\n", json_line(out));
    } else {
        fmt::print("{} procedures in {} fields, {} units, {} forms in use; nothing to correct.\n", data.procedures().size(),
                   data.fields().size(), data.units().size(), forms);
    }
    return 0;
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
    std::string before;
    std::string after;
    std::string format = "csv";
    auto* import_command = app.add_subcommand(
        "import", "Drafts from a file of LayThuTuc objects or of a crawler's records, and what people must look at");
    import_command->add_option("FILE", file, "A JSON file")->required();
    import_command->add_option("--out", folder, "Folder for the drafts, one file a field; without it they are printed");
    auto* diff_command = app.add_subcommand("diff", "What a changed catalogue changes, before it is adopted");
    diff_command->add_option("OLD", before, "A kiosk.toml, or the folder that has it")->required();
    diff_command->add_option("NEW", after, "Another one")->required();
    diff_command->add_flag("--json", json, "JSON on standard output");
    auto* export_command = app.add_subcommand("export", "The procedures as a table or as JSON");
    export_command->add_option("--format", format, "csv or json")->check(CLI::IsMember({"csv", "json"}));
    export_command->add_option("--out", file, "File to write; without it they are printed");
    for (auto* command : {search_command, check_command, import_command, export_command}) {
        command->add_option("--config", config, "Configuration file");
        command->add_flag("--json", json, "JSON on standard output");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }

    if (diff_command->parsed()) return show_difference(before, after, json);
    const auto loaded = load(config);
    if (!loaded) {
        if (!json) return report_findings(loaded.error(), false);
        fmt::print("{}\n", json_line({{"ok", false}, {"findings", findings_json(loaded.error())}}));
        return 1;
    }
    if (import_command->parsed())
        return import_catalogue(**loaded, file, folder, local_time(SystemClock{}.wall()).date, json);
    if (export_command->parsed()) return export_catalogue(**loaded, json ? "json" : format, file);
    return search_command->parsed() ? search(**loaded, words, limit, json) : check(**loaded, json);
}

}  // namespace kiosk::commands
