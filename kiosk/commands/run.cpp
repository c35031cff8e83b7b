#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>
#include <iostream>
#include <optional>

#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/base/shifted_clock.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/end_signal.hpp"
#include "kiosk/commands/face.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/running_kiosk.hpp"
#include "kiosk/commands/screen_options.hpp"
#include "kiosk/commands/script_player.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/training_client.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/settings/demonstration.hpp"
#include "ui/window.hpp"

namespace kiosk::commands {
namespace {

struct RunOptions {
    RunningKiosk::Options kiosk;
    std::string portal_data;
    std::string script;
    std::string pictures;
    ScreenOptions screen;
    std::string begin;
    bool headless = false;
};

/// An unnamed folder for the time of a script.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-script.XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~ScratchFolder() {
        std::error_code ignored;  // nothing can be done about a folder of the system's that stays
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

Result<Done> play_script(const RunOptions& options, RunningKiosk& kiosk, Face& face, ui::Stage& stage, ShiftedClock& clock,
                         const scan::Decoder& decoder, std::function<void()> show) {
    auto text = read_file(options.script, 1U << 20);
    if (!text) return fail(std::move(text));
    auto script = parse_script(*text);
    if (!script) return fail(script.error().code, options.script + ": " + script.error().detail);
    if (!options.pictures.empty()) {
        std::error_code failed;
        std::filesystem::create_directories(options.pictures, failed);
        if (failed) return fail(Code::no_permission, options.pictures + ": cannot make the folder: " + failed.message());
    }
    const ScratchFolder scratch;
    ScriptPlayer player(kiosk, face, stage, clock, decoder, {options.pictures, options.portal_data, scratch.path()},
                        std::move(show));
    auto played = player.play(*script);
    if (!played) return fail(played.error().code, options.script + ", " + played.error().detail);
    return Done{};
}

/// A configuration that was adopted is taken into use when nobody is there.
Result<Done> take_news(RunningKiosk& kiosk, std::optional<Face>& face, const Clock& clock) {
    if (!kiosk.may_begin_anew()) return Done{};
    face.reset();
    auto begun = kiosk.begin_anew();
    if (begun) face.emplace(kiosk.app(), kiosk.data(), clock);
    return begun;
}

/// Without a screen: the script, or nothing to look at until a signal ends it.
Result<Done> run_headless(const RunOptions& options, ShiftedClock& clock, const scan::Decoder& decoder,
                          const EndSignal* end) {
    auto kiosk = RunningKiosk::open(options.kiosk, clock, decoder, {});
    if (!kiosk) return fail(std::move(kiosk));
    auto stage = ui::Stage::open(display_of((*kiosk)->data().settings.display), assets() / "art");
    if (!stage) return fail(std::move(stage));
    (*stage)->set_still(true);
    std::optional<Face> face(std::in_place, (*kiosk)->app(), (*kiosk)->data(), clock);
    if (!options.script.empty()) return play_script(options, **kiosk, *face, **stage, clock, decoder, {});
    while (!end->came()) {
        if (auto taken = take_news(**kiosk, face, clock); !taken) return taken;
        (*kiosk)->turn();
        constexpr auto headless_round = std::chrono::milliseconds(50);
        std::this_thread::sleep_for(headless_round);
    }
    return Done{};
}

Result<Done> run_in_window(const RunOptions& options, ShiftedClock& clock, const scan::Decoder& decoder, EndSignal* end) {
    auto data = load_public_data(options.kiosk.place);
    if (!data) return fail(std::move(data));
    auto wanted = window_options(options.screen, data->settings.display.renderer);
    if (!wanted) return fail(std::move(wanted));
    auto window = ui::Window::open(display_of(data->settings.display), assets() / "art", clock, *wanted);
    if (!window) return fail(std::move(window));
    auto kiosk = RunningKiosk::open(options.kiosk, clock, decoder, (*window)->wake_up());
    if (!kiosk) return fail(std::move(kiosk));
    std::optional<Face> face(std::in_place, (*kiosk)->app(), (*kiosk)->data(), clock);
    if (!options.script.empty()) {
        return play_script(options, **kiosk, *face, (*window)->stage(), clock, decoder, [&] { (*window)->show_all(); });
    }
    end->wake_by((*window)->wake_up());
    while ((*window)->is_open() && !end->came()) {
        if (auto taken = take_news(**kiosk, face, clock); !taken) return taken;
        (*kiosk)->turn();
        do {
            face->prepare((*window)->stage());
            (*window)->draw(face->page());
        } while (face->answer((*window)->stage()));
        (*window)->sleep_until(face->next_change((*window)->stage()));
    }
    end->wake_by({});
    log::info("window: shown {} times, drawn by {}", (*window)->times_shown(), (*window)->what_draws());
    return Done{};
}

/// A demonstration at Tết finds the counters open as well: it plays on the first day on which they are.
Result<LocalTime> script_begins(const RunOptions& options, const LocalDate& today) {
    std::optional<int> minute_of_day;
    if (!options.begin.empty()) {
        LocalTime wish;
        char rest = 0;
        if (std::sscanf(options.begin.c_str(), "%2d:%2d%c", &wish.hour, &wish.minute, &rest) != 2 || wish.hour < 0 ||
            wish.hour > 23 || wish.minute < 0 || wish.minute > 59)
            return fail(Code::bad_usage, "--begin takes a time such as 09:00");
        minute_of_day = wish.minute_of_day();
    }
    auto settings = load_settings(options.kiosk.place);
    if (!settings) return fail(std::move(settings));
    return settings::demonstration_begins(settings->hours, today, minute_of_day);
}

Result<Done> start(RunOptions& options) {
    // The sandbox's zygote is forked before anything else exists that a fork would copy.
    auto decoder = scan::Decoder::start();
    if (!decoder) return fail(std::move(decoder));
    // A script ends as any program does; a kiosk finishes what it is writing.
    std::optional<EndSignal> end;
    if (options.script.empty()) end.emplace();
    if (!options.portal_data.empty()) {
        auto portal = training_address(options.portal_data);
        if (!portal) return fail(std::move(portal));
        if (options.kiosk.portal_url.empty()) options.kiosk.portal_url = portal->url;
        if (options.kiosk.portal_ca.empty()) options.kiosk.portal_ca = portal->certificate;
    }
    const SystemClock real;
    ShiftedClock clock(real);
    if (!options.script.empty()) {
        auto begin = script_begins(options, local_time(clock.wall()).date);
        if (!begin) return fail(std::move(begin));
        clock.set(wall_time(*begin));
        std::cout << fmt::format("The script begins on {} at {:02}:{:02}.\n", begin->date.iso(), begin->hour, begin->minute);
    }
    auto* signal = end ? &*end : nullptr;
    return options.headless ? run_headless(options, clock, *decoder, signal)
                            : run_in_window(options, clock, *decoder, signal);
}

}  // namespace

int run(int argc, char** argv) {
    CLI::App app{"The citizen's kiosk. Ends with SIGTERM, or when its window is closed.", "kiosk run"};
    RunOptions options;
    bool verbose = false;
    bool json = false;
    app.add_option("--config", options.kiosk.place.config, "Configuration file");
    app.add_option("--data", options.kiosk.place.data, "Data folder, instead of the configuration's");
    app.add_flag("--simulate", options.kiosk.simulate, "Simulated devices, whatever the configuration names");
    options.screen.add_to(app);
    app.add_flag("--kiosk", options.screen.full_screen, "Full screen")->excludes("--window");
    app.add_flag("--headless", options.headless, "No window");
    app.add_option("--script", options.script, "Touches, cards, pages, time and expectations to play, then end")
        ->check(CLI::ExistingFile);
    app.add_option("--begin", options.begin,
                   "The hour at which a script begins, on the first day on which the centre is open then (default 09:00)");
    app.add_option("--pictures", options.pictures, "Folder for the pictures that a script takes");
    app.add_option("--portal", options.kiosk.portal_url, "The portal's address, instead of the configuration's");
    app.add_option("--portal-ca", options.kiosk.portal_ca, "The only authority to trust, instead of the configuration's");
    app.add_option("--portal-data", options.portal_data,
                   "Data folder of a training portal on this machine: its address and certificate");
    app.add_flag("--verbose", verbose, "Log every step");
    app.add_flag("--json", json, "A failure as one JSON object on standard output");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    if (!verbose && !options.script.empty()) log::set_level(log::Level::error);
    auto done = start(options);
    return done ? 0 : report(done.error(), json);
}

}  // namespace kiosk::commands
