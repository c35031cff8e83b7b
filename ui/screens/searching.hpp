#pragma once
/// Finds a procedure by typed words, with or without diacritics. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

class SearchingScreen {
public:
    explicit SearchingScreen(const visit::Searching&) {}
    void draw(Frame& frame, const visit::Searching& state, const ScreenContext& ctx);

private:
    std::string suggested_for_;  ///< the words that the suggestions were looked up for
    std::vector<Suggestion> suggestions_;
};

}  // namespace kiosk::ui
