#include <fmt/format.h>

#include <algorithm>

#include "kiosk/print/sheet.hpp"
#include "kiosk/typeset/ink.hpp"

namespace kiosk::print {
namespace {

using typeset::points_per_mm;
using typeset::Words;

constexpr double writing_line_pt = 8.5 * points_per_mm;  // as lines of a school book
constexpr double letter_box_width_pt = 5.6 * points_per_mm;
constexpr double letter_box_height_pt = 7 * points_per_mm;
constexpr double between_groups_pt = 2.5 * points_per_mm;
constexpr double choice_box_pt = 9.5;
constexpr double after_box_pt = 5;
constexpr double between_choices_pt = 16;
constexpr double indent_pt = 14;
constexpr double least_room_to_write = 0.3;  // of the line

std::string label_of(const PaperQuestion& question) {
    const bool asks = question.label.ends_with('?') && !question.required;
    return question.label + (question.required ? " (*): " : asks ? " " : ": ");
}

void add_reply(Sheet& sheet, const PaperQuestion& question, const PaperQuestion::Answered& answered) {
    const auto label = label_of(question);
    auto type = sheet.type();
    type.bold_from = label.size();
    const Personal whole(label + std::string(answered.value.reveal()));
    sheet.paragraph(whole.reveal(), type);
}

void add_reply(Sheet& sheet, const PaperQuestion& question, const PaperQuestion::Lines& lines) {
    const double width = sheet.width_pt();
    const Words label(label_of(question), sheet.type(), width);
    // A label that leaves no room for a hand gets a line more.
    const bool crowded = width - label.line_end(label.line_count() - 1) < width * least_room_to_write;
    auto piece = row({{label, 0, crowded ? 0 : width}}, {0, 0, crowded ? 0 : writing_line_pt, {}});
    for (int line = crowded ? 0 : 1; line < lines.count; ++line) {
        auto more = row({{Words(" ", sheet.type(), 0), -4, width}}, {0, 0, writing_line_pt, {}});
        piece.bands.insert(piece.bands.end(), more.bands.begin(), more.bands.end());
    }
    sheet.add(std::move(piece));
}

double boxes_width(const PaperQuestion::Boxes& boxes) {
    double out = between_groups_pt * static_cast<double>(boxes.groups.size() - 1);
    for (const int group : boxes.groups) out += group * letter_box_width_pt;
    return out;
}

void draw_boxes(cairo_t* to, const PaperQuestion::Boxes& boxes, double x, double y) {
    for (const int group : boxes.groups) {
        for (int i = 0; i < group; ++i) {
            typeset::outline(to, x, y, letter_box_width_pt + thin_line_pt, letter_box_height_pt, thin_line_pt);
            x += letter_box_width_pt;
        }
        x += between_groups_pt;
    }
}

/// Boxes after the label, or below it where the line has no room for both.
void add_reply(Sheet& sheet, const PaperQuestion& question, const PaperQuestion::Boxes& boxes) {
    const Words label(label_of(question), sheet.type(), sheet.width_pt());
    const double start = label.line_end(label.line_count() - 1) + after_box_pt;
    const bool beside = label.line_count() == 1 && start + boxes_width(boxes) <= sheet.width_pt();
    if (!beside) {
        auto words = row({{label, 0}}, {});
        words.with_next = true;
        sheet.add(std::move(words));
    }
    sheet.add(letter_box_height_pt + 3, [=](cairo_t* to, double x, double y) {
        if (beside) label.draw(to, x, y + (letter_box_height_pt - label.height()) / 2);
        draw_boxes(to, boxes, x + (beside ? start : indent_pt), y + 1.5);
    });
}

/// As many choices beside each other as the widest of them allows, at most three.
void add_reply(Sheet& sheet, const PaperQuestion& question, const PaperQuestion::Choices& choices) {
    sheet.paragraph(label_of(question), sheet.type(), 0, true);
    const double room = sheet.width_pt() - indent_pt;
    const double box = choice_box_pt + after_box_pt;
    double widest = 1;
    for (const auto& choice : choices.choices)
        widest = std::max(widest, Words(choice.label, sheet.type(), 0).width() + box + between_choices_pt);
    const auto columns = static_cast<std::size_t>(std::clamp(room / widest, 1.0, 3.0));
    const double width = room / static_cast<double>(columns);
    for (std::size_t first = 0; first < choices.choices.size(); first += columns) {
        const auto last = std::min(first + columns, choices.choices.size());
        std::vector<Cell> cells;
        for (auto i = first; i < last; ++i) {
            const double x = indent_pt + static_cast<double>(i - first) * width + box;
            cells.push_back({Words(choices.choices[i].label, sheet.type(), width - box - between_choices_pt / 2), x});
        }
        std::vector<bool> ticked;
        for (auto i = first; i < last; ++i) ticked.push_back(choices.choices[i].ticked);
        auto piece = row(std::move(cells), {1.5, 1.5, 0, {}});
        auto& line = piece.bands.front();
        line.draw = [=, words = line.draw, height = line.height](cairo_t* to, double x, double y, typeset::Edge edge) {
            words(to, x, y, edge);
            const double top = y + (height - choice_box_pt) / 2;
            for (std::size_t i = 0; i < ticked.size(); ++i) {
                const double left = x + indent_pt + static_cast<double>(i) * width;
                typeset::outline(to, left, top, choice_box_pt, choice_box_pt, 0.8);
                if (ticked[i]) typeset::cross(to, left + 2, top + 2, choice_box_pt - 4, 1.4);
            }
        };
        piece.with_next = last < choices.choices.size();
        sheet.add(std::move(piece));
    }
}

void add_reply(Sheet& sheet, const PaperQuestion& question, const PaperQuestion::Grid& grid) {
    sheet.paragraph(label_of(question), sheet.type(), 0, true);
    add_grid(sheet, grid);
}

}  // namespace

void add_questions(Sheet& sheet) {
    int number = 0;
    for (const auto& section : sheet.content().sections) {
        sheet.gap(sheet.size_pt() * 0.5);
        sheet.paragraph(fmt::format("{}. {}", ++number, section.title), sheet.type(typeset::Align::left, true), 0, true);
        sheet.gap(sheet.size_pt() * 0.2);
        for (const auto& question : section.questions) {
            if (!question.heading.empty())
                sheet.paragraph(question.heading, sheet.type(typeset::Align::left, true, true), 0, true);
            std::visit([&](const auto& reply) { add_reply(sheet, question, reply); }, question.reply);
            if (!question.hint.empty()) {
                sheet.keep_with_next(1);  // below what it explains
                sheet.paragraph(question.hint, sheet.small_type(true), indent_pt);
            }
            sheet.gap(sheet.size_pt() * 0.25);
        }
    }
}

}  // namespace kiosk::print
