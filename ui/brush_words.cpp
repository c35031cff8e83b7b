#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "ui/brush.hpp"

namespace kiosk::ui {
namespace {

constexpr double cap_height = 0.727;   // of Inter, in em
constexpr double line_spacing = 1.42;  // Vietnamese marks stand two high
constexpr double least_shrink = 0.66;

/// The next letter of UTF-8 text; ill-formed bytes are one «?» each.
char32_t next_letter(std::string_view text, std::size_t& at) {
    if (static_cast<unsigned char>(text[at]) < 0x80) return static_cast<unsigned char>(text[at++]);
    unsigned letter = 0;
    const int used = ImTextCharFromUtf8(&letter, text.data() + at, text.data() + text.size());
    at += static_cast<std::size_t>(std::max(1, used));
    return letter;
}

bool breaks_after(char32_t letter) { return letter == U' ' || letter == U'/' || letter == U'\u2013'; }

/// Whether a line ends within a word. Blanks and line ends at the seam belong to neither line.
bool breaks_a_word(const std::vector<std::string_view>& lines) {
    const auto within = std::ranges::adjacent_find(lines, [](std::string_view line, std::string_view next) {
        return line.data() + line.size() == next.data() && !line.ends_with('/') && !line.ends_with("\u2013");
    });
    return within != lines.end();
}

}  // namespace

double Brush::exact_width(Face face, std::string_view text) const {
    double width = 0;
    for (std::size_t at = 0; at < text.size();) width += fonts().advance(face, next_letter(text, at));
    return width;
}

int Brush::width_of(Face face, std::string_view text) const { return static_cast<int>(std::ceil(exact_width(face, text))); }

int Brush::line_height(Face face) const { return static_cast<int>(std::lround(fonts().em_px(face) * line_spacing)); }

std::vector<std::string_view> Brush::lines(Face face, std::string_view text, int width_px) const {
    return fonts().line_breaks().of(static_cast<std::uint32_t>(face), text, width_px,
                                    [&] { return broken_up(face, text, width_px); });
}

std::vector<std::string_view> Brush::broken_up(Face face, std::string_view text, int width_px) const {
    std::vector<std::string_view> out;
    std::size_t start = 0;
    std::size_t break_at = 0;   // the end of what surely fits
    std::size_t word_from = 0;  // the beginning of what stands between blanks
    double width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t before = at;
        const char32_t letter = next_letter(text, at);
        if (letter == U'\n') {
            out.push_back(text.substr(start, before - start));
            start = break_at = word_from = at;
            width = 0;
            continue;
        }
        width += fonts().advance(face, letter);
        if (width > width_px && letter != U' ' && before > start) {
            const std::size_t end = break_at > start ? break_at : before;
            out.push_back(text.substr(start, end - start));
            start = break_at = end;
            while (start < before && text[start] == ' ') ++start;
            width = exact_width(face, text.substr(start, at - start));
        }
        // A date stays together (Unicode line breaking, LB25).
        const bool in_date = letter == U'/' && at < text.size() && text[at] >= '0' && text[at] <= '9';
        const bool short_pair = letter == U'/' && at - word_from < 7;  // «Ông/Bà», «đ/bản»
        if (letter == U' ') word_from = at;
        if (breaks_after(letter) && !in_date && !short_pair) break_at = at;
    }
    if (start < text.size() || out.empty()) out.push_back(text.substr(start));
    for (auto& line : out) {
        while (line.ends_with(' ')) line.remove_suffix(1);
    }
    return out;
}

int Brush::height_of(Face face, std::string_view text, int width_px) const {
    if (text.empty()) return 0;
    return static_cast<int>(lines(face, text, width_px).size()) * line_height(face);
}

bool Brush::keeps_words(Face face, std::string_view text, int width_px) const {
    return !breaks_a_word(lines(face, text, width_px));
}

Face Brush::face_for(std::initializer_list<Face> ladder, std::string_view text, int width_px) const {
    const auto found = std::ranges::find_if(ladder, [&](Face face) { return keeps_words(face, text, width_px); });
    return found == ladder.end() ? *std::prev(ladder.end()) : *found;
}

std::string_view Brush::end_of(Face face, std::string_view text, int width_px) const {
    double width = exact_width(face, text);
    std::size_t at = 0;
    while (width > width_px && at < text.size()) width -= fonts().advance(face, next_letter(text, at));
    return text.substr(at);
}

void Brush::line(Face face, int x, int centre_y, Colour colour, std::string_view text, int percent) {
    const double size = percent / 100.0;
    const int half = static_cast<int>(std::lround(cap_height * fonts().em_px(face) * size / 2));
    const int width = static_cast<int>(std::lround(exact_width(face, text) * size));
    const Rect capitals{x, centre_y - half, x + width, centre_y + half};
    const auto& clip = clips_.back();
    if (!place_.contains(capitals) || capitals.left < clip.left || capitals.right > clip.right) cut_.emplace_back(text);
    if (!paints()) return;
    if (paints_.painting == Painting::without_words) {
        left_out_.push_back({capitals.within(clip), colour, std::string{text}});
        return;
    }
    const int baseline = centre_y + half;
    const double top = baseline - fonts().ascent_px(face) * size;
    double pen = x;
    for (std::size_t at = 0; at < text.size();) {
        const auto& letter = fonts().glyph(face, next_letter(text, at));
        glyph(letter, std::round(pen * 4) / 4, top, colour, size);
        pen += static_cast<double>(letter.AdvanceX) * size;
    }
}

int Brush::words(Face face, const Rect& rect, Colour colour, std::string_view text, Align align) {
    if (text.empty()) return 0;
    const int step = line_height(face);
    int centre_y = rect.top + step / 2;
    const auto parts = lines(face, text, rect.width());
    if (breaks_a_word(parts)) cut_.emplace_back(text);
    for (const auto part : parts) {
        const int free = rect.width() - width_of(face, part);
        const int indent = align == Align::left ? 0 : align == Align::centre ? free / 2 : free;
        if (visible({rect.left, centre_y - step, rect.right, centre_y + step}))
            line(face, rect.left + indent, centre_y, colour, part);
        centre_y += step;
    }
    return centre_y - step / 2 - rect.top;
}

void Brush::label(Face face, const Rect& rect, Colour colour, std::string_view text, Align align) {
    static constexpr std::array<Face, 5> smaller{Face::lead_bold, Face::body_bold, Face::caption, Face::caption,
                                                 Face::caption};
    std::vector<Face> ladder{face};
    for (const auto next : smaller) {
        if (fonts().em_px(next) < fonts().em_px(ladder.back()) && fonts().em_px(next) >= least_shrink * fonts().em_px(face))
            ladder.push_back(next);
    }
    const auto fits = [&](Face candidate) {
        const auto parts = lines(candidate, text, rect.width());
        const bool whole = std::ranges::all_of(parts, [&](auto part) { return width_of(candidate, part) <= rect.width(); });
        return whole && !breaks_a_word(parts) &&
               static_cast<int>(parts.size()) * line_height(candidate) <= std::max(rect.height(), line_height(candidate));
    };
    const auto one_line =
        std::ranges::find_if(ladder, [&](Face candidate) { return width_of(candidate, text) <= rect.width(); });
    const auto chosen =
        one_line != ladder.end() && one_line - ladder.begin() <= 1 ? one_line : std::ranges::find_if(ladder, fits);
    if (chosen == ladder.end()) return shrunk_label(ladder.back(), rect, colour, text, align);
    const int height = height_of(*chosen, text, rect.width());
    words(*chosen, {rect.left, rect.centre().y - height / 2, rect.right, rect.centre().y - height / 2 + height}, colour,
          text, align);
}

/// No face is small enough: this one, drawn smaller still, in as many lines as then have room.
void Brush::shrunk_label(Face face, const Rect& rect, Colour colour, std::string_view text, Align align) {
    constexpr int least = static_cast<int>(100 * least_shrink);
    int percent = 100;
    const auto step = [&] { return line_height(face) * percent / 100; };
    std::vector<std::string_view> parts;
    const auto fits = [&] {
        parts = lines(face, text, rect.width() * 100 / percent);
        return !breaks_a_word(parts) && static_cast<int>(parts.size()) * step() <= std::max(rect.height(), step());
    };
    while (!fits() && percent > least) --percent;
    if (!fits()) cut_.emplace_back(text);
    int centre_y = rect.centre().y - static_cast<int>(parts.size() - 1) * step() / 2;
    for (const auto part : parts) {
        const int free = rect.width() - width_of(face, part) * percent / 100;
        line(face, rect.left + (align == Align::left ? 0 : free / 2), centre_y, colour, part, percent);
        centre_y += step();
    }
}

}  // namespace kiosk::ui
