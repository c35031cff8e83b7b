#include "ui/gallery.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <iostream>

#include "kiosk/base/files.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"
#include "ui/looks.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"

namespace kiosk::commands {
namespace {

/// One page with every picture and its name, to be looked over in a browser.
Result<Done> write_contact_sheet(const std::filesystem::path& folder, const std::vector<std::string>& names) {
    std::string page =
        "<!doctype html><meta charset=\"utf-8\"><title>Screens</title>\n"
        "<style>body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:12px}figure{margin:0}"
        "img{height:480px;border:1px solid #999}figcaption{max-width:480px;overflow-wrap:anywhere}</style>\n";
    for (const auto& name : names)
        page += fmt::format(
            "<figure><a href=\"{0}.png\"><img src=\"{0}.png\" loading=\"lazy\" alt=\"{0}\"></a>"
            "<figcaption>{0}</figcaption></figure>\n",
            name);
    return write_file(folder / "contact-sheet.html", page);
}

}  // namespace

int gallery(int argc, char** argv) {
    CLI::App app{"Every screen as a PNG picture, in both languages.", "kiosk gallery"};
    Place place;
    std::string folder;
    std::string only;
    bool all = false;
    bool json = false;
    app.add_option("FOLDER", folder, "Where the pictures go")->required();
    app.add_option("--only", only, "Only samples whose name contains this");
    app.add_flag("--all", all, "Also on a wide display, in the largest text, in high contrast and in low reach");
    app.add_option("--config", place.config, "Configuration file");
    app.add_flag("--json", json, "One JSON object on standard output");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    auto data = load_public_data(place);
    if (!data) return report(data.error(), json);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) return report(Error{Code::no_permission, folder + ": cannot make the folder: " + failed.message()}, json);

    const auto wall = wall_time({{2026, 11, 23}, 9, 42, 0});
    std::vector<std::string> pictures;
    const auto samples = ui::samples(*data->catalogue, data->settings, wall);
    for (const auto& look : ui::looks()) {
        if (!all && look.name != "portrait") continue;
        auto stage = ui::Stage::open(look.display, assets() / "art");
        if (!stage) return report(stage.error(), json);
        (*stage)->set_still(true);
        for (const auto* sample : look.of(samples)) {
            if (sample->name.find(only) == std::string::npos) continue;
            for (const char* language : look.languages()) {
                ui::ScreenHost host;
                auto visit = sample->visit;
                visit.preferences.language = language;
                RandomIds ids;
                const ui::ScreenContext context{data->texts(language),
                                                data->languages,
                                                data->settings,
                                                *data->catalogue,
                                                visit,
                                                Monotonic{},
                                                wall,
                                                [](const visit::Event&) {},
                                                [&] { return ids.make(wall); }};
                ui::show(**stage, *sample, [&](ui::Frame& frame) { host.draw(frame, context); });
                const auto& name = pictures.emplace_back(fmt::format("{}.{}.{}", sample->name, language, look.name));
                const auto file = std::filesystem::path(folder) / (name + ".png");
                if (auto saved = (*stage)->picture().save_png(file); !saved) return report(saved.error(), json);
            }
        }
    }
    if (auto sheet = write_contact_sheet(folder, pictures); !sheet) return report(sheet.error(), json);
    if (json) std::cout << json_line({{"folder", folder}, {"pictures", pictures.size()}}) << '\n';
    else std::cout << pictures.size() << " pictures and contact-sheet.html in " << folder << '\n';
    return 0;
}

}  // namespace kiosk::commands
