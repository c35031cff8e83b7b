#include "kiosk/voice/wording.hpp"

#include <algorithm>

namespace kiosk::voice {
namespace {

using Places = std::map<std::string_view, std::string, std::less<>>;

/// The template's own words as they are said, with these in their places.
std::string filled(std::string_view sentence, const Places& places, const speech::Speller& speller) {
    std::string out;
    const auto say = [&](const std::string& words) {
        if (words.empty()) return;
        // A mark stands at the word before it.
        const bool mark = std::string_view(".,?!").find(words.front()) != std::string_view::npos;
        out += (out.empty() || mark ? "" : " ") + words;
    };
    while (!sentence.empty()) {
        const auto open = std::min(sentence.find('{'), sentence.size());
        const auto close = std::min(sentence.find('}', open), sentence.size());
        auto before = sentence.substr(0, open);
        if (!before.empty() && std::string_view(".,?!;:").find(before.front()) != std::string_view::npos) {
            say(std::string(1, before.front() == ';' || before.front() == ':' ? ',' : before.front()));
            before.remove_prefix(1);
        }
        say(speller.words(before));
        if (open == sentence.size()) break;
        const auto place = places.find(sentence.substr(open + 1, close - open - 1));
        if (place != places.end()) say(place->second);
        sentence.remove_prefix(std::min(close + 1, sentence.size()));
    }
    return out;
}

bool is_number(std::string_view id) { return id.find_first_not_of("0123456789") == std::string_view::npos; }

}  // namespace

Result<Wording> Wording::open(const settings::Settings& settings, const Languages& languages) {
    Wording out(settings.queue);
    for (const auto& language : settings.queue.voice.languages) {
        if (!languages.has(language))
            return fail(Code::bad_usage, "queue.voice.languages: there is no language \"" + language + "\"");
        out.spellers_.emplace_back(languages.in(language), settings.zero_tens);
    }
    return out;
}

std::string Wording::counter(std::string_view id, const speech::Speller& speller) const {
    const auto* counter = rules_.counter(id);
    const bool own = counter != nullptr && !(speller.texts().code() == "en" ? counter->said.en : counter->said.vi).empty();
    if (own) return speller.words(speller.texts()(counter->said));
    return filled(speller.texts()(rules_.voice.counter),
                  {{"id", is_number(id) ? speller.words(id) : speller.one_by_one(id)}}, speller);
}

std::vector<Spoken> Wording::of(const queue::Call& call) const {
    std::vector<Spoken> out;
    for (const auto& speller : spellers_) {
        out.push_back(
            {speller.texts().code(),
             filled(speller.texts()(rules_.voice.sentence),
                    {{"number", speller.one_by_one(call.number)}, {"counter", counter(call.counter, speller)}}, speller)});
    }
    return out;
}

}  // namespace kiosk::voice
