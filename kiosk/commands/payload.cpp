#include "kiosk/app/payload_event.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_text.hpp"
#include "kiosk/commands/payload_json.hpp"
#include "kiosk/commands/standard_input.hpp"

namespace kiosk::commands {
namespace {

constexpr std::size_t longest_payload_bytes = 1U << 20;

}  // namespace

int payload(int argc, char** argv) {
    CLI::App app{
        "Says what a scanned or typed string is: one JSON object {kind, fields, warnings, does}; does: what the kiosk does "
        "with it where it waits for a code. Nothing in it is opened or kept.",
        "kiosk payload"};
    std::string text;
    bool json = true;
    app.add_flag("--json", json, "JSON is the only form of the answer; accepted so that scripts may always say it");
    app.add_option("TEXT", text, "The string; - for all of standard input as one string")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    if (text == "-") text = standard_input(longest_payload_bytes);
    const auto payload = scan::classify(text);
    fmt::print("{{\"kind\":{},\"fields\":{},\"warnings\":{},\"does\":{}}}\n", json_text(scan::kind(payload)),
               fields_json(payload), warnings_json(payload), json_text(app::use_of(app::event_of(payload))));
    return 0;
}

}  // namespace kiosk::commands
