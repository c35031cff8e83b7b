#pragma once
/// The body of a form while it is being set: what the blocks have in common. One thread a sheet.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/print/content.hpp"
#include "kiosk/print/template.hpp"
#include "kiosk/typeset/pages.hpp"
#include "kiosk/typeset/pdf.hpp"
#include "kiosk/typeset/words.hpp"

namespace kiosk::print {

inline constexpr double thin_line_pt = 0.5;
inline constexpr double leader_dot_pt = 0.8;
inline constexpr std::string_view dotted_gap = "………………";  ///< within a sentence, for what is not known

/// Words somewhere in a row, with a dotted line after them when something is to be written there.
struct Cell {
    typeset::Words words;
    double x = 0;
    double leader_until = 0;  ///< 0: no dotted line
};
struct RowLook {
    double before = 0;  ///< room above the first line
    double after = 0;   ///< room below the last line
    double line_at_least = 0;
    std::vector<double> walls;  ///< upright lines of a table, from left to right
};
/// Cells beside each other, one band a line, so that a row longer than a page goes on on the next one.
[[nodiscard]] typeset::Piece row(std::vector<Cell> cells, const RowLook& look);

class Sheet {
public:
    Sheet(const Template& form, const Content& content, double width_pt)
        : form_(form), content_(content), width_pt_(width_pt) {}

    [[nodiscard]] const Template& form() const { return form_; }
    [[nodiscard]] const Content& content() const { return content_; }
    [[nodiscard]] double width_pt() const { return width_pt_; }
    [[nodiscard]] double size_pt(bool small = false) const { return small ? form_.size_pt * 0.85 : form_.size_pt; }
    [[nodiscard]] typeset::Type type(typeset::Align align = typeset::Align::left, bool bold = false,
                                     bool italic = false) const;
    [[nodiscard]] typeset::Type small_type(bool italic = false) const;

    void add(typeset::Piece piece) { pieces_.push_back(std::move(piece)); }
    /// One undivided band.
    void add(double height, std::function<void(cairo_t*, double x, double y)> draw, bool with_next = false);
    void gap(double points);
    /// A paragraph across the sheet, or from `indent` on.
    void paragraph(std::string_view text, const typeset::Type& type, double indent = 0, bool with_next = false);
    /// The last so many pieces stay on the page of what comes next, where a page can hold them all.
    void keep_with_next(std::size_t count);
    [[nodiscard]] const std::vector<typeset::Piece>& pieces() const { return pieces_; }

private:
    const Template& form_;
    const Content& content_;
    double width_pt_;
    std::vector<typeset::Piece> pieces_;
};

/// The blocks of the form, in their order. Errors as set_form's.
[[nodiscard]] Result<Done> add_blocks(Sheet& sheet);
void add_table(Sheet& sheet, const Table& table);
void add_items(Sheet& sheet, const Items& items);
void add_questions(Sheet& sheet);
/// A table of columns of equal width.
void add_grid(Sheet& sheet, const PaperQuestion::Grid& grid);

}  // namespace kiosk::print
