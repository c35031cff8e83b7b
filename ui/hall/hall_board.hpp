#pragma once
/// The board of the hall: what of the queue it shows, what of it is new, and when it changes by itself. Both languages stand on it, for nobody can
/// choose. UI thread.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "kiosk/queue/board.hpp"
#include "kiosk/texts/languages.hpp"
#include "ui/frame.hpp"
#include "ui/theme.hpp"

namespace kiosk::ui {

/// A display whose letters are read across a hall, whatever its size: the number of the newest call is a sixth of its shorter side and more.
[[nodiscard]] Display board_display(int width_px, int height_px);

class HallBoard {
public:
    /// Both outlive it.
    HallBoard(const settings::Settings& settings, const Languages& languages) : settings_(settings), languages_(languages) {}

    /// What the queue is as of that moment. The first time nothing of it is new.
    void take(const queue::Hall& hall, Monotonic as_of, Monotonic now, WallTime wall);
    void draw(Frame& frame, Monotonic now, WallTime wall) const;
    /// When it looks different although nothing happens: a flash, the clock, data that grow old.
    [[nodiscard]] Monotonic next_change(Monotonic now, WallTime wall) const;
    [[nodiscard]] const queue::BoardView& view() const { return view_; }

private:
    [[nodiscard]] std::string both(TextId id) const;
    [[nodiscard]] Board::Call shown(const queue::BoardCall& call, Monotonic now) const;
    [[nodiscard]] static const char* in_turn(WallTime wall);
    [[nodiscard]] bool is_old(Monotonic now) const;
    [[nodiscard]] std::optional<Monotonic> fresh_since(const queue::BoardCall& call, Monotonic now) const;

    const settings::Settings& settings_;
    const Languages& languages_;
    queue::BoardView view_;
    std::optional<Monotonic> as_of_;  ///< nothing: the queue was never read
    LocalDate day_;
    LocalText notice_;
    std::map<std::pair<PressId, WallTime>, Monotonic> seen_;  ///< calls of the day, and since when they were new
};

}  // namespace kiosk::ui
