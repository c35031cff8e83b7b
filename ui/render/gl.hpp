#pragma once
/// Draws a page's triangles by a graphics processor, through GL ES 2.0 or GL 2.1. The picture lies in a texture of its own and
/// only what changed is drawn into it, so that it is the rasteriser's picture in every respect but the last bit of a channel.
/// UI thread; the context that was current at `open` is current at every call, the destructor's included.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/render/damage.hpp"
#include "ui/render/gl_functions.hpp"
#include "ui/render/primitive.hpp"
#include "ui/render/renderer.hpp"

struct ImDrawCmd;

namespace kiosk::ui {

class GlRenderer final : public Renderer {
public:
    /// unsupported: what the driver cannot do. The kiosk's atlas needs textures of 4096 texels a side.
    [[nodiscard]] static Result<std::unique_ptr<GlRenderer>> open(int width, int height, GlLoader loader);
    ~GlRenderer() override;
    GlRenderer(const GlRenderer&) = delete;
    GlRenderer& operator=(const GlRenderer&) = delete;

    std::vector<Rect> draw(const ImDrawList& list) override;
    void resize(int width, int height) override;
    [[nodiscard]] Picture picture() const override;
    [[nodiscard]] int width() const override { return width_; }
    [[nodiscard]] int height() const override { return height_; }

    /// Brings the picture onto what the window shows next. True: once it is shown, do it again, because another buffer of the
    /// window still holds what was there before `resize`.
    [[nodiscard]] bool show();
    /// The processor was reset, or an operation failed: nothing that was or will be drawn can be relied on.
    [[nodiscard]] bool is_lost();
    /// What draws, in the driver's words.
    [[nodiscard]] const std::string& graphics() const { return graphics_; }

private:
    struct Held {
        GLuint name = 0;
        bool colour = false;
        bool used = false;
    };
    enum class Paint : GLint { plain, alpha, colour, picture };  // as the shader counts them

    explicit GlRenderer(const GlFunctions& gl) : gl_(gl), damage_(0, 0) {}
    [[nodiscard]] Result<Done> prepare();
    [[nodiscard]] Result<GLuint> shader(GLenum kind, const char* text) const;
    [[nodiscard]] GLuint new_texture(GLint smoothing) const;
    void map_onto(float step_x, float step_y, float from_x, float from_y) const;
    void draw_command(const ImDrawCmd& command, const Rect& area);
    void use(const Texture* texture);
    void send_vertices(const void* vertices, std::size_t vertex_bytes, const void* indices, std::size_t index_bytes) const;
    void point_at_vertices(std::size_t first) const;
    void forget_textures(bool all);
    void overwrite(const Held& texture) const;

    const GlFunctions gl_;
    std::string graphics_;
    int width_ = 0;
    int height_ = 0;
    Damage damage_;
    std::vector<Primitive> primitives_;
    std::map<std::uint64_t, Held> textures_;  ///< by Texture::id
    GLuint program_ = 0;
    GLint mapping_ = 0;
    GLint paint_ = 0;
    GLuint vertices_ = 0;
    GLuint indices_ = 0;
    GLuint canvas_ = 0;          ///< the framebuffer of the picture
    GLuint canvas_texture_ = 0;  ///< the picture
    GLuint eraser_ = 0;          ///< a framebuffer to overwrite textures through
    int old_buffers_ = 0;        ///< of the window, that hold what was drawn before `resize`
    bool lost_ = false;
};

/// Whether this GL_RENDERER draws with the ordinary processor, slower than the kiosk's own rasteriser.
[[nodiscard]] bool is_software_gl(std::string_view graphics);

}  // namespace kiosk::ui
