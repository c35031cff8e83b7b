#pragma once
/// The kiosk's own counts (kiosk/review) in its database.
///
/// One thread (the store worker). Blocks on the disk. What is counted beside something that is recorded is written in that
/// one's transaction (`add_count`); the rest at the end of a visit. Words that the catalogue does not say are kept as a keyed
/// hash until enough visits of one month have typed them, and forgotten with the month.

#include <functional>
#include <string>
#include <string_view>

#include "kiosk/base/ids.hpp"
#include "kiosk/review/tally.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/store/vault.hpp"

namespace kiosk::store {

/// One more, within whatever transaction is open.
[[nodiscard]] Result<Done> add_count(Database& database, WallTime at, review::Counted counted, std::string_view procedure,
                                     std::string_view detail = {});

class TallyBook {
public:
    TallyBook(Database& database, Vault& vault, Ids& ids) : database_(database), vault_(vault), ids_(ids) {}

    /// Whether the catalogue says these folded words (review::CatalogueWords).
    using Says = std::function<bool(std::string_view)>;
    /// All of a visit, or nothing.
    [[nodiscard]] Result<Done> count(const review::Notes& notes, WallTime now, const Says& says);
    /// Everything counted so far.
    [[nodiscard]] Result<review::Book> read(std::string_view centre, std::string_view kiosk, WallTime now);

private:
    [[nodiscard]] Result<Done> count_words(std::string_view typed, WallTime now, const Says& says);
    [[nodiscard]] Result<std::string> id(WallTime now);

    Database& database_;
    Vault& vault_;
    Ids& ids_;
};

}  // namespace kiosk::store
