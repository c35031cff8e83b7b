#pragma once
/// The glass without a window: takes touches, lets a screen make its page, draws it into memory and keeps the nodes. The
/// window only presents what a stage drew, so tests and scripts walk the same path as a finger. One thread, the UI's; draws
/// a whole 1080x1920 page in 10 to 25 ms; opening takes about 200 ms.

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "ui/art.hpp"
#include "ui/fonts.hpp"
#include "ui/frame.hpp"
#include "ui/memory.hpp"
#include "ui/node.hpp"
#include "ui/painting.hpp"
#include "ui/pointer.hpp"
#include "ui/render/renderer.hpp"
#include "ui/shadow.hpp"
#include "ui/theme.hpp"

namespace kiosk::ui {

class Brush;

class Stage {
public:
    using Draw = std::function<void(Frame&)>;

    /// Draws with `renderer`, or into memory of its own. Fails when a font or a drawing is missing.
    [[nodiscard]] static Result<std::unique_ptr<Stage>> open(const Display& display, const std::filesystem::path& art_folder,
                                                             Renderer* renderer = nullptr);
    /// The same for what comes: another picture stands there, the page and what was typed on it stay. Fingers are forgotten: no
    /// window is told any more when they lift. The renderer must live until another takes its place or the stage goes.
    void draw_with(Renderer* renderer);

    [[nodiscard]] const Display& display() const { return display_; }
    /// Another text size, contrast or size of glass. Fonts of a new text size take about 150 ms.
    [[nodiscard]] Result<Done> set_display(const Display& display);
    /// Animations stand at their end: pictures do not depend on time.
    void set_still(bool still) { still_ = still; }
    /// For audits: a page that is not painted has nodes and cut words only.
    void set_painting(Painting painting) { painting_ = painting; }

    /// Another screen stands there from now on: scrolling, keyboard state and touches under way are forgotten.
    void enter_screen(Monotonic now);
    /// Nothing of a citizen stays: page memory, pictures, pixels, nodes. What is given back to the heap is overwritten there
    /// (base/wiping_delete.cpp).
    void wipe();

    // ---- Fingers ------------------------------------------------------------------------------------------------------
    void finger_down(std::int64_t finger, Point at, Monotonic now);
    void finger_moved(std::int64_t finger, Point at, Monotonic now);
    void finger_up(std::int64_t finger, Point at, Monotonic now);
    /// Whether a finger landed since this was last asked: somebody is there.
    [[nodiscard]] bool take_touched() { return std::exchange(touched_, false); }
    /// What a finger does to the thing of this name; brought into view first. Fails when there is no such thing, when it is
    /// not enabled, or when the touch did not count.
    [[nodiscard]] Result<Done> tap(std::string_view id, Monotonic now);

    // ---- Keys of the key strip: the same nodes, in their order -----------------------------------------------------------
    /// Among what can be touched; while pages are read aloud among everything that can be said.
    void focus_next(int direction);
    void activate_focus() { press(spot_.id); }
    /// A key of its own for the thing of this name («back», «utility.help»); nothing where the page has none to touch.
    void press(std::string_view id);
    /// The id of what the keys are on, or of what was touched last while things are heard before they act; empty: nothing, or
    /// something that can only be read.
    [[nodiscard]] const std::string& focus() const { return spot_.id; }

    // ---- A voice ---------------------------------------------------------------------------------------------------------
    /// nobody: pages are not read. keys: what the keys are on is said, and they reach what can only be read, too. finger: the
    /// first touch of anything only says it; the second one acts, at once where the voice itself is steered ("speech.").
    enum class Listening { nobody, keys, finger };
    void listen(Listening listening) { listening_ = listening; }
    /// The number of the node that was touched or moved to since this was last asked, to be said; nothing when none was.
    [[nodiscard]] std::optional<std::size_t> take_spotted();
    /// Marks the node of this number on the last page as the one that is being said, and brings it into view. True when another
    /// one was marked before: the page must be drawn.
    bool mark_spoken(std::optional<std::size_t> node);

    /// Makes and draws one page. The rectangles of the glass that changed; empty when nothing did.
    std::vector<Rect> draw(Monotonic now, const Draw& draw);
    /// Hands the tap that waits to the page, which is then about to be another one, so it is neither laid out nor drawn. False when
    /// none waits.
    bool tell(Monotonic now, const Draw& draw);
    /// When the page would look different by itself; nothing while it rests.
    [[nodiscard]] std::optional<Monotonic> next_frame_at() const { return next_frame_at_; }
    /// A tap waits for the next frame.
    [[nodiscard]] bool has_taps() const { return !taps_.empty(); }

    [[nodiscard]] const Nodes& nodes() const { return nodes_; }
    [[nodiscard]] const Node* find(std::string_view id) const;
    /// The field that is being typed into on the last page, and where it is seen; nothing without one.
    [[nodiscard]] const std::optional<TypedInto>& typed_into() const { return memory_.typed_into; }
    /// Words for which there was no room on the last page.
    [[nodiscard]] const std::vector<std::string>& cut() const { return cut_; }
    /// The words that the last page, painted without them, would have shown.
    [[nodiscard]] const std::vector<LineOfWords>& left_out() const { return left_out_; }
    [[nodiscard]] Picture picture() const { return renderer_->picture(); }
    [[nodiscard]] std::string picture_hash() const { return renderer_->picture_hash(); }

private:
    /// A thing on the page from one frame to the next: by its id, or by what it says.
    struct Spot {
        std::string id;
        Role role = Role::text;
        std::string label;
        std::size_t at = 0;  ///< its number then: two sentences may be the same
        [[nodiscard]] bool is(const Node& node) const {
            return id.empty() ? node.id.empty() && !label.empty() && node.role == role && node.label == label
                              : node.id == id;
        }
    };
    struct Press {
        int depth = 0;  // 0..256
        Monotonic at;
    };

    Stage(Display display, Gallery gallery, Renderer* renderer);
    bool take_size(const Display& display);
    [[nodiscard]] int pressed(std::string_view id, Monotonic now);
    [[nodiscard]] bool take_page_turn(const std::string& id, Monotonic now);
    void follow_finger(Monotonic now);
    void settle_scrolls(Monotonic now);
    void bring_into_view(Node& node);
    void want_frame(Monotonic at);
    void take_tap(std::string id, Point landed);
    void spot(const Node& node);
    void forget_page();
    void enter_question(Monotonic now);
    [[nodiscard]] Nodes::iterator spotted();
    void draw_mark(Brush& brush) const;
    [[nodiscard]] Frame begin_frame(Monotonic now);

    Display display_;
    Theme theme_;
    Gallery gallery_;
    Shadows shadows_;
    std::shared_ptr<Fonts> fonts_;
    std::unique_ptr<Renderer> own_renderer_;
    Renderer* renderer_ = nullptr;
    Pointer pointer_;
    PageMemory memory_;
    Nodes nodes_;
    std::vector<std::string> cut_;
    std::vector<LineOfWords> left_out_;
    std::deque<std::string> taps_;
    std::map<std::string, Press, std::less<>> presses_;
    Spot spot_;             ///< what the keys are on, or a finger that listens
    bool spotted_ = false;  ///< since it was last asked
    std::string heard_;     ///< touched once: the next touch acts
    std::string spoken_;    ///< the label of the node that is being said; empty: none is
    std::size_t spoken_node_ = 0;
    Listening listening_ = Listening::nobody;
    std::string question_;  ///< the title of what lies over the page; empty: nothing does
    std::optional<Monotonic> next_frame_at_;
    Monotonic started_{};
    bool still_ = false;
    Painting painting_ = Painting::whole;
    bool touched_ = false;
};

/// One page as a picture, without a clock and with every animation at its end: for golden pictures and the gallery.
[[nodiscard]] Result<Picture> draw_picture(const Display& display, const std::filesystem::path& art_folder,
                                           const Stage::Draw& draw);

}  // namespace kiosk::ui
