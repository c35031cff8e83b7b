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

/// The best so many of many, in one pass: nearly all of a hundred thousand are turned away by one comparison.
class Best {
public:
    explicit Best(std::size_t limit) : limit_(limit) {}

    void offer(std::uint32_t procedure, int score) {
        const Entry entry{score, procedure};
        if (heap_.size() < limit_) {
            heap_.push_back(entry);
            std::push_heap(heap_.begin(), heap_.end(), better);
        } else if (limit_ > 0 && better(entry, heap_.front())) {
            std::pop_heap(heap_.begin(), heap_.end(), better);
            heap_.back() = entry;
            std::push_heap(heap_.begin(), heap_.end(), better);
        }
    }

    struct Entry {
        int score = 0;
        std::uint32_t procedure = 0;
    };
    /// Best first; of equals the one that stands first in the catalogue.
    [[nodiscard]] std::vector<Entry> take() {
        std::sort(heap_.begin(), heap_.end(), better);
        return std::move(heap_);
    }

private:
    static bool better(const Entry& a, const Entry& b) {
        return a.score != b.score ? a.score > b.score : a.procedure < b.procedure;
    }

    std::size_t limit_;
    std::vector<Entry> heap_;  ///< the worst of them in front
};

class Search {
public:
    Search(const Index& index, const std::vector<Procedure>& procedures, std::string_view typed)
        : index_(index), procedures_(procedures), asked_(search_words(typed.substr(0, most_typed_bytes))) {
        if (asked_.size() > most_words) asked_.resize(most_words);
    }

    std::vector<Hit> run(std::size_t limit) {
        if (asked_.empty()) return {};
        scores_.resize(procedures_.size());
        if (asked_.size() == 1) {
            by_code();
            by_initials();
        }
        by_words(Slips::for_unknown_words, asked_.size());
        if (!found_) by_words(Slips::for_every_word, asked_.size());
        // Nothing has all the words: what has most of them, as long as that is more than half.
        for (auto needed = asked_.size() - 1; !found_ && needed * 2 > asked_.size(); --needed)
            by_words(Slips::for_every_word, needed);
        return best(limit);
    }

private:
    /// A procedure counts once, for the best of its reasons.
    void score(std::size_t procedure, int points) {
        scores_[procedure] = std::max(scores_[procedure], points);
        found_ = true;
    }

    /// "1.001193", its beginning, or its digits alone.
    void by_code() {
        constexpr std::size_t shortest_serial = 3;
        const auto& asked = asked_.front().folded;
        if (asked.front() < '0' || asked.front() > '9') return;
        const auto code = upper(asked);  // …H48
        for (auto at = index_.by_code.lower_bound(code); at != index_.by_code.end() && at->first.starts_with(code); ++at)
            score(at->second, at->first.size() == code.size() ? code_points : code_points / 2);
        if (code.size() < shortest_serial) return;
        by_serial(code);
        if (code.find('.') == code.npos) by_serial(code.substr(1), code[0]);  // 1001193
    }
    void by_serial(const std::string& serial, char first = '\0') {
        const std::pair<std::string, std::uint32_t> from{serial, 0};
        for (auto at = std::lower_bound(index_.serials.begin(), index_.serials.end(), from);
             at != index_.serials.end() && at->first.starts_with(serial); ++at)
            if (first == '\0' || procedures_[at->second].code.starts_with(first)) score(at->second, code_points / 2);
    }

    void by_initials() {
        const auto& asked = asked_.front().folded;
        if (asked.size() < 2) return;
        auto at = std::lower_bound(index_.initials.begin(), index_.initials.end(), asked,
                                   [](const Index::Initials& i, const std::string& text) { return i.letters < text; });
        for (; at != index_.initials.end() && at->letters.starts_with(asked); ++at) {
            const bool all = at->letters.size() == asked.size();
            score(at->procedure, at->points + (all ? initials_points : initials_beginning_points));
        }
    }

    void by_words(Slips slips, std::size_t needed) {
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
        Best rough(looked_at_closely);
        for (std::uint32_t p = 0; p < cells.size(); ++p) {
            if (cells[p].words < needed) continue;
            score(p, cells[p].points);
            rough.offer(p, cells[p].points);
        }
        look_closely(rough.take());
    }

    void look_closely(const std::vector<Best::Entry>& rough) {
        const auto folded = joined(asked_, &SearchWord::folded);
        const auto written = joined(asked_, &SearchWord::written);
        for (const auto& entry : rough) {
            int most = 0;
            for (const auto& text : index_.texts[entry.procedure])
                most = std::max(most, fit(text, folded, written, asked_.size()));
            score(entry.procedure, entry.score + most);
        }
    }

    std::vector<Hit> best(std::size_t limit) {
        Best best(std::min(limit, procedures_.size()));
        for (std::uint32_t p = 0; p < scores_.size(); ++p)
            if (scores_[p] > 0) best.offer(p, scores_[p]);
        std::vector<Hit> out;
        for (const auto& entry : best.take()) out.push_back({&procedures_[entry.procedure], entry.score});
        return out;
    }

    const Index& index_;
    const std::vector<Procedure>& procedures_;
    std::vector<SearchWord> asked_;
    std::vector<int> scores_;  ///< of each procedure, 0: not found
    bool found_ = false;
};

}  // namespace

std::vector<Hit> Index::search(const std::vector<Procedure>& procedures, std::string_view typed, std::size_t limit) const {
    return Search(*this, procedures, typed).run(limit);
}

std::vector<Hit> Catalogue::search(std::string_view words, std::size_t limit) const {
    return index_ == nullptr ? std::vector<Hit>{} : index_->search(procedures_, words, limit);
}

}  // namespace kiosk::catalogue
