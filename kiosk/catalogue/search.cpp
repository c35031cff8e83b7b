#include "kiosk/catalogue/search.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

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

constexpr int event_points = 700;           // above whatever only has the words of the event in its name
constexpr int other_of_event_points = 100;  // below what has the words

constexpr std::size_t shortest_slip_letters = 4;       // a slip in a shorter word makes another word
constexpr std::size_t shortest_slip_beside_exact = 2;  // unless the word beside it says what was meant
constexpr std::size_t most_words = 12;
constexpr std::size_t most_typed_bytes = 200;
constexpr std::size_t looked_at_closely = 200;  // the best of a first, rough ranking

struct Found {
    std::size_t word = 0;
    int points = 0;
};

/// What counts as one of the words asked for.
enum class Words { and_beginnings, whole };

/// What one word of the question finds among all words, best first. A slip is forgiven in words that are nowhere.
std::vector<Found> matches(const Index& index, const SearchWord& asked, Words counting) {
    std::vector<Found> out;
    auto at = std::lower_bound(index.words.begin(), index.words.end(), asked.folded,
                               [](const Index::Word& word, const std::string& text) { return word.folded < text; });
    for (; at != index.words.end() && at->folded.starts_with(asked.folded); ++at) {
        const bool whole = at->folded.size() == asked.folded.size();
        if (!whole && counting == Words::whole) break;  // the whole word stands before what begins with it
        int points = whole ? folded_points : folded_beginning_points;
        if (at->written == asked.written) points = written_points;
        else if (!whole && at->written.starts_with(asked.written)) points = written_beginning_points;
        out.push_back({static_cast<std::size_t>(at - index.words.begin()), points});
    }
    const auto [from, to] = index.by_sound.equal_range(sound(asked.folded));
    for (auto same = from; same != to; ++same)
        if (index.words[same->second].folded != asked.folded) out.push_back({same->second, sound_points});
    if (asked.folded.size() >= shortest_slip_letters && out.empty()) {
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
    std::uint16_t neighbours = 0;  ///< how often two of them follow each other as in the question
    std::uint16_t which = 0;       ///< a bit for each word of the question
    std::uint16_t last_word = 0;   ///< the word of the question that was counted last, from 1
    std::uint16_t text = std::numeric_limits<std::uint16_t>::max();
    std::uint16_t position = 0;
};

void count(Cell& cell, const Index::Place& place, int points, std::uint16_t asked) {
    if (cell.last_word == asked) return;  // the best find of this word came first
    const bool neighbour = cell.text == place.text && place.position == cell.position + 1;
    cell.points += points + place.weight + (neighbour ? neighbour_points : 0);
    cell.last_word = asked;
    cell.which = static_cast<std::uint16_t>(cell.which | 1U << (asked - 1U));
    cell.neighbours = static_cast<std::uint16_t>(cell.neighbours + (neighbour ? 1 : 0));
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
        take(count_words(asked_.size(), Words::and_beginnings), asked_.size());
        if (!found_ && asked_.size() > 1) with_less();
        else if (may_be_slip_all_the_same()) by_slip(count_words(asked_.size() - 1, Words::whole));
        by_event(asked_);
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

    /// Complete for procedures that have so many of the words.
    [[nodiscard]] std::vector<Cell> count_words(std::size_t needed, Words counting) const {
        std::vector<Cell> cells(procedures_.size());
        for (std::size_t i = 0; i < asked_.size(); ++i) {
            const bool being_typed = i + 1 == asked_.size();
            for (const auto& found : matches(index_, asked_[i], being_typed ? Words::and_beginnings : counting)) {
                for (const auto& place : index_.words[found.word].places) {
                    auto& cell = cells[place.procedure];
                    // It has missed too many words already.
                    if (cell.words + (asked_.size() - i) < needed) continue;
                    count(cell, place, found.points, static_cast<std::uint16_t>(i + 1));
                }
            }
        }
        return cells;
    }

    /// Nothing has all the words: a slip is forgiven, or what has most of them is shown, as long as that is more than half.
    /// Where a word is missing, the beginning of another one says nothing: "làm hộ chiếu" is not "làm hòa giải viên".
    void with_less() {
        const auto cells = count_words(asked_.size() / 2 + (asked_.size() > 2 ? 1 : 0), Words::whole);
        by_slip(cells);
        for (auto needed = asked_.size() - 1; !found_ && needed * 2 > asked_.size(); --needed) take(cells, needed);
    }

    /// What has so many of the words. When some are missing, the others must at least stand together here and there: three
    /// words of four, scattered over a long name, are something else.
    void take(const std::vector<Cell>& cells, std::size_t needed) {
        const std::size_t neighbours = needed == asked_.size() ? 0 : needed / 2;
        Best rough(looked_at_closely);
        for (std::uint32_t p = 0; p < cells.size(); ++p) {
            if (cells[p].words < needed || cells[p].neighbours < neighbours) continue;
            score(p, cells[p].points);
            rough.offer(p, cells[p].points);
        }
        look_closely(rough.take(), asked_);
    }

    /// "ket hom" has found an English name with "home": the last word is none, and hardly anything begins with it.
    [[nodiscard]] bool may_be_slip_all_the_same() const {
        constexpr std::ptrdiff_t few = 3;
        if (asked_.size() < 2 || std::ranges::count_if(scores_, [](int score) { return score > 0; }) >= few) return false;
        const auto& last = asked_.back().folded;
        const auto at = std::ranges::lower_bound(index_.words, last, {}, &Index::Word::folded);
        return at == index_.words.end() || at->folded != last;
    }

    struct Slip {
        int points = 0;
        std::size_t asked = 0;              ///< the word of the question
        const Index::Word* word = nullptr;  ///< what was meant by it
    };
    /// Every word but one is there, and a slip away from that one stands a word beside its neighbour in the question: "kai
    /// sinh", "ket hn". Vietnamese words are so short that a slip alone would make any other word of them.
    void by_slip(const std::vector<Cell>& cells) {
        const auto all = (1U << asked_.size()) - 1U;
        std::unordered_map<std::uint32_t, Slip> slips;
        for (std::size_t i = 0; i < asked_.size(); ++i) {
            const auto& asked = asked_[i].folded;
            if (asked.size() < shortest_slip_beside_exact) continue;
            for (const auto& word : index_.words) {
                if (!one_slip_apart(word.folded, asked)) continue;
                for (const auto& place : word.places) {
                    const auto& cell = cells[place.procedure];
                    if ((cell.which | 1U << i) != all || !beside_exact(place, i)) continue;
                    auto& slip = slips[place.procedure];
                    const int points = cell.points + slip_points + place.weight + neighbour_points;
                    if (points > slip.points) slip = {points, i, &word};
                }
            }
        }
        Best rough(looked_at_closely);
        for (const auto& [procedure, slip] : slips) rough.offer(procedure, slip.points);
        const auto best = rough.take();
        for (const auto& entry : best) {
            const auto& slip = slips[entry.procedure];
            auto meant = asked_;
            meant[slip.asked] = {slip.word->folded, slip.word->written};
            look_closely({entry}, meant);
            if (entry.procedure == best.front().procedure) by_event(meant);
        }
    }

    /// Whether the word before or behind this place is the one before or behind the asked one.
    [[nodiscard]] bool beside_exact(const Index::Place& place, std::size_t asked) const {
        const std::string_view text = index_.texts[place.procedure][place.text].folded;
        std::size_t position = 0;
        for (std::size_t at = 0; at < text.size(); ++position) {
            const auto end = std::min(text.find(' ', at), text.size());
            const auto word = text.substr(at, end - at);
            if (position + 1U == place.position && asked > 0 && word == asked_[asked - 1].folded) return true;
            if (position == place.position + 1U) return asked + 1 < asked_.size() && word == asked_[asked + 1].folded;
            at = end + 1;
        }
        return false;
    }

    /// "sinh con": what happens leads to what has to be done then, the ordinary procedure first.
    void by_event(const std::vector<SearchWord>& asked) {
        const auto event = index_.by_event_name.find(joined(asked, &SearchWord::folded));
        if (event == index_.by_event_name.end()) return;
        for (const auto procedure : event->second)
            score(procedure, procedure == event->second.front() ? event_points : other_of_event_points);
    }

    void look_closely(const std::vector<Best::Entry>& rough, const std::vector<SearchWord>& asked) {
        const auto folded = joined(asked, &SearchWord::folded);
        const auto written = joined(asked, &SearchWord::written);
        for (const auto& entry : rough) {
            int most = 0;
            for (const auto& text : index_.texts[entry.procedure])
                most = std::max(most, fit(text, folded, written, asked.size()));
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
