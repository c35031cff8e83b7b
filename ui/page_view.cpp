#include "ui/page_view.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/button.hpp"
#include "ui/column.hpp"
#include "ui/page_layout.hpp"

namespace kiosk::ui {
namespace {

using namespace layout;

void draw_column(Brush& brush, const Column& column, const Rect& rect, int offset) {
    for (const auto& [block, top, height] : column.blocks) {
        const Rect place{rect.left, rect.top + top - offset, rect.right, rect.top + top - offset + height};
        brush.confine(place);
        block->draw(brush, place);
    }
}

void draw_thumb(Brush& brush, const Rect& track, const Scroll& scroll, int content) {
    const int length = std::max(brush.px(80), track.height() * scroll.view_px() / std::max(1, content));
    const int way = std::clamp(scroll.offset_px(), 0, scroll.most_px());
    const int top = track.top + (track.height() - length) * way / std::max(1, scroll.most_px());
    const bool stark = brush.theme().high_contrast;  // where every line is as white as the thumb
    brush.fill(track, stark ? brush.theme().disabled_back : brush.theme().line, track.width() / 2);
    brush.fill({track.left, top, track.right, top + length}, brush.theme().outline, track.width() / 2);
}

/// Two buttons that turn pages: below the column where there is height, beside it where there is width.
void draw_pager(Brush& brush, const Rect& rect, const Scroll& scroll, const Chrome::PageTurn& words,
                std::string_view prefix) {
    brush.confine(rect);
    const auto button = [&](const Rect& place, std::string_view end, Icon icon, bool enabled, std::string_view label,
                            std::string_view spoken) {
        const std::string id = std::string{prefix} + std::string{end};
        draw_button(brush, place,
                    {id, label, ButtonLook::quiet, icon, enabled, {}, Face::lead_bold, Role::button, false, spoken, true});
    };
    if (rect.height() > rect.width()) {
        const Rect strip{rect.left + brush.px(20), rect.top + brush.px(8), rect.right, rect.bottom - brush.px(8)};
        const int middle = strip.centre().y;
        button({strip.left, strip.top, strip.right, middle - brush.px(8)}, ".up", Icon::chevron_up, scroll.more_above(), {},
               words.up);
        button({strip.left, middle + brush.px(8), strip.right, strip.bottom}, ".down", Icon::chevron_down,
               scroll.more_below(), {}, words.down);
        return;
    }
    const int side = brush.px(112);
    const Rect row{rect.left, rect.top + brush.px(12), rect.right, rect.bottom - brush.px(10)};
    button({row.left, row.top, row.left + side, row.bottom}, ".up", Icon::chevron_up, scroll.more_above(), {}, words.up);
    button({row.left + side + brush.px(16), row.top, row.right, row.bottom}, ".down", Icon::chevron_down,
           scroll.more_below(), words.down, {});
}

/// Where a page begins that shows the field whole and cuts nothing above it: at the first block that leaves it room.
int edge_above(const Column& column, const Placed& typed, int bottom, int view) {
    for (const auto& placed : column.blocks) {
        if (bottom - placed.top <= view) return std::min(placed.top, typed.top);
    }
    return typed.top;
}

/// A column that may be longer than its room.
void draw_scrolling(Brush& brush, const Rect& room, const Blocks& blocks, Scroll& scroll, const Chrome::PageTurn& words,
                    std::string_view prefix, bool beside, std::optional<TypedInto>& typed_into) {
    if (blocks.empty()) return;
    Rect view = room;
    auto column = column_of(brush, blocks, view.width(), view.height());
    const bool scrolls = column.height > view.height();
    const Rect pager = !scrolls ? Rect{}
                       : beside ? view.cut_right(brush.px(pager_height))
                                : view.cut_bottom(brush.px(pager_height));
    if (scrolls) {
        view.right -= brush.px(16);
        column = column_of(brush, blocks, view.width(), 0);
    }
    const auto* typed = typed_in(column);
    const int typed_bottom =
        typed == nullptr ? 0 : std::min(column.height, typed->top + typed->height + brush.px(fade_height));
    const int edge = typed == nullptr ? 0 : edge_above(column, *typed, typed_bottom, view.height());
    scroll.fit(view.height(), scrolls ? std::max(column.height, edge + view.height()) : column.height);
    if (typed != nullptr) {
        scroll.follow(typed->block->typed_into(), typed->top, typed_bottom, edge);
        const int top = view.top + typed->top - scroll.offset_px();
        const int faint = scrolls && scroll.more_below() ? brush.px(fade_height) : 0;
        typed_into = TypedInto{{view.left, top, view.right, top + typed->height},
                               {view.left, view.top, view.right, view.bottom - faint}};
    }
    const int side = brush.px(margin);
    const int above = scrolls ? brush.px(8) : brush.px(48);
    brush.push_clip(
        {view.left - side, view.top - above, view.right + side, scrolls ? view.bottom : view.bottom + brush.px(60)});
    draw_column(brush, column, view, scroll.offset_px());
    if (scrolls && scroll.more_below() && !brush.theme().high_contrast) {
        const auto background = brush.theme().background;
        // The shadow of what stands in the first column is not this column's to make faint.
        const int faint_from = view.left - (view.left > 2 * side ? brush.px(12) : side);
        brush.gradient({faint_from, view.bottom - brush.px(fade_height), view.right + brush.px(12), view.bottom},
                       with_alpha(background, 0), background);
    }
    brush.pop_clip();
    if (!scrolls) return;
    const int thumb = view.right + brush.px(12);
    draw_thumb(brush, {thumb, view.top, thumb + brush.px(10), view.bottom}, scroll, column.height);
    draw_pager(brush, pager, scroll, words, prefix);
}

void draw_head(Brush& brush, const Rect& rect, const Page& page) {
    if (page.title.empty() && page.hint.empty()) return;
    brush.confine(rect);
    Rect text{rect.left, rect.top + head_gap(brush, page, rect.width()), rect.right, rect.bottom};
    const int title = brush.words(title_face(brush, page, rect.width()), text, brush.theme().ink, page.title);
    if (title > 0)
        brush.node(
            {{}, Role::heading, page.title, {text.left, text.top, text.right, text.top + title}, true, false, {}, false});
    text.top += title;
    if (!page.hint.empty()) {
        Node node{{}, Role::text, page.hint, text, true, false, {}, false};
        node.personal = !page.hint_aloud.empty();
        node.aloud = page.hint_aloud;
        brush.node(std::move(node));
    }
    brush.words(hint_face(page), text, brush.theme().muted, page.hint);
}

void draw_body(Brush& brush, Rect body, Page& page, PageMemory& memory, bool beside) {
    if (page.pinned.empty()) {
        draw_scrolling(brush, body, page.flow, memory.scroll, page.chrome.turn, "page", beside, memory.typed_into);
        return;
    }
    if (keeps_pinned(brush, page, body)) {
        const auto column = column_of(brush, page.pinned, body.width(), 0);
        draw_column(brush, column, body, 0);
        if (const auto* typed = typed_in(column)) {
            const Rect whole{body.left, body.top + typed->top, body.right, body.top + typed->top + typed->height};
            memory.typed_into = TypedInto{whole, body};
        }
        body.top += column.height + brush.px(below_pinned);
        draw_scrolling(brush, body, page.flow, memory.scroll, page.chrome.turn, "page", beside, memory.typed_into);
        return;
    }
    page.flow.insert(page.flow.begin(), std::make_move_iterator(page.pinned.begin()),
                     std::make_move_iterator(page.pinned.end()));
    page.pinned.clear();
    draw_scrolling(brush, body, page.flow, memory.scroll, page.chrome.turn, "page", beside, memory.typed_into);
}

}  // namespace

void draw_page(Brush& brush, const Display& display, Page& page, PageMemory& memory) {
    const Rect screen{0, 0, display.width_px, display.height_px};
    brush.fill(screen, brush.theme().background);
    if (page.attract) {
        draw_attract(brush, screen, *page.attract);
    } else if (page.board) {
        const auto regions = settled(brush, display, page);
        draw_header(brush, regions.header, page.chrome);
        if (!page.chrome.banner.empty()) draw_banner(brush, regions.banner, page.chrome);
        const int top = std::max(regions.header.bottom, regions.banner.bottom);
        draw_board(brush, {screen.left, top, screen.right, screen.bottom}, *page.board, display.portrait());
    } else {
        const auto regions = settled(brush, display, page);
        memory.typed_into.reset();
        draw_head(brush, regions.head, page);
        if (!regions.steps.empty()) draw_steps(brush, regions.steps, page.step, page.steps);
        draw_body(brush, regions.body, page, memory, !display.portrait());
        draw_scrolling(brush, regions.second, page.second, memory.second, page.chrome.turn, "page.second",
                       !display.portrait(), memory.typed_into);
        draw_header(brush, regions.header, page.chrome);
        if (!page.chrome.banner.empty()) draw_banner(brush, regions.banner, page.chrome);
        if (!page.actions.empty()) draw_actions(brush, regions.actions, page.actions);
        if (page.keyboard) draw_keyboard(brush, regions.keyboard, *page.keyboard);
        draw_utility(brush, regions.utility, page.chrome, display.portrait());
    }
    if (page.dialog) draw_dialog(brush, screen, *page.dialog);
}

}  // namespace kiosk::ui
