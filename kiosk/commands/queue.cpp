#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <iostream>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

void print_ticket(const Json& ticket) {
    const auto priority = ticket.value("priority", "");
    std::cout << fmt::format("{:<8} {:<10} {:<12} {:<12} {:<14} {}\n", ticket.value("number", ""), ticket.value("state", ""),
                             ticket.value("line", ""), ticket.value("purpose", ""), priority.empty() ? "-" : priority,
                             ticket.value("id", ""));
}

}  // namespace

int queue(int argc, char** argv) {
    CLI::App app{"The queue of this kiosk: numbers taken and what became of them.", "kiosk queue"};
    app.require_subcommand(1);
    Place place;
    bool json = false;
    std::string kind;
    std::string press;
    std::string priority;
    std::string day;
    const auto common = [&](CLI::App* command) {
        command->add_option("--config", place.config, "Configuration file");
        command->add_option("--data", place.data, "Data folder, instead of the configuration's");
        command->add_flag("--json", json, "One JSON object on standard output");
    };
    auto* take = app.add_subcommand("take", "Take a number; the same press gives the same number");
    take->add_option("--kind", kind, "A line of the queue, or a purpose, field or procedure code")->required();
    take->add_option("--press", press, "UUID of the press; made when left out");
    take->add_option("--priority", priority, "A class of [[queue.priority]]; none when left out");
    common(take);
    auto* list = app.add_subcommand("list", "Every number of the day and its state");
    list->add_option("--day", day, "Business day, such as 2026-11-23; today when left out");
    common(list);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }

    const Json request = take->parsed()
                             ? Json{{"command", "queue.take"}, {"kind", kind}, {"press", press}, {"priority", priority}}
                             : Json{{"command", "queue.list"}, {"day", day}};
    auto answer = ask(place, request);
    if (!answer) return report(answer.error(), json);
    if (json) std::cout << json_line(*answer) << '\n';
    else if (take->parsed()) print_ticket(*answer);
    else
        for (const auto& ticket : (*answer)["tickets"]) print_ticket(ticket);
    return 0;
}

}  // namespace kiosk::commands
