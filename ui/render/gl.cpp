#include "ui/render/gl.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "kiosk/base/renew.hpp"

namespace kiosk::ui {
namespace {

constexpr GLint least_texture_side = 4096;
constexpr int most_buffers = 3;  // of a window, that a driver turns: one is seen, two wait
constexpr GLuint place_attribute = 0;
constexpr GLuint texel_attribute = 1;
constexpr GLuint tint_attribute = 2;

// The page's pixels become the picture's, `mapping` being a step and a beginning for each axis.
constexpr const char* vertex_shader = R"(
attribute vec2 place;
attribute vec2 texel;
attribute vec4 tint;
uniform vec4 mapping;
varying vec2 at;
varying vec4 colour;
void main() {
    at = texel;
    colour = tint;
    gl_Position = vec4(place * mapping.xy + mapping.zw, 0.0, 1.0);
}
)";

// Everything leaves premultiplied. Colour textures keep blue in their lowest byte, GL expects red there.
constexpr const char* fragment_shader = R"(
#ifdef GL_ES
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
#endif
uniform sampler2D picture;
uniform int paint;
varying vec2 at;
varying vec4 colour;
void main() {
    if (paint == 3) {
        gl_FragColor = texture2D(picture, at);
    } else if (paint == 2) {
        gl_FragColor = texture2D(picture, at).bgra * colour.a;
    } else {
        float strength = paint == 1 ? colour.a * texture2D(picture, at).a : colour.a;
        gl_FragColor = vec4(colour.rgb * strength, strength);
    }
}
)";

/// GL takes an offset into a buffer as a pointer.
const void* offset(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }  // NOLINT(performance-no-int-to-ptr)

}  // namespace

bool is_software_gl(std::string_view graphics) {
    std::string name(graphics);
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    constexpr std::array software{"llvmpipe", "softpipe",    "lavapipe",           "swrast",
                                  "software", "swiftshader", "basic render driver"};
    if (name.starts_with("swr ")) return true;  // OpenSWR
    return std::ranges::any_of(software, [&](const char* word) { return name.find(word) != std::string::npos; });
}

// ---- Beginning and end --------------------------------------------------------------------------------------------------------

Result<std::unique_ptr<GlRenderer>> GlRenderer::open(int width, int height, GlLoader loader) {
    auto gl = GlFunctions::load(loader);
    if (!gl) return fail(std::move(gl));
    std::unique_ptr<GlRenderer> renderer{new GlRenderer(*gl)};
    if (auto prepared = renderer->prepare(); !prepared) return fail(std::move(prepared));
    renderer->resize(width, height);
    if (renderer->is_lost()) return fail(Code::device_fault, "the graphics processor was reset");
    if (gl->CheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
        return fail(Code::unsupported, "the graphics driver cannot draw into a picture; update it");
    return renderer;
}

Result<Done> GlRenderer::prepare() {
    constexpr int most_old_errors = 8;  // of whoever used the context before
    for (int i = 0; i < most_old_errors && gl_.GetError() != GL_NO_ERROR; ++i) {
    }
    const auto* name = reinterpret_cast<const char*>(gl_.GetString(GL_RENDERER));
    graphics_ = name != nullptr ? name : "unknown graphics";
    GLint largest = 0;
    gl_.GetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    if (largest < least_texture_side)
        return fail(Code::unsupported, fmt::format("{} holds textures of {} texels a side, the letters need {}", graphics_,
                                                   largest, least_texture_side));
    auto vertex = shader(GL_VERTEX_SHADER, vertex_shader);
    if (!vertex) return fail(std::move(vertex));
    auto fragment = shader(GL_FRAGMENT_SHADER, fragment_shader);
    if (!fragment) return fail(std::move(fragment));
    program_ = gl_.CreateProgram();
    gl_.AttachShader(program_, *vertex);
    gl_.AttachShader(program_, *fragment);
    gl_.DeleteShader(*vertex);  // they go with the program
    gl_.DeleteShader(*fragment);
    gl_.BindAttribLocation(program_, place_attribute, "place");
    gl_.BindAttribLocation(program_, texel_attribute, "texel");
    gl_.BindAttribLocation(program_, tint_attribute, "tint");
    gl_.LinkProgram(program_);
    GLint linked = 0;
    gl_.GetProgramiv(program_, GL_LINK_STATUS, &linked);
    if (linked == 0) return fail(Code::unsupported, "the graphics driver refuses the kiosk's program; update it");
    mapping_ = gl_.GetUniformLocation(program_, "mapping");
    paint_ = gl_.GetUniformLocation(program_, "paint");
    gl_.UseProgram(program_);
    gl_.Uniform1i(gl_.GetUniformLocation(program_, "picture"), 0);
    gl_.GenBuffers(1, &vertices_);
    gl_.GenBuffers(1, &indices_);
    gl_.BindBuffer(GL_ARRAY_BUFFER, vertices_);
    gl_.BindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
    for (const auto attribute : {place_attribute, texel_attribute, tint_attribute}) gl_.EnableVertexAttribArray(attribute);
    gl_.GenFramebuffers(1, &canvas_);
    gl_.GenFramebuffers(1, &eraser_);
    gl_.BlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    gl_.PixelStorei(GL_UNPACK_ALIGNMENT, 1);
    gl_.PixelStorei(GL_PACK_ALIGNMENT, 1);
    gl_.ClearColor(0, 0, 0, 1);
    return Done{};
}

Result<GLuint> GlRenderer::shader(GLenum kind, const char* text) const {
    const GLuint out = gl_.CreateShader(kind);
    gl_.ShaderSource(out, 1, &text, nullptr);
    gl_.CompileShader(out);  // whether it can be used is seen when the program is linked
    if (out == 0) return fail(Code::unsupported, "the graphics driver makes no shader; update it");
    return out;
}

GlRenderer::~GlRenderer() {
    forget_textures(true);
    if (canvas_texture_ != 0) {
        overwrite({canvas_texture_, true, false});
        gl_.DeleteTextures(1, &canvas_texture_);
    }
    gl_.DeleteFramebuffers(1, &canvas_);
    gl_.DeleteFramebuffers(1, &eraser_);
    gl_.DeleteBuffers(1, &vertices_);
    gl_.DeleteBuffers(1, &indices_);
    gl_.DeleteProgram(program_);
}

void GlRenderer::resize(int width, int height) {
    forget_textures(true);
    if (canvas_texture_ != 0) {
        overwrite({canvas_texture_, true, false});
        gl_.DeleteTextures(1, &canvas_texture_);
        old_buffers_ = most_buffers;
    }
    width_ = width;
    height_ = height;
    damage_ = Damage{width, height};
    renew(primitives_);  // where each letter stood
    canvas_texture_ = new_texture(GL_NEAREST);
    gl_.TexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    gl_.BindFramebuffer(GL_FRAMEBUFFER, canvas_);
    gl_.FramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, canvas_texture_, 0);
    gl_.Disable(GL_SCISSOR_TEST);
    gl_.Clear(GL_COLOR_BUFFER_BIT);
}

// ---- Textures -----------------------------------------------------------------------------------------------------------------

GLuint GlRenderer::new_texture(GLint smoothing) const {
    GLuint out = 0;
    gl_.GenTextures(1, &out);
    gl_.BindTexture(GL_TEXTURE_2D, out);
    gl_.TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, smoothing);
    gl_.TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, smoothing);
    gl_.TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    gl_.TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return out;
}

void GlRenderer::use(const Texture* texture) {
    if (texture == nullptr || texture->width == 0) {
        gl_.Uniform1i(paint_, static_cast<GLint>(Paint::plain));
        return;
    }
    const bool colour = texture->format == Texture::Format::colour;
    gl_.Uniform1i(paint_, static_cast<GLint>(colour ? Paint::colour : Paint::alpha));
    auto& held = textures_[texture->id];
    held.used = true;
    if (held.name != 0) {
        gl_.BindTexture(GL_TEXTURE_2D, held.name);
        return;
    }
    held.name = new_texture(GL_LINEAR);
    held.colour = colour;
    const GLenum format = colour ? GL_RGBA : GL_ALPHA;
    const void* texels = colour ? static_cast<const void*>(texture->colour.data()) : texture->alpha.data();
    gl_.TexImage2D(GL_TEXTURE_2D, 0, static_cast<GLint>(format), texture->width, texture->height, 0, format,
                   GL_UNSIGNED_BYTE, texels);
}

/// What the last page did not show goes: nothing of one citizen stays.
void GlRenderer::forget_textures(bool all) {
    for (auto at = textures_.begin(); at != textures_.end();) {
        auto& held = at->second;
        if (!all && std::exchange(held.used, false)) {
            ++at;
            continue;
        }
        overwrite(held);
        gl_.DeleteTextures(1, &held.name);
        at = textures_.erase(at);
    }
}

/// A driver may keep a deleted texture's memory as it was. Letters and shadows say nothing of anybody.
void GlRenderer::overwrite(const Held& texture) const {
    if (!texture.colour) return;
    gl_.BindFramebuffer(GL_FRAMEBUFFER, eraser_);
    gl_.FramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.name, 0);
    gl_.Disable(GL_SCISSOR_TEST);
    gl_.Clear(GL_COLOR_BUFFER_BIT);
    gl_.FramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, 0, 0);
}

// ---- Drawing ------------------------------------------------------------------------------------------------------------------

void GlRenderer::map_onto(float step_x, float step_y, float from_x, float from_y) const {
    gl_.Uniform4f(mapping_, step_x, step_y, from_x, from_y);
}

void GlRenderer::send_vertices(const void* vertices, std::size_t vertex_bytes, const void* indices,
                               std::size_t index_bytes) const {
    gl_.BufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertex_bytes), vertices, GL_STREAM_DRAW);
    gl_.BufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(index_bytes), indices, GL_STREAM_DRAW);
}

void GlRenderer::point_at_vertices(std::size_t first) const {
    constexpr auto step = static_cast<GLsizei>(sizeof(ImDrawVert));
    const std::size_t from = first * sizeof(ImDrawVert);
    gl_.VertexAttribPointer(place_attribute, 2, GL_FLOAT, GL_FALSE, step, offset(from + offsetof(ImDrawVert, pos)));
    gl_.VertexAttribPointer(texel_attribute, 2, GL_FLOAT, GL_FALSE, step, offset(from + offsetof(ImDrawVert, uv)));
    gl_.VertexAttribPointer(tint_attribute, 4, GL_UNSIGNED_BYTE, GL_TRUE, step, offset(from + offsetof(ImDrawVert, col)));
}

void GlRenderer::draw_command(const ImDrawCmd& command, const Rect& area) {
    const auto whole = [](float value) { return static_cast<int>(std::lround(value)); };
    const auto* texture = static_cast<const Texture*>(command.GetTexID());
    if (texture != nullptr) {
        if (const auto held = textures_.find(texture->id); held != textures_.end()) held->second.used = true;
    }
    const Rect clip =
        Rect{whole(command.ClipRect.x), whole(command.ClipRect.y), whole(command.ClipRect.z), whole(command.ClipRect.w)}
            .within(area);
    if (clip.empty() || command.UserCallback != nullptr || command.ElemCount == 0) return;
    use(texture);
    gl_.Scissor(clip.left, clip.top, clip.width(), clip.height());
    point_at_vertices(command.VtxOffset);
    static_assert(sizeof(ImDrawIdx) == 2);
    gl_.DrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_SHORT,
                     offset(command.IdxOffset * sizeof(ImDrawIdx)));
}

std::vector<Rect> GlRenderer::draw(const ImDrawList& list) {
    primitives_.clear();
    take_apart(list, {0, 0, width_, height_}, primitives_);
    auto areas = damage_.changed(primitives_);
    if (areas.empty()) return areas;
    Rect around;
    for (const auto& area : areas) around = around.with(area);

    gl_.BindFramebuffer(GL_FRAMEBUFFER, canvas_);
    gl_.Viewport(0, 0, width_, height_);
    gl_.Enable(GL_SCISSOR_TEST);
    gl_.Enable(GL_BLEND);
    // The first row of the picture is the page's uppermost, as everywhere in the kiosk and unlike a window of GL's.
    map_onto(2.0F / static_cast<float>(width_), 2.0F / static_cast<float>(height_), -1, -1);
    send_vertices(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.Size) * sizeof(ImDrawVert),
                  list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.Size) * sizeof(ImDrawIdx));
    for (const auto& command : list.CmdBuffer) draw_command(command, around);
    forget_textures(false);
    return areas;
}

bool GlRenderer::show() {
    const auto right = static_cast<float>(width_);
    const auto bottom = static_cast<float>(height_);
    constexpr ImU32 white = 0xFFFFFFFF;
    const std::array corners{ImDrawVert{{0, 0}, {0, 0}, white}, ImDrawVert{{right, 0}, {1, 0}, white},
                             ImDrawVert{{right, bottom}, {1, 1}, white}, ImDrawVert{{0, bottom}, {0, 1}, white}};
    constexpr std::array<ImDrawIdx, 6> two_triangles{0, 1, 2, 0, 2, 3};
    gl_.BindFramebuffer(GL_FRAMEBUFFER, 0);
    gl_.Viewport(0, 0, width_, height_);
    gl_.Disable(GL_SCISSOR_TEST);
    gl_.Disable(GL_BLEND);
    map_onto(2.0F / right, -2.0F / bottom, -1, 1);
    gl_.BindTexture(GL_TEXTURE_2D, canvas_texture_);
    gl_.Uniform1i(paint_, static_cast<GLint>(Paint::picture));
    send_vertices(corners.data(), sizeof corners, two_triangles.data(), sizeof two_triangles);
    point_at_vertices(0);
    gl_.DrawElements(GL_TRIANGLES, 6, GL_UNSIGNED_SHORT, offset(0));
    old_buffers_ = std::max(0, old_buffers_ - 1);
    return old_buffers_ > 0;
}

bool GlRenderer::is_lost() {
    if (gl_.GetResetStatus != nullptr && gl_.GetResetStatus() != GL_NO_ERROR) lost_ = true;
    if (gl_.GetError() != GL_NO_ERROR) lost_ = true;
    return lost_;
}

Picture GlRenderer::picture() const {
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
    gl_.BindFramebuffer(GL_FRAMEBUFFER, canvas_);
    gl_.ReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    for (auto& pixel : pixels) pixel = 0xFF000000U | (pixel & 0x0000FF00U) | (pixel & 0xFFU) << 16 | (pixel >> 16 & 0xFFU);
    return {width_, height_, std::move(pixels)};
}

}  // namespace kiosk::ui
