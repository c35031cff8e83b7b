#pragma once
/// One staff request, answered by whoever owns the data folder: a running kiosk through its socket, else this process.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/app/public_data.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::commands {

/// The options that every command on a kiosk's data has.
struct Place {
    std::string config;  ///< empty: the default configuration
    std::string data;    ///< empty: what the configuration says
};

/// The settings alone; the findings as one text when they do not hold together.
[[nodiscard]] Result<settings::Settings> load_settings(const Place& place);
/// Settings, catalogue and texts, checked as a whole; the findings as one text when they do not hold together.
[[nodiscard]] Result<app::PublicData> load_public_data(const Place& place);

/// not_found: no kiosk has ever run on that data folder. A name mistyped has no outbox, and does not become one by being looked at.
[[nodiscard]] Result<Done> has_run(const Place& place);

/// Waits a few seconds for an owner that is just starting. The answer's members without "ok"; a failure that the desk reported comes back as that failure.
[[nodiscard]] Result<nlohmann::ordered_json> ask(const Place& place, const nlohmann::ordered_json& request);

/// The same of a running kiosk alone: the data folder is never opened, so a kiosk that is just starting finds it free.
[[nodiscard]] Result<nlohmann::ordered_json> ask_running(const Place& place, const nlohmann::ordered_json& request);

/// Tells the kiosk that runs on the data folder to read its configuration anew: "when nobody is there", or "none" runs.
[[nodiscard]] Result<std::string> tell_running(const std::filesystem::path& data_folder);

/// Prints a failure (as JSON on standard output with `json`) and gives the exit code for it.
[[nodiscard]] int report(const Error& error, bool json);

}  // namespace kiosk::commands
