#pragma once
/// What a screen may see and do besides its own state. A screen is bound to one state at compile time (`ScreenOf`), built on
/// entering it and dropped on leaving it, so nothing that one citizen typed can meet the next. UI thread only.

#include <functional>
#include <string>
#include <string_view>

#include "kiosk/texts/ids.hpp"
#include "kiosk/texts/languages.hpp"
#include "kiosk/visit/visit.hpp"
#include "ui/frame.hpp"

namespace kiosk::ui {

struct ScreenContext {
    const Texts& texts;  ///< in the language of the visit
    const Languages& languages;
    const settings::Settings& settings;
    const catalogue::Catalogue& catalogue;
    const visit::Visit& visit;  ///< preferences and what the kiosk can do now
    Monotonic now;
    WallTime wall;
    std::function<void(visit::Event)> emit;
    std::function<Uuid()> new_id;  ///< for a press or a question

    [[nodiscard]] const std::string& operator()(TextId id) const { return texts(id); }
    template <class... Args>
    [[nodiscard]] std::string operator()(TextId id, const Args&... args) const {
        return texts(id, args...);
    }
    /// A name from the data, in the language of the visit.
    [[nodiscard]] const std::string& operator()(const LocalText& name) const { return texts(name); }
};

/// A state without a line in ui/screens/screens.hpp does not compile.
template <class State>
struct ScreenOf;

}  // namespace kiosk::ui
