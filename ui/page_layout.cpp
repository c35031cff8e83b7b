#include "ui/page_layout.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/column.hpp"
#include "ui/page_view.hpp"

namespace kiosk::ui {
namespace {

using namespace layout;

constexpr int highest_touch = 280;  // above this a person in a wheelchair does not reach
constexpr int most_pinned_percent = 55;
constexpr int least_turned = 184;  // the two buttons that turn pages, one above the other

/// What a page gives up, in this order, so that the field that is typed into can be seen whole above the keyboard, and that
/// what scrolls has room. Who asked for low reach then has everything as low as the keyboard leaves.
enum class GivesUp { nothing, low_reach, steps };

/// From where on there may be something to touch, or about a person; 0: anywhere below the header. On tall glass alone.
int low_top(const Display& display) {
    if (!display.portrait()) return 0;
    const int percent = display.sheltered ? 50 : display.low_reach ? 45 : 0;
    return display.height_px * percent / 100;
}

/// Whether the field of these blocks can be seen whole in that room; so when they have none. `alone`: nothing else scrolls there.
bool shows_typed(const Brush& brush, const Blocks& blocks, const Rect& room, bool beside, bool alone) {
    const auto column = column_of(brush, blocks, room.width(), 0);
    const auto* typed = typed_in(column);
    if (typed == nullptr || (alone && column.height <= room.height())) return true;
    const int width = room.width() - brush.px(16) - (beside ? brush.px(pager_height) : 0);
    return typed->block->height(brush, width) + brush.px(fade_height + (beside ? 0 : pager_height)) <= room.height();
}

int head_height(const Brush& brush, const Page& page, int width) {
    if (page.title.empty() && page.hint.empty()) return brush.px(36);
    const int above = head_gap(brush, page, width);
    return above + brush.height_of(title_face(brush, page, width), page.title, width) +
           brush.height_of(hint_face(page), page.hint, width) + brush.px(22);
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

/// How much of the page stands above the first thing to touch; a lot when there is none.
int untouched_height(const Brush& brush, const Page& page, int width) {
    constexpr int all_of_it = 100000;
    int above = 0;
    for (const auto* blocks : {&page.pinned, &page.flow}) {
        const auto column = column_of(brush, *blocks, width, 0);
        const auto first = std::ranges::find_if(column.blocks, [](const Placed& it) { return it.block->touchable(); });
        if (first != column.blocks.end()) return above + first->top;
        above += column.height + (blocks->empty() ? 0 : brush.px(below_pinned));
    }
    return all_of_it;
}

/// Where the body may begin so that nothing to touch, or with a queue behind nothing at all, stands above what is low.
int low_body_top(const Brush& brush, const Display& display, const Page& page, int width) {
    const int low = low_top(display);
    return low == 0 || display.sheltered ? low : std::max(0, low - untouched_height(brush, page, width));
}

/// In low reach, or with a queue behind: down to where low reach begins, as far as that leaves everything its room.
void lower(const Brush& brush, const Display& display, const Page& page, Rect& body) {
    if (low_top(display) == 0) return;
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
    body.top = std::max(body.top, std::min(low_body_top(brush, display, page, width), body.bottom - least));
}

/// Whether title and hint leave the rest its room, and the field that is typed into can be seen whole.
bool has_room(const Brush& brush, const Page& page, const Regions& regions, bool beside) {
    Rect flow = regions.body;
    const bool keeps = keeps_pinned(brush, page, flow);
    if (!page.keyboard) {
        const auto whole = [&](const Blocks& blocks, const Rect& room) {
            const bool must = std::ranges::any_of(blocks, [](const auto& block) { return block->in_one_piece(); });
            return !must || column_of(brush, blocks, room.width(), 0).height <= room.height();
        };
        if (!whole(page.pinned, flow)) return false;
        if (keeps && !page.pinned.empty()) flow.top += pinned_height(brush, page, flow.width());
        return whole(page.flow, flow) && can_turn(brush, page.flow, flow) && can_turn(brush, page.second, regions.second);
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
    if (gives_up == GivesUp::nothing)
        top = std::max(top, low_body_top(brush, display, page,
                                         (two ? rest.right - brush.px(15) : rest.right - side) - rest.left - side));
    out.body = {rest.left + side, top, two ? rest.right - brush.px(15) : rest.right - side,
                rest.bottom - brush.px(page.actions.empty() ? 24 : 8)};
    if (two) out.second.top = page.keyboard ? out.second.top + brush.px(36) : top;
    if (two) out.second.bottom -= brush.px(24);
    return out;
}

}  // namespace

Face title_face(const Brush& brush, const Page& page, int width) {
    if (page.steps.empty() && brush.keeps_words(Face::display, page.title, width)) return Face::display;
    return brush.face_for({Face::title, Face::lead_bold, Face::body_bold}, page.title, width);
}
Face hint_face(const Page& page) { return page.steps.empty() ? Face::lead : Face::body; }

int head_gap(const Brush& brush, const Page& page, int width) {
    if (!page.steps.empty()) return brush.px(14);
    return brush.px(width > brush.px(1100) ? 26 : 44);
}

bool keeps_pinned(const Brush& brush, const Page& page, const Rect& body) {
    return column_of(brush, page.pinned, body.width(), 0).height * 100 <= body.height() * most_pinned_percent;
}

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

}  // namespace kiosk::ui
