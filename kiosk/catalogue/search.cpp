#include "kiosk/catalogue/search.hpp"

#include <algorithm>
#include <limits>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/spelling.hpp"

namespace kiosk::catalogue {
namespace {

using Index = Catalogue::Index;

// How much a word found says. Only their order matters: exact marks, the word, its beginning, its sound, a slip.
constexpr int written_points = 100;
constexpr int folded_points = 80;
constexpr int written_beginning_points = 60;
constexpr int folded_beginning_points = 50;
constexpr int sound_points = 40;
constexpr int slip_points = 25;
constexpr int neighbour_points = 30;  // two words that follow each other as in the question
constexpr int initials_points = 200;
constexpr int initials_beginning_points = 110;
constexpr int code_points = 1000;

constexpr std::size_t shortest_slip_letters = 4;  // a slip in a shorter word makes another word
constexpr std::size_t most_words = 12;
constexpr std::size_t most_typed_bytes = 200;
constexpr std::size_t looked_at_closely = 200;  // the best of a first, rough ranking

struct Found {
    std::size_t word = 0;
    int points = 0;
};

enum class Slips { for_unknown_words, for_every_word };

/// What one word of the question finds among all words, best first.
std::vector<Found> matches(const Index& index, const SearchWord& asked, Slips slips) {
    std::vector<Found> out;
    auto at = std::lower_bound(index.words.begin(), index.words.end(), asked.folded,
                               [](const Index::Word& word, const std::string& text) { return word.folded < text; });
    for (; at != index.words.end() && at->folded.starts_with(asked.folded); ++at) {
        const bool whole = at->folded.size() == asked.folded.size();
        int points = whole ? folded_points : folded_beginning_points;
        if (at->written == asked.written) points = written_points;
        else if (!whole && at->written.starts_with(asked.written)) points = written_beginning_points;
        out.push_back({static_cast<std::size_t>(at - index.words.begin()), points});
    }
    const auto [from, to] = index.by_sound.equal_range(sound(asked.folded));
    for (auto same = from; same != to; ++same)
        if (index.words[same->second].folded != asked.folded) out.push_back({same->second, sound_points});
    if (asked.folded.size() >= shortest_slip_letters && (out.empty() || slips == Slips::for_every_word)) {
        for (std::size_t i = 0; i < index.words.size(); ++i)
            if (one_slip_apart(index.words[i].folded, asked.folded)) out.push_back({i, slip_points});
    }
    std::stable_sort(out.begin(), out.end(), [](const Found& a, const Found& b) { return a.points > b.points; });
    return out;
}

/// What the words of the question have found in one procedure so far.
struct Cell {
    int points = 0;
    std::uint16_t words = 0;
    std::uint16_t last_word = 0;  ///< the word of the question that was counted last, from 1
    std::uint16_t text = std::numeric_limits<std::uint16_t>::max();
    std::uint16_t position = 0;
};

void count(Cell& cell, const Index::Place& place, int points, std::uint16_t asked) {
    if (cell.last_word == asked) return;  // the best find of this word came first
    const bool neighbour = cell.text == place.text && place.position == cell.position + 1;
    cell.points += points + place.weight + (neighbour ? neighbour_points : 0);
    cell.last_word = asked;
    ++cell.words;
    cell.text = place.text;
    cell.position = place.position;
}

/// How well one text fits the question as a whole: the more of it was asked for, the better.
int fit(const Index::Text& text, const std::string& folded, const std::string& written, std::size_t words) {
    int points = text.weight - std::min(text.words, 30);
    const auto at = text.folded.find(folded);
    const bool begins_a_word = at != std::string::npos && (at == 0 || text.folded[at - 1] == ' ');
    if (!begins_a_word) return points;
    points += 80 + 120 * static_cast<int>(words) / std::max(text.words, 1);
    if (at == 0) points += 20;
    if (text.folded.size() == folded.size()) points += 100;
    if (text.written.find(written) != std::string::npos) points += 60;
    return points;
}

std::string joined(const std::vector<SearchWord>& words, std::string SearchWord::*part) {
    std::string out;
    for (const auto& word : words) {
        if (!out.empty()) out += ' ';
        out += word.*part;
    }
    return out;
}

/// "1.001193", its beginning, or its digits alone.
int code_fit(const Procedure& procedure, std::string_view asked) {
    if (procedure.code == asked || procedure.local_code == asked) return code_points;
    if (procedure.code.starts_with(asked) || procedure.local_code.starts_with(asked)) return code_points / 2;
    const auto serial = std::string_view(procedure.code).substr(std::min<std::size_t>(2, procedure.code.size()));
    if (asked.size() >= 3 && (serial.starts_with(asked) || procedure.code.substr(0, 1) + std::string(serial) == asked))
        return code_points / 2;
    return 0;
}

class Search {
public:
    Search(const Index& index, const std::vector<Procedure>& procedures, std::string_view typed)
        : index_(index), procedures_(procedures), asked_(search_words(typed.substr(0, most_typed_bytes))) {
        if (asked_.size() > most_words) asked_.resize(most_words);
    }

    std::vector<Hit> run(std::size_t limit) {
        if (asked_.empty()) return {};
        std::vector<Hit> hits;
        if (asked_.size() == 1) {
            by_code(hits);
            by_initials(hits);
        }
        by_words(hits, Slips::for_unknown_words, asked_.size());
        if (hits.empty()) by_words(hits, Slips::for_every_word, asked_.size());
        // Nothing has all the words: what has most of them, as long as that is more than half.
        for (auto needed = asked_.size() - 1; hits.empty() && needed * 2 > asked_.size(); --needed)
            by_words(hits, Slips::for_every_word, needed);
        return best(std::move(hits), limit);
    }

private:
    void by_code(std::vector<Hit>& hits) {
        const auto& asked = asked_.front().folded;
        if (asked.front() < '0' || asked.front() > '9') return;
        const auto code = upper(asked);  // …H48
        for (const auto& procedure : procedures_)
            if (const int points = code_fit(procedure, code); points > 0) hits.push_back({&procedure, points});
    }

    void by_initials(std::vector<Hit>& hits) {
        const auto& asked = asked_.front().folded;
        if (asked.size() < 2) return;
        auto at = std::lower_bound(index_.initials.begin(), index_.initials.end(), asked,
                                   [](const Index::Initials& i, const std::string& text) { return i.letters < text; });
        for (; at != index_.initials.end() && at->letters.starts_with(asked); ++at) {
            const bool all = at->letters.size() == asked.size();
            hits.push_back({&procedures_[at->procedure], at->points + (all ? initials_points : initials_beginning_points)});
        }
    }

    void by_words(std::vector<Hit>& hits, Slips slips, std::size_t needed) {
        std::vector<Cell> cells(procedures_.size());
        for (std::size_t i = 0; i < asked_.size(); ++i) {
            for (const auto& found : matches(index_, asked_[i], slips)) {
                for (const auto& place : index_.words[found.word].places) {
                    auto& cell = cells[place.procedure];
                    // It has missed too many words already.
                    if (cell.words + (asked_.size() - i) < needed) continue;
                    count(cell, place, found.points, static_cast<std::uint16_t>(i + 1));
                }
            }
        }
        std::vector<Hit> rough;
        for (std::size_t p = 0; p < cells.size(); ++p)
            if (cells[p].words >= needed) rough.push_back({&procedures_[p], cells[p].points});
        look_closely(rough);
        hits.insert(hits.end(), rough.begin(), rough.end());
    }

    void look_closely(std::vector<Hit>& hits) {
        if (hits.size() > looked_at_closely) {
            std::nth_element(hits.begin(), hits.begin() + looked_at_closely, hits.end(), better);
        }
        const auto folded = joined(asked_, &SearchWord::folded);
        const auto written = joined(asked_, &SearchWord::written);
        for (std::size_t i = 0; i < std::min(hits.size(), looked_at_closely); ++i) {
            int most = 0;
            for (const auto& text : index_.texts[static_cast<std::size_t>(hits[i].procedure - procedures_.data())])
                most = std::max(most, fit(text, folded, written, asked_.size()));
            hits[i].score += most;
        }
    }

    static bool better(const Hit& a, const Hit& b) {
        return a.score != b.score ? a.score > b.score : a.procedure < b.procedure;
    }

    /// Each procedure once, for the best of its reasons.
    static std::vector<Hit> best(std::vector<Hit> hits, std::size_t limit) {
        std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
            return a.procedure != b.procedure ? a.procedure < b.procedure : a.score > b.score;
        });
        const auto same = [](const Hit& a, const Hit& b) { return a.procedure == b.procedure; };
        hits.erase(std::unique(hits.begin(), hits.end(), same), hits.end());
        const auto count = std::min(limit, hits.size());
        std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(count), hits.end(), better);
        hits.resize(count);
        return hits;
    }

    const Index& index_;
    const std::vector<Procedure>& procedures_;
    std::vector<SearchWord> asked_;
};

}  // namespace

std::vector<Hit> Index::search(const std::vector<Procedure>& procedures, std::string_view typed, std::size_t limit) const {
    return Search(*this, procedures, typed).run(limit);
}

std::vector<Hit> Catalogue::search(std::string_view words, std::size_t limit) const {
    return index_ == nullptr ? std::vector<Hit>{} : index_->search(procedures_, words, limit);
}

}  // namespace kiosk::catalogue
