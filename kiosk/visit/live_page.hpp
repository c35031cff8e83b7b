#pragma once
/// What the camera sees while a page lies under it, a few dozen times a second. Immutable values; any thread.

#include <array>
#include <cstdint>

#include "kiosk/dossier/dossier.hpp"

namespace kiosk::visit {

struct LivePage {
    enum class Says : std::uint8_t {
        lay_a_page,     ///< no sheet is seen
        move_it_in,     ///< a part of it lies outside of the picture
        leave_it,       ///< the picture is taken by itself when it has lain still
        is_taken,       ///< now
        is_taken_once,  ///< this page lies there since the last picture: by itself it is not taken again
    };
    struct Corner {
        int x = 0;
        int y = 0;
    };
    dossier::Preview picture;
    bool seen = false;
    std::array<Corner, 4> corners{};  ///< when seen: pixels of `picture`, clockwise from the top left
    int still_percent = 0;            ///< how much of the time that it must lie still has gone by
    Says says = Says::lay_a_page;
};

}  // namespace kiosk::visit
