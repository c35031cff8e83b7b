#pragma once
/// What is chosen or written before a deed of a counter: where somebody goes, how it ended, why. UI thread; pure.

#include "ui/hall/desk_page.hpp"

namespace kiosk::ui {

/// Whether something must be chosen first: of lists that are empty nothing can be.
[[nodiscard]] bool needs_draft(DeskDeed deed, const settings::Settings& settings);
/// The page of `scene.draft`, which is there, as is somebody at the counter where the deed is about them.
void draw_desk_draft(Frame& frame, const DeskScene& scene, const DeskHost& host);

}  // namespace kiosk::ui
