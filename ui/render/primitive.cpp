#include "ui/render/primitive.hpp"

#include <imgui.h>

#include <atomic>
#include <cmath>
#include <span>

namespace kiosk::ui {
namespace {

std::uint32_t argb(ImU32 rgba) {
    return (rgba & 0xFF00FF00U) | (rgba & 0xFFU) << 16 | (rgba >> 16 & 0xFFU);  // ImGui keeps red in the lowest byte
}

Vertex vertex_of(const ImDrawVert& from, const Texture* texture) {
    const auto fixed = [](float value, float unit) { return static_cast<std::int32_t>(std::lround(value * unit)); };
    Vertex out;
    out.x = fixed(from.pos.x, subpixels);
    out.y = fixed(from.pos.y, subpixels);
    out.colour = argb(from.col);
    if (texture != nullptr) {
        out.u = static_cast<std::int32_t>(std::lround(static_cast<double>(from.uv.x) * texture->width * 65536.0));
        out.v = static_cast<std::int32_t>(std::lround(static_cast<double>(from.uv.y) * texture->height * 65536.0));
    }
    return out;
}

int pixel_floor(std::int32_t at) { return at >> 6; }
int pixel_ceil(std::int32_t at) { return (at + subpixels - 1) >> 6; }

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
    hash ^= word;
    hash *= 0x9E3779B97F4A7C15ULL;
    return hash ^ hash >> 29;
}

std::uint64_t pair(std::int32_t a, std::int32_t b) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(a)) << 32 | static_cast<std::uint32_t>(b);
}

void finish(Primitive& it) {
    const auto count = it.shape == Primitive::Shape::triangle ? 3U : 2U;
    auto hash = mixed(it.texture == nullptr ? 0 : it.texture->id, static_cast<std::uint64_t>(it.shape));
    Rect box{INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (const auto& corner : std::span{it.corners}.first(count)) {
        hash = mixed(hash, pair(corner.x, corner.y));
        hash = mixed(hash, pair(corner.u, corner.v) ^ corner.colour);
        box = {std::min(box.left, pixel_floor(corner.x)), std::min(box.top, pixel_floor(corner.y)),
               std::max(box.right, pixel_ceil(corner.x)), std::max(box.bottom, pixel_ceil(corner.y))};
    }
    it.bounds = box.within(it.clip);
    hash = mixed(hash, pair(it.clip.left, it.clip.top));
    it.hash = mixed(hash, pair(it.clip.right, it.clip.bottom));
}

bool same_uv(const Vertex& a, const Vertex& b) { return a.u == b.u && a.v == b.v; }

/// Two triangles that ImGui made of one upright rectangle: a b c, a c d.
bool is_rectangle(std::span<const Vertex, 6> v) {
    const auto &a = v[0], &b = v[1], &c = v[2], &d = v[5];
    return v[3] == a && v[4] == c && a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x && a.x <= c.x && a.y <= c.y &&
           a.v == b.v && b.u == c.u && c.v == d.v && d.u == a.u && a.colour == b.colour && b.colour == c.colour &&
           c.colour == d.colour;
}

void add_triangle(std::span<const Vertex> v, const Texture* texture, const Rect& clip, std::vector<Primitive>& out) {
    Primitive it;
    it.corners = {v[0], v[1], v[2]};
    it.clip = clip;
    it.texture = same_uv(v[0], v[1]) && same_uv(v[1], v[2]) ? nullptr : texture;  // one texel: the white one
    finish(it);
    if (!it.bounds.empty()) out.push_back(it);
}

void add_rectangle(const Vertex& a, const Vertex& c, const Texture* texture, const Rect& clip, std::vector<Primitive>& out) {
    Primitive it;
    it.shape = Primitive::Shape::rectangle;
    it.corners = {a, c, {}};
    it.clip = clip;
    it.texture = same_uv(a, c) ? nullptr : texture;
    finish(it);
    if (!it.bounds.empty()) out.push_back(it);
}

void take_command(const ImDrawList& list, const ImDrawCmd& command, const Rect& area, std::vector<Primitive>& out) {
    const auto whole = [](float value) { return static_cast<int>(std::lround(value)); };
    const Rect clip =
        Rect{whole(command.ClipRect.x), whole(command.ClipRect.y), whole(command.ClipRect.z), whole(command.ClipRect.w)}
            .within(area);
    if (clip.empty() || command.UserCallback != nullptr) return;
    const auto* texture = static_cast<const Texture*>(command.GetTexID());
    const auto* indices = list.IdxBuffer.Data + command.IdxOffset;
    const auto* vertices = list.VtxBuffer.Data + command.VtxOffset;
    const auto count = command.ElemCount;
    std::array<Vertex, 6> v;
    for (unsigned i = 0; i + 2 < count;) {
        const unsigned take = std::min(6U, count - i);
        for (unsigned k = 0; k < take; ++k) v[k] = vertex_of(vertices[indices[i + k]], texture);
        if (take == 6 && is_rectangle(v)) {
            add_rectangle(v[0], v[2], texture, clip, out);
            i += 6;
            continue;
        }
        add_triangle(v, texture, clip, out);
        i += 3;
    }
}

}  // namespace

std::uint64_t next_texture_id() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

void take_apart(const ImDrawList& list, const Rect& area, std::vector<Primitive>& out) {
    for (const auto& command : list.CmdBuffer) take_command(list, command, area, out);
}

}  // namespace kiosk::ui
