#pragma once
/// Portals take one file a paper, not one a page. Pure; any thread.

#include <vector>

#include "kiosk/dossier/dossier.hpp"

namespace kiosk::app {

/// What one file may hold: portals refuse larger ones.
inline constexpr std::size_t largest_bound_bytes = 20U << 20;

/// The same papers, each with one PDF of all its pages in their order under the first page's id; with another file where one would
/// grow too large. What is no PDF stays a file of its own, and so does everything when pages cannot be joined: a dossier is never
/// lost for its form.
[[nodiscard]] std::vector<dossier::Paper> bound_papers(const std::vector<dossier::Paper>& papers,
                                                       std::size_t largest_bytes = largest_bound_bytes);

/// The draft with its papers so.
[[nodiscard]] dossier::Draft bound(dossier::Draft draft);

}  // namespace kiosk::app
