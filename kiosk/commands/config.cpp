#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "kiosk/catalogue/tested.hpp"
#include "kiosk/commands/catalogue_files.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/packet/profile.hpp"
#include "kiosk/print/forms.hpp"
#include "kiosk/settings/icons.hpp"

namespace kiosk::commands {

int config(int argc, char** argv) {
    CLI::App app{"The configuration of this kiosk.", "kiosk config"};
    app.require_subcommand(1);
    auto* check = app.add_subcommand(
        "check", "Check a configuration file and the catalogue, units, forms, printed forms and packets that belong to it");
    std::string file;
    std::string other;
    bool json = false;
    check->add_option("FILE", file, "Configuration file; the one that the kiosk would use when left out");
    check->add_option("--config", other, "The same as FILE")->excludes("FILE");
    check->add_flag("--json", json, "One JSON array of findings on standard output");
    auto* icons = app.add_subcommand("icons", "The names of icons that the configuration may use, one a line");
    icons->add_flag("--json", json, "One JSON array of names");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }

    if (icons->parsed()) {
        const auto names = settings::icon_names();
        fmt::print("{}\n", json ? json_line(nlohmann::ordered_json(names)) : fmt::format("{}", fmt::join(names, "\n")));
        return 0;
    }
    if (file.empty()) file = other;
    const auto path = file.empty() ? default_config() : std::filesystem::path(file);
    const auto settings = settings::load(path);
    if (!settings) return report_findings(settings.error(), json);
    const auto catalogue = catalogue::Catalogue::load(*settings);
    if (!catalogue) return report_findings(catalogue.error(), json);
    if (const auto to_come = sources_to_come(**catalogue, local_time(SystemClock{}.wall()).date); !to_come.empty())
        return report_findings(to_come, json);
    const auto forms = kiosk::print::Forms::load(settings->print_folder);
    if (!forms) return report_findings(forms.error(), json);
    const auto packets = packet::Profile::check(settings->file.parent_path() / "portal");
    if (!packets.empty()) return report_findings(packets, json);
    const auto note = catalogue::untested_note(**catalogue);
    if (json) {
        // Beside findings, which it has none of: a note is nothing to correct.
        auto out = nlohmann::ordered_json::array();
        if (!note.empty()) out.push_back({{"note", note}});
        fmt::print("{}\n", json_line(out));
        return 0;
    }
    fmt::print("{}: nothing to correct.\n", path.string());
    if (!note.empty()) fmt::print("note: {}\n", note);
    return 0;
}

}  // namespace kiosk::commands
