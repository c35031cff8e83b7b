#include "kiosk/scan/payload.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_text.hpp"
#include "kiosk/commands/standard_input.hpp"

namespace kiosk::commands {
namespace {

constexpr std::size_t longest_payload_bytes = 1U << 20;

std::string as_json(const scan::Payload& payload) {
    std::string fields;
    for (const auto& field : scan::fields(payload)) {
        fields += fmt::format("{}{}:{}", fields.empty() ? "" : ",", json_text(field.name), json_text(field.value.reveal()));
    }
    std::string warnings;
    for (const auto warning : payload.warnings) {
        warnings += (warnings.empty() ? "" : ",") + json_text(scan::name(warning));
    }
    return fmt::format(R"({{"kind":{},"fields":{{{}}},"warnings":[{}]}})", json_text(scan::kind(payload)), fields, warnings);
}

}  // namespace

int payload(int argc, char** argv) {
    CLI::App app{
        "Says what a scanned or typed string is: one JSON object {kind, fields, warnings}. Nothing in it is opened or "
        "kept.",
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
    fmt::print("{}\n", as_json(scan::classify(text)));
    return 0;
}

}  // namespace kiosk::commands
