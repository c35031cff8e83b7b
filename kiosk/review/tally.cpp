#include "kiosk/review/tally.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::review {

Result<Done> Tally::join(const Book& book) {
    const auto [at, is_new] = books_.try_emplace(book.id, book);
    if (is_new) return Done{};
    auto& known = at->second;
    if (known.centre != book.centre || known.kiosk != book.kiosk) {
        return fail(Code::busy,
                    fmt::format("{} {} and {} {} keep the same book: one data folder was copied to both; give one "
                                "of them a data folder of its own",
                                known.centre, known.kiosk, book.centre, book.kiosk));
    }
    known.as_of = std::max(known.as_of, book.as_of);
    for (const auto& [line, count] : book.counts) {
        auto& mine = known.counts[line];
        mine = std::max(mine, count);
    }
    return Done{};
}

Result<Done> Tally::join(const Tally& other) {
    for (const auto& [id, book] : other.books_) {
        if (auto joined = join(book); !joined) return joined;
    }
    return Done{};
}

Counts Tally::sum(std::string_view from, std::string_view to) const {
    Counts out;
    for (const auto& [id, book] : books_) {
        for (const auto& [line, count] : book.counts) {
            if ((!from.empty() && line.month < from) || (!to.empty() && line.month > to)) continue;
            out[line] += count;
        }
    }
    return out;
}

}  // namespace kiosk::review
