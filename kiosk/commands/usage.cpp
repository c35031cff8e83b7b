#include "kiosk/commands/usage.hpp"

#include <fmt/format.h>

#include <string_view>

namespace kiosk::commands {

int usage_ended(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
    const std::string_view first = argc > 1 ? argv[1] : "";
    const bool word = !first.empty() && first.front() != '-';
    const auto is_it = [&](const CLI::App* command) { return command->get_name() == first; };
    if (word && !app.get_subcommands({}).empty() && app.get_subcommands(is_it).empty()) {
        fmt::print(stderr, "{}: there is no command “{}”.\nRun with --help for those that there are.\n", app.get_name(),
                   first);
        return 2;
    }
    return app.exit(error) == 0 ? 0 : 2;
}

}  // namespace kiosk::commands
