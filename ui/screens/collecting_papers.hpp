#pragma once
/// The papers of a dossier: each with its pages, and the ways to add one.

#include <map>

#include "ui/screen.hpp"

namespace kiosk::ui {

class CollectingPapersScreen {
public:
    explicit CollectingPapersScreen(const visit::CollectingPapers& state);
    void draw(Frame& frame, const visit::CollectingPapers& state, const ScreenContext& ctx);

private:
    void draw_paper(Frame& frame, const visit::CollectingPapers& state, const catalogue::Component& component,
                    const ScreenContext& ctx);

    std::map<Uuid, Picture> pictures_;  ///< of pages, made once
};

}  // namespace kiosk::ui
