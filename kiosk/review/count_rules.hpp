#pragma once
/// What a line of counts may say: only what a kiosk writes down itself, so that nobody can be meant by it. The kiosk leaves the
/// rest out of the file that leaves it, and who reads such a file refuses it. Immutable after construction; any thread.

#include <optional>
#include <string_view>

#include "kiosk/review/search_words.hpp"
#include "kiosk/review/tally.hpp"

namespace kiosk::review {

class CountRules {
public:
    /// `catalogue` outlives the rules.
    explicit CountRules(const catalogue::Catalogue& catalogue) : catalogue_(catalogue), words_(catalogue) {}

    struct Fault {
        std::string_view key;   ///< of the line: "procedure", "detail", "count"
        std::string_view what;  ///< never a value
    };
    [[nodiscard]] std::optional<Fault> fault_of(const CountLine& line, std::int64_t count) const;
    /// The lines of a book that may leave the kiosk. Words kept when an older catalogue said them may not, once it does not.
    [[nodiscard]] Counts allowed(const Counts& counts) const;

private:
    [[nodiscard]] std::optional<Fault> fault_of_words(const CountLine& line, std::int64_t count) const;

    const catalogue::Catalogue& catalogue_;
    CatalogueWords words_;
};

}  // namespace kiosk::review
