#pragma once
/// Words set in lines for paper: slips in dots of a print head, pages in points. The only room that knows pango. One thread a
/// value, as pango's fonts are; never block. Set the same on every machine whatever its desktop is set to: no hinting.

#include <memory>
#include <string_view>
#include <vector>

using cairo_t = struct _cairo;            // NOLINT(bugprone-reserved-identifier): cairo's own name
using PangoLayout = struct _PangoLayout;  // NOLINT(bugprone-reserved-identifier): pango's own name

namespace kiosk::typeset {

enum class Weight { regular, medium, bold };
enum class Align { left, centre, right, justified };
enum class Face { sans, serif };
/// On a print head letters stand on whole dots; on a page they stand where they belong.
enum class Surface { dots, page };
struct Type {
    double size = 24;  ///< in units of the surface that it is drawn on
    Weight weight = Weight::medium;
    Align align = Align::left;
    bool tabular = false;  ///< digits of one width: codes and numbers
    Face face = Face::sans;
    bool italic = false;
    Surface surface = Surface::dots;
    std::size_t bold_from = std::string_view::npos;  ///< byte from which the words are bold: a value after its label
};

/// A rectangle in whole units; x and y from the corner where the words are drawn.
struct Extent {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

/// Words that wrap between blanks, and within a word that is wider than the column. Copies share the layout.
class Words {
public:
    /// `width` 0: never wrapped.
    Words(std::string_view text, const Type& type, double width);

    /// For surfaces of whole dots.
    [[nodiscard]] int height_px() const;
    [[nodiscard]] int width_px() const;     ///< ink that hangs over included
    [[nodiscard]] int baseline_px() const;  ///< of the first line
    [[nodiscard]] Extent ink_px() const;
    void draw(cairo_t* to, double x, double y) const;

    /// For pages, which may end between two lines. Line 0 is always there.
    [[nodiscard]] double width() const;
    [[nodiscard]] double height() const;
    [[nodiscard]] double baseline() const;  ///< of the first line
    [[nodiscard]] std::size_t line_count() const { return lines_.size(); }
    [[nodiscard]] double line_height(std::size_t line) const;
    [[nodiscard]] double line_end(std::size_t line) const;  ///< where its last letter ends
    /// `y` is the line's upper edge.
    void draw_line(cairo_t* to, std::size_t line, double x, double y) const;

private:
    struct Line {
        double top = 0;
        double height = 0;
        double baseline = 0;
        double left = 0;
        double right = 0;
    };
    std::shared_ptr<PangoLayout> layout_;
    std::vector<Line> lines_;
};

}  // namespace kiosk::typeset
