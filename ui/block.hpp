#pragma once
/// One part of a page: says how much height it needs in a width, and draws itself into what it was given. Made by `Frame`,
/// placed by `layout`. UI thread.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/geometry.hpp"
#include "ui/page.hpp"

namespace kiosk::ui {

class Brush;

class Block {
public:
    virtual ~Block() = default;
    /// The least height that shows everything, px.
    [[nodiscard]] virtual int height(const Brush& brush, int width_px) const = 0;
    /// The height beyond which more room is of no use. Room that is left is shared among blocks that can use it.
    [[nodiscard]] virtual int tallest(const Brush& brush, int width_px) const { return height(brush, width_px); }
    /// The gap to the next block, px at 24 inch.
    [[nodiscard]] virtual int gap() const { return 20; }
    virtual void draw(Brush& brush, const Rect& rect) const = 0;
    /// The name of the field that is being typed into, which the page keeps in view; empty for all others.
    [[nodiscard]] virtual std::string_view typed_into() const { return {}; }
    /// Whether there is something on it to touch.
    [[nodiscard]] virtual bool touchable() const { return false; }
    /// Whether it is of no use in part: what cannot be seen whole cannot be worked with.
    [[nodiscard]] virtual bool in_one_piece() const { return false; }
};

using BlockPtr = std::unique_ptr<Block>;

// One factory a block; each lives in the file of its name under blocks/.
/// Title and hint where they scroll with the page.
[[nodiscard]] BlockPtr head_block(std::string title, std::string hint, std::string hint_aloud);
[[nodiscard]] BlockPtr paragraph_block(std::string text);
[[nodiscard]] BlockPtr section_block(std::string text);
[[nodiscard]] BlockPtr notice_block(Tone tone, Icon icon, std::string title, std::string body, bool personal);
[[nodiscard]] BlockPtr outcome_block(Tone tone, Icon icon, std::string title, std::string body, bool personal);
[[nodiscard]] BlockPtr chips_block(std::vector<Chip> chips);
[[nodiscard]] BlockPtr filters_block(std::vector<Filter> filters);
[[nodiscard]] BlockPtr facts_block(std::vector<Fact> facts);
[[nodiscard]] BlockPtr point_block(Icon icon, std::string text);
[[nodiscard]] BlockPtr timeline_block(std::vector<TimelineItem> items);
[[nodiscard]] BlockPtr ticket_block(TicketCard card);
[[nodiscard]] BlockPtr big_number_block(std::string text);
[[nodiscard]] BlockPtr code_card_block(CodeCard card);
[[nodiscard]] BlockPtr qr_block(QrMatrix matrix, std::string caption);
[[nodiscard]] BlockPtr art_block(Art art, Chip status);
[[nodiscard]] BlockPtr spinner_block(std::string label);
[[nodiscard]] BlockPtr countdown_block(std::string label, int seconds_left, int seconds_total);
[[nodiscard]] BlockPtr row_block(std::string id, Row row);
[[nodiscard]] BlockPtr tiles_block(int columns, std::vector<Tile> tiles);
[[nodiscard]] BlockPtr hero_block(std::string id, Icon icon, std::string title, std::string body);
[[nodiscard]] BlockPtr text_field_block(std::string id, std::string label, std::string value, TextField field);
[[nodiscard]] BlockPtr parts_field_block(std::string label, std::vector<FieldPart> parts, TextField field);
[[nodiscard]] BlockPtr choice_block(std::string id, std::string label, bool selected, std::string body);
[[nodiscard]] BlockPtr checkbox_block(std::string id, std::string label, bool checked, std::string body, bool personal);
[[nodiscard]] BlockPtr buttons_block(std::vector<ButtonItem> items);
[[nodiscard]] BlockPtr quiet_button_block(std::string id, Icon icon, std::string label);
[[nodiscard]] BlockPtr pin_dots_block(int typed, int all, std::string spoken);
[[nodiscard]] BlockPtr pin_pad_block(PinPad pad, int columns);
[[nodiscard]] BlockPtr touch_check_block(std::string id, TouchCheck check, double px_per_mm);
[[nodiscard]] BlockPtr ruler_block(std::string spoken, double px_per_mm);
[[nodiscard]] BlockPtr live_page_block(const Picture& picture, LiveOutline outline, std::string label);
[[nodiscard]] BlockPtr picture_block(std::string id, const Picture& picture, std::string label, Chip status);
[[nodiscard]] BlockPtr thumbnails_block(std::string prefix, std::vector<Thumbnail> thumbnails);

}  // namespace kiosk::ui
