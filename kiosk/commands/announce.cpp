#include <CLI/CLI.hpp>
#include <semaphore>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/end_signal.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/commands/voice_of_hall.hpp"

namespace kiosk::commands {
namespace {

Result<Done> announce_until_the_end(const Place& place, const VoiceOptions& options) {
    EndSignal end;
    const auto settings = load_settings(place);
    if (!settings) return tl::unexpected<Error>(settings.error());
    const auto languages = Languages::open(locale());
    if (!languages) return tl::unexpected<Error>(languages.error());
    const SystemClock clock;
    const HallQueue hall(*settings, clock);
    const auto announcing = start_announcing(*settings, *languages, hall, clock, options);
    if (!announcing) return tl::unexpected<Error>(announcing.error());
    std::binary_semaphore ended(0);
    end.wake_by([&] { ended.release(); });
    ended.acquire();
    end.wake_by({});
    return Done{};
}

}  // namespace

int announce(int argc, char** argv) {
    CLI::App app{
        "Calls people over this machine's loudspeaker, in the order in which counters called them. Of several announcers of "
        "a centre "
        "one speaks, and another one goes on when it dies. Ends with SIGTERM.",
        "kiosk announce"};
    Place place;
    VoiceOptions options;
    app.add_option("--config", place.config, "Configuration file");
    app.add_option("--data", place.data, "Data folder, instead of the configuration's");
    app.add_flag("--simulate", options.simulate, "Print the sentences instead of saying them");
    app.add_flag("--json", options.json, "One JSON object for each call that was said");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    auto done = announce_until_the_end(place, options);
    return done ? 0 : report(done.error(), options.json);
}

}  // namespace kiosk::commands
