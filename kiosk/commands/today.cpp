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

void print_today(const Json& today) {
    if (today.value("stale", false)) std::cerr << "the centre's queue does not answer: this is what was known last\n";
    std::cout << fmt::format("{}  numbers are {}\n", today.value("day", ""),
                             today.value("tickets_stopped", false) ? "stopped" : "given out");
    const auto notice = today.value("notice", "");
    const auto words = today.value("words", "");
    if (!notice.empty()) std::cout << "notice: " << notice << '\n';
    if (!words.empty()) std::cout << "words: " << words << '\n';
    if (today.contains("hours"))
        std::cout << "hours: " << (today["hours"] == "" ? "closed" : today["hours"].get<std::string>()) << '\n';
    for (const auto& counter : today["counters_off"]) std::cout << "closed counter: " << counter.get<std::string>() << '\n';
    for (const auto& code : today["hidden"]) std::cout << "hidden: " << code.get<std::string>() << '\n';
}

}  // namespace

int today(int argc, char** argv) {
    CLI::App app{"What holds for this business day alone; gone tomorrow.", "kiosk today"};
    app.require_subcommand(1);
    Place place;
    bool json = false;
    std::string value;
    std::string day;
    Json request;
    const auto command = [&](const char* name, const char* about, const char* kind, const char* option) {
        auto* added = app.add_subcommand(name, about);
        if (option != nullptr) added->add_option(option, value)->required();
        added->add_option("--config", place.config, "Configuration file");
        added->add_option("--data", place.data, "Data folder, instead of the configuration's");
        added->add_flag("--json", json, "One JSON object on standard output");
        added->callback([&request, &value, &day, kind] {
            request = kind == nullptr ? Json{{"command", "today.show"}, {"day", day}}
                                      : Json{{"command", "today.change"}, {"kind", kind}, {"value", value}};
        });
        return added;
    };
    command("show", "What was decided", nullptr, nullptr)
        ->add_option("--day", day, "Business day, such as 2026-11-23; today when left out");
    command("hide", "A procedure is not taken today", "hide", "CODE");
    command("offer", "It is taken again", "offer", "CODE");
    command("stop-tickets", "No numbers are given out", "stop_tickets", nullptr);
    command("give-tickets", "Numbers are given out again, within the opening hours", "give_tickets", nullptr);
    command("notice", "A prepared notice on the first page", "show_notice", "ID");
    command("words", "Words of one's own on the first page", "show_words", "WORDS");
    command("hours", "Other hours than usual, such as \"07:30-11:30, 13:30-16:00\"; \"\" is closed all day", "set_hours",
            "HOURS");
    command("usual-hours", "The hours of the configuration again", "usual_hours", nullptr);
    command("close-counter", "Nobody opens this counter today", "counter_off", "COUNTER");
    command("allow-counter", "It may be opened again", "counter_on", "COUNTER");
    command("clear", "No notice on the first page", "show_nothing", nullptr);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    auto answer = ask(place, request);
    if (!answer) return report(answer.error(), json);
    if (json) std::cout << json_line(*answer) << '\n';
    else print_today(*answer);
    return 0;
}

}  // namespace kiosk::commands
