#include "ui/stage.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "kiosk/base/renew.hpp"
#include "kiosk/base/wipe_and_free.hpp"
#include "ui/brush.hpp"
#include "ui/page_view.hpp"
#include "ui/render/raster.hpp"

namespace kiosk::ui {
namespace {

constexpr int pressing_ms = 30;
constexpr int releasing_ms = 90;
constexpr Duration frame_time = 16ms;
constexpr double slop_mm = 5;

int slop_of(const Display& display) { return static_cast<int>(std::lround(slop_mm * px_per_mm(display))); }

}  // namespace

Stage::Stage(Display display, Gallery gallery, Renderer* renderer)
    : display_(display),
      theme_(theme_of(display.contrast)),
      gallery_(std::move(gallery)),
      renderer_(renderer),
      pointer_(slop_of(display)) {}

Result<std::unique_ptr<Stage>> Stage::open(const Display& display, const std::filesystem::path& art_folder,
                                           Renderer* renderer) {
    // Lists of what is drawn hold where each letter stood.
    ImGui::SetAllocatorFunctions([](std::size_t size, void*) { return std::malloc(size); },
                                 [](void* place, void*) { wipe_and_free(place); });
    auto gallery = Gallery::open(art_folder);
    if (!gallery) return fail(std::move(gallery));
    std::unique_ptr<Stage> stage{new Stage(display, std::move(*gallery), renderer)};
    if (auto set = stage->set_display(display); !set) return fail(std::move(set));
    return stage;
}

void Stage::draw_with(Renderer* renderer) {
    own_renderer_.reset();
    renderer_ = renderer;
    take_size(display_);
    pointer_ = Pointer{slop_of(display_)};
    next_frame_at_ = Monotonic{};
}

/// True when the picture had another size before.
bool Stage::take_size(const Display& display) {
    if (renderer_ == nullptr) {
        own_renderer_ = std::make_unique<Raster>(display.width_px, display.height_px);
        renderer_ = own_renderer_.get();
    }
    if (renderer_->width() == display.width_px && renderer_->height() == display.height_px) return false;
    renderer_->resize(display.width_px, display.height_px);
    return true;
}

Result<Done> Stage::set_display(const Display& display) {
    if (display.width_px < 320 || display.height_px < 320 || display.diagonal_inch < 5) {
        return fail(Code::bad_usage, fmt::format("a display of {}x{} px and {} inch; give its real size", display.width_px,
                                                 display.height_px, display.diagonal_inch));
    }
    if (!fonts_ || display.text_size != display_.text_size || scale_of(display) != scale_of(display_)) {
        auto fonts = Fonts::open(scale_of(display), display.text_size);
        if (!fonts) return fail(std::move(fonts));
        fonts_ = std::move(*fonts);
    }
    if (take_size(display)) pointer_ = Pointer{slop_of(display)};
    display_ = display;
    theme_ = theme_of(display.contrast);
    next_frame_at_ = Monotonic{};
    return Done{};
}

void Stage::forget_page() {
    renew(memory_);
    presses_.clear();
    taps_.clear();
    renew(spot_);
    spotted_ = false;
    renew(heard_);
    renew(spoken_);
}

void Stage::enter_screen(Monotonic now) {
    forget_page();
    pointer_.screen_changed(now);
    started_ = now;
    next_frame_at_ = now;
}

/// Another question lies over the page, or none any more: touches under way are forgotten, the page's memory stays.
void Stage::enter_question(Monotonic now) {
    presses_.clear();
    taps_.clear();
    renew(spot_);
    renew(heard_);
    pointer_.screen_changed(now);
    next_frame_at_ = now;
}

void Stage::wipe() {
    forget_page();
    renew(pointer_, slop_of(display_));
    renew(nodes_);
    renew(cut_);
    renew(left_out_);
    gallery_.forget_pictures();
    fonts_->line_breaks().forget();
    renderer_->resize(display_.width_px, display_.height_px);
    next_frame_at_ = Monotonic{};
}

// ---- Fingers ----------------------------------------------------------------------------------------------------------------

void Stage::finger_down(std::int64_t finger, Point at, Monotonic now) {
    pointer_.down(finger, at, now, nodes_);
    touched_ = true;
    renew(spot_);
    want_frame(now);
}

void Stage::finger_moved(std::int64_t finger, Point at, Monotonic now) {
    pointer_.move(finger, at, now);
    if (pointer_.is_down()) want_frame(now);
}

void Stage::finger_up(std::int64_t finger, Point at, Monotonic now) {
    pointer_.move(finger, at, now);
    follow_finger(now);
    const bool scrolled = pointer_.dragging();
    const auto landed = pointer_.start();
    const bool was_down = pointer_.is_down();
    if (auto id = pointer_.up(finger, at, now)) take_tap(std::move(*id), landed);
    else if (listening_ == Listening::finger && was_down && !pointer_.is_down() && !scrolled) {
        const auto topmost = std::find_if(nodes_.rbegin(), nodes_.rend(), [&](const Node& node) {
            return !node.scrolled_off && !node.covered && node.rect.contains(landed);
        });
        if (topmost != nodes_.rend()) {
            heard_.clear();
            spot(*topmost);
        }
    }
    if (scrolled) {
        memory_.scroll.release(now);
        memory_.second.release(now);
    }
    want_frame(now);
}

void Stage::take_tap(std::string id, Point landed) {
    const auto* node = find(id);
    if (listening_ == Listening::finger && id != heard_ && !id.starts_with("speech.")) {
        if (node != nullptr) spot(*node);
        heard_ = std::move(id);
        return;
    }
    if (node != nullptr) memory_.landing = Landing{landed, node->rect};
    taps_.push_back(std::move(id));
}

Result<Done> Stage::tap(std::string_view id, Monotonic now) {
    const auto found = std::ranges::find_if(nodes_, [&](const Node& node) { return node.id == id && node.enabled; });
    if (found == nodes_.end()) {
        std::string there;
        for (const auto& node : nodes_) {
            if (!node.id.empty()) there += " " + node.id + (node.enabled ? "" : "(off)");
        }
        return fail(Code::not_found, fmt::format("nothing to tap is called {}; on this page:{}", id, there));
    }
    bring_into_view(*found);
    const auto before = taps_.size();
    const auto heard_before = heard_;
    const auto at = found->rect.centre();
    finger_down(1, at, now);
    finger_up(1, at, now);
    if (taps_.size() == before && heard_ == heard_before)
        return fail(Code::busy, fmt::format("the touch on {} did not count: too soon after another, or covered", id));
    return Done{};
}

void Stage::bring_into_view(Node& node) {
    if (!node.scrolled_off) return;
    // The flow is the left column, or the only one: what lies outside it belongs to the second.
    auto& scroll = memory_.second.view_px() > 0 && node.rect.left > display_.width_px / 2 ? memory_.second : memory_.scroll;
    const int before = scroll.offset_px();
    const int middle = before + node.rect.centre().y - display_.height_px / 2;
    scroll.reveal(middle, middle + scroll.view_px());
    const int way = before - scroll.offset_px();
    node.rect = node.rect.moved(0, way);
    node.scrolled_off = false;
}

void Stage::follow_finger(Monotonic now) {
    const int way = pointer_.take_drag_px();
    if (way == 0) return;
    auto& scroll = !display_.portrait() && memory_.second.most_px() > 0 && pointer_.start().x > display_.width_px / 2
                       ? memory_.second
                       : memory_.scroll;
    scroll.drag(way, now);
}

bool Stage::take_page_turn(const std::string& id, Monotonic now) {
    if (!id.starts_with("page.")) return false;
    const bool second = id.starts_with("page.second.");
    const bool up = id.ends_with(".up");
    if (!up && !id.ends_with(".down")) return false;
    auto& scroll = second ? memory_.second : memory_.scroll;
    scroll.page(up ? -1 : 1, now);
    return true;
}

// ---- Keys -------------------------------------------------------------------------------------------------------------------

void Stage::spot(const Node& node) {
    spot_ = {node.id, node.role, node.label, static_cast<std::size_t>(&node - nodes_.data())};
    spotted_ = true;
}

Nodes::iterator Stage::spotted() {
    if (spot_.at < nodes_.size() && spot_.is(nodes_[spot_.at]))
        return nodes_.begin() + static_cast<std::ptrdiff_t>(spot_.at);
    return std::ranges::find_if(nodes_, [&](const Node& node) { return spot_.is(node); });
}

std::optional<std::size_t> Stage::take_spotted() {
    if (!std::exchange(spotted_, false)) return std::nullopt;
    const auto found = spotted();
    if (found == nodes_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - nodes_.begin());
}

void Stage::focus_next(int direction) {
    const bool everything = listening_ != Listening::nobody;
    std::vector<Node*> order;
    for (auto& node : nodes_) {
        if (!node.covered && (everything ? !node.label.empty() : !node.id.empty() && node.enabled)) order.push_back(&node);
    }
    if (order.empty()) return;
    touched_ = true;  // somebody is there
    const auto count = static_cast<int>(order.size());
    const auto here = spotted();
    const auto found = here == nodes_.end() ? order.end() : std::ranges::find(order, &*here);
    const int at = found == order.end() ? (direction > 0 ? -1 : count) : static_cast<int>(found - order.begin());
    auto& next = *order[static_cast<std::size_t>((at + direction + count) % count)];
    spot(next);
    bring_into_view(next);
    next_frame_at_ = Monotonic{};
}

void Stage::press(std::string_view id) {
    if (const auto* node = find(id); node != nullptr && node->enabled && !node->covered) {
        touched_ = true;
        taps_.emplace_back(id);
        next_frame_at_ = Monotonic{};
    }
}

bool Stage::mark_spoken(std::optional<std::size_t> node) {
    const bool there = node && *node < nodes_.size();
    const auto label = there ? nodes_[*node].label : std::string{};
    if (label == spoken_ && (!there || *node == spoken_node_)) return false;
    spoken_ = label;
    if (there) {
        spoken_node_ = *node;
        bring_into_view(nodes_[*node]);
    }
    next_frame_at_ = Monotonic{};
    return true;
}

void Stage::draw_mark(Brush& brush) const {
    if (spoken_.empty() || spoken_node_ >= brush.nodes().size()) return;
    const auto& node = brush.nodes()[spoken_node_];
    if (node.label == spoken_ && !node.scrolled_off) brush.mark(node.rect);
}

// ---- Frames -----------------------------------------------------------------------------------------------------------------

void Stage::want_frame(Monotonic at) {
    if (!next_frame_at_ || at < *next_frame_at_) next_frame_at_ = at;
}

int Stage::pressed(std::string_view id, Monotonic now) {
    const auto held = pointer_.held();
    const int to = held && *held == id ? 256 : 0;
    if (still_) return to;
    const auto found = presses_.find(id);
    if (found == presses_.end()) {
        if (to == 0) return 0;
        presses_.emplace(id, Press{256 * 16 / pressing_ms, now});  // the first frame shows the press already
        want_frame(now + frame_time);
        return presses_.find(id)->second.depth;
    }
    auto& press = found->second;
    const auto ms = static_cast<int>(std::clamp<Duration::rep>((now - press.at).count(), 0, 1000));
    press.at = now;
    press.depth = to > press.depth ? std::min(to, press.depth + 256 * ms / pressing_ms)
                                   : std::max(to, press.depth - 256 * ms / releasing_ms);
    const int depth = press.depth;
    if (depth != to) want_frame(now + frame_time);
    if (depth == 0) presses_.erase(found);
    return depth;
}

void Stage::settle_scrolls(Monotonic now) {
    for (auto* scroll : {&memory_.scroll, &memory_.second}) {
        if (still_) {
            scroll->finish();
        } else if (scroll->advance(now)) {
            want_frame(now + frame_time);
        }
    }
}

Frame Stage::begin_frame(Monotonic now) {
    std::string activated;
    if (!taps_.empty()) {
        activated = std::move(taps_.front());
        taps_.pop_front();
    }
    if (take_page_turn(activated, now)) activated.clear();
    follow_finger(now);
    if (pointer_.tick(now)) memory_.scroll.release(now);
    settle_scrolls(now);

    memory_.px_per_mm = px_per_mm(display_);
    memory_.scale = scale_of(display_);
    return Frame{std::move(activated), display_.portrait(), memory_};
}

bool Stage::tell(Monotonic now, const Draw& draw) {
    if (taps_.empty()) return false;
    auto frame = begin_frame(now);
    draw(frame);
    want_frame(now);
    return true;
}

std::vector<Rect> Stage::draw(Monotonic now, const Draw& draw) {
    next_frame_at_.reset();
    auto frame = begin_frame(now);
    draw(frame);
    auto page = frame.take();
    if (auto question = page.dialog ? page.dialog->title : std::string{}; question != question_) {
        question_ = std::move(question);  // its buttons stand where those of the page were
        enter_question(now);
    }
    gallery_.begin();
    const int phase = still_ ? 0 : static_cast<int>((now - started_).count());
    Brush brush{Paints{theme_, *fonts_, gallery_, shadows_, scale_of(display_), phase,
                       [this, now](std::string_view id) { return pressed(id, now); }, spot_.id, painting_}};
    draw_page(brush, display_, page, memory_);
    draw_mark(brush);
    auto changed = painting_ == Painting::nothing ? std::vector<Rect>{} : renderer_->draw(brush.list());
    gallery_.end();
    nodes_ = brush.nodes();
    cut_ = brush.cut();
    left_out_ = brush.left_out();
    if (page.next_second) want_frame(*page.next_second);
    if (!still_ && brush.turning_ms() > 0) want_frame(now + Duration{brush.turning_ms() - phase % brush.turning_ms()});
    if (!taps_.empty()) want_frame(now);
    if (const auto lost = pointer_.deadline()) want_frame(*lost);
    return changed;
}

const Node* Stage::find(std::string_view id) const {
    const auto found = std::ranges::find_if(nodes_, [&](const Node& node) { return node.id == id; });
    return id.empty() || found == nodes_.end() ? nullptr : &*found;
}

Result<Picture> draw_picture(const Display& display, const std::filesystem::path& art_folder, const Stage::Draw& draw) {
    auto stage = Stage::open(display, art_folder);
    if (!stage) return fail(std::move(stage));
    (*stage)->set_still(true);
    (*stage)->draw({}, draw);
    return (*stage)->picture();
}

}  // namespace kiosk::ui
