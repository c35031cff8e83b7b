#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <string>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_text.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/typing/composer.hpp"

namespace kiosk::commands {

int telex(int argc, char** argv) {
    CLI::App app{
        "Composes Vietnamese from the keys of Telex or VNI, as the on-screen keyboard does: one line out for each in.",
        "kiosk telex"};
    auto method = typing::Method::telex;
    auto style = typing::ToneStyle::traditional;
    std::string text;
    bool json = false;
    app.add_option("--method", method, "telex or vni")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, typing::Method>{{"telex", typing::Method::telex}, {"vni", typing::Method::vni}}));
    app.add_option("--tone", style, "old (hòa, thúy) or new (hoà, thuý)")
        ->transform(CLI::CheckedTransformer(std::map<std::string, typing::ToneStyle>{{"old", typing::ToneStyle::traditional},
                                                                                     {"new", typing::ToneStyle::modern}}));
    app.add_flag("--json", json, "One JSON string for each line");
    app.add_option("TEXT", text, "The keys; - for standard input")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    const auto say = [&](std::string_view line) {
        const auto composed = typing::compose_text(line, method, style);
        fmt::print("{}\n", json ? json_text(composed) : composed);
    };
    if (text != "-") {
        say(text);
        return 0;
    }
    for (std::string line; std::getline(std::cin, line);) {
        if (json && line.ends_with('\r')) line.pop_back();  // of the end of a line in Windows, as \n is
        say(line);
    }
    return 0;
}

}  // namespace kiosk::commands
