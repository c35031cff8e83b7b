#pragma once
/// Puts what was set on pages: bands one below the other, a new page where the next one does not fit. Pure; any thread.

#include <functional>
#include <memory>
#include <vector>

using cairo_t = struct _cairo;  // NOLINT(bugprone-reserved-identifier): cairo's own name

namespace kiosk::typeset {

/// Where a band stands within its piece on this page: a table draws its lines above the first and below the last.
struct Edge {
    bool first = true;
    bool last = true;
};

/// What is never divided: one line of words, one code. Heights in points; drawn from its upper left corner.
struct Band {
    double height = 0;
    std::function<void(cairo_t*, double x, double y, Edge)> draw;
};

/// Bands that stay on one page where a page can hold them all: a paragraph, a row of a table.
struct Piece {
    std::vector<Band> bands;
    bool divides = false;                   ///< may end in the middle wherever it stands: a paragraph of many lines
    bool with_next = false;                 ///< a heading: never the last thing on a page
    bool space = false;                     ///< nothing is drawn: left out at the top of a page
    std::shared_ptr<const Piece> repeated;  ///< the head of its table, drawn again on every further page
    [[nodiscard]] double height() const;
};

struct Placed {
    const Band* band = nullptr;  ///< of the pieces, which outlive it
    double y = 0;
    Edge edge;
};
using PageContent = std::vector<Placed>;

/// At least one page. A band higher than a page stands on one of its own.
[[nodiscard]] std::vector<PageContent> lay_out(const std::vector<Piece>& pieces, double page_height);

}  // namespace kiosk::typeset
