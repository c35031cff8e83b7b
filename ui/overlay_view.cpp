#include <algorithm>
#include <array>

#include "kiosk/base/text.hpp"
#include "ui/button.hpp"
#include "ui/page_view.hpp"

namespace kiosk::ui {
namespace {

constexpr int ring_px = 218;

void draw_ring(Brush& brush, Point centre, const Dialog& dialog) {
    const auto& theme = brush.theme();
    const auto tone = theme.of(dialog.tone).ink;
    const int radius = brush.px(ring_px) / 2;
    if (dialog.seconds_left < 0) {
        if (!theme.high_contrast) brush.disc(centre, radius * 8 / 10, theme.of(dialog.tone).back);
        brush.icon(IconSize::huge, centre, tone, dialog.icon);
        return;
    }
    const int part = 3600 * std::clamp(dialog.seconds_left, 0, dialog.seconds_total) / std::max(1, dialog.seconds_total);
    brush.ring(centre, radius, brush.px(18), theme.high_contrast ? 0xFF333333 : 0xFFD9DEE7);
    brush.arc(centre, radius, brush.px(18), tone, 0, part);
    const auto number = std::to_string(dialog.seconds_left);
    brush.line(Face::hero, centre.x - brush.width_of(Face::hero, number) / 2, centre.y, theme.ink, number);
}

void draw_answers(Brush& brush, const Rect& row, const Dialog& dialog) {
    const int count = static_cast<int>(dialog.answers.size());
    const int gap = brush.px(24);
    for (int i = 0; i < count; ++i) {
        const auto& answer = dialog.answers[static_cast<std::size_t>(i)];
        const auto edge = [&](int k) {
            return count == 2 && k == 1 ? row.left + (row.width() + gap) * 42 / 100
                                        : row.left + (row.width() + gap) * k / count;
        };
        const auto look = answer.primary             ? ButtonLook::primary
                          : answer.tone == Tone::bad ? ButtonLook::danger
                                                     : ButtonLook::secondary;
        draw_button(brush, {edge(i), row.top, edge(i + 1) - gap, row.bottom},
                    {answer.id, answer.label, look, Icon::none, true, {}, Face::lead_bold, Role::button, false});
    }
}

void draw_gold_button(Brush& brush, const Rect& full, std::string_view id, std::string_view label) {
    const auto& theme = brush.theme();
    const int pressed = brush.pressed(id);
    const Rect rect = full.moved(0, brush.px(4) * pressed / 256);
    brush.node({std::string{id}, Role::button, std::string{label}, full, true, false, {}, false});
    const int radius = brush.px(48);
    if (!theme.high_contrast) brush.fill(rect.shrunk(-brush.px(14)), 0x2EFFFFFFU, radius + brush.px(14));
    brush.gradient(rect, theme.high_contrast ? theme.gold : between(0xFFFFE08A, 0xFFFFB81C, pressed),
                   theme.high_contrast ? theme.gold : 0xFFFFC02E, radius);
    const Colour ink = theme.high_contrast ? 0xFF000000 : 0xFF4A0408;
    const int icon = brush.fonts().icon_px(IconSize::large);
    const int words = std::min(brush.width_of(Face::display, label), rect.width() - icon - brush.px(110));
    const int left = rect.centre().x - (icon + brush.px(30) + words) / 2;
    brush.icon(IconSize::large, {left + icon / 2, rect.centre().y}, ink, Icon::arrow_right);
    brush.label(Face::display, {left + icon + brush.px(30), rect.top, left + icon + brush.px(30) + words, rect.bottom}, ink,
                label, Align::left);
    brush.focus_ring(id, full, radius);
}

/// A button on the red ground.
void draw_outlined(Brush& brush, const Rect& rect, std::string_view id, std::string_view label, Icon icon, Colour border,
                   int radius) {
    brush.node({std::string{id}, Role::button, std::string{label}, rect, true, false, {}, false});
    const auto& theme = brush.theme();
    const Colour fill = theme.high_contrast ? theme.background : 0xFF7A2028;
    brush.box(rect, between(fill, 0xFFB04850, brush.pressed(id)), radius, border, brush.px(3));
    Rect text = rect.shrunk(brush.px(16), 0);
    if (icon != Icon::none) {
        const int room = brush.fonts().icon_px(IconSize::medium) + brush.px(14);
        const int words = std::min(brush.width_of(Face::body_bold, label), text.width() - room);
        const int left = rect.centre().x - (room + words) / 2;
        brush.icon(IconSize::medium, {left + room / 2 - brush.px(7), rect.centre().y}, theme.gold, icon);
        text = {left + room, rect.top, left + room + words, rect.bottom};
    }
    brush.label(icon == Icon::none ? Face::lead_bold : Face::body_bold, text, theme.on_brand, label);
    brush.focus_ring(id, rect, radius);
}

/// Rows of at most three, each centred.
int draw_languages(Brush& brush, const Rect& rect, const std::vector<ButtonItem>& languages) {
    const int high = brush.px(112);
    const int gap = brush.px(22);
    const int count = static_cast<int>(languages.size());
    const int wide = (rect.width() - 2 * gap) / 3;
    int top = rect.top;
    for (int first = 0; first < count; first += 3) {
        const int in_row = std::min(3, count - first);
        int left = rect.centre().x - (in_row * wide + (in_row - 1) * gap) / 2;
        for (int i = first; i < first + in_row; ++i, left += wide + gap) {
            const auto& language = languages[static_cast<std::size_t>(i)];
            draw_outlined(brush, {left, top, left + wide, top + high}, language.id, language.label, Icon::none, 0xFFF0D8DA,
                          brush.px(24));
        }
        top += high + gap;
    }
    return top;
}

/// One in the middle, or two side by side.
void draw_helps(Brush& brush, const Rect& row, const std::vector<ButtonItem>& helps) {
    const int count = static_cast<int>(helps.size());
    if (count == 0) return;
    const int gap = brush.px(22);
    int wide = brush.px(count == 1 ? 580 : 420);
    for (const auto& help : helps) wide = std::max(wide, brush.width_of(Face::body_bold, help.label) + brush.px(150));
    wide = std::min(wide, (row.width() - (count - 1) * gap) / count);
    int left = row.centre().x - (count * wide + (count - 1) * gap) / 2;
    for (const auto& help : helps) {
        draw_outlined(brush, {left, row.top, left + wide, row.bottom}, help.id, help.label, help.icon, brush.theme().gold,
                      brush.px(53));
        left += wide + gap;
    }
}

/// How large the words of the invitation are, and what stands between them.
struct Call {
    Face names = Face::lead_bold;
    Face slogan = Face::hero;
    Face services = Face::lead;
    Face sentence = Face::body_bold;
    int gap = 36;
    int sentence_gap = 20;
};

/// Without the invitation, which is left out where there is no room.
int call_height(const Brush& brush, const Call& call, int width, const Attract& attract) {
    int sum = brush.height_of(call.names, upper(attract.centre), width) +
              brush.height_of(call.names, upper(attract.place), width) + brush.px(call.gap + 20) +
              brush.height_of(call.slogan, attract.slogan, width) + brush.height_of(call.services, attract.services, width);
    for (const auto* text : {&attract.today, &attract.notice})
        if (!text->empty()) sum += brush.px(call.sentence_gap) + brush.height_of(call.sentence, *text, width);
    return sum;
}

/// The largest that fits: in large letters, and on days with news, all of it stands smaller.
Call call_for(const Brush& brush, const Rect& room, const Attract& attract) {
    const Face slogan = brush.lines(Face::hero, attract.slogan, room.width()).size() <= 2 ? Face::hero : Face::display;
    const std::array<Call, 4> ladder{{{Face::lead_bold, slogan, Face::lead, Face::body_bold, 36, 20},
                                      {Face::lead_bold, Face::display, Face::lead, Face::body_bold, 24, 14},
                                      {Face::body_bold, Face::title, Face::body, Face::body_bold, 14, 10},
                                      {Face::caption, Face::lead_bold, Face::caption, Face::caption, 14, 10}}};
    const auto found = std::ranges::find_if(
        ladder, [&](const Call& call) { return call_height(brush, call, room.width(), attract) <= room.height(); });
    return found == ladder.end() ? ladder.back() : *found;
}

/// The words between the emblem and the buttons; returns where they end.
int draw_call(Brush& brush, Rect words, const Attract& attract) {
    const auto& theme = brush.theme();
    const auto call = call_for(brush, words, attract);
    brush.confine(words);
    words.top += brush.words(call.names, words, theme.brand_text, upper(attract.centre), Align::centre);
    words.top += brush.words(call.names, words, theme.brand_text, upper(attract.place), Align::centre) + brush.px(call.gap);
    words.top += brush.words(call.slogan, words, theme.on_brand, attract.slogan, Align::centre) + brush.px(20);
    words.top += brush.words(call.services, words, theme.brand_text, attract.services, Align::centre);
    const auto sentence = [&](Role role, const std::string& text) {
        const int height = brush.height_of(call.sentence, text, words.width());
        const bool may_be_left_out = role == Role::text;
        if (text.empty() || (may_be_left_out && words.top + brush.px(call.sentence_gap) + height > words.bottom)) return;
        words.top += brush.px(call.sentence_gap);
        brush.words(call.sentence, words, theme.brand_text, text, Align::centre);
        brush.node({{}, role, text, {words.left, words.top, words.right, words.top + height}, true, false, {}, false});
        words.top += height;
    };
    sentence(Role::status, attract.today);
    sentence(Role::status, attract.notice);
    sentence(Role::text, attract.invitation);
    return words.top;
}

}  // namespace

void draw_dialog(Brush& brush, const Rect& screen, const Dialog& dialog) {
    const auto& theme = brush.theme();
    brush.cover();
    brush.fill(screen, theme.dim);
    const int width = std::min(screen.width() - brush.px(160), brush.px(960));
    const int inside = width - brush.px(96);
    // What is long gives up the picture, then the size of its letters, before it would leave the glass.
    Face body = Face::lead;
    const auto height_with = [&](int ring) {
        return brush.px(56 + ring + 28) + brush.height_of(Face::title, dialog.title, inside) +
               brush.height_of(body, dialog.body, inside) + brush.px(56 + 120 + 44);
    };
    const int most = screen.height() - 2 * brush.px(24);
    const int ring = dialog.seconds_left >= 0 || height_with(ring_px) <= most ? ring_px : 0;
    if (height_with(ring) > most) body = Face::body;
    const int height = height_with(ring);
    const int top = screen.centre().y - height / 2;
    const Rect card{screen.centre().x - width / 2, top, screen.centre().x - width / 2 + width, top + height};
    brush.confine(card.within(screen));
    brush.shadow(card, brush.px(36), 1, 90);
    brush.box(card, theme.surface, brush.px(36), theme.high_contrast ? theme.line : 0,
              theme.high_contrast ? brush.px(4) : 0);
    if (ring > 0) draw_ring(brush, {card.centre().x, card.top + brush.px(56 + ring / 2)}, dialog);
    Rect text{card.centre().x - inside / 2, card.top + brush.px(56 + ring + 24), card.centre().x + inside / 2, card.bottom};
    brush.node({{}, Role::heading, dialog.title + " " + dialog.body, text, true, false, {}, false});
    text.top += brush.words(Face::title, text, theme.ink, dialog.title, Align::centre);
    brush.words(body, text, theme.muted, dialog.body, Align::centre);
    draw_answers(
        brush,
        {card.left + brush.px(48), card.bottom - brush.px(44 + 120), card.right - brush.px(48), card.bottom - brush.px(44)},
        dialog);
}

void draw_attract(Brush& brush, const Rect& screen, const Attract& attract) {
    const auto& theme = brush.theme();
    brush.gradient(screen, theme.high_contrast ? theme.background : 0xFFA8121B,
                   theme.high_contrast ? theme.background : 0xFF5A060C);
    const bool portrait = screen.height() > screen.width();
    const Rect left =
        portrait ? screen : Rect{screen.left, screen.top, screen.left + screen.width() * 55 / 100, screen.bottom};
    if (!theme.high_contrast) {
        const int radius = portrait ? screen.width() * 62 / 100 : screen.height() * 60 / 100;
        const Point centre{left.centre().x, portrait ? screen.height() * 40 / 100 : screen.height() / 2};
        brush.image(brush.art(Art::drum, 2 * radius, 2 * radius),
                    {centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius},
                    with_alpha(theme.gold, 24));
    }
    const int emblem = brush.px(190);
    const int emblem_top = portrait ? brush.px(190) : brush.px(110);
    brush.image(brush.art(Art::emblem, emblem, emblem),
                {left.centre().x - emblem / 2, emblem_top, left.centre().x - emblem / 2 + emblem, emblem_top + emblem});
    // In large letters the words reach further down, and the buttons give way as far as they can.
    const auto rows = (static_cast<int>(attract.languages.size()) + 2) / 3;
    const int buttons = brush.px(200 + 80 + 28 + 106) + rows * brush.px(112 + 22);
    const int lowest = screen.bottom - brush.px(60) - buttons;
    const int words_end = draw_call(brush,
                                    {left.left + brush.px(90), emblem_top + emblem + brush.px(40), left.right - brush.px(90),
                                     portrait ? lowest - brush.px(40) : left.bottom - brush.px(40)},
                                    attract);
    brush.confine(screen);
    brush.node({{},
                Role::heading,
                attract.slogan + " " + attract.services,
                {left.left, emblem_top, left.right, emblem_top + brush.px(700)},
                true,
                false,
                {},
                false});
    const int first =
        std::clamp(words_end + brush.px(40), screen.height() * 60 / 100, std::max(lowest, screen.height() * 60 / 100));
    const Rect right = portrait ? Rect{brush.px(60), first, screen.right - brush.px(60), screen.bottom}
                                : Rect{left.right, screen.height() * 24 / 100, screen.right - brush.px(80), screen.bottom};
    const Rect start{right.left + brush.px(30), right.top, right.right - brush.px(30), right.top + brush.px(200)};
    draw_gold_button(brush, start, attract.start_id, attract.start_label);
    const int under =
        draw_languages(brush, {right.left, start.bottom + brush.px(80), right.right, right.bottom}, attract.languages);
    draw_helps(brush, {right.left, under + brush.px(28), right.right, under + brush.px(28 + 106)}, attract.helps);
}

}  // namespace kiosk::ui
