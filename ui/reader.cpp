#include "ui/reader.hpp"

#include <algorithm>

#include "ui/screen_host.hpp"

namespace kiosk::ui {
namespace {

speech::Kind kind_of(const Node& node) {
    switch (node.role) {
        case Role::heading: return speech::Kind::heading;
        case Role::text: return speech::Kind::text;
        case Role::button: return speech::Kind::button;
        case Role::key: return speech::Kind::key;
        case Role::field: return speech::Kind::field;
        case Role::choice: return speech::Kind::choice;
        case Role::checkbox: return speech::Kind::checkbox;
        case Role::link_row: return speech::Kind::row;
        case Role::image: return speech::Kind::image;
        case Role::status: return speech::Kind::status;
        case Role::problem: return speech::Kind::problem;
        case Role::step: return speech::Kind::step;
    }
    broken("a role has its kind");
}

/// What makes a page another one to listen to: not a letter typed nor a second counted down, but a question over it, another
/// language, or something to correct.
std::string page_heard(const Nodes& nodes, const visit::Visit& visit) {
    auto out = page_name(visit.state) + "|" + std::string(visit::name(visit.state)) + "|" + visit.preferences.language;
    const bool question = std::ranges::any_of(nodes, &Node::covered);
    for (const auto& node : nodes) {
        if (node.covered) continue;
        if (node.role == Role::problem || (question && node.role == Role::heading)) out += "|" + node.label;
    }
    return out;
}

}  // namespace

std::vector<speech::Item> spoken_items(const Nodes& nodes) {
    std::vector<speech::Item> out;
    for (const auto& node : nodes) {
        out.push_back({kind_of(node), node.label, node.enabled, node.checked, node.reason, node.personal, node.aloud,
                       node.house || node.covered});
    }
    return out;
}

bool Reader::fall_silent(Stage& stage) {
    reading_.stop();
    page_.clear();
    stage.listen(Stage::Listening::nobody);
    return stage.mark_spoken(std::nullopt);
}

bool Reader::follow(Stage& stage, const visit::Visit& visit, const Texts& texts, const settings::Settings& settings) {
    using Output = settings::Speech::Output;
    const auto& wish = visit.preferences.aloud;
    if (!wish.on || visit.situation.speaker || !settings.speech.speaks(texts.code())) return fall_silent(stage);
    const auto listener =
        settings.speech.output == Output::headphones ? speech::Listener::one_person : speech::Listener::hall;
    stage.listen(listener == speech::Listener::one_person ? Stage::Listening::finger : Stage::Listening::keys);
    auto page = page_heard(stage.nodes(), visit);
    const bool another = page != page_;
    const auto spotted = stage.take_spotted();
    const bool paced = wish.speed_percent != speed_percent_ || wish.volume_percent != volume_percent_;
    speed_percent_ = wish.speed_percent;
    volume_percent_ = wish.volume_percent;
    if (another || wish.repeats != repeats_) {
        page_ = std::move(page);
        repeats_ = wish.repeats;
        const speech::Speller speller(texts, settings.zero_tens);
        reading_.begin(speech::read_page(spoken_items(stage.nodes()), listener, speller));
    } else if (spotted) {
        const speech::Speller speller(texts, settings.zero_tens);
        const auto words = speech::read_item(spoken_items(stage.nodes())[*spotted], listener, speller);
        if (!words.empty()) reading_.interrupt(speech::in_voices(*spotted, words, texts.code()));
    } else if (paced) {
        reading_.say_again();  // whoever asked hears at once what it does
    }
    reading_.set_paused(wish.paused);
    return stage.mark_spoken(reading_.item());
}

}  // namespace kiosk::ui
