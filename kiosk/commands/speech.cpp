#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <set>
#include <string>

#include "drivers/speech/speaker_espeak.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_text.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"
#include "ui/gallery.hpp"
#include "ui/reader.hpp"
#include "ui/screen_host.hpp"

namespace kiosk::commands {
namespace {

void print_sentence(const std::string& language, const std::string& words, bool with_file, bool json) {
    const auto file = language + "/" + drivers::prepared_name(words) + ".wav";
    if (json) fmt::print("{{\"words\":{},\"file\":{}}}\n", json_text(words), json_text(file));
    else if (with_file) fmt::print("{}\t{}\n", file, words);
    else fmt::print("{}\n", words);
}

/// What a hall hears of every page of the gallery, each sentence once, in the order of the pages.
Result<Done> print_pages(const app::PublicData& data, const std::string& language, bool json) {
    auto stage = ui::Stage::open({}, assets() / "art");
    if (!stage) return fail(std::move(stage));
    (*stage)->set_still(true);
    (*stage)->set_painting(ui::Painting::nothing);
    const auto wall = wall_time({{2026, 11, 23}, 9, 42, 0});
    const speech::Speller speller(data.texts(language), data.settings.zero_tens);
    std::set<std::string> said;
    RandomIds ids;
    for (const auto& sample : ui::samples(*data.catalogue, data.settings, wall)) {
        auto visit = sample.visit;
        visit.preferences.language = language;
        const ui::ScreenContext context{data.texts(language),
                                        data.languages,
                                        data.settings,
                                        *data.catalogue,
                                        visit,
                                        Monotonic{},
                                        wall,
                                        [](const visit::Event&) {},
                                        [&] { return ids.make(wall); }};
        ui::ScreenHost host;
        ui::show(**stage, sample, [&](ui::Frame& frame) { host.draw(frame, context); });
        const auto items = ui::spoken_items((*stage)->nodes());
        for (const auto& utterance : speech::read_page(items, speech::Listener::hall, speller)) {
            if (said.insert(utterance.words).second) print_sentence(utterance.language, utterance.words, true, json);
        }
    }
    return Done{};
}

}  // namespace

int speak(int argc, char** argv) {
    CLI::App app{
        "What is shown as it is said: one line of words out for each in. With --pages every sentence that pages say over a "
        "loudspeaker, with the name of the sound file that is played instead of the voice.",
        "kiosk speech"};
    Place place;
    std::string language = "vi";
    std::string text;
    bool pages = false;
    bool json = false;
    app.add_option("--config", place.config, "Configuration file");
    app.add_option("--language", language, "The code of a language, such as vi or en")->capture_default_str();
    auto* all = app.add_flag("--pages", pages, "The sentences of all pages, each once");
    app.add_flag("--json", json, "One JSON object for each sentence");
    app.add_option("TEXT", text, "What is shown; - for standard input")->excludes(all);
    try {
        app.parse(argc, argv);
        if (!pages && app.count("TEXT") == 0) throw CLI::RequiredError("TEXT or --pages");
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    auto data = load_public_data(place);
    if (!data) return report(data.error(), json);
    if (!data->languages.has(language))
        return report({Code::bad_usage, "--language: there is no language " + language}, json);
    if (pages) {
        auto printed = print_pages(*data, language, json);
        return printed ? 0 : report(printed.error(), json);
    }
    const speech::Speller speller(data->texts(language), data->settings.zero_tens);
    const auto say = [&](std::string_view line) {
        const auto words = speller.words(line);
        if (!json) return print_sentence(language, words, false, false);
        for (const auto& part : speech::in_voices(0, words, language))
            print_sentence(part.language, part.words, false, true);
    };
    if (text != "-") {
        say(text);
        return 0;
    }
    for (std::string line; std::getline(std::cin, line);) say(line);
    return 0;
}

}  // namespace kiosk::commands
