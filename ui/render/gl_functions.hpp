#pragma once
/// The functions of GL ES 2.0 that the kiosk calls, found by name when a context is there: nothing is linked, so a machine
/// without GL starts as well. Headers come with SDL. UI thread.

#include <SDL_opengles2.h>

#include "kiosk/base/result.hpp"

namespace kiosk::ui {

/// Finds a function of GL by its name, as SDL_GL_GetProcAddress does.
using GlLoader = void* (*)(const char* name);

// One line a function; it is declared, loaded and called by this name. clang-format 14 folds the list another way each time.
// clang-format off
#define KIOSK_GL_FUNCTIONS(X) \
    X(AttachShader) \
    X(BindAttribLocation) \
    X(BindBuffer) \
    X(BindFramebuffer) \
    X(BindTexture) \
    X(BlendFunc) \
    X(BufferData) \
    X(CheckFramebufferStatus) \
    X(Clear) \
    X(ClearColor) \
    X(CompileShader) \
    X(CreateProgram) \
    X(CreateShader) \
    X(DeleteBuffers) \
    X(DeleteFramebuffers) \
    X(DeleteProgram) \
    X(DeleteShader) \
    X(DeleteTextures) \
    X(Disable) \
    X(DrawElements) \
    X(Enable) \
    X(EnableVertexAttribArray) \
    X(FramebufferTexture2D) \
    X(GenBuffers) \
    X(GenFramebuffers) \
    X(GenTextures) \
    X(GetError) \
    X(GetIntegerv) \
    X(GetProgramiv) \
    X(GetString) \
    X(GetUniformLocation) \
    X(LinkProgram) \
    X(PixelStorei) \
    X(ReadPixels) \
    X(Scissor) \
    X(ShaderSource) \
    X(TexImage2D) \
    X(TexParameteri) \
    X(Uniform1i) \
    X(Uniform4f) \
    X(UseProgram) \
    X(VertexAttribPointer) \
    X(Viewport)
// clang-format on

struct GlFunctions {
#define KIOSK_GL_MEMBER(name) decltype(&::gl##name) name = nullptr;  // NOLINT(bugprone-macro-parentheses): a member's name
    KIOSK_GL_FUNCTIONS(KIOSK_GL_MEMBER)
#undef KIOSK_GL_MEMBER
    /// Whether the graphics processor was reset; null where the driver has no such question.
    GLenum(GL_APIENTRY* GetResetStatus)() = nullptr;

    /// A context must be current. unsupported: a function is missing.
    [[nodiscard]] static Result<GlFunctions> load(GlLoader loader);
};

}  // namespace kiosk::ui
