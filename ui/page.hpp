#pragma once
/// What pages are made of: the values that screens hand to `Frame`. Words only, already in the citizen's language; no
/// positions, no colours, no fonts.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/typing/composer.hpp"
#include "ui/icon.hpp"
#include "ui/render/picture.hpp"

namespace kiosk::ui {

/// What a thing means. It decides colour, and never alone: an icon and a word say the same.
enum class Tone { neutral, info, ok, warn, bad };

/// A small fact in a rounded frame.
struct Chip {
    Icon icon = Icon::none;
    std::string label;
    Tone tone = Tone::neutral;
};

/// One of a row of tappable chips.
struct Filter {
    std::string id;
    std::string label;
    bool selected = false;
};

/// A value with its name above.
struct Fact {
    Icon icon = Icon::none;
    std::string caption;
    std::string value;
    bool personal = false;  ///< the value is about a person
};

/// A card of a list.
struct Row {
    Icon icon = Icon::none;
    Tone tone = Tone::info;
    std::string caption;  ///< small, above the title: the name of the value on a review page
    std::string title;
    std::string body;
    std::string trailing;  ///< a word at the right edge
    Tone trailing_tone = Tone::neutral;
    bool chevron = true;  ///< shown only when the row can be tapped
    std::string action;   ///< a small button inside the row («Sửa»): then the button alone is tappable
    Icon action_icon = Icon::pencil;
    std::string aloud{};  ///< of a row about a person: what a loudspeaker may say of it; empty: the row is not about one
};

/// A large button of the home page and of lists of fields.
struct Tile {
    std::string id;
    Icon icon = Icon::none;
    std::string title;
    std::string body;
    bool enabled = true;
    std::string reason;  ///< why not, shown instead of the body
};

struct TextField {
    std::string error;        ///< what to do, in words; empty: no error
    std::string placeholder;  ///< an example, shown while the value is empty
    bool focused = false;     ///< shows the caret
    bool masked = false;      ///< shows dots; speech says how many
    Icon icon = Icon::none;
    std::string clear_label;  ///< with words here, a × button empties the field: its id is the field's with ".clear"
    bool personal = true;     ///< what is typed is about a person
};

/// One box of a field that is typed in parts: the month of a day.
struct FieldPart {
    std::string id;
    std::string caption;  ///< «Tháng»
    std::string value;
    bool focused = false;
    int weight = 1;  ///< of the width, beside the others
};

/// How one button looks and behaves.
struct Button {
    Icon icon = Icon::none;
    bool enabled = true;
    std::string reason;     ///< why it is not enabled, shown above the buttons and spoken
    bool busy = false;      ///< waiting for an answer to its own press
    int seconds_left = -1;  ///< at least 0: the label ends in «(18)»
};

/// One of several buttons side by side in the page.
struct ButtonItem {
    std::string id;
    Icon icon = Icon::none;
    std::string label;
    bool enabled = true;
};

/// The on-screen keyboards.
enum class Layout {
    letters,  ///< Vietnamese: letters with a row of tones, Telex or VNI
    address,  ///< the same with digits, / and - at hand
    digits,   ///< 0 to 9
    decimal,  ///< 0 to 9 and the comma of a fraction
    code,     ///< capital letters, digits, - . / :
    email,    ///< small letters, digits, @ . _ - .com .vn
};
/// Whether Vietnamese is written with it. In codes, numbers and e-mail addresses nothing is composed: a key is what stands on it.
[[nodiscard]] constexpr bool is_vietnamese(Layout layout) { return layout == Layout::letters || layout == Layout::address; }

/// Which first letters become capitals by themselves.
enum class Capitals { none, words, all };

/// What may be meant, from a public list; taken with one touch.
struct Suggestion {
    std::string label;
    std::string spoken;  ///< «Gợi ý: xã Bình Sơn»
    std::string text;    ///< all that the field holds when it is taken
};

/// The tones that have a key, in its order: sắc, huyền, hỏi, ngã, nặng.
inline constexpr std::size_t tone_count = 5;

struct KeyboardWords {
    std::string space;                            ///< «Dấu cách»
    std::string done;                             ///< «Xong», «Tìm»
    std::string backspace;                        ///< spoken: «Xóa một chữ»
    std::string shift;                            ///< spoken: «Chữ hoa»
    std::string direct;                           ///< «Có dấu», beside «Telex» and «VNI»
    std::string method;                           ///< spoken before each of the three: «Cách gõ»
    std::array<std::string, tone_count> tones{};  ///< spoken: «Dấu sắc»
    bool done_enabled = true;
};

/// A keyboard and what it writes into.
struct Keyboard {
    Layout layout = Layout::letters;
    KeyboardWords words;
    std::string field;  ///< the id of what is written into: a word is not composed across two fields
    std::string text;   ///< what stands there
    Capitals capitals = Capitals::none;
    kiosk::typing::Method method = kiosk::typing::Method::direct;
    kiosk::typing::ToneStyle tones = kiosk::typing::ToneStyle::traditional;
    std::vector<Suggestion> suggestions;  ///< best first; as many are shown as there is room for
};

/// A key of the keyboard.
struct Key {
    enum class Kind { text, tone, backspace, done, suggestion };
    Kind kind = Kind::text;
    std::string text;    ///< the letters, or for a tone one of "´" "`" "?" "~" "."
    bool plain = false;  ///< from the page of signs: never part of a composed word
};

/// What the citizen did on the keyboard.
struct Typed {
    Key key;
    std::string text;  ///< what stands in the field now
};

/// The modules of a QR code, row by row, without quiet zone.
struct QrMatrix {
    int side = 0;
    std::vector<bool> dark;
};

/// A number to wait with, as on the printed ticket.
struct TicketCard {
    std::string caption;  ///< «Lĩnh vực Hộ tịch»
    std::string number;   ///< digits and capital letters: "A027"
    std::vector<Fact> facts;
};

/// A code with its QR, as on the confirmation slip.
struct CodeCard {
    QrMatrix qr;
    std::vector<Fact> facts;  ///< the first one is shown larger
    std::string reminder;     ///< «Lấy lại thẻ căn cước và giấy tờ gốc trước khi rời máy.»
};

struct Thumbnail {
    const Picture* picture = nullptr;  ///< must live until the frame is drawn
    std::string label;                 ///< spoken: «Trang 2»
    bool selected = false;
    Tone tone = Tone::neutral;
};

struct TimelineItem {
    enum class State { done, now, waiting, problem };
    State state = State::waiting;
    std::string title;
    std::string body;
    std::string time;
    Icon icon = Icon::none;  ///< for what is not done yet; `none`: chosen by the state
    bool personal = false;   ///< the body may be about a person
};

/// Where the sheet lies in a live picture, in its pixels, clockwise.
struct LiveOutline {
    struct Corner {
        int x = 0;
        int y = 0;
    };
    bool seen = false;
    bool good = false;  ///< it may be taken as it lies
    std::array<Corner, 4> corners{};
    int percent = 0;  ///< of the time that it must lie still
};

/// Keys for a PIN, in an order of their own each time. Nothing is said of which one was touched.
struct PinPad {
    std::string keys;  ///< the ten digits
    bool enabled = true;
    std::string reason;     ///< why not
    std::string key_aloud;  ///< «Phím số»: what a loudspeaker says of a digit
    std::string erase;      ///< spoken: «Xóa một số»
};

/// By how much a finger missed a point, tenths of a millimetre, right and down.
struct TouchMiss {
    int right = 0;
    int down = 0;
};
/// Points to touch, one after the other: four corners, then the middle.
inline constexpr std::size_t touch_points = 5;
struct TouchCheck {
    struct Landed {
        int right = 0;  ///< as TouchMiss
        int down = 0;
        std::string label;  ///< «1,2 mm»
        Tone tone = Tone::ok;
    };
    std::vector<Landed> landed;  ///< so far
    std::string spoken;          ///< «Điểm 2 trong 5»
};

/// Our own drawings, from assets/art.
enum class Art {
    card_front_2021,
    card_back_2024,
    place_receipt,
    receipt_under_camera,
    page_on_scanner,
    page_under_camera,
    emblem,
    drum
};

/// A question over the page, which stays dimmed behind it.
struct Dialog {
    std::string title;
    std::string body;
    Icon icon = Icon::none;
    Tone tone = Tone::warn;
    int seconds_left = -1;  ///< at least 0: a ring that empties
    int seconds_total = 30;
    struct Answer {
        std::string id;
        std::string label;
        Tone tone = Tone::neutral;  ///< bad: red outline
        bool primary = false;
    };
    std::vector<Answer> answers;  ///< one, two or three; the primary one last
};

/// The page that calls people in.
struct Attract {
    std::string centre;  ///< shown in capitals
    std::string place;
    std::string slogan;  ///< one or two lines
    std::string services;
    std::string today{};     ///< what staff say today, before all the rest; empty: nothing
    std::string invitation;  ///< a sentence for some of those who pass; empty: none
    std::string start_id;
    std::string start_label;
    std::vector<ButtonItem> languages;
    std::vector<ButtonItem> helps;  ///< one or two, for whom the page does not do as it is: too high, or not to be seen
    std::string notice;             ///< hours, or what is out of service; empty: none
};

/// The board that a whole hall reads: who is called where, and how many wait.
struct Board {
    struct Call {
        std::string number;        ///< digits and capital letters: "A027"
        std::string counter;       ///< «Quầy 3»
        std::string counter_also;  ///< in another language; may be empty
        bool awaited = true;       ///< still on the way
        bool fresh = false;        ///< called a moment ago
    };
    struct Line {
        std::string prefix;
        std::string name;
        std::string people;
    };
    std::string newest;       ///< above the first call, which is the largest
    std::string before;       ///< above the others
    std::vector<Call> calls;  ///< newest first; as many are shown as there is room for
    std::string nobody;       ///< instead of calls
    std::string waiting;      ///< above the lines
    std::vector<Line> lines;
    bool lit = false;    ///< the bright half of a flash of what is fresh
    std::string notice;  ///< what everybody should know today; empty: nothing
};

/// What the house puts around every page. Owned by the host, never by a screen.
struct Chrome {
    std::string centre;
    std::string place;
    std::string clock;  ///< 09:42
    std::string date;   ///< Thứ Hai, 23/11
    struct Slot {
        std::string id;  ///< "utility.help"
        Icon icon = Icon::none;
        std::string label;
        bool active = false;
        bool danger = false;    ///< «Kết thúc»
        std::string why_not{};  ///< why it does nothing at the moment; empty: it does
    };
    std::vector<Slot> utility;  ///< up to seven
    std::string banner;         ///< «Chế độ tập huấn» or «Mạng đang gián đoạn …»; empty: none
    Tone banner_tone = Tone::warn;
    /// The buttons that turn pages.
    struct PageTurn {
        std::string down;  ///< «Xem tiếp», where there is room for it also written
        std::string up;    ///< spoken
    } turn;
};

}  // namespace kiosk::ui
