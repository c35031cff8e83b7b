#include <algorithm>
#include <numeric>
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

/// A text while the index is built.
struct Said {
    std::vector<SearchWord> words;
    std::string written;  ///< its words, a blank between two
    int weight = 0;
    int left_out = 0;  ///< words of the name that nobody says
};

Said said_as(std::string_view text, int weight) {
    Said out{search_words(text), {}, weight, 0};
    for (const auto& word : out.words) out.written += (out.written.empty() ? "" : " ") + word.written;
    return out;
}

std::string folded_of(const std::vector<SearchWord>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word.folded;
    return out;
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
void add_said(std::vector<Said>& out, const Said& name, int weight, const std::vector<FoldedSynonym>& synonyms) {
    constexpr std::size_t most_words_said = 12;
    for (const auto& synonym : synonyms) {
        const auto at = find_words(name.written, synonym.meant);
        if (at == name.written.npos) continue;
        const bool is_long = name.words.size() > most_words_said;
        auto said = name.written;
        if (is_long) said = synonym.said;
        else said.replace(at, synonym.meant.size(), synonym.said);
        auto text = said_as(said, weight);
        if (is_long) text.left_out = static_cast<int>(name.words.size() - split_words(synonym.meant).size());
        const auto same = [&](const Said& other) { return other.written == text.written; };
        if (std::none_of(out.begin(), out.end(), same)) out.push_back(std::move(text));
    }
}

std::vector<Said> texts_of(const Procedure& procedure, const std::vector<FoldedSynonym>& synonyms) {
    std::vector<Said> out;
    const auto add = [&](std::string_view text, int weight) {
        if (!text.empty()) out.push_back(said_as(text, weight));
    };
    const auto add_names = [&](std::string_view short_name, int short_weight, std::string_view name, int weight,
                               int weight_said) {
        const auto first = out.size();
        add(short_name, short_weight);
        add(name, weight);
        for (std::size_t i = first, end = out.size(); i < end; ++i) add_said(out, Said(out[i]), weight_said, synonyms);
    };
    add_names(procedure.short_name.vi, short_name_weight, procedure.name.vi, name_weight, said_weight);
    for (const auto& synonym : procedure.synonyms) add(synonym, synonym_weight);
    add_names(procedure.short_name.en, english_weight, procedure.name.en, english_weight, english_weight);
    return out;
}

/// "Mở cửa hàng, kinh doanh" is said as a whole, or as one of its parts, or as its synonyms. One word alone says too little,
/// and a later part that stands in the name of one of its procedures, "tạm trú", is asked for by that name.
std::vector<std::string> names_of_event(const LifeEvent& event, const std::vector<Procedure>& procedures) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view said, bool later) {
        const auto words = search_words(said);
        const auto folded = folded_of(words);
        const auto is_named = [&](const Procedure& procedure) {
            return std::ranges::count(procedure.life_events, event.id) != 0 &&
                   fold(procedure.name.vi).find(folded) != std::string::npos;
        };
        if (words.size() < 2 || std::ranges::count(out, folded) != 0) return;
        if (!later || std::ranges::none_of(procedures, is_named)) out.push_back(folded);
    };
    const std::string_view name = event.name.vi;
    add(name, false);
    for (std::size_t from = 0; from < name.size();) {
        const auto comma = std::min(name.find(',', from), name.size());
        add(name.substr(from, comma - from), from > 0);
        from = comma + 1;
    }
    add(event.name.en, false);
    for (const auto& synonym : event.synonyms) add(synonym, false);
    return out;
}

/// 001193 of 1.001193: what people type when they leave the first digit out.
std::string serial_of(const std::string& code) { return code.substr(std::min<std::size_t>(2, code.size())); }

/// Fills the index with the words of texts, each of them once.
class Builder {
public:
    Builder(Index& out, const SearchHints& hints) : out_(out), silent_(hints.silent), special_(hints.special) {
        out_.silent = silent_;
    }

    void add(std::uint32_t procedure, const std::vector<Said>& texts) {
        std::vector<Index::Text> own;
        own.reserve(texts.size());
        for (const auto& text : texts) {
            auto silent = silent_.in(text.words, Phrases::Marks::as_written);
            if (std::ranges::count(silent, false) == 0) silent.assign(text.words.size(), false);
            const auto special = special_.in(text.words, Phrases::Marks::as_written);
            add_initials(procedure, text, silent);
            const auto telling = static_cast<int>(std::ranges::count(silent, false));
            Index::Text words{{}, text.weight, std::max(telling, 1) + text.left_out};
            words.words.reserve(text.words.size());
            for (std::size_t i = 0; i < text.words.size(); ++i) {
                const auto word = word_of(text.words[i]);
                out_.words[word].places.push_back(
                    {procedure, static_cast<std::uint16_t>(own.size()), static_cast<std::uint16_t>(i), text.weight});
                words.words.push_back({word, silent[i], special[i]});
            }
            own.push_back(std::move(words));
        }
        out_.texts.push_back(std::move(own));
    }

    /// Sorts, once all procedures are there.
    void finish() {
        std::vector<std::uint32_t> order(out_.words.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
            const auto& left = out_.words[a];
            const auto& right = out_.words[b];
            return left.folded != right.folded ? left.folded < right.folded : left.written < right.written;
        });
        std::vector<std::uint32_t> place(order.size());
        std::vector<Index::Word> sorted(order.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            place[order[i]] = i;
            sorted[i] = std::move(out_.words[order[i]]);
        }
        out_.words = std::move(sorted);
        for (auto& texts : out_.texts)
            for (auto& text : texts)
                for (auto& word : text.words) word.word = place[word.word];
        for (std::size_t i = 0; i < out_.words.size(); ++i) out_.by_sound.emplace(sound(out_.words[i].folded), i);
        std::sort(out_.initials.begin(), out_.initials.end(), [](const auto& a, const auto& b) {
            return a.letters != b.letters ? a.letters < b.letters : a.procedure < b.procedure;
        });
        std::sort(out_.serials.begin(), out_.serials.end());
    }

private:
    std::uint32_t word_of(const SearchWord& word) {
        const auto [at, fresh] = known_.try_emplace(word.written, static_cast<std::uint32_t>(out_.words.size()));
        if (fresh) out_.words.push_back({word.folded, word.written, {}});
        return at->second;
    }

    /// "Thủ tục đăng ký khai sinh" is dkks, as people say it, and "Đăng ký thành lập hộ kinh doanh" hkd: of a name that begins
    /// with silent words, each rest that does so with less of them.
    void add_initials(std::uint32_t procedure, const Said& text, const std::vector<bool>& silent) {
        std::string letters;
        for (const auto& word : text.words) letters += word.folded.front();
        const int points = text.weight - static_cast<int>(std::min<std::size_t>(text.words.size(), 30));
        for (std::size_t from = 0; from < letters.size(); ++from) {
            out_.initials.push_back({letters.substr(from), procedure, points});
            if (!silent[from]) break;
        }
    }

    Index& out_;
    Phrases silent_;
    Phrases special_;
    std::unordered_map<std::string, std::uint32_t> known_;
};

}  // namespace

std::shared_ptr<const Index> Index::build(const std::vector<Procedure>& procedures, const std::vector<Synonym>& synonyms,
                                          const std::vector<LifeEvent>& events, const SearchHints& hints) {
    std::vector<FoldedSynonym> folded_synonyms;
    folded_synonyms.reserve(synonyms.size());
    for (const auto& synonym : synonyms)
        folded_synonyms.push_back({said_as(synonym.said, 0).written, said_as(synonym.meant, 0).written});
    auto out = std::make_shared<Index>();
    std::map<std::string, std::vector<std::string>, std::less<>> event_names;
    for (const auto& event : events) event_names.emplace(event.id, names_of_event(event, procedures));
    Builder builder(*out, hints);
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
        builder.add(p, texts_of(procedure, folded_synonyms));
    }
    builder.finish();
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
