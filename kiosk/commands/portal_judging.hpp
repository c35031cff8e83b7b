#pragma once
/// `kiosk portal conformance` and `kiosk portal map`: what somebody asks who connects a portal. Block on the network.

#include <CLI/CLI.hpp>
#include <string>

#include "kiosk/commands/staff_request.hpp"

namespace kiosk::commands {

struct JudgingOptions {
    Place place;
    std::string url;
    std::string ca;
    bool submit = false;
    bool keep = false;
    bool json = false;
};

/// Adds both subcommands.
void add_judging(CLI::App& app, JudgingOptions& options);
/// The exit code: 0 it conforms, 1 it does not, or cannot be asked.
[[nodiscard]] int judge_portal(const JudgingOptions& options);
/// 0 every procedure that is offered online has its ids, 1 something is missing.
[[nodiscard]] int map_portal(const JudgingOptions& options);

}  // namespace kiosk::commands
