#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

/// What this command prints has been shown by the time anybody reads it.
Json as_told(Json ticket) {
    const auto state = ticket.value("state", "");
    if (state == "reserved" || state == "expired") ticket["state"] = "shown";
    return ticket;
}

void print_ticket(const Json& ticket) {
    const auto priority = ticket.value("priority", "");
    std::cout << fmt::format("{:<8} {:<10} {:<12} {:<12} {:<14} {}\n", ticket.value("number", ""), ticket.value("state", ""),
                             ticket.value("line", ""), ticket.value("purpose", ""), priority.empty() ? "-" : priority,
                             ticket.value("id", ""));
}

/// The number counts from the moment on which it was written out. One that could not be written expires by itself, and the
/// same press finds it again.
int tell(const Place& place, const Json& taken, bool json) {
    const auto told = as_told(taken);
    if (json) std::cout << json_line(told) << '\n';
    else print_ticket(told);
    std::cout.flush();
    if (!std::cout || std::fflush(stdout) != 0) return 1;  // main says that the answer could not be written
    if (told == taken) return 0;                           // it counted before
    const auto press = taken.value("id", "");
    const auto counted = ask(place, {{"command", "queue.shown"}, {"press", press}});
    if (counted) return 0;
    std::cerr << fmt::format("the number was told, but does not count yet: {}; take it again with --press {}\n",
                             counted.error().detail, press);
    return 1;
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
    auto* take =
        app.add_subcommand("take", "Take a number; the same press gives the same number. It counts once it is written out");
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
    if (take->parsed()) return tell(place, *answer, json);
    if (json) std::cout << json_line(*answer) << '\n';
    else
        for (const auto& ticket : (*answer)["tickets"]) print_ticket(ticket);
    return 0;
}

}  // namespace kiosk::commands
