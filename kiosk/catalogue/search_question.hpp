#pragma once
/// What somebody asks a search for, and how well the texts of one procedure fit it. Used while one search runs; one thread.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/search.hpp"
#include "kiosk/catalogue/spelling.hpp"

namespace kiosk::catalogue {

// How much a word found says. Only their order matters: exact marks, the word, its beginning, its sound, a slip.
inline constexpr int written_points = 100;
inline constexpr int folded_points = 80;
inline constexpr int written_beginning_points = 60;
inline constexpr int folded_beginning_points = 50;
inline constexpr int sound_points = 40;
inline constexpr int slip_points = 25;

class SearchQuestion {
public:
    /// A bit for each word of the question.
    using Bits = std::uint16_t;
    static constexpr std::size_t most_words = 12;

    /// Of longer texts the beginning.
    SearchQuestion(const Catalogue::Index& index, std::string_view typed);

    [[nodiscard]] const std::vector<SearchWord>& words() const { return words_; }
    /// The words that ask for something: all but the silent ones, all when there are no others.
    [[nodiscard]] Bits telling() const { return telling_; }
    [[nodiscard]] bool tells(std::size_t word) const { return (telling_ >> word & 1U) != 0; }
    [[nodiscard]] std::size_t telling_words() const { return telling_count_; }

    /// That a word of the index is one of the question's. What is not `sure`, for its marks are others or it is a slip, counts
    /// only beside another word of the question.
    void may_mean(std::size_t asked, std::size_t word, int points, bool sure);
    void forget_meanings();

    /// How well the texts of a procedure fit; 0: they do not have so many of its telling words. When some are missing, the
    /// others must stand side by side in one text, in their order: three words of four, scattered over a long name, are
    /// something else.
    [[nodiscard]] int fit(const std::vector<Catalogue::Index::Text>& texts, std::size_t needed) const;

private:
    /// What a word of the index may be in the question.
    struct Meaning {
        Bits asked = 0;
        Bits sure = 0;
        int points = 0;  ///< the most of them
    };
    struct Look;
    [[nodiscard]] Look look_at(const Catalogue::Index::Text& text, bool all) const;
    [[nodiscard]] int points_of(const Catalogue::Index::Text& text, const Look& look) const;
    [[nodiscard]] int quality_of(const std::array<int, most_words>& best, Bits words) const;
    void join(Look& look, const Meaning& before, const Meaning& here, bool in_any_order) const;

    std::vector<SearchWord> words_;
    std::vector<Meaning> meanings_;  ///< of each word of the index
    Bits telling_ = 0;
    std::size_t telling_count_ = 0;
    std::array<Bits, most_words> behind_{};  ///< of each word those that follow it, silent ones passed over or not
};

}  // namespace kiosk::catalogue
