#include "ui/gallery.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <iostream>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"

namespace kiosk::commands {
namespace {

struct Look {
    std::string suffix;
    ui::Display display;
};

std::vector<Look> looks(bool all) {
    ui::Display portrait;
    ui::Display landscape;
    std::swap(landscape.width_px, landscape.height_px);
    if (!all) return {{"", portrait}};
    auto contrast = portrait;
    contrast.contrast = ui::Contrast::high;
    auto large = portrait;
    large.text_size = ui::TextSize::largest;
    return {{"", portrait}, {".landscape", landscape}, {".contrast", contrast}, {".large", large}};
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
    app.add_flag("--all", all, "Also on a wide display, in high contrast and in the largest text");
    app.add_option("--config", place.config, "Configuration file");
    app.add_flag("--json", json, "One JSON object on standard output");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    auto data = load_public_data(place);
    if (!data) return report(data.error(), json);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) return report(Error{Code::no_permission, folder + ": cannot make the folder: " + failed.message()}, json);

    const auto wall = wall_time({{2026, 11, 23}, 9, 42, 0});
    int pictures = 0;
    for (const auto& look : looks(all)) {
        auto stage = ui::Stage::open(look.display, assets() / "art");
        if (!stage) return report(stage.error(), json);
        (*stage)->set_still(true);
        for (const auto& sample : ui::samples(*data->catalogue, data->settings, wall)) {
            if (sample.name.find(only) == std::string::npos) continue;
            for (const char* language : {"vi", "en"}) {
                ui::ScreenHost host;
                auto visit = sample.visit;
                visit.preferences.language = language;
                RandomIds ids;
                const ui::ScreenContext context{
                    data->texts(language), data->settings, *data->catalogue,           visit,
                    Monotonic{},           wall,           [](const visit::Event&) {}, [&] { return ids.make(wall); }};
                ui::show(**stage, sample, [&](ui::Frame& frame) { host.draw(frame, context); });
                const auto file =
                    std::filesystem::path(folder) / fmt::format("{}.{}{}.png", sample.name, language, look.suffix);
                if (auto saved = (*stage)->picture().save_png(file); !saved) return report(saved.error(), json);
                ++pictures;
            }
        }
    }
    if (json) std::cout << json_line({{"folder", folder}, {"pictures", pictures}}) << '\n';
    else std::cout << pictures << " pictures in " << folder << '\n';
    return 0;
}

}  // namespace kiosk::commands
