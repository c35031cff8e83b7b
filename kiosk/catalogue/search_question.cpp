#include "kiosk/catalogue/search_question.hpp"

#include <algorithm>
#include <bit>

namespace kiosk::catalogue {
namespace {

using Index = Catalogue::Index;
using Bits = SearchQuestion::Bits;

// What a text gets for how it holds the question. A text that the question asks for as a whole is above all others.
constexpr int in_a_row_points = 60;
constexpr int silent_words_points = 40;   // for all of the question's silent words
constexpr int share_points = 120;         // for the share of the text that was asked for
constexpr int whole_points = 300;         // nothing in the text was not asked for
constexpr int whole_so_far_points = 150;  // the same while the last of several words is being typed
constexpr int special_word_points = 30;   // less for each word of a special case that was not asked for
constexpr int most_special_words = 3;
constexpr int apart_points = 20;  // the words stand in several texts of the procedure

/// In a longer text a word counts only beside another one of the question: in some sentence of a law stands every word.
constexpr std::size_t short_text_words = 10;
constexpr std::size_t most_typed_bytes = 200;

Bits bit(std::size_t word) { return static_cast<Bits>(1U << word); }

bool is_beginning(int points) { return points == written_beginning_points || points == folded_beginning_points; }

}  // namespace

/// What one text holds of the question.
struct SearchQuestion::Look {
    Bits found = 0;
    Bits counted = 0;  ///< of those the ones that are sure, or beside another one
    Bits row = 0;      ///< the words that end here and follow each other as in the question
    bool in_a_row = false;
    bool being_typed = false;  ///< some are found by their beginning only
    int telling = 0;           ///< how many telling words of the text were asked for
    int unasked_special = 0;
    std::array<int, most_words> best{};
};

SearchQuestion::SearchQuestion(const Index& index, std::string_view typed)
    : words_(search_words(typed.substr(0, most_typed_bytes))), meanings_(index.words.size()) {
    if (words_.size() > most_words) words_.resize(most_words);
    auto silent = index.silent.in(words_, Phrases::Marks::may_be_missing);
    if (std::ranges::count(silent, false) == 0) silent.assign(words_.size(), false);
    for (std::size_t i = words_.size(); i-- > 0;) {
        if (!silent[i]) telling_ = static_cast<Bits>(telling_ | bit(i));
        if (i + 1 == words_.size()) continue;
        behind_[i] = static_cast<Bits>(bit(i + 1) | (silent[i + 1] ? behind_[i + 1] : 0));
    }
    telling_count_ = static_cast<std::size_t>(std::popcount(telling_));
}

void SearchQuestion::may_mean(std::size_t asked, std::size_t word, int points, bool sure) {
    auto& meaning = meanings_[word];
    meaning.asked = static_cast<Bits>(meaning.asked | bit(asked));
    if (sure) meaning.sure = static_cast<Bits>(meaning.sure | bit(asked));
    meaning.points = std::max(meaning.points, points);
}

void SearchQuestion::forget_meanings() { std::ranges::fill(meanings_, Meaning{}); }

/// Two words of a text side by side, which may be these of the question, as long as one of them is sure.
/// In the other order only where no word is missing: "giấy phép lái xe" is not "cấp lại giấy phép".
void SearchQuestion::join(Look& look, const Meaning& before, const Meaning& here, bool in_any_order) const {
    const auto both = [&](const Meaning& first, const Meaning& second) {
        Bits seconds = 0;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if ((first.asked & bit(i)) == 0) continue;
            const Bits may_follow = (first.sure & bit(i)) != 0 ? second.asked : second.sure;
            const auto follows = static_cast<Bits>(behind_[i] & may_follow);
            if (follows == 0) continue;
            look.counted = static_cast<Bits>(look.counted | bit(i) | follows);
            seconds = static_cast<Bits>(seconds | follows);
        }
        return seconds;
    };
    const Bits following = both(before, here);
    if (in_any_order) both(here, before);
    look.row = following == 0 ? here.asked : static_cast<Bits>(look.row | following);
}

SearchQuestion::Look SearchQuestion::look_at(const Index::Text& text, bool all) const {
    Look out;
    const bool alone_counts = all && text.words.size() <= short_text_words;
    Meaning before;
    for (const auto& word : text.words) {
        const auto& meaning = meanings_[word.word];
        if (meaning.asked == 0) {
            if (word.special) ++out.unasked_special;
            if (!word.silent) before = {};
            continue;
        }
        if (!word.silent) ++out.telling;
        out.found = static_cast<Bits>(out.found | meaning.asked);
        if (telling_count_ == 1) out.counted = static_cast<Bits>(out.counted | meaning.asked);
        else if (alone_counts) out.counted = static_cast<Bits>(out.counted | meaning.sure);
        if (is_beginning(meaning.points)) out.being_typed = true;
        for (std::size_t i = 0; i < words_.size(); ++i)
            if ((meaning.asked & bit(i)) != 0) out.best[i] = std::max(out.best[i], meaning.points);
        join(out, before, meaning, all);
        out.in_a_row |= (out.row & telling_) == telling_;
        before = meaning;
    }
    return out;
}

/// What was found for each of the telling words, on the average.
int SearchQuestion::quality_of(const std::array<int, most_words>& best, Bits words) const {
    int sum = 0;
    for (std::size_t i = 0; i < words_.size(); ++i)
        if ((words & telling_ & bit(i)) != 0) sum += best[i];
    return sum / std::max(static_cast<int>(telling_count_), 1);
}

int SearchQuestion::points_of(const Index::Text& text, const Look& look) const {
    const auto silent = static_cast<Bits>(~telling_);
    const int silent_asked = static_cast<int>(words_.size() - telling_count_);
    int points = text.weight + quality_of(look.best, look.counted);
    points += silent_words_points * std::popcount(static_cast<Bits>(look.found & silent)) / std::max(silent_asked, 1);
    const bool hardly_typed = look.being_typed && look.telling == 1;  // "k" is not all of "KT3"
    points += share_points * look.telling / std::max(text.telling, hardly_typed ? 2 : 1);
    points -= special_word_points * std::min(look.unasked_special, most_special_words);
    if ((look.counted & telling_) != telling_) return points;
    if (look.in_a_row) points += in_a_row_points;
    if (look.telling != text.telling) return points;
    if (!look.being_typed) return points + whole_points;
    return hardly_typed ? points : points + whole_so_far_points;
}

int SearchQuestion::fit(const std::vector<Index::Text>& texts, std::size_t needed) const {
    const auto enough = [&](Bits counted) {
        return static_cast<std::size_t>(std::popcount(static_cast<Bits>(counted & telling_))) >= needed;
    };
    const bool all = needed == telling_count_;
    int most = 0;
    Bits together = 0;
    std::array<int, most_words> best{};
    int special = 0;
    for (const auto& text : texts) {
        const auto look = look_at(text, all);
        if (look.counted == 0) continue;
        together = static_cast<Bits>(together | look.counted);
        for (std::size_t i = 0; i < words_.size(); ++i) best[i] = std::max(best[i], look.best[i]);
        special = std::max(special, std::min(look.unasked_special, most_special_words));
        if (enough(look.counted)) most = std::max(most, std::max(points_of(text, look), 1));
    }
    if (most > 0 || !all || !enough(together)) return most;
    return std::max(apart_points + quality_of(best, together) / 2 - special_word_points * special / 2, 1);
}

}  // namespace kiosk::catalogue
