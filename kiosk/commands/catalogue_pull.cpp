#include "kiosk/commands/catalogue_pull.hpp"

#include <fmt/format.h>

#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/portal_endpoint.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/portal/catalogue_pull.hpp"

namespace kiosk::commands {

CLI::App* add_pull(CLI::App& app, PullOptions& options) {
    auto* pull =
        app.add_subcommand("pull", "Takes a newer catalogue from the portal: shown as a difference, adopted with --yes");
    pull->footer(
        "Exit code: 0 nothing is newer, or it was shown or adopted; 1 it is wrong or the portal has none; 2 wrong usage");
    pull->add_flag("--yes", options.adopt.yes, "Adopt it; without this it is only shown");
    pull->add_option("--data", options.adopt.data, "Data folder of the kiosk, instead of the configuration's");
    pull->add_option("--portal", options.url, "The portal's address, instead of the configuration's");
    pull->add_option("--portal-ca", options.ca, "The only authority to trust, instead of the configuration's");
    return pull;
}

int pull_and_adopt(PullOptions options) {
    const bool json = options.adopt.json;
    const auto settings = load_settings({options.adopt.config, options.adopt.data});
    if (!settings) return report(settings.error(), json);
    if (!settings->portal.gives_catalogue && options.url.empty())
        return report({Code::closed, "portal.gives_catalogue is not true: the catalogue is this kiosk's own"}, json);
    auto transport = portal::CurlTransport::open(portal_endpoint(settings->portal, options.url, options.ca));
    if (!transport) return report(transport.error(), json);
    // Beside kiosk.toml: what is adopted has to lie on its file system.
    const auto folder = settings->file.parent_path() / ".pulled";
    auto record = portal::kept_pull(settings->data_folder);
    const auto pulled = portal::pull_catalogue(**transport, record.etag, folder);
    record.asked_at = SystemClock().wall();
    record.failure = pulled ? std::string() : pulled.error().detail;
    if (!pulled) {
        if (const auto kept = portal::keep_pull(settings->data_folder, record); !kept) return report(kept.error(), json);
        return report(pulled.error(), json);
    }
    if (!pulled->changed) {
        if (const auto kept = portal::keep_pull(settings->data_folder, record); !kept) return report(kept.error(), json);
        if (json) fmt::print("{}\n", json_line({{"ok", true}, {"adopted", false}, {"newer", false}}));
        else fmt::print("The portal has nothing newer.\n");
        return 0;
    }
    options.adopt.candidate = folder.string();
    const int adopted = adopt_catalogue(options.adopt);
    std::error_code ignored;  // a candidate that stays is replaced by the next
    std::filesystem::remove_all(folder, ignored);
    if (adopted != 0 || !options.adopt.yes) return adopted;
    record.etag = pulled->etag;
    record.adopted_at = record.asked_at;
    if (const auto kept = portal::keep_pull(settings->data_folder, record); !kept) return report(kept.error(), json);
    return 0;
}

}  // namespace kiosk::commands
