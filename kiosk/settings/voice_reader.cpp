#include "kiosk/settings/voice_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::settings {
namespace {

constexpr std::size_t longest_template_bytes = 300;

bool holds_once(std::string_view text, std::string_view place) {
    const auto at = text.find(place);
    return at != text.npos && text.find(place, at + 1) == text.npos;
}

/// A template with each of these places once and no other braces.
void read_template(TomlReader& table, std::string_view key, std::initializer_list<std::string_view> places, LocalText& out) {
    if (!table.has(key)) return;
    auto given = table.local_text(key, "Write what is said in each language.");
    std::string wanted;
    for (const auto place : places) wanted += (wanted.empty() ? "" : " and ") + std::string(place);
    for (const auto* words : {&given.vi, &given.en}) {
        if (words->empty()) continue;
        const bool all = std::ranges::all_of(places, [&](std::string_view place) { return holds_once(*words, place); });
        const auto braces = static_cast<std::size_t>(std::ranges::count(*words, '{') + std::ranges::count(*words, '}'));
        if (!all || braces != 2 * places.size() || words->size() > longest_template_bytes)
            table.find(key,
                       fmt::format("“{}” is no sentence of up to {} bytes with {} in it once.", *words,
                                   longest_template_bytes, wanted),
                       fmt::format("Write the words around {}.", wanted));
    }
    if (given.en.empty()) given.en = out.en;
    out = std::move(given);
}

}  // namespace

void read_voice(TomlReader& table, QueueVoice& out) {
    if (table.has("languages")) out.languages = table.texts("languages");
    auto sorted = out.languages;
    std::ranges::sort(sorted);
    if (sorted.empty() || std::ranges::adjacent_find(sorted) != sorted.end())
        table.find("languages", "Each language is said once, and at least one is.", "Write [\"vi\"] or [\"vi\", \"en\"].");
    read_template(table, "sentence", {"{number}", "{counter}"}, out.sentence);
    read_template(table, "counter", {"{id}"}, out.counter);
    out.times = static_cast<int>(table.integer_or("times", out.times, 1, 3));
    out.once_from = static_cast<int>(table.integer_or("once_from", out.once_from, 0, 100));
    out.chime = table.boolean_or("chime", out.chime);
    if (const auto file = table.text_or("chime_file"); !file.empty()) out.chime_file = beside(table.file(), file);
    out.volume_percent = static_cast<int>(table.integer_or("volume_percent", out.volume_percent, 20, 100));
    out.lease = std::chrono::seconds(table.integer_or("lease_seconds", 5, 3, 60));
    out.drop_after = std::chrono::seconds(table.integer_or("drop_after_seconds", 120, 10, 3600));
}

}  // namespace kiosk::settings
