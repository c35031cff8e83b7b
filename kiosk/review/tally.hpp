#pragma once
/// The counts of kiosks, and how those of many become one. Each kiosk keeps one book; its counts only grow, so two states of
/// one book are joined by taking the larger count of each line, and different books stand beside each other. Joining is
/// therefore associative, order does not matter, and a kiosk that comes twice counts once. Values; any thread.

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/review/counted.hpp"

namespace kiosk::review {

class CountRules;

struct CountLine {
    std::string month;  ///< "2026-11"
    Counted counted = Counted::visits;
    std::string procedure;
    std::string detail;
    auto operator<=>(const CountLine&) const = default;
};
using Counts = std::map<CountLine, std::int64_t>;

/// What one kiosk has counted since its data folder was begun.
struct Book {
    std::string id;      ///< a UUID, made with the data folder
    std::string centre;  ///< settings: [centre] id
    std::string kiosk;   ///< settings: kiosk_id
    WallTime as_of;      ///< when it was read
    Counts counts;
    bool operator==(const Book&) const = default;
};

class Tally {
public:
    /// busy: a book of this id is here already and belongs to another kiosk: one data folder was copied to two machines.
    [[nodiscard]] Result<Done> join(const Book& book);
    [[nodiscard]] Result<Done> join(const Tally& other);

    [[nodiscard]] const std::map<std::string, Book>& books() const { return books_; }
    /// The sum of all books; `from` and `to` are months, both included, empty for no limit.
    [[nodiscard]] Counts sum(std::string_view from = {}, std::string_view to = {}) const;
    bool operator==(const Tally&) const = default;

private:
    std::map<std::string, Book> books_;
};

/// {"format":"kiosk-tally","version":1,"books":[{"id","centre","kiosk","as_of","counts":[{"month","counted","procedure","detail",
///  "count"}]}]}, always in the same order, one line.
[[nodiscard]] std::string tally_json(const Tally& tally);
inline constexpr std::size_t largest_tally_bytes = 64U << 20;
/// Strict: bad_format names the place, newer_version another version of the format, too_large. A file may have been made by
/// hand, so it says nothing that a kiosk would not have written (count_rules.hpp).
[[nodiscard]] Result<Tally> read_tally(std::string_view json, const CountRules& rules);

}  // namespace kiosk::review
