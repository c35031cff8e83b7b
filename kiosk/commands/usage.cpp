#include "kiosk/commands/usage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>

#include "kiosk/commands/json_line.hpp"

namespace kiosk::commands {
namespace {

/// What CLI11 would write to people.
std::string words_of(const CLI::App& app, const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream words;
    app.exit(error, out, words);
    auto text = words.str();
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

}  // namespace

int usage_ended(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
    const std::string_view first = argc > 1 ? argv[1] : "";
    const bool word = !first.empty() && first.front() != '-';
    const bool wrong = error.get_exit_code() != 0;
    if (wrong && std::any_of(argv, argv + argc, [](const char* one) { return std::string_view(one) == "--json"; })) {
        fmt::print("{}\n", json_line({{"ok", false}, {"code", "bad_usage"}, {"error", words_of(app, error)}}));
        return 2;
    }
    const auto is_it = [&](const CLI::App* command) { return command->get_name() == first; };
    if (word && !app.get_subcommands({}).empty() && app.get_subcommands(is_it).empty()) {
        fmt::print(stderr, "{}: there is no command “{}”.\nRun with --help for those that there are.\n", app.get_name(),
                   first);
        return 2;
    }
    return app.exit(error) == 0 ? 0 : 2;
}

}  // namespace kiosk::commands
