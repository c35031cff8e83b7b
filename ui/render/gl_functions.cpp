#include "ui/render/gl_functions.hpp"

#include <array>
#include <string>
#include <string_view>

namespace kiosk::ui {
namespace {

/// Some loaders answer every name with a stub, so the list of extensions is asked first.
bool has_extension(const GlFunctions& gl, std::string_view wanted) {
    const auto* all = reinterpret_cast<const char*>(gl.GetString(GL_EXTENSIONS));
    if (all == nullptr) return false;
    return (" " + std::string(all) + " ").find(" " + std::string(wanted) + " ") != std::string::npos;
}

bool is_es(const GlFunctions& gl) {
    const auto* version = reinterpret_cast<const char*>(gl.GetString(GL_VERSION));
    return version != nullptr && std::string_view(version).starts_with("OpenGL ES");
}

}  // namespace

Result<GlFunctions> GlFunctions::load(GlLoader loader) {
    GlFunctions gl;
    const auto find = [&](auto& function, const char* name) {
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(loader(name));
        return function != nullptr;
    };
#define KIOSK_GL_LOAD(name) \
    if (!find(gl.name, "gl" #name)) return fail(Code::unsupported, "the graphics driver lacks gl" #name "; update it");
    KIOSK_GL_FUNCTIONS(KIOSK_GL_LOAD)
#undef KIOSK_GL_LOAD
    struct Question {
        const char* extension;
        const char* name;
    };
    const std::array questions{
        Question{"GL_KHR_robustness", is_es(gl) ? "glGetGraphicsResetStatusKHR" : "glGetGraphicsResetStatus"},
        Question{"GL_EXT_robustness", "glGetGraphicsResetStatusEXT"},
        Question{"GL_ARB_robustness", "glGetGraphicsResetStatusARB"}};
    for (const auto& question : questions) {
        if (has_extension(gl, question.extension) && find(gl.GetResetStatus, question.name)) break;
    }
    return gl;
}

}  // namespace kiosk::ui
