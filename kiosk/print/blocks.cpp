#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/print/sheet.hpp"
#include "kiosk/scan/symbol_writer.hpp"
#include "kiosk/typeset/ink.hpp"

namespace kiosk::print {
namespace {

using typeset::Align;
using typeset::points_per_mm;
using typeset::Words;

constexpr double head_left_share = 0.42;
constexpr double head_left_alone_share = 0.5;
constexpr double between_halves_pt = 12;
constexpr double frame_padding_pt = 7;
constexpr double room_to_sign_mm = 20;

// In dots of a print head with 8 dots a millimetre, so that modules are sharp on it.
constexpr double dot_mm = 25.4 / 203.2;
constexpr double qr_module_pt = 6 * dot_mm * points_per_mm;
constexpr double largest_qr_pt = 30 * points_per_mm;
constexpr double wide_bar_pt = 3 * dot_mm * points_per_mm;
constexpr double narrow_bar_pt = 2 * dot_mm * points_per_mm;
constexpr double bar_height_pt = 11 * points_per_mm;
constexpr double beside_qr_pt = 8;

/// Lines centred in a column, the last one with a short rule below it.
struct HeadColumn {
    std::vector<Words> lines;
    double x = 0;
    double width = 0;
    double height = 0;
};

HeadColumn head_column(const Sheet& sheet, const std::vector<std::string>& texts, double x, double width, bool all_bold) {
    HeadColumn out{{}, x, width, 0};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const bool bold = all_bold || i + 1 == texts.size();
        auto type = sheet.type(Align::centre, bold);
        type.size *= i + 1 == texts.size() || !all_bold ? 1.0 : 0.95;
        out.lines.emplace_back(filled(texts[i], sheet.content(), nullptr, "").reveal(), type, width);
        out.height += out.lines.back().height();
    }
    return out;
}

void draw_head(cairo_t* to, const HeadColumn& column, double x, double y, double rule_share) {
    for (const auto& words : column.lines) {
        words.draw(to, x + column.x, y);
        y += words.height();
    }
    if (column.lines.empty()) return;
    const double length = column.lines.back().width() * rule_share;
    typeset::fill(to, x + column.x + (column.width - length) / 2, y + 1.5, length, 0.7);
}

void add_block(Sheet& sheet, const Head& head) {
    const double left_width = sheet.width_pt() * (head.right.empty() ? head_left_alone_share : head_left_share);
    const double right_x = left_width + between_halves_pt;
    const double right_width = sheet.width_pt() - right_x;
    const auto left = head_column(sheet, head.left, 0, left_width, false);
    const auto right = head_column(sheet, head.right, right_x, right_width, true);
    const double height = std::max(left.height, right.height) + 4;
    sheet.add(height, [=](cairo_t* to, double x, double y) {
        draw_head(to, left, x, y, 0.5);
        draw_head(to, right, x, y, 1);
    });
    if (!head.under_left.empty() || !head.under_right.empty()) {
        sheet.gap(4);
        const auto under = [&](const std::string& text, bool italic, double width) {
            return Words(filled(text, sheet.content(), nullptr, "……").reveal(), sheet.type(Align::centre, false, italic),
                         width);
        };
        sheet.add(row(
            {{under(head.under_left, false, left_width), 0}, {under(head.under_right, true, right_width), right_x}}, {}));
    }
    sheet.gap(sheet.size_pt() * 0.8);
}

void add_block(Sheet& sheet, const Title& title) {
    auto type = sheet.type(Align::centre, true);
    type.size *= 1.15;
    sheet.paragraph(upper(filled(title.text, sheet.content(), nullptr, "").reveal()), type, 0, true);
    if (const auto under = filled(title.under, sheet.content(), nullptr, dotted_gap); !under.empty())
        sheet.paragraph(under.reveal(), sheet.type(Align::centre, false, true), 0, true);
    sheet.gap(sheet.size_pt() * 0.6);
}

void add_block(Sheet& sheet, const Paragraph& paragraph) {
    auto type = sheet.type(paragraph.align, paragraph.bold, paragraph.italic);
    if (paragraph.small) type.size = sheet.size_pt(true);
    const auto text = filled(paragraph.text, sheet.content(), nullptr, dotted_gap);
    if (paragraph.framed) {
        const Words words(text.reveal(), type, sheet.width_pt() - 2 * frame_padding_pt);
        sheet.add(words.height() + 2 * frame_padding_pt, [words, width = sheet.width_pt()](cairo_t* to, double x, double y) {
            typeset::outline(to, x, y, width, words.height() + 2 * frame_padding_pt, 1);
            words.draw(to, x + frame_padding_pt, y + frame_padding_pt);
        });
        sheet.gap(sheet.size_pt() * 0.5);
        return;
    }
    sheet.paragraph(text.reveal(), type, 0, paragraph.bold);
    sheet.gap(sheet.size_pt() * 0.3);
}

/// The label, then the value or a dotted line.
Cell field_cell(const Sheet& sheet, const FieldLine& line, double x, double width) {
    const auto value = filled(line.value, sheet.content(), nullptr, "");
    const std::string label = line.label + ": ";
    auto type = sheet.type();
    if (value.empty()) return {Words(label, type, width), x, x + width};
    if (line.bold) type.bold_from = label.size();
    const Personal whole(label + std::string(value.reveal()));
    return {Words(whole.reveal(), type, width), x};
}

void add_block(Sheet& sheet, const Fields& fields) {
    const double half = (sheet.width_pt() - between_halves_pt) / 2;
    std::vector<const FieldLine*> shown;
    for (const auto& line : fields.lines)
        if (!line.optional || !filled(line.value, sheet.content(), nullptr, "").empty()) shown.push_back(&line);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const bool pair = shown[i]->half && i + 1 < shown.size() && shown[i + 1]->half;
        if (pair) {
            sheet.add(row(
                {field_cell(sheet, *shown[i], 0, half), field_cell(sheet, *shown[i + 1], half + between_halves_pt, half)},
                {}));
            ++i;
        } else {
            auto piece = row({field_cell(sheet, *shown[i], 0, sheet.width_pt())}, {});
            piece.divides = true;
            sheet.add(std::move(piece));
        }
        sheet.gap(sheet.size_pt() * 0.2);
    }
}

/// Who signs sees what it is for: the sentence that is signed, and the last of what it is about.
constexpr std::size_t pieces_with_signatures = 2;

void add_block(Sheet& sheet, const Signatures& signatures) {
    sheet.keep_with_next(pieces_with_signatures);
    const double width = sheet.width_pt() / static_cast<double>(signatures.signers.size());
    const auto lines = [&](const std::string Signer::*part, bool bold, bool italic) {
        std::vector<Cell> out;
        for (std::size_t i = 0; i < signatures.signers.size(); ++i) {
            const auto text = filled(signatures.signers[i].*part, sheet.content(), nullptr, "");
            out.push_back({Words(text.reveal(), sheet.type(Align::centre, bold, italic), width - between_halves_pt),
                           static_cast<double>(i) * width + between_halves_pt / 2});
        }
        return out;
    };
    // One piece: a page that begins with a name and no title says nothing.
    auto piece = row(lines(&Signer::title, true, false), {sheet.size_pt(), 0, 0, {}});
    auto notes = row(lines(&Signer::note, false, true), {0, room_to_sign_mm * points_per_mm, 0, {}});
    auto names = row(lines(&Signer::name, true, false), {});
    for (auto* more : {&notes, &names}) piece.bands.insert(piece.bands.end(), more->bands.begin(), more->bands.end());
    sheet.add(std::move(piece));
}

void add_block(Sheet& sheet, const Space& space) {
    sheet.gap(space.height_mm * points_per_mm / (space.rule ? 2 : 1));
    if (!space.rule) return;
    sheet.add(thin_line_pt,
              [width = sheet.width_pt()](cairo_t* to, double x, double y) { typeset::fill(to, x, y, width, thin_line_pt); });
    sheet.gap(space.height_mm * points_per_mm / 2);
}

/// The QR on the left; beside it the code in letters above its bars. Bars that do not fit beside it stand below.
Result<Done> add_codes(Sheet& sheet, const Codes& codes) {
    const auto code = filled(codes.code, sheet.content(), nullptr, "");
    if (code.empty()) return Done{};
    const auto matrix = scan::qr_matrix(code.reveal());
    if (!matrix) return tl::unexpected(matrix.error());
    const auto bars = scan::code_128_bars(code.reveal());
    if (!bars) return tl::unexpected(bars.error());

    const double qr_module = std::min(qr_module_pt, largest_qr_pt / (matrix->width + 2 * typeset::qr_quiet_modules));
    const double qr_side = qr_module * (matrix->width + 2 * typeset::qr_quiet_modules);
    const double beside = sheet.width_pt() - qr_side - beside_qr_pt;
    const double modules = static_cast<double>(bars->size()) + 2 * typeset::bar_quiet_modules;
    const bool fits_beside = modules * narrow_bar_pt <= beside;
    const double room = fits_beside ? beside : sheet.width_pt();
    const double bar = modules * wide_bar_pt <= room ? wide_bar_pt : narrow_bar_pt;
    if (modules * bar > room)
        return fail(Code::unsupported, "the code is too long for bars on this page; make the form landscape");

    const Words label(codes.label, sheet.type(), beside);
    auto type = sheet.type(Align::left, true);
    type.size *= 1.25;
    type.tabular = true;
    const Words letters(code.reveal(), type, beside);
    const double words_height = label.height() + letters.height() + 4;
    const double height = std::max(qr_side, words_height + (fits_beside ? bar_height_pt : 0));
    sheet.add(height, [=, dark = *matrix, lines = *bars](cairo_t* to, double x, double y) {
        const double quiet = typeset::qr_quiet_modules * qr_module;
        typeset::draw_qr(to, dark, x + quiet, y + quiet, qr_module);
        const double left = x + qr_side + beside_qr_pt;
        const double top = y + (height - words_height - (fits_beside ? bar_height_pt : 0)) / 2;
        label.draw(to, left, top);
        letters.draw(to, left, top + label.height());
        if (fits_beside)
            typeset::draw_bars(to, lines, left + typeset::bar_quiet_modules * bar, top + words_height, bar, bar_height_pt);
    });
    if (!fits_beside) {
        sheet.add(bar_height_pt, [=, lines = *bars](cairo_t* to, double x, double y) {
            typeset::draw_bars(to, lines, x + typeset::bar_quiet_modules * bar, y, bar, bar_height_pt);
        });
    }
    sheet.gap(sheet.size_pt() * 0.5);
    return Done{};
}

}  // namespace

Result<Done> add_blocks(Sheet& sheet) {
    for (const auto& block : sheet.form().blocks) {
        if (!block.when.empty() && !sheet.content().has(block.when)) continue;
        if (!block.unless.empty() && sheet.content().has(block.unless)) continue;
        if (const auto* codes = std::get_if<Codes>(&block.body)) {
            if (auto added = add_codes(sheet, *codes); !added) return added;
            continue;
        }
        std::visit(
            [&](const auto& body) {
                using Body = std::decay_t<decltype(body)>;
                if constexpr (std::is_same_v<Body, Table>) add_table(sheet, body);
                else if constexpr (std::is_same_v<Body, Items>) add_items(sheet, body);
                else if constexpr (std::is_same_v<Body, Questions>) add_questions(sheet);
                else if constexpr (!std::is_same_v<Body, Codes>) add_block(sheet, body);
            },
            block.body);
    }
    return Done{};
}

}  // namespace kiosk::print
