#include "tests/window/scene.hpp"

#include <SDL.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "tests/support/catch.hpp"

namespace kiosk::test {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;
constexpr auto patience = 20s;  // of a busy machine

template <class Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(SDL_GL_GetProcAddress(name));
}

GLenum get_error() {
    if (driver().error != GL_NO_ERROR) return driver().error;
    return real<decltype(&glGetError)>("glGetError")();
}

GLenum get_reset_status() { return driver().reset.value_or(GL_NO_ERROR); }

const GLubyte* get_string(GLenum name) {
    static std::string extensions;
    const auto* truth = real<decltype(&glGetString)>("glGetString")(name);
    if (name == GL_RENDERER && driver().graphics) return reinterpret_cast<const GLubyte*>(driver().graphics->c_str());
    if (name != GL_EXTENSIONS || !driver().reset) return truth;
    extensions = std::string(reinterpret_cast<const char*>(truth)) + " GL_KHR_robustness";
    return reinterpret_cast<const GLubyte*>(extensions.c_str());
}

void bind_framebuffer(GLenum target, GLuint name) {
    if (name == 0) ++driver().brought;
    real<decltype(&glBindFramebuffer)>("glBindFramebuffer")(target, name);
}

}  // namespace

FakeDriver& driver() {
    static FakeDriver one;
    return one;
}

void* gl_function(const char* name) {
    const std::string_view wanted(name);
    if (wanted == "glCreateProgram") ++driver().begun;
    if (wanted == "glGetError") return reinterpret_cast<void*>(&get_error);
    if (wanted == "glGetString") return reinterpret_cast<void*>(&get_string);
    if (wanted == "glBindFramebuffer") return reinterpret_cast<void*>(&bind_framebuffer);
    if (driver().reset && wanted.starts_with("glGetGraphicsResetStatus")) return reinterpret_cast<void*>(&get_reset_status);
    return SDL_GL_GetProcAddress(name);
}

std::vector<std::uint32_t> back_buffer(int width, int height) {
    std::vector<std::uint32_t> from_below(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    real<decltype(&glBindFramebuffer)>("glBindFramebuffer")(GL_FRAMEBUFFER, 0);
    real<decltype(&glReadPixels)>("glReadPixels")(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, from_below.data());
    std::vector<std::uint32_t> out;
    out.reserve(from_below.size());
    for (int y = height - 1; y >= 0; --y) {
        for (int x = 0; x < width; ++x) {
            const auto pixel =
                from_below[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
            out.push_back((pixel & 0xFF00U) | (pixel & 0xFFU) << 16 | (pixel >> 16 & 0xFFU));
        }
    }
    return out;
}

TouchScreen& touch_screen() {
    static const auto folder = [] {
        auto place = fs::path(KIOSK_BUILD_DIR) / "window" / "screen";
        fs::remove_all(place);
        fs::create_directories(place);
        return place;
    }();
    static TouchScreen one(folder);
    return one;
}

Scene::Scene(ui::WindowOptions options, Screen screen) {
    if (screen == Screen::panel) panel_ = &touch_screen();
    setenv("SDL_VIDEODRIVER", screen == Screen::panel ? "x11" : "dummy", 1);
    options.gl_loader = gl_function;
    auto opened = ui::Window::open({}, fs::path{KIOSK_SOURCE_DIR} / "assets/art", clock_, options);
    INFO((opened ? std::string{} : opened.error().detail));
    REQUIRE(opened);
    window_ = std::move(*opened);
    SDL_AddEventWatch(&Scene::watch, this);
    stage().enter_screen(clock_.monotonic());
    turn();
    clock_.advance(1s);  // long enough to read the page
}

Scene::~Scene() {
    if (window_) SDL_DelEventWatch(&Scene::watch, this);
    window_.reset();
    if (panel_ != nullptr) panel_->lift_all();
    driver() = {};
}

/// A touch of a mouse's making would be a finger that is there twice, and is counted too.
int Scene::watch(void* scene, SDL_Event* event) {
    if (event->type == SDL_FINGERDOWN || event->type == SDL_FINGERMOTION || event->type == SDL_FINGERUP)
        ++static_cast<Scene*>(scene)->seen_;
    return 1;
}

ui::Point Scene::middle_of(std::string_view id) {
    const auto* node = stage().find(id);
    REQUIRE(node != nullptr);
    return node->rect.centre();
}

bool Scene::is_on_the_glass() {
    const auto page = stage().picture();
    const auto glass = panel_->glass();
    return std::ranges::equal(page.pixels(), glass, {}, [](std::uint32_t pixel) { return pixel & 0xFFFFFFU; });
}

// ---- Fingers --------------------------------------------------------------------------------------------------------------------

void Scene::down(unsigned finger, ui::Point at) {
    ++sent_;
    panel_->finger_down(finger, at);
}

void Scene::move(unsigned finger, ui::Point at) {
    ++sent_;
    panel_->finger_moved(finger, at);
}

void Scene::up(unsigned finger, ui::Point at) {
    ++sent_;
    panel_->finger_up(finger, at);
}

void Scene::tap(std::string_view id, unsigned finger) {
    down(finger, middle_of(id));
    up(finger, middle_of(id));
}

void Scene::key(std::int32_t symbol) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = symbol;
    REQUIRE(SDL_PushEvent(&event) == 1);
    turn();
    turn();
}

// ---- The kiosk's loop -----------------------------------------------------------------------------------------------------------

void Scene::turn() {
    window_->sleep_until(clock_.monotonic());
    draw();
}

void Scene::draw() {
    window_->draw([&](ui::Frame& frame) {
        frame.title("Trang thử");
        for (const auto* id : {"first", "second", "third"}) {
            ui::Row row;
            row.icon = ui::Icon::upload;
            row.title = id;
            row.body = "Một dòng để chạm";
            if (frame.row(id, row)) tapped_.emplace_back(id);
        }
        for (int i = 0; i < 30; ++i) frame.paragraph("Một đoạn dài để trang cuộn được.");
        if (frame.primary("go", "Tiếp tục")) tapped_.emplace_back("go");
    });
}

void Scene::take_fingers() {
    for (const auto end = Steady::now() + patience; seen_ < sent_; window_->sleep_until(clock_.monotonic()))
        REQUIRE(Steady::now() < end);
}

void Scene::settle() {
    const auto waits = [this] { return seen_ < sent_ || SDL_HasEvents(SDL_FINGERDOWN, SDL_FINGERMOTION) != SDL_FALSE; };
    for (const auto end = Steady::now() + patience; waits(); turn()) REQUIRE(Steady::now() < end);
    CHECK(seen_ == sent_);
    turn();
}

bool Scene::comes_to_the_glass() {
    for (const auto end = Steady::now() + patience; !is_on_the_glass(); turn())
        if (Steady::now() > end) return false;
    return true;
}

}  // namespace kiosk::test
