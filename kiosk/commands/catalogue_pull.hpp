#pragma once
/// `kiosk catalogue pull`: catalogue, units and forms from the portal, when it has newer ones; checked, shown and adopted as by
/// `kiosk catalogue adopt`. Blocks on the network.

#include <CLI/CLI.hpp>
#include <string>

#include "kiosk/commands/catalogue_adopt.hpp"

namespace kiosk::commands {

struct PullOptions {
    AdoptOptions adopt;  ///< the candidate is what was pulled
    std::string url;
    std::string ca;
};
CLI::App* add_pull(CLI::App& app, PullOptions& options);
/// The exit status.
[[nodiscard]] int pull_and_adopt(PullOptions options);

}  // namespace kiosk::commands
