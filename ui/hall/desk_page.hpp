#pragma once
/// A counter's own page, for an officer without a browser: whom they have, and a button with a key for everything they do. UI thread; pure.

#include <functional>
#include <optional>
#include <string>

#include "kiosk/queue/desk_view.hpp"
#include "kiosk/texts/languages.hpp"
#include "ui/frame.hpp"

namespace kiosk::ui {

enum class DeskDeed { next, recall, start, finish, absent, hold, open, pause, close, call_back };

struct DeskScene {
    const settings::Settings& settings;
    const Languages& languages;
    std::string language;
    std::string counter;                  ///< id
    std::optional<queue::DeskView> view;  ///< nothing: the queue was never read
    std::optional<WallTime> old_since;    ///< the queue cannot be reached; what is shown is of then
    bool busy = false;                    ///< a deed is being written
    std::optional<TextId> failed{};       ///< why the last one was not done
    WallTime wall;
};

/// What was asked for. `press`: of the person who is called back.
struct DeskWish {
    DeskDeed deed;
    PressId press{};
};

/// Draws the page. `wish`: told of what was tapped; `other_language`: of the wish for another language.
void draw_desk_page(Frame& frame, const DeskScene& scene, const std::function<void(DeskWish)>& wish,
                    const std::function<void(const std::string&)>& other_language);

/// The id of the thing behind each function key: [2] of F2; empty: none.
[[nodiscard]] std::vector<std::string> desk_keys();

}  // namespace kiosk::ui
