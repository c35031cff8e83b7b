#include <algorithm>

#include "ui/page_view.hpp"

namespace kiosk::ui {
namespace {

constexpr double capitals_of_em = 0.727;  // Inter
constexpr int gap_px = 24;
constexpr int side_px = 36;
constexpr int row_px = 88;
constexpr int notice_side_px = 28;
constexpr int numbers_percent = 45;  // of the board, at least
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

/// In both languages side by side where they have room.
void draw_counter(Brush& brush, const Rect& rect, const Board::Call& call, Colour words, Colour also) {
    const int first = brush.width_of(Face::hero, call.counter);
    const int second = brush.width_of(Face::display, call.counter_also);
    const int apart = brush.px(44);
    if (call.counter_also.empty() || first + apart + second > rect.width())
        return brush.label(Face::hero, rect, words, call.counter);
    const int left = rect.centre().x - (first + apart + second) / 2;
    brush.line(Face::hero, left, rect.centre().y, words, call.counter);
    brush.line(Face::display, left + first + apart, rect.centre().y, also, call.counter_also);
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
    Rect counter = inside.cut_bottom(brush.line_height(Face::hero));
    draw_number(brush, inside.shrunk(0, brush.px(6)), inks.number, call.number, Align::centre);
    draw_counter(brush, counter, call, inks.words, lit ? inks.words : theme.muted);
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
    const int fit = std::max(1, (rect.height() + gap) / (brush.px(row_px) + gap));
    const int rows = std::min(static_cast<int>(board.calls.size()) - 1, fit);
    for (int i = 0; i < rows; ++i) {
        const int top = rect.top + (rect.height() + gap) * i / fit;
        const int bottom = rect.top + (rect.height() + gap) * (i + 1) / fit - gap;
        draw_row(brush, {rect.left, top, rect.right, bottom}, board.calls[static_cast<std::size_t>(i) + 1], board.lit);
    }
}

int line_rows(const Board& board, int columns) { return (static_cast<int>(board.lines.size()) + columns - 1) / columns; }

/// How the lines stand that people wait in: in columns, their names in one face.
struct LineGrid {
    int columns = 1;
    int cell = 0;  ///< width
    int step = 0;  ///< from one to the next
    Face face = Face::body;
};

constexpr int prefix_px = 50;
constexpr int people_px = 66;
constexpr int apart_px = 40;  // between two columns
constexpr int lines_side_px = 26;

/// A long name stands in two lines where there is height, and smaller where there is none.
LineGrid grid_of(const Brush& brush, const Board& board, int width, bool portrait) {
    LineGrid out{portrait ? 2 : 3};
    const int apart = brush.px(apart_px);
    out.cell = (width - 2 * brush.px(lines_side_px) + apart) / out.columns - apart;
    const int room = out.cell - brush.px(prefix_px + people_px);
    const bool fits = std::ranges::all_of(
        board.lines, [&](const Board::Line& line) { return brush.width_of(Face::body, line.name) <= room; });
    out.face = fits ? Face::body : Face::caption;
    int tallest = 0;
    for (const auto& line : board.lines)
        if (portrait) tallest = std::max(tallest, brush.height_of(out.face, line.name, room));
    out.step = std::max(tallest, brush.line_height(Face::body)) + brush.px(4);
    return out;
}

int lines_height(const Brush& brush, const Board& board, const LineGrid& grid) {
    return brush.line_height(Face::lead_bold) + line_rows(board, grid.columns) * grid.step + brush.px(30);
}

/// The letter that people hold, the line's name, and how many wait.
void draw_lines(Brush& brush, Rect rect, const Board& board, const LineGrid& grid) {
    brush.confine(rect);
    brush.card(rect, brush.px(28));
    rect = rect.shrunk(brush.px(lines_side_px), brush.px(12));
    draw_heading(brush, rect.cut_top(brush.line_height(Face::lead_bold)), board.waiting);
    const int rows = line_rows(board, grid.columns);
    for (int i = 0; i < static_cast<int>(board.lines.size()); ++i) {
        const auto& line = board.lines[static_cast<std::size_t>(i)];
        const int left = rect.left + (i / rows) * (grid.cell + brush.px(apart_px));
        const int top = rect.top + (i % rows) * grid.step;
        Rect cell{left, top, left + grid.cell, top + grid.step};
        brush.node({{}, Role::text, line.prefix + " " + line.name + ": " + line.people, cell, true, false, {}, false});
        brush.label(Face::body_bold, cell.cut_left(brush.px(prefix_px)), brush.theme().primary, line.prefix, Align::left);
        const Rect people = cell.cut_right(brush.px(people_px));
        brush.line(Face::body_bold, people.right - brush.width_of(Face::body_bold, line.people), people.centre().y,
                   brush.theme().ink, line.people);
        brush.label(grid.face, cell, brush.theme().ink, line.name, Align::left);
    }
}

/// Of one line: what is longer is written smaller, for the numbers are what people look for.
int notice_height(const Brush& brush) { return brush.line_height(Face::lead_bold) + brush.px(20); }

void draw_notice(Brush& brush, const Rect& rect, const std::string& words) {
    brush.confine(rect);
    const auto& warn = brush.theme().warn;
    brush.box(rect, warn.back, brush.px(22), warn.ink, brush.px(2));
    brush.label(Face::lead_bold, rect.shrunk(brush.px(notice_side_px), brush.px(10)), warn.text, words);
    brush.node({{}, Role::status, words, rect, true, false, {}, false});
}

}  // namespace

void draw_board(Brush& brush, const Rect& rect, const Board& board, bool portrait) {
    const int gap = brush.px(gap_px);
    Rect body = rect.shrunk(brush.px(side_px), gap);
    if (!board.notice.empty()) {
        draw_notice(brush, body.cut_bottom(notice_height(brush)), board.notice);
        body.bottom -= gap;
    }
    const auto grid = grid_of(brush, board, body.width(), portrait);
    const int lines = lines_height(brush, board, grid);
    // Numbers are what people look for: beside a notice how many wait gives way to them.
    const bool room = board.notice.empty() || 100 * (body.height() - lines - gap) >= numbers_percent * rect.height();
    if (!board.lines.empty() && room) {
        draw_lines(brush, body.cut_bottom(lines), board, grid);
        body.bottom -= gap;
    }
    const Rect newest = portrait ? body.cut_top(body.height() * 50 / 100) : body.cut_left(body.width() * 60 / 100);
    (portrait ? body.top : body.left) += gap;
    draw_newest(brush, newest, board);
    draw_before(brush, body, board);
}

}  // namespace kiosk::ui
