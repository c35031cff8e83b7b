#include "kiosk/print/sheet.hpp"

#include <algorithm>
#include <memory>

#include "kiosk/typeset/ink.hpp"

namespace kiosk::print {
namespace {

using typeset::Align;
using typeset::Band;
using typeset::Edge;
using typeset::Piece;
using typeset::Type;
using typeset::Weight;
using typeset::Words;

void draw_walls(cairo_t* to, const std::vector<double>& walls, double x, double y, double height, Edge edge) {
    if (walls.empty()) return;
    const double half = thin_line_pt / 2;
    for (const double wall : walls) typeset::fill(to, x + wall - half, y, thin_line_pt, height);
    const double width = walls.back() - walls.front() + thin_line_pt;
    if (edge.first) typeset::fill(to, x + walls.front() - half, y - half, width, thin_line_pt);
    if (edge.last) typeset::fill(to, x + walls.front() - half, y + height - half, width, thin_line_pt);
}

}  // namespace

Piece row(std::vector<Cell> cells, const RowLook& look) {
    const auto shared = std::make_shared<const std::vector<Cell>>(std::move(cells));
    std::size_t lines = 1;
    for (const auto& cell : *shared) lines = std::max(lines, cell.words.line_count());
    Piece out;
    for (std::size_t line = 0; line < lines; ++line) {
        double height = look.line_at_least;
        for (const auto& cell : *shared)
            if (line < cell.words.line_count()) height = std::max(height, cell.words.line_height(line));
        const double before = line == 0 ? look.before : 0;
        const double after = line + 1 == lines ? look.after : 0;
        out.bands.push_back({before + height + after, [=, walls = look.walls](cairo_t* to, double x, double y, Edge edge) {
                                 draw_walls(to, walls, x, y, before + height + after, edge);
                                 for (const auto& cell : *shared) {
                                     if (line >= cell.words.line_count()) continue;
                                     // Words stand at the foot of a line that is higher than they need, as handwriting does.
                                     const double top = y + before + height - cell.words.line_height(line);
                                     cell.words.draw_line(to, line, x + cell.x, top);
                                     if (cell.leader_until <= 0 || line + 1 != cell.words.line_count()) continue;
                                     typeset::leader(to, x + cell.x + cell.words.line_end(line) + 4, x + cell.leader_until,
                                                     top + cell.words.baseline(), leader_dot_pt);
                                 }
                             }});
    }
    return out;
}

Type Sheet::type(Align align, bool bold, bool italic) const {
    return {size_pt(), bold ? Weight::bold : Weight::regular, align, false, form_.face, italic, typeset::Surface::page};
}

Type Sheet::small_type(bool italic) const {
    return {size_pt(true), Weight::regular, Align::left, false, form_.face, italic, typeset::Surface::page};
}

void Sheet::add(double height, std::function<void(cairo_t*, double x, double y)> draw, bool with_next) {
    Piece piece;
    piece.bands.push_back({height, [draw = std::move(draw)](cairo_t* to, double x, double y, Edge) { draw(to, x, y); }});
    piece.with_next = with_next;
    add(std::move(piece));
}

void Sheet::gap(double points) {
    Piece piece;
    piece.bands.push_back({points, [](cairo_t*, double, double, Edge) {}});
    piece.space = true;
    add(std::move(piece));
}

void Sheet::keep_with_next(std::size_t count) {
    for (auto piece = pieces_.rbegin(); piece != pieces_.rend() && count > 0; ++piece) {
        if (piece->space) continue;
        piece->with_next = true;
        --count;
    }
}

void Sheet::paragraph(std::string_view text, const Type& type, double indent, bool with_next) {
    auto piece = row({{Words(text, type, width_pt_ - indent), indent}}, {});
    piece.divides = true;
    piece.with_next = with_next;
    add(std::move(piece));
}

}  // namespace kiosk::print
