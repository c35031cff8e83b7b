#include "ui/page_view.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "ui/block.hpp"
#include "ui/button.hpp"

namespace kiosk::ui {
namespace {

constexpr int margin = 48;
constexpr int highest_touch = 280;  // above this a person in a wheelchair does not reach
constexpr int pager_height = 104;
constexpr int below_pinned = 20;
constexpr int most_pinned_percent = 55;
constexpr int fade_height = 56;    // where what goes on below becomes faint
constexpr int least_turned = 184;  // the two buttons that turn pages, one above the other

/// From where on there may be something to touch, or about a person; 0: anywhere below the header. On tall glass alone.
int low_top(const Display& display) {
    if (!display.portrait()) return 0;
    const int percent = display.sheltered ? 50 : display.low_reach ? 45 : 0;
    return display.height_px * percent / 100;
}

using Blocks = std::vector<std::unique_ptr<Block>>;

struct Placed {
    const Block* block;
    int top;
    int height;
};

struct Column {
    std::vector<Placed> blocks;
    int height = 0;
};

/// Blocks below one another; room that is left goes to those that can use it.
Column column_of(const Brush& brush, const Blocks& blocks, int width, int room) {
    Column column;
    std::vector<int> heights;
    std::vector<int> spare;
    int used = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        heights.push_back(blocks[i]->height(brush, width));
        spare.push_back(std::max(0, blocks[i]->tallest(brush, width) - heights.back()));
        used += heights.back() + (i + 1 < blocks.size() ? brush.px(blocks[i]->gap()) : 0);
    }
    const int wanted =
        std::accumulate(spare.begin(), spare.end(), 0, [](int sum, int part) { return std::min(1000000, sum + part); });
    const int extra = std::clamp(room - used, 0, wanted);
    int top = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const int more = wanted > 0 ? static_cast<int>(static_cast<std::int64_t>(extra) * spare[i] / wanted) : 0;
        column.blocks.push_back({blocks[i].get(), top, heights[i] + more});
        top += heights[i] + more + (i + 1 < blocks.size() ? brush.px(blocks[i]->gap()) : 0);
    }
    column.height = top;
    return column;
}

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
    brush.fill(track, brush.theme().line, track.width() / 2);
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

/// The block with the field that is being typed into.
const Placed* typed_in(const Column& column) {
    const auto found =
        std::ranges::find_if(column.blocks, [](const Placed& placed) { return !placed.block->typed_into().empty(); });
    return found == column.blocks.end() ? nullptr : &*found;
}

/// Where a page begins that shows the field whole and cuts nothing above it: at the first block that leaves it room.
int edge_above(const Column& column, const Placed& typed, int bottom, int view) {
    for (const auto& placed : column.blocks) {
        if (bottom - placed.top <= view) return std::min(placed.top, typed.top);
    }
    return typed.top;
}

/// Whether the field of these blocks can be seen whole in that room; so when they have none. `alone`: nothing else scrolls there.
bool shows_typed(const Brush& brush, const Blocks& blocks, const Rect& room, bool beside, bool alone) {
    const auto column = column_of(brush, blocks, room.width(), 0);
    const auto* typed = typed_in(column);
    if (typed == nullptr || (alone && column.height <= room.height())) return true;
    const int width = room.width() - brush.px(16) - (beside ? brush.px(pager_height) : 0);
    return typed->block->height(brush, width) + brush.px(fade_height + (beside ? 0 : pager_height)) <= room.height();
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

Face title_face(const Brush& brush, const Page& page, int width) {
    if (page.steps.empty() && brush.keeps_words(Face::display, page.title, width)) return Face::display;
    return brush.face_for({Face::title, Face::lead_bold, Face::body_bold}, page.title, width);
}
Face hint_face(const Page& page) { return page.steps.empty() ? Face::lead : Face::body; }

int head_gap(const Brush& brush, const Page& page, int width) {
    if (!page.steps.empty()) return brush.px(14);
    return brush.px(width > brush.px(1100) ? 26 : 44);
}

int head_height(const Brush& brush, const Page& page, int width) {
    if (page.title.empty() && page.hint.empty()) return brush.px(36);
    const int above = head_gap(brush, page, width);
    return above + brush.height_of(title_face(brush, page, width), page.title, width) +
           brush.height_of(hint_face(page), page.hint, width) + brush.px(22);
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

/// The pinned part stays only while it leaves most of the room to what scrolls.
bool keeps_pinned(const Brush& brush, const Page& page, const Rect& body) {
    return column_of(brush, page.pinned, body.width(), 0).height * 100 <= body.height() * most_pinned_percent;
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

/// With the gap below it.
int pinned_height(const Brush& brush, const Page& page, int width) {
    return column_of(brush, page.pinned, width, 0).height + brush.px(below_pinned);
}

/// Whether what does not fit there can turn its pages.
bool can_turn(const Brush& brush, const Blocks& blocks, const Rect& room) {
    return room.height() >= brush.px(least_turned) || column_of(brush, blocks, room.width(), 0).height <= room.height();
}

/// The least height in which these blocks, which do not fit, are of use: their pages can be turned, and the field that is typed
/// into is seen whole.
int turned_height(const Brush& brush, const Blocks& blocks, int width) {
    const auto column = column_of(brush, blocks, width, 0);
    const auto* typed = typed_in(column);
    if (typed == nullptr) return blocks.empty() ? 0 : brush.px(pager_height + least_turned);
    return brush.px(pager_height + fade_height) + typed->block->height(brush, width - brush.px(16));
}

/// In low reach, or with a queue behind: down to where low reach begins, as far as that leaves everything its room.
void lower(const Brush& brush, const Display& display, const Page& page, Rect& body) {
    const int width = body.width();
    const int flow = column_of(brush, page.flow, width, 0).height;
    const int pinned = page.pinned.empty() ? 0 : pinned_height(brush, page, width);
    const bool keeps = keeps_pinned(brush, page, body);
    int least = pinned + flow;
    if (least > body.height()) {
        const int turned = turned_height(brush, page.flow, width);
        least = keeps ? pinned + turned : std::max(turned, turned_height(brush, page.pinned, width));
    }
    if (keeps) least = std::max(least, pinned * 100 / most_pinned_percent + 1);  // or it would not stay
    body.top = std::max(body.top, std::min(low_top(display), body.bottom - least));
}

/// Whether title and hint leave the rest its room, and the field that is typed into can be seen whole.
bool has_room(const Brush& brush, const Page& page, const Regions& regions, bool beside) {
    Rect flow = regions.body;
    const bool keeps = keeps_pinned(brush, page, flow);
    if (!page.keyboard) {
        if (keeps && !page.pinned.empty()) flow.top += pinned_height(brush, page, flow.width());
        return can_turn(brush, page.flow, flow) && can_turn(brush, page.second, regions.second);
    }
    if (!keeps && !shows_typed(brush, page.pinned, flow, beside, page.flow.empty())) return false;
    if (keeps && !page.pinned.empty()) flow.top += pinned_height(brush, page, flow.width());
    return regions.body.height() >= 0 && shows_typed(brush, page.flow, flow, beside, keeps || page.pinned.empty()) &&
           shows_typed(brush, page.second, regions.second, beside, true);
}

void head_into_body(Page& page) {
    auto& column = page.keyboard && !page.second.empty() ? page.second : !page.pinned.empty() ? page.pinned : page.flow;
    column.insert(column.begin(), head_block(std::exchange(page.title, {}), std::exchange(page.hint, {}),
                                             std::exchange(page.hint_aloud, {})));
}

/// Lays the page out. A keyboard takes half of the glass: what it leaves belongs first to the field and its sentence.
Regions settled(const Brush& brush, const Display& display, Page& page) {
    const bool beside = !display.portrait();
    if (display.sheltered && !beside && !page.hint_aloud.empty()) head_into_body(page);
    for (const auto gives_up : {GivesUp::nothing, GivesUp::low_reach, GivesUp::steps}) {
        auto regions = regions_of(brush, display, page, gives_up);
        if (!has_room(brush, page, regions, beside)) continue;
        lower(brush, display, page, regions.body);
        return regions;
    }
    const auto is_typed = [](const auto& block) { return !block->typed_into().empty(); };
    if (!page.second.empty() && std::ranges::any_of(page.pinned, is_typed)) {  // beside a wide keyboard is more height
        page.second.insert(page.second.begin(), std::make_move_iterator(page.pinned.begin()),
                           std::make_move_iterator(page.pinned.end()));
        page.pinned.clear();
    }
    if (!page.title.empty() || !page.hint.empty()) head_into_body(page);
    auto regions = regions_of(brush, display, page, GivesUp::steps);
    lower(brush, display, page, regions.body);
    return regions;
}

}  // namespace

Regions regions_of(const Brush& brush, const Display& display, const Page& page, GivesUp gives_up) {
    const bool portrait = display.portrait();
    Rect rest{0, 0, display.width_px, display.height_px};
    Regions out;
    out.header = rest.cut_top(brush.px(portrait ? 168 : 120));
    if (!page.chrome.banner.empty()) {
        if (!portrait) out.banner = banner_in_header(brush, out.header, page.chrome);
        const int text = brush.height_of(Face::body_bold, page.chrome.banner, rest.width() - brush.px(2 * margin + 60));
        if (out.banner.empty()) out.banner = rest.cut_top(text + brush.px(20));
    }
    out.utility = rest.cut_bottom(utility_height(brush, page.chrome, rest.width(), portrait));
    const bool steps = !page.steps.empty() && gives_up != GivesUp::steps &&
                       (portrait || !page.keyboard);  // a wide keyboard needs the height
    if (steps) out.steps = rest.cut_top(steps_height(brush, rest.width(), portrait, page.steps));
    const bool two = !portrait && !page.second.empty();
    const int share = page.keyboard ? 62 : 42;
    if (two) {
        out.second = {rest.left + rest.width() * share / 100 + brush.px(15), rest.top, rest.right - brush.px(margin),
                      rest.bottom};
        rest.right = rest.left + rest.width() * share / 100;
    }
    if (page.keyboard && !portrait && !two && is_number_pad(page.keyboard->keyboard.layout)) {
        out.keyboard = rest.cut_right(rest.width() * 40 / 100);  // a pad stands beside the question
    } else if (page.keyboard) {
        out.keyboard = rest.cut_bottom(keyboard_height(brush, *page.keyboard, portrait));
    }
    const Rect wide{0, 0, display.width_px, 0};
    if (!page.actions.empty()) {
        const int height =
            actions_height(brush, page.actions, rest.width() - brush.px(2 * margin), page.keyboard.has_value() || !portrait);
        out.actions = rest.cut_bottom(height).shrunk(brush.px(margin), 0);
        if (two && !page.keyboard) {
            out.actions.right = wide.right - brush.px(margin);
            out.second.bottom = out.actions.top;
        }
    }
    const int side = brush.px(margin);
    Rect head_room{rest.left + side, rest.top, (two && !page.keyboard ? display.width_px : rest.right) - side, rest.bottom};
    if (two && page.keyboard) head_room.right = rest.right - brush.px(15);
    out.head = head_room;
    out.head.bottom = out.head.top + head_height(brush, page, head_room.width());
    int top = out.head.bottom;
    if (portrait) top = std::max(top, brush.px(highest_touch));
    if (gives_up == GivesUp::nothing) top = std::max(top, low_top(display));
    out.body = {rest.left + side, top, two ? rest.right - brush.px(15) : rest.right - side,
                rest.bottom - brush.px(page.actions.empty() ? 24 : 8)};
    if (two) out.second.top = page.keyboard ? out.second.top + brush.px(36) : top;
    if (two) out.second.bottom -= brush.px(24);
    return out;
}

void draw_page(Brush& brush, const Display& display, Page& page, PageMemory& memory) {
    const Rect screen{0, 0, display.width_px, display.height_px};
    brush.fill(screen, brush.theme().background);
    if (page.attract) {
        draw_attract(brush, screen, *page.attract);
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
