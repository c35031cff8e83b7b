#include <algorithm>

#include "ui/page_view.hpp"

namespace kiosk::ui {
namespace {

constexpr double capitals_of_em = 0.727;  // Inter
constexpr int gap_px = 24;
constexpr int side_px = 36;
constexpr int row_px = 96;
constexpr int largest_number_px =
    286;  // 1 em: letters of the largest face are drawn for 220 at most, beyond it they are soft

struct Inks {
    Colour fill = 0;
    Colour number = 0;
    Colour words = 0;
    Colour border = 0;
    int border_px = 0;
};

Inks inks_of(const Brush& brush, const Board::Call& call, bool lit) {
    const auto& theme = brush.theme();
    if (call.fresh && lit) return {theme.primary, theme.on_primary, theme.on_primary, theme.primary, brush.px(6)};
    if (call.fresh) return {theme.tint, theme.primary, theme.ink, theme.primary, brush.px(6)};
    return {theme.surface, call.awaited ? theme.primary : theme.muted, theme.ink, theme.line, brush.px(theme.card_border())};
}

/// As large as the place allows.
void draw_number(Brush& brush, const Rect& rect, Colour colour, const std::string& number, Align align) {
    const double em = brush.fonts().em_px(Face::ticket);
    const double wanted = std::min({100.0 * brush.px(largest_number_px) / em, 100.0 * rect.height() / (capitals_of_em * em),
                                    100.0 * (rect.width() - 2) / std::max(1, brush.width_of(Face::ticket, number))});
    const int percent = static_cast<int>(wanted);
    const int width = brush.width_of(Face::ticket, number) * percent / 100;
    const int x = align == Align::left ? rect.left : rect.centre().x - width / 2;
    brush.line(Face::ticket, x, rect.centre().y, colour, number, percent);
}

void draw_heading(Brush& brush, const Rect& rect, const std::string& words, Align align = Align::left) {
    brush.label(Face::lead_bold, rect, brush.theme().muted, words, align);
    brush.node({{}, Role::heading, words, rect, true, false, {}, false});
}

void draw_newest(Brush& brush, const Rect& rect, const Board& board) {
    brush.confine(rect);
    const auto& theme = brush.theme();
    const int radius = brush.px(34);
    if (board.calls.empty()) {
        brush.card(rect, radius);
        brush.label(Face::display, rect.shrunk(brush.px(40), brush.px(20)), theme.muted, board.nobody);
        brush.node({{}, Role::status, board.nobody, rect, true, false, {}, false});
        return;
    }
    const auto& call = board.calls.front();
    const auto inks = inks_of(brush, call, board.lit);
    brush.shadow(rect, radius, 1, 38);
    brush.box(rect, inks.fill, radius, inks.border, inks.border_px);
    Rect inside = rect.shrunk(brush.px(32), brush.px(26));
    const bool lit = call.fresh && board.lit;
    brush.label(Face::lead_bold, inside.cut_top(brush.line_height(Face::lead_bold)), lit ? inks.words : theme.muted,
                board.newest);
    const int also = call.counter_also.empty() ? 0 : brush.line_height(Face::display);
    Rect counter = inside.cut_bottom(brush.line_height(Face::hero) + also);
    draw_number(brush, inside, inks.number, call.number, Align::centre);
    brush.label(Face::hero, counter.cut_top(brush.line_height(Face::hero)), inks.words, call.counter);
    if (also > 0) brush.label(Face::display, counter, lit ? inks.words : theme.muted, call.counter_also);
    brush.node({{}, Role::status, board.newest + " " + call.number + ". " + call.counter, rect, true, false, {}, false});
}

void draw_row(Brush& brush, const Rect& rect, const Board::Call& call, bool lit) {
    brush.confine(rect);
    const auto inks = inks_of(brush, call, lit);
    brush.box(rect, inks.fill, brush.px(22), inks.border, inks.border_px);
    Rect inside = rect.shrunk(brush.px(24), brush.px(8));
    const Rect number = inside.cut_left(inside.width() * 54 / 100);
    draw_number(brush, number.shrunk(0, number.height() / 8), inks.number, call.number, Align::left);
    brush.label(Face::title, inside, inks.words, call.counter, Align::left);
    brush.node({{}, Role::text, call.number + ". " + call.counter, rect, true, false, {}, false});
}

void draw_before(Brush& brush, Rect rect, const Board& board) {
    if (board.calls.size() < 2) return;
    brush.confine(rect);
    draw_heading(brush, rect.cut_top(brush.line_height(Face::lead_bold)), board.before);
    rect.top += brush.px(8);
    const int gap = brush.px(14);
    const int fit = (rect.height() + gap) / (brush.px(row_px) + gap);
    const int rows = std::min(static_cast<int>(board.calls.size()) - 1, fit);
    for (int i = 0; i < rows; ++i) {
        const int top = rect.top + i * (brush.px(row_px) + gap);
        draw_row(brush, {rect.left, top, rect.right, top + brush.px(row_px)}, board.calls[static_cast<std::size_t>(i) + 1],
                 board.lit);
    }
}

int line_rows(const Board& board, int columns) { return (static_cast<int>(board.lines.size()) + columns - 1) / columns; }

int line_px(const Brush& brush) { return brush.line_height(Face::body) + brush.px(4); }

int lines_height(const Brush& brush, const Board& board, int columns) {
    if (board.lines.empty()) return 0;
    return brush.line_height(Face::lead_bold) + line_rows(board, columns) * line_px(brush) + brush.px(30);
}

/// The letter that people hold, the line's name, and how many wait.
void draw_lines(Brush& brush, Rect rect, const Board& board, int columns) {
    if (board.lines.empty()) return;
    brush.confine(rect);
    brush.card(rect, brush.px(28));
    rect = rect.shrunk(brush.px(26), brush.px(12));
    draw_heading(brush, rect.cut_top(brush.line_height(Face::lead_bold)), board.waiting);
    const int rows = line_rows(board, columns);
    const int gap = brush.px(40);
    for (int i = 0; i < static_cast<int>(board.lines.size()); ++i) {
        const auto& line = board.lines[static_cast<std::size_t>(i)];
        const int column = i / rows;
        const int top = rect.top + (i % rows) * line_px(brush);
        Rect cell{rect.left + (rect.width() + gap) * column / columns, top,
                  rect.left + (rect.width() + gap) * (column + 1) / columns - gap, top + line_px(brush)};
        brush.node({{}, Role::text, line.prefix + " " + line.name + ": " + line.people, cell, true, false, {}, false});
        brush.label(Face::body_bold, cell.cut_left(brush.px(50)), brush.theme().primary, line.prefix, Align::left);
        brush.label(Face::body_bold, cell.cut_right(brush.px(58)), brush.theme().ink, line.people, Align::right);
        brush.label(Face::body, cell, brush.theme().ink, line.name, Align::left);
    }
}

}  // namespace

void draw_board(Brush& brush, const Rect& rect, const Board& board, bool portrait) {
    const int gap = brush.px(gap_px);
    Rect body = rect.shrunk(brush.px(side_px), gap);
    const int columns = portrait ? 2 : 3;
    if (!board.lines.empty()) {
        draw_lines(brush, body.cut_bottom(lines_height(brush, board, columns)), board, columns);
        body.bottom -= gap;
    }
    const Rect newest = portrait ? body.cut_top(body.height() * 50 / 100) : body.cut_left(body.width() * 60 / 100);
    (portrait ? body.top : body.left) += gap;
    draw_newest(brush, newest, board);
    draw_before(brush, body, board);
}

}  // namespace kiosk::ui
