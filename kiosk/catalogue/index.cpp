#include <algorithm>
#include <unordered_map>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/search.hpp"
#include "kiosk/catalogue/spelling.hpp"

namespace kiosk::catalogue {
namespace {

using Index = Catalogue::Index;

constexpr int short_name_weight = 30;
constexpr int synonym_weight = 24;
constexpr int name_weight = 20;
constexpr int said_weight = 18;
constexpr int english_weight = 10;

Index::Text text_of(std::string_view text, int weight) {
    const auto words = search_words(text);
    Index::Text out;
    out.weight = weight;
    out.words = static_cast<int>(words.size());
    for (const auto& word : words) {
        if (!out.folded.empty()) {
            out.folded += ' ';
            out.written += ' ';
        }
        out.folded += word.folded;
        out.written += word.written;
    }
    return out;
}

/// "Thủ tục đăng ký khai sinh" is dkks, as people say it.
std::string initials_of(const Index::Text& text) {
    std::string out;
    for (const auto& word : split_words(text.folded)) out += word.substr(0, 1);
    constexpr std::string_view procedure_of = "thu tuc ";
    return text.folded.starts_with(procedure_of) ? out.substr(2) : out;
}

/// A synonym with its words folded once.
struct FoldedSynonym {
    std::string said;
    std::string meant;
};

/// Whether the words of `part` stand in `text` one after the other.
std::size_t find_words(const std::string& text, const std::string& part) {
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) {
        const auto end = at + part.size();
        if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) return at;
    }
    return text.npos;
}

/// What people say instead of a name: each synonym put in the place of what it means. Of a long name nobody says the rest.
void add_said(std::vector<Index::Text>& out, const Index::Text& name, const std::vector<FoldedSynonym>& synonyms) {
    constexpr int most_words_said = 12;
    for (const auto& synonym : synonyms) {
        const auto at = find_words(name.written, synonym.meant);
        if (at == name.written.npos) continue;
        auto said = name.written;
        if (name.words > most_words_said) said = synonym.said;
        else said.replace(at, synonym.meant.size(), synonym.said);
        auto text = text_of(said, said_weight);
        const auto same = [&](const Index::Text& other) { return other.written == text.written; };
        if (std::none_of(out.begin(), out.end(), same)) out.push_back(std::move(text));
    }
}

std::vector<Index::Text> texts_of(const Procedure& procedure, const std::vector<FoldedSynonym>& synonyms) {
    std::vector<Index::Text> out;
    const auto add = [&](std::string_view text, int weight) {
        if (!text.empty()) out.push_back(text_of(text, weight));
    };
    add(procedure.short_name.vi, short_name_weight);
    add(procedure.name.vi, name_weight);
    for (std::size_t i = 0, names = out.size(); i < names; ++i) add_said(out, Index::Text(out[i]), synonyms);
    for (const auto& synonym : procedure.synonyms) add(synonym, synonym_weight);
    add(procedure.short_name.en, english_weight);
    add(procedure.name.en, english_weight);
    return out;
}

/// "Mở cửa hàng, kinh doanh" is said as a whole, or as one of its parts. One word alone says too little, and a later part that
/// stands in the name of one of its procedures, "tạm trú", is asked for by that name.
std::vector<std::string> names_of_event(const LifeEvent& event, const std::vector<Procedure>& procedures) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view said, bool later) {
        const auto text = text_of(said, 0);
        const auto is_named = [&](const Procedure& procedure) {
            return std::ranges::count(procedure.life_events, event.id) != 0 &&
                   fold(procedure.name.vi).find(text.folded) != std::string::npos;
        };
        if (text.words < 2 || std::ranges::count(out, text.folded) != 0) return;
        if (!later || std::ranges::none_of(procedures, is_named)) out.push_back(text.folded);
    };
    const std::string_view name = event.name.vi;
    add(name, false);
    for (std::size_t from = 0; from < name.size();) {
        const auto comma = std::min(name.find(',', from), name.size());
        add(name.substr(from, comma - from), from > 0);
        from = comma + 1;
    }
    return out;
}

/// 001193 of 1.001193: what people type when they leave the first digit out.
std::string serial_of(const std::string& code) { return code.substr(std::min<std::size_t>(2, code.size())); }

}  // namespace

std::shared_ptr<const Index> Index::build(const std::vector<Procedure>& procedures, const std::vector<Synonym>& synonyms,
                                          const std::vector<LifeEvent>& events) {
    std::vector<FoldedSynonym> folded_synonyms;
    folded_synonyms.reserve(synonyms.size());
    for (const auto& synonym : synonyms)
        folded_synonyms.push_back({text_of(synonym.said, 0).written, text_of(synonym.meant, 0).written});
    auto out = std::make_shared<Index>();
    std::map<std::string, std::vector<std::string>, std::less<>> event_names;
    for (const auto& event : events) event_names.emplace(event.id, names_of_event(event, procedures));
    std::unordered_map<std::string, std::size_t> known;
    for (std::uint32_t p = 0; p < procedures.size(); ++p) {
        const auto& procedure = procedures[p];
        out->by_code.emplace(procedure.code, p);
        out->serials.emplace_back(serial_of(procedure.code), p);
        if (!procedure.local_code.empty()) out->by_code.emplace(procedure.local_code, p);
        out->by_field[procedure.field].push_back(&procedure);
        for (const auto& event : procedure.life_events) {
            out->by_life_event[event].push_back(&procedure);
            for (const auto& said : event_names[event]) out->by_event_name[said].push_back(p);
        }
        auto texts = texts_of(procedure, folded_synonyms);
        for (std::size_t t = 0; t < texts.size(); ++t) {
            const auto written = split_words(texts[t].written);
            const auto folded = split_words(texts[t].folded);
            for (std::size_t i = 0; i < written.size(); ++i) {
                const auto [at, fresh] = known.try_emplace(written[i], out->words.size());
                if (fresh) out->words.push_back({folded[i], written[i], {}});
                out->words[at->second].places.push_back(
                    {p, static_cast<std::uint16_t>(t), static_cast<std::uint16_t>(i), texts[t].weight});
            }
            out->initials.push_back({initials_of(texts[t]), p, texts[t].weight - std::min(texts[t].words, 30)});
        }
        out->texts.push_back(std::move(texts));
    }
    std::sort(out->words.begin(), out->words.end(), [](const Word& a, const Word& b) {
        return a.folded != b.folded ? a.folded < b.folded : a.written < b.written;
    });
    std::sort(out->initials.begin(), out->initials.end(), [](const Initials& a, const Initials& b) {
        return a.letters != b.letters ? a.letters < b.letters : a.procedure < b.procedure;
    });
    std::sort(out->serials.begin(), out->serials.end());
    for (std::size_t i = 0; i < out->words.size(); ++i) out->by_sound.emplace(sound(out->words[i].folded), i);
    for (auto* groups : {&out->by_field, &out->by_life_event}) {
        for (auto& [id, list] : *groups) {
            std::stable_sort(list.begin(), list.end(), [](const Procedure* a, const Procedure* b) {
                return collate(a->short_name.vi, b->short_name.vi) < 0;
            });
        }
    }
    return out;
}

}  // namespace kiosk::catalogue
