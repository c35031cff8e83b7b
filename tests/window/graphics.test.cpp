// Who draws the window: GL with a graphics processor, the kiosk's rasteriser without one or while it is lost. The window and its
// GL are real; what the driver says of itself and of its processor is not.

#include <algorithm>
#include <fstream>

#include "tests/support/catch.hpp"
#include "tests/window/scene.hpp"
#include "ui/glass.hpp"

namespace kiosk::ui {
namespace {

namespace fs = std::filesystem;
using test::driver;
using test::Scene;

constexpr auto rasteriser = "the kiosk's rasteriser";
constexpr auto processor = "Mesa Intel(R) UHD Graphics 600 (GLK 2)";

// GL's own numbers, of KHR_robustness
constexpr GLenum context_lost = 0x0507;
constexpr GLenum guilty = 0x8253;
constexpr GLenum innocent = 0x8254;
constexpr GLenum unknown = 0x8255;

/// A machine's /dev with these names.
fs::path devices(const std::vector<const char*>& names) {
    const auto folder = fs::path(KIOSK_BUILD_DIR) / "window" / "devices";
    fs::remove_all(folder);
    for (const auto* name : names) {
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name) << "";
    }
    return folder;
}

WindowOptions by_itself(const fs::path& folder) {
    WindowOptions out;
    out.devices = folder;
    return out;
}

/// The pressed look is what GL, lost by now, cannot show. The finger lifts where no window is left to tell.
void press_and_lose_gl(Scene& scene) {
    scene.down(1, scene.middle_of("go"));
    scene.take_fingers();
    scene.draw();
    CHECK(scene.window().what_draws() == rasteriser);
    test::touch_screen().lift_all();
    CHECK(scene.tapped().empty());
}

/// Touched, the page answers.
void can_be_touched(Scene& scene) {
    const auto before = scene.tapped().size();
    scene.tap("go");
    scene.settle();
    CHECK(scene.tapped().size() == before + 1);
    CHECK(scene.comes_to_the_glass());
}

}  // namespace

TEST_CASE("GL that only the ordinary processor plays is told from a graphics processor by its name") {
    for (const char* software :
         {"llvmpipe (LLVM 15.0.6, 256 bits)", "Gallium 0.4 on llvmpipe (LLVM 3.9, 256 bits)", "softpipe", "swrast",
          "Software Rasterizer", "SWR (LLVM 9.0.1, 256 bits)", "virgl (LLVMPIPE (LLVM 15.0.7, 256 bits))",
          "zink Vulkan 1.3(llvmpipe (LLVM 15.0.6, 256 bits) (MESA_LLVMPIPE))", "zink (lavapipe)", "Google SwiftShader",
          "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (LLVM 10.0.0)), SwiftShader driver)",
          "D3D12 (Microsoft Basic Render Driver)", "Apple Software Renderer"}) {
        CAPTURE(software);
        CHECK(is_software_gl(software));
    }
    for (const char* real : {processor, "AMD Radeon RX 6400 (radeonsi, navi24, LLVM 15.0.6, DRM 3.49)",
                             "Mali-G52 (Panfrost)", "NVIDIA GeForce GT 710/PCIe/SSE2", "V3D 4.2", "Vivante GC7000L", "FD618",
                             "NV137", "SVGA3D; build: RELEASE;  LLVM;", "virgl (Mesa Intel(R) UHD Graphics 620)",
                             "PowerVR Rogue GE8300", "Adreno (TM) 506"}) {
        CAPTURE(real);
        CHECK_FALSE(is_software_gl(real));
    }
}

TEST_CASE("a device that draws is a graphics processor; a card that has an outlet alone, or nothing, is none") {
    struct Machine {
        std::vector<const char*> devices;
        bool has_one;
    };
    for (const auto& machine : {Machine{{}, false}, Machine{{"null"}, false}, Machine{{"dri/card0"}, false},
                                Machine{{"dri/card0", "dri/renderD128"}, true}, Machine{{"dri/renderD129"}, true},
                                Machine{{"nvidiactl"}, true}, Machine{{"mali0"}, true}, Machine{{"kgsl-3d0"}, true}}) {
        CAPTURE(machine.devices);
        CHECK(has_graphics_processor(devices(machine.devices)) == machine.has_one);
    }
}

TEST_CASE(
    "a window chooses by itself: GL with a graphics processor, the rasteriser where there is none or GL is only played") {
    {
        driver().graphics = processor;
        Scene scene(by_itself(devices({"dri/card0", "dri/renderD128"})));
        CHECK(scene.window().what_draws() == std::string("GL on ") + processor);
        CHECK(scene.comes_to_the_glass());
    }
    {
        Scene scene(by_itself(devices({"dri/card0", "dri/renderD128"})));  // Mesa's own name: llvmpipe
        CHECK(scene.window().what_draws() == rasteriser);
        CHECK(scene.comes_to_the_glass());
    }
    {
        driver().graphics = processor;
        Scene scene(by_itself(devices({"dri/card0"})));
        CHECK(scene.window().what_draws() == rasteriser);  // it was not even asked for
    }
}

TEST_CASE("whatever GL says of a reset, the rasteriser draws on with the page as it stood, and GL again when it is back") {
    struct Answer {
        GLenum error;
        std::optional<GLenum> reset;
    };
    for (const auto& answer : {Answer{context_lost, std::nullopt}, Answer{GL_OUT_OF_MEMORY, GL_NO_ERROR},
                               Answer{GL_NO_ERROR, guilty}, Answer{GL_NO_ERROR, innocent}, Answer{GL_NO_ERROR, unknown}}) {
        CAPTURE(answer.error, answer.reset.value_or(GL_NO_ERROR));
        if (answer.reset) driver().reset = GL_NO_ERROR;  // the driver has the question, and nothing to tell yet
        Scene scene(Scene::by(settings::Renderer::gl));
        REQUIRE(scene.window().what_draws().starts_with("GL on"));
        const auto from = scene.middle_of("third");
        scene.down(1, from);
        for (int way = 50; way <= 250; way += 50) scene.move(1, {from.x, from.y - way});
        scene.up(1, {from.x, from.y - 250});
        scene.settle();
        scene.pass(5s);
        scene.turn();
        CHECK(scene.window().what_draws().starts_with("GL on"));
        const auto nodes = scene.stage().nodes().size();
        const int top = scene.stage().find("third")->rect.top;

        driver().error = answer.error;
        driver().reset = answer.reset;
        press_and_lose_gl(scene);
        can_be_touched(scene);
        CHECK(scene.stage().nodes().size() == nodes);
        CHECK(scene.stage().find("third")->rect.top == top);
        CHECK(scene.comes_to_the_glass());

        driver().error = GL_NO_ERROR;
        if (answer.reset) driver().reset = GL_NO_ERROR;
        scene.pass(31s);
        scene.turn();
        CHECK(scene.window().what_draws().starts_with("GL on"));
        CHECK(scene.stage().find("third")->rect.top == top);
        CHECK(scene.comes_to_the_glass());
        can_be_touched(scene);
    }
}

TEST_CASE("GL that is lost for good is left to rest longer and longer, and the rasteriser stays") {
    driver().reset = GL_NO_ERROR;
    Scene scene(Scene::by(settings::Renderer::gl));
    REQUIRE(scene.window().what_draws().starts_with("GL on"));
    driver().reset = guilty;
    press_and_lose_gl(scene);
    scene.pass(60s);
    scene.turn();
    driver().begun = 0;
    for (int minute = 0; minute < 60; ++minute) {
        scene.pass(60s);
        scene.turn();
        CHECK(scene.window().what_draws() == rasteriser);
    }
    CHECK(driver().begun == 8);  // after 1, 2, 4 and 8 minutes, then every ten
    can_be_touched(scene);
    driver().reset = GL_NO_ERROR;
    scene.pass(11min);
    scene.turn();
    CHECK(scene.window().what_draws().starts_with("GL on"));
    can_be_touched(scene);
}

TEST_CASE("GL is not tried again while somebody touches the glass") {
    driver().reset = GL_NO_ERROR;
    Scene scene(Scene::by(settings::Renderer::gl));
    driver().reset = innocent;
    press_and_lose_gl(scene);
    driver().reset = GL_NO_ERROR;
    for (int i = 0; i < 4; ++i) {
        scene.pass(15s);
        can_be_touched(scene);
        CHECK(scene.window().what_draws() == rasteriser);
    }
    scene.pass(21s);
    scene.turn();
    CHECK(scene.window().what_draws().starts_with("GL on"));
}

TEST_CASE("where no GL can be had the rasteriser draws, whatever was asked for") {
    Scene scene(Scene::by(settings::Renderer::gl), Scene::Screen::none);
    CHECK(scene.window().what_draws() == rasteriser);
    scene.draw();
    CHECK(scene.stage().find("go") != nullptr);
}

TEST_CASE("after a wipe every buffer that a driver may turn is drawn over, and none holds the page before") {
    Scene scene(Scene::by(settings::Renderer::gl));
    REQUIRE(scene.window().what_draws().starts_with("GL on"));
    REQUIRE(scene.comes_to_the_glass());
    driver().brought = 0;
    scene.down(1, scene.middle_of("go"));
    scene.take_fingers();
    scene.draw();
    CHECK(driver().brought == 1);  // of one button, as of every other change
    driver().brought = 0;

    scene.stage().wipe();
    scene.window().draw([](Frame& frame) { frame.title("Xin mời"); });
    CHECK(driver().brought == 3);
    CHECK(scene.is_on_the_glass());
    const auto page = scene.stage().picture();
    const auto buffer = test::back_buffer(page.width(), page.height());
    CHECK(std::ranges::equal(page.pixels(), buffer, {}, [](std::uint32_t pixel) { return pixel & 0xFFFFFFU; }));

    driver().brought = 0;
    scene.window().draw([](Frame& frame) { frame.title("Xin mời tiếp"); });
    CHECK(driver().brought == 1);
}

}  // namespace kiosk::ui
