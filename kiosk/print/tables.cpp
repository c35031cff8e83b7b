#include <algorithm>

#include "kiosk/print/sheet.hpp"
#include "kiosk/typeset/ink.hpp"

namespace kiosk::print {
namespace {

using typeset::Align;
using typeset::points_per_mm;
using typeset::Type;
using typeset::Weight;
using typeset::Words;

constexpr double side_padding_pt = 3;
constexpr double row_padding_pt = 2.5;
constexpr double blank_row_mm = 9;  // room for a hand
constexpr double hanging_pt = 22;
constexpr double box_pt = 10;

/// Where columns begin and end, from 0 to the width of the sheet.
std::vector<double> walls_of(const Sheet& sheet, const Table& table) {
    double fixed = 0;
    double sharing = 0;
    for (const auto& column : table.columns) {
        fixed += column.width_mm * points_per_mm;
        if (column.width_mm <= 0) ++sharing;
    }
    const double share = sharing > 0 ? (sheet.width_pt() - fixed) / sharing : 0;
    const double stretch = sharing > 0 ? 1 : sheet.width_pt() / fixed;
    std::vector<double> out{0};
    for (const auto& column : table.columns) {
        const double width = column.width_mm > 0 ? column.width_mm * points_per_mm * stretch : share;
        out.push_back(out.back() + width);
    }
    out.back() = sheet.width_pt();
    return out;
}

/// An empty row, high enough for a hand.
typeset::Piece blank_row(const std::vector<double>& walls) { return row({}, {blank_row_mm * points_per_mm, 0, 0, walls}); }

typeset::Piece table_row(const Table& table, const std::vector<double>& walls, const Type& type, bool head,
                         const std::function<Personal(const TableColumn&, std::size_t)>& text) {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        auto style = type;
        style.align = head ? Align::centre : table.columns[i].align;
        if (head) style.weight = Weight::bold;
        const double width = walls[i + 1] - walls[i] - 2 * side_padding_pt;
        cells.push_back({Words(text(table.columns[i], i).reveal(), style, width), walls[i] + side_padding_pt});
    }
    return row(std::move(cells), {row_padding_pt, row_padding_pt, 0, walls});
}

}  // namespace

void add_table(Sheet& sheet, const Table& table) {
    const auto walls = walls_of(sheet, table);
    const Type type = table.small ? sheet.small_type() : sheet.type();
    auto head =
        table_row(table, walls, type, true, [](const TableColumn& column, std::size_t) { return Personal(column.head); });
    if (table.numbered) {
        auto numbers = table_row(table, walls, sheet.small_type(true), true, [](const TableColumn&, std::size_t i) {
            return Personal("(" + std::to_string(i + 1) + ")");
        });
        for (auto& band : numbers.bands) {  // a line between the two
            head.bands.push_back({band.height, [draw = band.draw](cairo_t* to, double x, double y, typeset::Edge edge) {
                                      draw(to, x, y, {true, edge.last});
                                  }});
        }
    }
    head.with_next = true;
    const auto repeated = std::make_shared<const typeset::Piece>(head);
    sheet.add(std::move(head));
    if (const auto rows = sheet.content().lists.find(table.list); rows != sheet.content().lists.end()) {
        for (const auto& each : rows->second) {
            auto piece = table_row(table, walls, type, false, [&](const TableColumn& column, std::size_t) {
                return filled(column.value, sheet.content(), &each, "");
            });
            piece.repeated = repeated;
            sheet.add(std::move(piece));
        }
    }
    for (int i = 0; i < table.blank_rows; ++i) {
        auto piece = blank_row(walls);
        piece.repeated = repeated;
        sheet.add(std::move(piece));
    }
    sheet.gap(sheet.size_pt() * 0.5);
}

void add_grid(Sheet& sheet, const PaperQuestion::Grid& grid) {
    Table table;
    for (const auto& head : grid.heads) table.columns.push_back({head, {}});
    const auto walls = walls_of(sheet, table);
    const auto type = sheet.small_type();
    auto head =
        table_row(table, walls, type, true, [](const TableColumn& column, std::size_t) { return Personal(column.head); });
    head.with_next = true;
    const auto repeated = std::make_shared<const typeset::Piece>(head);
    sheet.add(std::move(head));
    for (const auto& each : grid.rows) {
        auto piece = table_row(table, walls, type, false, [&](const TableColumn&, std::size_t i) { return each.at(i); });
        piece.repeated = repeated;
        sheet.add(std::move(piece));
    }
    for (int i = 0; i < grid.blank_rows; ++i) {
        auto piece = blank_row(walls);
        piece.repeated = repeated;
        sheet.add(std::move(piece));
    }
}

void add_items(Sheet& sheet, const Items& items) {
    const auto rows = sheet.content().lists.find(items.list);
    if (rows == sheet.content().lists.end()) return;
    int number = 0;
    for (const auto& each : rows->second) {
        ++number;
        std::vector<Cell> cells;
        const auto text = filled(items.text, sheet.content(), &each, dotted_gap);
        cells.push_back({Words(text.reveal(), sheet.type(), sheet.width_pt() - hanging_pt), hanging_pt});
        if (items.mark == Items::Mark::number) cells.push_back({Words(std::to_string(number) + ".", sheet.type(), 0), 0});
        if (items.mark == Items::Mark::dash) cells.push_back({Words("–", sheet.type(), 0), 4});
        auto piece = row(std::move(cells), {});
        if (items.mark == Items::Mark::box) {
            auto& first = piece.bands.front();
            first.draw = [words = first.draw, height = first.height](cairo_t* to, double x, double y, typeset::Edge edge) {
                typeset::outline(to, x + 2, y + (height - box_pt) / 2, box_pt, box_pt, 0.8);
                words(to, x, y, edge);
            };
        }
        const auto note = filled(items.note, sheet.content(), &each, "");
        if (!note.empty()) {
            auto below =
                row({{Words(note.reveal(), sheet.small_type(true), sheet.width_pt() - hanging_pt), hanging_pt}}, {});
            piece.bands.insert(piece.bands.end(), below.bands.begin(), below.bands.end());
        }
        sheet.add(std::move(piece));
        sheet.gap(sheet.size_pt() * 0.25);
    }
}

}  // namespace kiosk::print
