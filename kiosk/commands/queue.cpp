#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/queue_move.hpp"
#include "kiosk/commands/queue_report.hpp"
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

void print_counter(const Json& counter) {
    std::string lines;
    for (const auto& line : counter["lines"]) lines += (lines.empty() ? "" : ", ") + line.get<std::string>();
    const auto text = [&](const char* key) {
        const auto value = counter.value(key, "");
        return value.empty() ? std::string("-") : value;
    };
    std::cout << fmt::format("{:<6} {:<8} {:<8} {:<16} {:<24} {}\n", counter.value("counter", ""),
                             counter.value("state", ""), text("number"), text("officer"), text("reason"), lines);
}

void print_tickets(const Json& tickets, const std::string& none) {
    for (const auto& ticket : tickets) print_ticket(ticket);
    if (tickets.empty()) std::cout << none << '\n';
}

void print(const Json& answer) {
    if (answer.value("stale", false))
        std::cerr << "the centre's queue does not answer: this is what was known last, and this kiosk's own numbers\n";
    if (answer.contains("tickets")) print_tickets(answer["tickets"], "No numbers on " + answer.value("day", ""));
    else if (answer.contains("postponed")) print_tickets(answer["postponed"], "Nobody waits any more.");
    else if (answer.contains("counters"))
        for (const auto& counter : answer["counters"]) print_counter(counter);
    else if (answer.contains("counter") && !answer.contains("number")) print_counter(answer);
    else if (answer.contains("lines")) print_counter(answer);
    else print_ticket(answer);
    if (const auto wait = answer.find("wait"); wait != answer.end()) {
        std::cout << fmt::format("{} before it, {} counters{}; about {} to {} minutes{}\n", (*wait)["ahead"].get<int>(),
                                 (*wait)["counters"].get<int>(), (*wait)["open"] == true ? "" : ", none of them open",
                                 (*wait)["from_minutes"].get<int>(), (*wait)["to_minutes"].get<int>(),
                                 (*wait)["today"] == true ? "" : ", not before the doors close");
    }
}

/// What a subcommand asks for: its name is the request's, its options are the request's values.
struct Subcommand {
    CLI::App* command;
    std::vector<std::pair<std::string, std::string>> values;  ///< key of the request, what was given
};

}  // namespace

int queue(int argc, char** argv) {
    CLI::App app{"The queue: numbers taken, counters, and what became of everybody.", "kiosk queue"};
    app.require_subcommand(1);
    Place place;
    bool json = false;
    ReportFiles files;
    std::map<std::string, std::string> given;  // by option: no two subcommands run at once
    std::vector<Subcommand> all;
    const auto subcommand = [&](const char* name, const char* help) {
        auto* command = app.add_subcommand(name, help);
        command->add_option("--config", place.config, "Configuration file");
        command->add_option("--data", place.data, "Data folder, instead of the configuration's");
        command->add_flag("--json", json, "One JSON object on standard output");
        all.push_back({command, {}});
        return command;
    };
    const auto option = [&](const char* flag, const char* key, const char* help) {
        all.back().values.emplace_back(key, flag);
        return all.back().command->add_option(flag, given[flag], help);
    };
    const auto deed = [&] {
        option("--press", "press", "UUID of the press; made when left out. The same press again does nothing more");
        option("--by", "by", "Account or token of staff that does it; \"command\" when left out");
    };
    const auto at_counter = [&](const char* name, const char* help) {
        subcommand(name, help);
        option("--counter", "counter", "Which counter, such as 3")->required();
        deed();
    };
    subcommand("take",
               "Take a number, also outside the opening hours; the same press gives the same number. It counts once it is "
               "written out");
    const auto* take = all.back().command;
    auto* kind = option("--kind", "kind", "A line of the queue, or a purpose, field or procedure code");
    auto* postponed =
        option("--postponed", "postponed", "The code of a slip of another day: the number that it promises for today");
    option("--appointment", "appointment", "The code of an appointment; it gives one number, whoever asks how often")
        ->needs(kind);
    kind->excludes(postponed);
    option("--press", "press", "UUID of the press; made when left out");
    option("--priority", "priority", "A class of [[queue.priority]] that people choose; none when left out");
    subcommand("list", "Every number of the day and its state");
    option("--day", "day", "Business day, such as 2026-11-23; today when left out");
    subcommand("show", "One number, and how long its holder still waits");
    option("number", "number", "A number such as A012, or the UUID of its press")->required();
    subcommand("counters", "Who serves where, and whom");
    at_counter("open", "Open a counter");
    at_counter("pause", "Let it call nobody for a while");
    option("--reason", "reason", "Why: one of [[serve.pause_reason]]; wanted where there are any");
    at_counter("close", "Close it for today");
    at_counter("call", "Call whoever is next, or --number");
    option("--number", "number", "Somebody on hold, absent or waiting, out of turn");
    at_counter("recall", "Call the same person again");
    at_counter("start", "The person came");
    at_counter("absent", "The person did not come, after so many calls");
    at_counter("hold", "Send the person away for a moment");
    at_counter("finish", "The person was served");
    option("--outcome", "reason", "How it ended: one of [[serve.outcome]]");
    at_counter("transfer", "Send the person to another line or counter");
    option("--to-line", "to_line", "Line");
    option("--to-counter", "to_counter", "Counter; it serves that line, or else the person's own");
    for (const auto& [name, help] : {std::pair{"rejoin", "Somebody who was absent comes back into the line"},
                                     std::pair{"cancel", "A number is given back or void"}}) {
        subcommand(name, help);
        option("number", "number", "A number such as A012, or the UUID of its press")->required();
        if (std::string_view(name) == "cancel")
            option("--reason", "reason", "Why: one of [[serve.void_reason]]; wanted where there are any");
        deed();
    }
    subcommand(
        "closing",
        "Who still waits gets a slip that goes first on the next open day, where that is the centre's rule; a running "
        "kiosk does it by itself when the hours are over");
    deed();
    subcommand(
        "report",
        "Waits, service, absences and load of a day or several, as a table or a page to print; exit 1 for days of which "
        "nothing is known");
    option("--day", "day", "First day; today when left out");
    option("--to-day", "to_day", "Last day; the first when left out");
    all.back().command->add_option("--csv", files.csv, "File for the table, instead of standard output");
    all.back().command->add_option("-o,--pdf", files.pdf, "File for the report as an A4 PDF");
    std::string to;
    subcommand("move-engine",
               "The queue moves into the centre's cluster, or back into this kiosk's file; the kiosk is stopped");
    auto* move = all.back().command;
    move->add_option("--to", to, "etcd or sqlite")->required()->check(CLI::IsMember({"etcd", "sqlite"}));
    try {
        app.parse(argc, argv);
        if (take->parsed() && kind->count() + postponed->count() == 0) throw CLI::RequiredError("--kind or --postponed");
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }

    if (move->parsed()) return move_queue(place, to, json);
    const auto asked = std::find_if(all.begin(), all.end(), [](const Subcommand& one) { return one.command->parsed(); });
    Json request{{"command", "queue." + asked->command->get_name()}};
    for (const auto& [key, flag] : asked->values) {
        // What was left out is left out, so that the desk's own default holds.
        if (asked->command->count(flag) > 0) request[key] = given[flag];
    }
    auto answer = ask(place, request);
    if (!answer) return report(answer.error(), json);
    if (asked->command->get_name() == "take") return tell(place, *answer, json);
    if (asked->command->get_name() == "report") return report_queue(place, *answer, files, json);
    if (json) std::cout << json_line(*answer) << '\n';
    else print(*answer);
    return 0;
}

}  // namespace kiosk::commands
