#include "kiosk/catalogue/search.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/search_question.hpp"
#include "kiosk/catalogue/spelling.hpp"

namespace kiosk::catalogue {
namespace {

using Index = Catalogue::Index;

constexpr int neighbour_points = 30;  // in the first, rough ranking: two words that follow each other as in the question
constexpr int rough_share = 10;       // what is ranked roughly only stands below what was looked at closely

// Among the points of a close look (search_question.cpp): a text asked for as a whole is above all of these but the codes.
constexpr int code_points = 1000;
constexpr int event_points = 400;           // above whatever has the words of the event among others
constexpr int other_of_event_points = 160;  // below what has the words in a row
constexpr int initials_points = 300;
constexpr int initials_beginning_points = 110;

constexpr std::size_t shortest_slip_letters = 4;       // a slip in a shorter word makes another word
constexpr std::size_t shortest_slip_beside_exact = 2;  // unless the word beside it says what was meant
constexpr std::size_t looked_at_closely = 200;         // the best of a first, rough ranking

struct Found {
    std::size_t word = 0;
    int points = 0;
    bool sure = true;  ///< the marks typed are those of the word
};

/// What counts as one of the words asked for.
enum class Words { and_beginnings, whole };

/// Where a mark stands it was meant, and so was the first letter of a short word: otherwise any short word is a slip of others.
bool may_be_slip(const Index::Word& word, const SearchWord& asked) {
    const bool is_short = asked.folded.size() < shortest_slip_letters;
    return (!is_short || word.folded.front() == asked.folded.front()) && one_slip_apart(word.folded, asked.folded) &&
           marks_agree(asked.written, word.written);
}

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
        const bool sure = marks_agree(asked.written, at->written) || at->written.starts_with(asked.written);
        out.push_back({static_cast<std::size_t>(at - index.words.begin()), points, sure});
    }
    const auto [from, to] = index.by_sound.equal_range(sound(asked.folded));
    for (auto same = from; same != to; ++same)
        if (const auto& word = index.words[same->second]; word.folded != asked.folded)
            out.push_back({same->second, sound_points, marks_agree(asked.written, word.written)});
    if (asked.folded.size() >= shortest_slip_letters && out.empty()) {
        for (std::size_t i = 0; i < index.words.size(); ++i)
            if (may_be_slip(index.words[i], asked)) out.push_back({i, slip_points, false});
    }
    std::stable_sort(out.begin(), out.end(), [](const Found& a, const Found& b) { return a.points > b.points; });
    return out;
}

/// What the words of the question have found in one procedure so far.
struct Cell {
    int points = 0;
    std::uint16_t words = 0;       ///< telling ones
    std::uint16_t neighbours = 0;  ///< how often two of them follow each other as in the question
    std::uint16_t which = 0;       ///< a bit for each word of the question
    std::uint16_t last_word = 0;   ///< the word of the question that was counted last, from 1
    std::uint16_t text = std::numeric_limits<std::uint16_t>::max();
    std::uint16_t position = 0;
};

void count(Cell& cell, const Index::Place& place, int points, std::uint16_t asked, bool telling) {
    if (cell.last_word == asked) return;  // the best find of this word came first
    const bool neighbour = cell.text == place.text && place.position == cell.position + 1;
    cell.points += points + place.weight + (neighbour ? neighbour_points : 0);
    cell.last_word = asked;
    cell.which = static_cast<std::uint16_t>(cell.which | 1U << (asked - 1U));
    cell.neighbours = static_cast<std::uint16_t>(cell.neighbours + (neighbour ? 1 : 0));
    if (telling) ++cell.words;
    cell.text = place.text;
    cell.position = place.position;
}

std::string folded_words(const std::vector<SearchWord>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word.folded;
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
        : index_(index), procedures_(procedures), question_(index, typed), asked_(question_.words()) {}

    std::vector<Hit> run(std::size_t limit) {
        if (asked_.empty()) return {};
        scores_.resize(procedures_.size());
        if (asked_.size() == 1) {
            by_code();
            by_initials();
        }
        const auto telling = question_.telling_words();
        take(count_words(telling, Words::and_beginnings), telling);
        if (!found_ && asked_.size() > 1) with_less();
        else if (may_be_slip_all_the_same()) by_slip(count_words(telling - 1, Words::whole));
        by_event(asked_);
        return best(limit);
    }

private:
    /// A procedure counts once, for the best of its reasons.
    void score(std::size_t procedure, int points) {
        scores_[procedure] = std::max(scores_[procedure], points);
        found_ = true;
    }

    /// "1.001193", its beginning, its digits alone, or with what a unit writes behind it.
    void by_code() {
        constexpr std::size_t shortest_serial = 3;
        const auto& asked = asked_.front().folded;
        if (asked.front() < '0' || asked.front() > '9') return;
        const auto code = upper(asked);  // …H48
        for (auto at = index_.by_code.lower_bound(code); at != index_.by_code.end() && at->first.starts_with(code); ++at)
            score(at->second, at->first.size() == code.size() ? code_points : code_points / 2);
        if (const auto national = index_.by_code.find(national_code_in(code)); national != index_.by_code.end())
            score(national->second, code_points);
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

    /// Complete for procedures that have so many of the telling words.
    [[nodiscard]] std::vector<Cell> count_words(std::size_t needed, Words counting) {
        std::vector<Cell> cells(procedures_.size());
        question_.forget_meanings();
        auto still_to_come = question_.telling_words();
        for (std::size_t i = 0; i < asked_.size(); ++i) {
            // A silent word is known, so nobody is typing it.
            const bool may_begin = question_.tells(i) && (counting == Words::and_beginnings || i + 1 == asked_.size());
            for (const auto& found : matches(index_, asked_[i], may_begin ? Words::and_beginnings : Words::whole)) {
                question_.may_mean(i, found.word, found.points, found.sure);
                for (const auto& place : index_.words[found.word].places) {
                    auto& cell = cells[place.procedure];
                    // It has missed too many words already.
                    if (cell.words + still_to_come < needed) continue;
                    count(cell, place, found.points, static_cast<std::uint16_t>(i + 1), question_.tells(i));
                }
            }
            if (question_.tells(i)) --still_to_come;
        }
        return cells;
    }

    /// Nothing has all the words: a slip is forgiven, or what has most of them is shown, as long as that is more than half.
    /// Where a word is missing, the beginning of another one says nothing: "làm hộ chiếu" is not "làm hòa giải viên".
    void with_less() {
        const auto all = question_.telling_words();
        const auto cells = count_words(all / 2 + (all > 2 ? 1 : 0), Words::whole);
        by_slip(cells);
        for (auto needed = all - 1; !found_ && needed * 2 > all; --needed) take(cells, needed);
    }

    /// What has so many of the words.
    void take(const std::vector<Cell>& cells, std::size_t needed) {
        const bool all = needed == question_.telling_words();
        Best rough(looked_at_closely);
        for (std::uint32_t p = 0; p < cells.size(); ++p) {
            if (cells[p].words < needed) continue;
            const bool in_a_row = cells[p].neighbours + 1U >= asked_.size();
            if (all && in_a_row) score(p, std::max(cells[p].points / rough_share, 1));
            rough.offer(p, cells[p].points);
        }
        look_closely(rough.take(), needed);
    }

    /// "ket hom" has found an English name with "home": the last word is none, and hardly anything begins with it.
    [[nodiscard]] bool may_be_slip_all_the_same() const {
        constexpr std::ptrdiff_t few = 3;
        if (question_.telling_words() < 2 || std::ranges::count_if(scores_, [](int score) { return score > 0; }) >= few)
            return false;
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
        std::unordered_map<std::uint32_t, Slip> slips;
        for (std::size_t i = 0; i < asked_.size(); ++i) {
            if (!question_.tells(i) || asked_[i].folded.size() < shortest_slip_beside_exact) continue;
            for (std::size_t w = 0; w < index_.words.size(); ++w) {
                const auto& word = index_.words[w];
                if (!may_be_slip(word, asked_[i])) continue;
                for (const auto& place : word.places) {
                    const auto& cell = cells[place.procedure];
                    const auto missing = question_.telling() & ~(cell.which | 1U << i);
                    if (missing != 0 || !beside_exact(place, i)) continue;
                    question_.may_mean(i, w, slip_points, false);
                    auto& slip = slips[place.procedure];
                    const int points = cell.points + slip_points + place.weight + neighbour_points;
                    if (points > slip.points) slip = {points, i, &word};
                }
            }
        }
        Best rough(looked_at_closely);
        for (const auto& [procedure, slip] : slips) rough.offer(procedure, slip.points);
        const auto best = rough.take();
        if (best.empty()) return;
        look_closely(best, question_.telling_words());
        const auto& slip = slips[best.front().procedure];
        auto meant = asked_;
        meant[slip.asked] = {slip.word->folded, slip.word->written};
        by_event(meant);
    }

    /// Whether the word before or behind this place is the one before or behind the asked one.
    [[nodiscard]] bool beside_exact(const Index::Place& place, std::size_t asked) const {
        const auto& words = index_.texts[place.procedure][place.text].words;
        const auto is = [&](std::size_t position, std::size_t word) {
            return index_.words[words[position].word].folded == asked_[word].folded;
        };
        if (place.position > 0 && asked > 0 && is(place.position - 1U, asked - 1)) return true;
        return place.position + 1U < words.size() && asked + 1 < asked_.size() && is(place.position + 1U, asked + 1);
    }

    /// "sinh con": what happens leads to what has to be done then, the ordinary procedure first.
    void by_event(const std::vector<SearchWord>& asked) {
        const auto event = index_.by_event_name.find(folded_words(asked));
        if (event == index_.by_event_name.end()) return;
        // "sửa nhà" is the name of a procedure as well.
        const bool is_named = std::ranges::max(scores_) > event_points;
        for (const auto procedure : event->second) {
            const bool ordinary = procedure == event->second.front() && !is_named;
            score(procedure, ordinary ? event_points : other_of_event_points);
        }
    }

    void look_closely(const std::vector<Best::Entry>& rough, std::size_t needed) {
        for (const auto& entry : rough) {
            const int points = question_.fit(index_.texts[entry.procedure], needed);
            if (points > 0) score(entry.procedure, points);
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
    SearchQuestion question_;
    const std::vector<SearchWord>& asked_;
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
