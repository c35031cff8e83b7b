#pragma once
/// The page being made: what a screen sees of the user interface. A screen calls it once a frame, top to bottom; the calls
/// are laid out and drawn after the last one, so a screen never knows where anything is. A call that can be tapped returns
/// true in exactly one frame per tap. Ids are unique on a page ("home.ticket"); scripts tap by them. UI thread only; never
/// blocks; strings are copied, pictures must live until the frame is drawn.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "ui/keyboard.hpp"
#include "ui/page.hpp"

namespace kiosk::ui {

class Block;
struct PageMemory;

/// A button of the bottom row.
struct Action {
    std::string id;
    std::string label;
    Button button;
    bool primary = false;
    bool back = false;  ///< takes the narrow place at the left
};

struct KeyboardPage {
    Keyboard keyboard;
    KeyFaces faces;
    bool personal = true;  ///< what is typed is about a person: a hall does not hear its keys
};

/// Everything recorded for one page; `Stage` lays it out and draws it.
struct Page {
    Page();
    ~Page();
    Page(Page&&) noexcept;
    Page& operator=(Page&&) noexcept;

    Chrome chrome;
    int step = -1;
    std::vector<std::string> steps;
    std::string title;
    std::string hint;
    std::string hint_aloud;  ///< of a hint about a person: what a loudspeaker says instead; empty: it is not about one
    std::vector<std::unique_ptr<Block>> pinned;  ///< stays while the rest scrolls
    std::vector<std::unique_ptr<Block>> flow;
    std::vector<std::unique_ptr<Block>> second;  ///< the right column of a wide display
    std::vector<Action> actions;                 ///< at the bottom, left to right
    std::optional<KeyboardPage> keyboard;
    std::optional<Dialog> dialog;
    std::optional<Attract> attract;
    std::optional<Board> board;
    std::optional<Monotonic> next_second{};  ///< when the number of seconds that it shows is another
};

class Frame {
public:
    /// `activated` is the id that was tapped since the last frame, or empty.
    Frame(std::string activated, bool portrait, PageMemory& memory);
    ~Frame();
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    // ---- The head of the page -----------------------------------------------------------------------------------------
    void steps(int current, std::vector<std::string> labels);  ///< `current` counts from 0
    void title(std::string_view text);
    void hint(std::string_view text);
    /// A hint about a person; a loudspeaker says `aloud` instead.
    void personal_hint(std::string_view text, std::string_view aloud);

    // ---- Reading ------------------------------------------------------------------------------------------------------
    void paragraph(std::string_view text);
    void section(std::string_view text);
    void notice(Tone tone, Icon icon, std::string_view title, std::string_view body = {});
    /// The body may be about a person: words of somebody else.
    void personal_notice(Tone tone, Icon icon, std::string_view title, std::string_view body);
    /// The big tick (or cross) with a sentence, at the end of a journey. Takes the place of title and hint.
    void outcome(Tone tone, Icon icon, std::string_view title, std::string_view body = {});
    /// The body may be about a person: words of somebody else.
    void personal_outcome(Tone tone, Icon icon, std::string_view title, std::string_view body);
    void chips(std::vector<Chip> chips);
    void facts(std::vector<Fact> facts);
    /// One line of «Tiếp theo»: an icon and a sentence.
    void point(Icon icon, std::string_view text);
    void timeline(std::vector<TimelineItem> items);
    void ticket(TicketCard card);
    /// A number to be read from afar.
    void big_number(std::string_view text);
    void code_card(CodeCard card);
    /// The QR of this text; side 0 when it does not fit one. Until the next call.
    [[nodiscard]] const QrMatrix& qr_of(const std::string& text);
    /// Black on white with its quiet zone, in high contrast as well.
    void qr(const QrMatrix& matrix, std::string_view caption = {});
    void art(Art art, Chip status = {});
    void spinner(std::string_view label);
    void countdown(std::string_view label, int seconds_left, int seconds_total);
    /// Whole seconds until then, rounded up, never negative. The page is made again with each of them.
    [[nodiscard]] int seconds_until(Monotonic deadline, Monotonic now);

    // ---- Touching -----------------------------------------------------------------------------------------------------
    /// A card; tappable when the id is not empty.
    bool row(std::string_view id, Row row);
    /// The index of the tile tapped.
    std::optional<std::size_t> tiles(int columns, std::vector<Tile> tiles);
    bool hero(std::string_view id, Icon icon, std::string_view title, std::string_view body);
    std::optional<std::size_t> filters(std::vector<Filter> filters);
    bool text_field(std::string_view id, std::string_view label, std::string_view value, TextField field = {});
    /// One question in several boxes side by side; the index of the one tapped. Of `field` the error is shown.
    std::optional<std::size_t> parts_field(std::string_view label, std::vector<FieldPart> parts, TextField field = {});
    bool checkbox(std::string_view id, std::string_view label, bool checked, std::string_view body = {});
    /// For an answer about a person: a loudspeaker does not say whether it is chosen.
    bool personal_choice(std::string_view id, std::string_view label, bool selected, std::string_view body = {});
    bool personal_checkbox(std::string_view id, std::string_view label, bool checked, std::string_view body = {});
    /// Buttons of equal weight side by side; the index of the one tapped.
    std::optional<std::size_t> buttons(std::vector<ButtonItem> items);
    bool quiet_button(std::string_view id, Icon icon, std::string_view label);
    /// Whole, as large as the room allows. Tappable when the id is not empty.
    bool picture(std::string_view id, const Picture& picture, std::string_view label, Chip status = {});
    /// What a camera sees at this moment, with the sheet in it.
    void live_page(const Picture& picture, LiveOutline outline, std::string_view label);
    /// The index of the one tapped; ids are `prefix` and a number from 1: "page.1".
    std::optional<std::size_t> thumbnails(std::string_view prefix, std::vector<Thumbnail> thumbnails);

    // ---- For staff ----------------------------------------------------------------------------------------------------
    /// How many of `all` digits of a PIN are typed.
    void pin_dots(int typed, int all, std::string_view spoken);
    /// The digit touched; `<` for the key that takes the last one back. Ids are "pin.0" to "pin.9" and "pin.erase".
    std::optional<char> pin_pad(PinPad pad);
    /// By how much the finger missed the next point.
    std::optional<TouchMiss> touch_check(std::string_view id, TouchCheck check);
    /// A square whose sides are 50 mm if the display is as large as the settings say.
    void ruler(std::string_view spoken);

    // ---- Docked at the bottom ------------------------------------------------------------------------------------------
    bool primary(std::string_view id, std::string_view label, Button button = {});
    bool secondary(std::string_view id, std::string_view label, Button button = {});
    bool back(std::string_view id, std::string_view label);
    /// What was typed, and what stands in the field after it.
    std::optional<Typed> keyboard(Keyboard keyboard);

    // ---- The shape of the page ------------------------------------------------------------------------------------------
    /// What was called so far stays in place; what follows scrolls beneath it.
    void scroll_from_here();
    /// On a wide display what follows stands in the right half; on a tall one it follows below.
    void second_column();
    [[nodiscard]] bool portrait() const { return portrait_; }

    // ---- Instead of a page, or over it ----------------------------------------------------------------------------------
    /// The id of the answer tapped.
    std::optional<std::string> dialog(Dialog dialog);
    /// The id tapped: start, a language, or low reach.
    std::optional<std::string> attract(Attract attract);
    /// Below the header; nothing on it can be touched.
    void board(Board board);

    // ---- For the host ---------------------------------------------------------------------------------------------------
    void chrome(Chrome chrome);
    /// True when this id was tapped, for what the screen did not ask about.
    [[nodiscard]] bool tapped(std::string_view id) const { return !id.empty() && id == activated_; }
    [[nodiscard]] const std::string& activated() const { return activated_; }
    /// The recorded page; the frame is empty afterwards.
    [[nodiscard]] Page take();

private:
    void add(std::unique_ptr<Block> block);

    std::string activated_;
    bool typed_personal_ = true;  ///< what stands in the field that is being typed into
    bool portrait_;
    PageMemory& memory_;
    Page page_;
    bool in_second_ = false;
    bool scrolls_ = false;
};

}  // namespace kiosk::ui
