#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "kiosk/base/log.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/end_signal.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/screen_options.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/commands/voice_of_hall.hpp"
#include "kiosk/queue/follower.hpp"
#include "ui/hall/hall_board.hpp"

namespace kiosk::commands {
namespace {

constexpr Duration demonstration_pace = 8s;

struct BoardOptions {
    Place place;
    ScreenOptions screen;
    std::string pictures;
    bool demonstration = false;
    bool announce = false;
    VoiceOptions voice;
};

/// Where the picture follows from: everything but the glass.
struct Behind {
    settings::Settings settings;
    Languages languages;
    SystemClock clock{};
    HallQueue hall{settings, clock};
    std::unique_ptr<ledger::Engine> engine{};
};

Result<std::unique_ptr<Behind>> open_behind(const BoardOptions& options) {
    auto settings = load_settings(options.place);
    if (!settings) return fail(std::move(settings));
    auto languages = Languages::open(locale());
    if (!languages) return fail(std::move(languages));
    if (options.demonstration) settings->queue.announces = true;
    auto out = std::unique_ptr<Behind>(new Behind{std::move(*settings), std::move(*languages)});
    if (options.demonstration) {
        const auto pace = options.pictures.empty() ? demonstration_pace : Duration{};
        if (auto begun = out->hall.demonstrate(pace); !begun) return fail(std::move(begun));
    }
    auto engine = out->hall.engine();
    if (!engine) return fail(std::move(engine));
    out->engine = std::move(*engine);
    return out;
}

void take(ui::HallBoard& board, const queue::Follower& follower, const Clock& clock) {
    const auto picture = follower.look();
    if (picture.hall) board.take(*picture.hall, picture.as_of, clock.monotonic(), clock.wall());
}

nlohmann::ordered_json json_of(const queue::BoardView& view) {
    nlohmann::ordered_json out{{"calls", nlohmann::ordered_json::array()}, {"waiting", nlohmann::ordered_json::array()}};
    for (const auto& call : view.calls)
        out["calls"].push_back({{"number", call.number},
                                {"counter", call.counter},
                                {"call", call.call},
                                {"at", iso_time(call.at)},
                                {"awaited", call.awaited}});
    for (const auto& line : view.waiting) out["waiting"].push_back({{"line", line.line}, {"people", line.people}});
    return out;
}

/// What the board shows at this moment, as a picture.
Result<Done> draw_picture(const BoardOptions& options, Behind& behind) {
    auto size = parse_size(options.screen.window);
    if (!size) return fail(std::move(size));
    constexpr Size usual{1920, 1080};
    if (size->width_px == 0) *size = usual;
    const queue::Follower follower(*behind.engine, behind.settings.centre.id, behind.settings.queue.digits, behind.clock);
    // One member alone answers once the others have not.
    const auto patience = behind.settings.queue.etcd.timeout + 1s;
    if (!follower.wait_for(0, patience))
        return fail(Code::unreachable, "the queue could not be read; is the kiosk running, or the cluster there?");
    ui::HallBoard board(behind.settings, behind.languages);
    take(board, follower, behind.clock);
    auto stage = ui::Stage::open(ui::board_display(size->width_px, size->height_px), assets() / "art");
    if (!stage) return fail(std::move(stage));
    (*stage)->set_still(true);
    const auto now = behind.clock.monotonic();
    const auto wall = behind.clock.wall();
    (*stage)->draw(now, [&](ui::Frame& frame) { board.draw(frame, now, wall); });
    std::error_code failed;
    std::filesystem::create_directories(options.pictures, failed);
    if (failed) return fail(Code::no_permission, options.pictures + ": cannot make the folder: " + failed.message());
    const auto file = std::filesystem::path(options.pictures) / "board.png";
    if (auto saved = (*stage)->picture().save_png(file); !saved) return saved;
    if (!options.voice.json) {
        std::cout << file.string() << '\n';
        return Done{};
    }
    auto shown = json_of(board.view());
    shown["picture"] = file.string();
    std::cout << json_line(shown) << '\n';
    return Done{};
}

Result<Done> show(const BoardOptions& options, Behind& behind, EndSignal& end) {
    auto wanted = window_options(options.screen, behind.settings.display.renderer);
    if (!wanted) return fail(std::move(wanted));
    wanted->full_screen = options.screen.window.empty();
    if (options.screen.screen == 0) {  // not the kiosk's own glass, where there is another one
        wanted->screen = 2;
        wanted->or_first = true;
    }
    constexpr Size usual{1920, 1080};
    auto window =
        ui::Window::open(ui::board_display(usual.width_px, usual.height_px), assets() / "art", behind.clock, *wanted);
    if (!window) return fail(std::move(window));
    std::unique_ptr<voice::Announcing> announcing;
    if (options.announce) {
        auto started = start_announcing(behind.settings, behind.languages, behind.hall, behind.clock, options.voice);
        if (!started) return fail(std::move(started));
        announcing = std::move(*started);
    }
    const auto wake = (*window)->wake_up();
    const queue::Follower follower(*behind.engine, behind.settings.centre.id, behind.settings.queue.digits, behind.clock,
                                   [wake](const queue::Follower::Picture&) { wake(); });
    ui::HallBoard board(behind.settings, behind.languages);
    end.wake_by(wake);
    while ((*window)->is_open() && !end.came()) {
        take(board, follower, behind.clock);
        const auto now = behind.clock.monotonic();
        const auto wall = behind.clock.wall();
        (*window)->draw([&](ui::Frame& frame) { board.draw(frame, now, wall); });
        (*window)->sleep_until(board.next_change(now, wall));
    }
    end.wake_by({});
    log::info("board: shown {} times, drawn by {}", (*window)->times_shown(), (*window)->what_draws());
    return Done{};
}

}  // namespace

int board(int argc, char** argv) {
    CLI::App app{"The board of the hall on a second screen: who is called where, and how many wait. Ends with SIGTERM.",
                 "kiosk board"};
    BoardOptions options;
    app.add_option("--config", options.place.config, "Configuration file");
    app.add_option("--data", options.place.data, "Data folder, instead of the configuration's");
    app.add_option("--display", options.screen.screen, "Which screen, from 1; the second where there is one when left out")
        ->check(CLI::Range(1, 16));
    options.screen.add_to(app);
    app.add_option("--pictures", options.pictures, "No window: the board as it is now becomes board.png in this folder");
    app.add_flag("--demo", options.demonstration, "A day that is made up, instead of the centre's queue");
    app.add_flag("--announce", options.announce, "Calls people over the loudspeaker too, as `kiosk announce`")
        ->excludes("--pictures");
    app.add_flag("--simulate", options.voice.simulate, "Print what --announce says");
    app.add_flag("--json", options.voice.json, "What the board shows, and each call that was said, as JSON objects");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    EndSignal end;
    auto behind = open_behind(options);
    if (!behind) return report(behind.error(), options.voice.json);
    auto done = options.pictures.empty() ? show(options, **behind, end) : draw_picture(options, **behind);
    return done ? 0 : report(done.error(), options.voice.json);
}

}  // namespace kiosk::commands
