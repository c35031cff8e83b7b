#pragma once
/// Books of kiosks that do not exist, beside the catalogue of the tree.

#include "kiosk/base/ids.hpp"
#include "kiosk/review/tally.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/shipped_catalogue.hpp"

namespace kiosk::test {

inline const WallTime november = wall_time({{2026, 11, 27}, 9, 0, 0});

inline review::Book book(int number, WallTime as_of = november) {
    Uuid id;
    id.bytes[0] = static_cast<std::uint8_t>(number);
    return {id.text(), "BINHSON", "K" + std::to_string(number), as_of, {}};
}

/// A state of one of three kiosks' books.
inline review::Book some_book(Dice& dice) {
    using review::Counted;
    auto out = book(dice.number(1, 3), november + Duration{dice.number(0, 5) * 60'000});
    for (int i = dice.number(0, 6); i > 0; --i) {
        const auto counted = dice.pick(std::vector{Counted::visits, Counted::asked_for, Counted::filed_online});
        out.counts[{dice.one_in(2) ? "2026-11" : "2026-10", counted, dice.one_in(2) ? "1.001193" : "1.000894", ""}] =
            dice.number(1, 9);
    }
    return out;
}

}  // namespace kiosk::test
