#pragma once
/// What a command says that was called wrongly. The main thread.

#include <CLI/CLI.hpp>

namespace kiosk::commands {

/// The exit code after a parse that ended early: 0 for --help, else 2. A word that is no subcommand is named as such. Whoever wrote --json
/// is told by JSON on standard output.
[[nodiscard]] int usage_ended(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv);

}  // namespace kiosk::commands
