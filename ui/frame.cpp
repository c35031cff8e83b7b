#include "ui/frame.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/scan/symbol_writer.hpp"
#include "ui/block.hpp"
#include "ui/glass_check.hpp"
#include "ui/memory.hpp"

namespace kiosk::ui {
namespace {

/// The index of the item whose id was tapped.
template <class Items>
std::optional<std::size_t> index_of(const Items& items, const std::string& id) {
    if (id.empty()) return std::nullopt;
    const auto found = std::ranges::find(items, id, [](const auto& item) -> const std::string& { return item.id; });
    if (found == items.end()) return std::nullopt;
    return static_cast<std::size_t>(found - items.begin());
}

}  // namespace

Page::Page() = default;
Page::~Page() = default;
Page::Page(Page&&) noexcept = default;
Page& Page::operator=(Page&&) noexcept = default;

Frame::Frame(std::string activated, bool portrait, PageMemory& memory)
    : activated_(std::move(activated)), portrait_(portrait), memory_(memory) {}
Frame::~Frame() = default;

Page Frame::take() {
    if (!scrolls_) {
        page_.flow = std::move(page_.pinned);  // nobody asked for a part that stays: everything may scroll
        page_.pinned.clear();
    }
    scrolls_ = in_second_ = false;
    if (page_.keyboard) page_.keyboard->personal = typed_personal_;
    return std::exchange(page_, Page{});
}

void Frame::add(std::unique_ptr<Block> block) {
    auto& column = in_second_ ? page_.second : scrolls_ ? page_.flow : page_.pinned;
    column.push_back(std::move(block));
}

void Frame::scroll_from_here() { scrolls_ = true; }
void Frame::second_column() {
    if (!portrait_) in_second_ = true;
}
void Frame::chrome(Chrome chrome) { page_.chrome = std::move(chrome); }

void Frame::steps(int current, std::vector<std::string> labels) {
    page_.step = current;
    page_.steps = std::move(labels);
}
void Frame::title(std::string_view text) { page_.title = text; }
void Frame::hint(std::string_view text) { page_.hint = text; }
void Frame::personal_hint(std::string_view text, std::string_view aloud) {
    page_.hint = text;
    page_.hint_aloud = aloud;
}

void Frame::paragraph(std::string_view text) { add(paragraph_block(std::string{text})); }
void Frame::section(std::string_view text) { add(section_block(std::string{text})); }
void Frame::notice(Tone tone, Icon icon, std::string_view title, std::string_view body) {
    add(notice_block(tone, icon, std::string{title}, std::string{body}, false));
}
void Frame::personal_notice(Tone tone, Icon icon, std::string_view title, std::string_view body) {
    add(notice_block(tone, icon, std::string{title}, std::string{body}, true));
}
void Frame::outcome(Tone tone, Icon icon, std::string_view title, std::string_view body) {
    add(outcome_block(tone, icon, std::string{title}, std::string{body}, false));
}
void Frame::personal_outcome(Tone tone, Icon icon, std::string_view title, std::string_view body) {
    add(outcome_block(tone, icon, std::string{title}, std::string{body}, true));
}
void Frame::chips(std::vector<Chip> chips) { add(chips_block(std::move(chips))); }
void Frame::facts(std::vector<Fact> facts) { add(facts_block(std::move(facts))); }
void Frame::point(Icon icon, std::string_view text) { add(point_block(icon, std::string{text})); }
void Frame::timeline(std::vector<TimelineItem> items) { add(timeline_block(std::move(items))); }
void Frame::ticket(TicketCard card) { add(ticket_block(std::move(card))); }
void Frame::big_number(std::string_view text) { add(big_number_block(std::string{text})); }
void Frame::code_card(CodeCard card) { add(code_card_block(std::move(card))); }
const QrMatrix& Frame::qr_of(const std::string& text) {
    if (!memory_.code || memory_.code->text != text) {
        auto made = scan::qr_matrix(text);
        memory_.code = ShownCode{text, made ? QrMatrix{made->width, std::move(made->dark)} : QrMatrix{}};
    }
    return memory_.code->matrix;
}
void Frame::qr(const QrMatrix& matrix, std::string_view caption) { add(qr_block(matrix, std::string{caption})); }
void Frame::art(Art art, Chip status) { add(art_block(art, std::move(status))); }
void Frame::spinner(std::string_view label) { add(spinner_block(std::string{label})); }
void Frame::countdown(std::string_view label, int seconds_left, int seconds_total) {
    add(countdown_block(std::string{label}, seconds_left, seconds_total));
}

int Frame::seconds_until(Monotonic deadline, Monotonic now) {
    const auto left = std::max<Duration::rep>(0, ((deadline - now).count() + 999) / 1000);
    if (left > 0) page_.next_second = deadline + -(left - 1) * 1s;
    return static_cast<int>(left);
}

bool Frame::row(std::string_view id, Row row) {
    add(row_block(std::string{id}, std::move(row)));
    return tapped(id);
}
std::optional<std::size_t> Frame::tiles(int columns, std::vector<Tile> tiles) {
    const auto tapped = index_of(tiles, activated_);
    add(tiles_block(columns, std::move(tiles)));
    return tapped;
}
bool Frame::hero(std::string_view id, Icon icon, std::string_view title, std::string_view body) {
    add(hero_block(std::string{id}, icon, std::string{title}, std::string{body}));
    return tapped(id);
}
std::optional<std::size_t> Frame::filters(std::vector<Filter> filters) {
    const auto tapped = index_of(filters, activated_);
    add(filters_block(std::move(filters)));
    return tapped;
}
bool Frame::text_field(std::string_view id, std::string_view label, std::string_view value, TextField field) {
    if (field.focused) typed_personal_ = field.personal;
    add(text_field_block(std::string{id}, std::string{label}, std::string{value}, std::move(field)));
    return tapped(id);
}
std::optional<std::size_t> Frame::parts_field(std::string_view label, std::vector<FieldPart> parts, TextField field) {
    std::optional<std::size_t> out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (tapped(parts[i].id)) out = i;
        if (parts[i].focused) typed_personal_ = field.personal;
    }
    add(parts_field_block(std::string{label}, std::move(parts), std::move(field)));
    return out;
}
bool Frame::personal_choice(std::string_view id, std::string_view label, bool selected, std::string_view body) {
    add(choice_block(std::string{id}, std::string{label}, selected, std::string{body}));
    return tapped(id);
}
bool Frame::checkbox(std::string_view id, std::string_view label, bool checked, std::string_view body) {
    add(checkbox_block(std::string{id}, std::string{label}, checked, std::string{body}, false));
    return tapped(id);
}
bool Frame::personal_checkbox(std::string_view id, std::string_view label, bool checked, std::string_view body) {
    add(checkbox_block(std::string{id}, std::string{label}, checked, std::string{body}, true));
    return tapped(id);
}
std::optional<std::size_t> Frame::buttons(std::vector<ButtonItem> items) {
    const auto tapped = index_of(items, activated_);
    add(buttons_block(std::move(items)));
    return tapped;
}
bool Frame::quiet_button(std::string_view id, Icon icon, std::string_view label) {
    add(quiet_button_block(std::string{id}, icon, std::string{label}));
    return tapped(id);
}
void Frame::live_page(const Picture& picture, LiveOutline outline, std::string_view label) {
    add(live_page_block(picture, outline, std::string{label}));
}
bool Frame::picture(std::string_view id, const Picture& picture, std::string_view label, Chip status) {
    add(picture_block(std::string{id}, picture, std::string{label}, std::move(status)));
    return tapped(id);
}
std::optional<std::size_t> Frame::thumbnails(std::string_view prefix, std::vector<Thumbnail> thumbnails) {
    std::optional<std::size_t> index;
    for (std::size_t i = 0; i < thumbnails.size(); ++i) {
        if (tapped(std::string{prefix} + "." + std::to_string(i + 1))) index = i;
    }
    add(thumbnails_block(std::string{prefix}, std::move(thumbnails)));
    return index;
}

void Frame::pin_dots(int typed, int all, std::string_view spoken) { add(pin_dots_block(typed, all, std::string{spoken})); }
std::optional<char> Frame::pin_pad(PinPad pad) {
    std::optional<char> out;
    if (tapped("pin.erase")) out = '<';
    for (const char key : pad.keys) {
        if (tapped(std::string{"pin."} + key)) out = key;
    }
    const bool enabled = pad.enabled;
    add(pin_pad_block(std::move(pad), portrait_ ? 3 : 4));  // a wide display has little height
    return enabled ? out : std::nullopt;
}
std::optional<TouchMiss> Frame::touch_check(std::string_view id, TouchCheck check) {
    std::optional<TouchMiss> out;
    if (tapped(id) && memory_.landing && check.landed.size() < touch_points)
        out = touch_miss(*memory_.landing, check.landed.size(), memory_.px_per_mm, memory_.scale);
    add(touch_check_block(std::string{id}, std::move(check), memory_.px_per_mm));
    return out;
}
void Frame::ruler(std::string_view spoken) { add(ruler_block(std::string{spoken}, memory_.px_per_mm)); }

bool Frame::primary(std::string_view id, std::string_view label, Button button) {
    page_.actions.push_back({std::string{id}, std::string{label}, std::move(button), true, false});
    return tapped(id);
}
bool Frame::secondary(std::string_view id, std::string_view label, Button button) {
    page_.actions.push_back({std::string{id}, std::string{label}, std::move(button), false, false});
    return tapped(id);
}
bool Frame::back(std::string_view id, std::string_view label) {
    page_.actions.insert(page_.actions.begin(),
                         {std::string{id}, std::string{label}, {Icon::arrow_left, true, {}, false, -1}, false, true});
    return tapped(id);
}

std::optional<Typed> Frame::keyboard(Keyboard keyboard) {
    if (std::exchange(memory_.field, keyboard.field) != keyboard.field) memory_.shift = memory_.symbols = false;
    if (tapped("key.shift")) memory_.shift = !memory_.shift;
    if (tapped("key.symbols")) memory_.symbols = !memory_.symbols;
    if (keyboard.layout == Layout::code) keyboard.capitals = Capitals::all;
    const bool vietnamese = is_vietnamese(keyboard.layout);
    KeyFaces faces{vietnamese && memory_.shift, false, vietnamese && memory_.symbols};
    std::optional<Typed> typed;
    if (auto key = key_of(activated_, keyboard, faces)) {
        auto text = typing::press(keyboard, *key, memory_.writing);
        if (key->kind == Key::Kind::text) memory_.shift = faces.shift = false;  // one capital a press, as on a telephone
        typed = Typed{std::move(*key), std::move(text)};
    }
    faces.capitals = faces.shift || typing::wants_capital(typed ? typed->text : keyboard.text, keyboard.capitals);
    page_.keyboard = KeyboardPage{std::move(keyboard), faces};
    return typed;
}

std::optional<std::string> Frame::dialog(Dialog dialog) {
    std::optional<std::string> answer;
    if (index_of(dialog.answers, activated_)) answer = activated_;
    page_.dialog = std::move(dialog);
    return answer;
}

void Frame::board(Board board) { page_.board = std::move(board); }

std::optional<std::string> Frame::attract(Attract attract) {
    std::optional<std::string> choice;
    if (tapped(attract.start_id) || index_of(attract.helps, activated_) || index_of(attract.languages, activated_))
        choice = activated_;
    page_.attract = std::move(attract);
    return choice;
}

}  // namespace kiosk::ui
