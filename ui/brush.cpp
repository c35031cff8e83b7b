#include "ui/brush.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kiosk::ui {
namespace {

const Texture no_texture;

ImU32 rgba(Colour colour) { return (colour & 0xFF00FF00U) | (colour & 0xFFU) << 16 | (colour >> 16 & 0xFFU); }
ImVec2 vec(int x, int y) { return {static_cast<float>(x), static_cast<float>(y)}; }
ImTextureID id_of(const Texture& texture) { return const_cast<Texture*>(&texture); }  // ImGui's ids are not const

}  // namespace

Brush::Brush(Paints paints) : paints_(std::move(paints)), shared_(std::make_unique<ImDrawListSharedData>()) {
    shared_->TexUvWhitePixel = paints_.fonts.white();
    shared_->SetCircleTessellationMaxError(0.2F);
    list_ = std::make_unique<ImDrawList>(shared_.get());
    list_->_ResetForNewFrame();
    list_->Flags = ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AllowVtxOffset;
    list_->PushTextureID(id_of(paints_.fonts.texture()));
    push_clip({0, 0, 16384, 16384});
}
Brush::~Brush() = default;

int Brush::px(int length) const { return static_cast<int>(std::lround(length * paints_.scale)); }

void Brush::glyph(const ImFontGlyph& glyph, double x, double y, Colour colour, double size) {
    if (glyph.Visible == 0 || !paints()) return;
    // One texel of margin on each side: a letter that stands between two pixels is soft at both edges.
    const auto& texture = fonts().texture();
    const float margin_u = 1.0F / static_cast<float>(texture.width);
    const auto at = [size](double origin, float offset) {
        return static_cast<float>(origin + static_cast<double>(offset) * size);
    };
    list_->PrimReserve(6, 4);
    list_->PrimRectUV({at(x, glyph.X0 - 1), at(y, glyph.Y0)}, {at(x, glyph.X1 + 1), at(y, glyph.Y1)},
                      {glyph.U0 - margin_u, glyph.V0}, {glyph.U1 + margin_u, glyph.V1}, rgba(colour));
}

void Brush::icon(IconSize size, Point centre, Colour colour, Icon icon) {
    if (icon == Icon::none) return;
    const auto& it = fonts().glyph(size, icon);
    const double x = centre.x - static_cast<double>(it.X0 + it.X1) / 2;
    const double y = centre.y - static_cast<double>(it.Y0 + it.Y1) / 2;
    glyph(it, std::floor(x), static_cast<int>(std::floor(y)), colour);
}

// ---- Shapes -----------------------------------------------------------------------------------------------------------------

void Brush::fill(const Rect& rect, Colour colour, int radius) {
    if (rect.empty() || colour >> 24 == 0 || !paints()) return;
    const int round = std::min({radius, rect.width() / 2, rect.height() / 2});
    const auto col = rgba(colour);
    if (round <= 0) {
        list_->AddRectFilled(vec(rect.left, rect.top), vec(rect.right, rect.bottom), col);
        return;
    }
    // Upright middle, round caps: the middle is filled by rows, which is most of the pixels.
    const auto r = static_cast<float>(round);
    if (rect.height() > 2 * round) {
        list_->AddRectFilled(vec(rect.left, rect.top + round), vec(rect.right, rect.bottom - round), col);
    }
    list_->PathArcTo(vec(rect.left + round, rect.top + round), r, std::numbers::pi_v<float>,
                     1.5F * std::numbers::pi_v<float>);
    list_->PathArcTo(vec(rect.right - round, rect.top + round), r, 1.5F * std::numbers::pi_v<float>,
                     2 * std::numbers::pi_v<float>);
    list_->PathFillConvex(col);
    list_->PathArcTo(vec(rect.right - round, rect.bottom - round), r, 0, 0.5F * std::numbers::pi_v<float>);
    list_->PathArcTo(vec(rect.left + round, rect.bottom - round), r, 0.5F * std::numbers::pi_v<float>,
                     std::numbers::pi_v<float>);
    list_->PathFillConvex(col);
}

void Brush::gradient(const Rect& rect, Colour top, Colour bottom, int radius) {
    if (top == bottom) {
        fill(rect, top, radius);
        return;
    }
    const int first = list_->VtxBuffer.Size;
    fill(rect, 0xFFFFFFFF, radius);
    for (int i = first; i < list_->VtxBuffer.Size; ++i) {
        auto& vertex = list_->VtxBuffer[i];
        const int way = std::clamp(static_cast<int>(std::lround(vertex.pos.y)) - rect.top, 0, rect.height());
        const auto colour = between(top, bottom, way * 256 / rect.height());
        vertex.col = rgba(with_alpha(colour, (colour >> 24) * (vertex.col >> 24) / 255));  // the soft edge stays soft
    }
}

void Brush::box(const Rect& rect, Colour colour, int radius, Colour border, int border_px) {
    if (border_px <= 0 || border >> 24 == 0) {
        fill(rect, colour, radius);
        return;
    }
    fill(rect, border, radius);
    fill(rect.shrunk(border_px), colour, std::max(0, radius - border_px));
}

void Brush::outline(const Rect& rect, Colour colour, int radius, int thickness_px) {
    if (!paints()) return;
    const float half = static_cast<float>(thickness_px) / 2;
    const auto left = static_cast<float>(rect.left);
    const auto top = static_cast<float>(rect.top);
    const auto right = static_cast<float>(rect.right);
    const auto bottom = static_cast<float>(rect.bottom);
    list_->AddRect({left + half, top + half}, {right - half, bottom - half}, rgba(colour),
                   std::max(0.F, static_cast<float>(radius) - half), 0, static_cast<float>(thickness_px));
}

void Brush::dashed_outline(const Rect& rect, Colour colour, int radius, int thickness_px) {
    const int dash = 4 * thickness_px;
    const auto across = [&](int from, int to, auto draw) {
        for (int at = from; at < to; at += 2 * dash) draw(at, std::min(at + dash, to));
    };
    across(rect.left + radius, rect.right - radius, [&](int a, int b) {
        fill({a, rect.top, b, rect.top + thickness_px}, colour);
        fill({a, rect.bottom - thickness_px, b, rect.bottom}, colour);
    });
    across(rect.top + radius, rect.bottom - radius, [&](int a, int b) {
        fill({rect.left, a, rect.left + thickness_px, b}, colour);
        fill({rect.right - thickness_px, a, rect.right, b}, colour);
    });
}

void Brush::disc(Point centre, int radius, Colour colour) {
    if (!paints()) return;
    list_->AddCircleFilled(vec(centre.x, centre.y), static_cast<float>(radius), rgba(colour));
}

void Brush::ring(Point centre, int radius, int thickness_px, Colour colour) {
    if (!paints()) return;
    const float half = static_cast<float>(thickness_px) / 2;
    list_->AddCircle(vec(centre.x, centre.y), static_cast<float>(radius) - half, rgba(colour), 0,
                     static_cast<float>(thickness_px));
}

void Brush::arc(Point centre, int radius, int thickness_px, Colour colour, int from, int to) {
    if (to <= from || !paints()) return;
    if (to - from >= 3600) {
        ring(centre, radius, thickness_px, colour);
        return;
    }
    const float half = static_cast<float>(thickness_px) / 2;
    const auto angle = [](int tenths) { return (static_cast<float>(tenths) / 1800.F - 0.5F) * std::numbers::pi_v<float>; };
    list_->PathArcTo(vec(centre.x, centre.y), static_cast<float>(radius) - half, angle(from), angle(to), 64);
    list_->PathStroke(rgba(colour), 0, static_cast<float>(thickness_px));
}

void Brush::segment(Point from, Point to, int thickness_px, Colour colour) {
    if (!paints()) return;
    list_->AddLine(vec(from.x, from.y), vec(to.x, to.y), rgba(colour), static_cast<float>(thickness_px));
}

void Brush::shadow(const Rect& rect, int radius, int level, int strength) {
    if (theme().high_contrast || strength <= 0 || !paints()) return;
    const int spread = px(level == 0 ? 24 : 52);
    const auto& texture = paints_.shadows.of(radius, spread);
    const int drop = px(level == 0 ? 7 : 18);
    const Rect q = rect.shrunk(-spread).moved(0, drop);
    const int corner = std::min({2 * spread + radius, q.width() / 2, q.height() / 2});
    const int far = texture.width - corner;
    const std::array<int, 4> xs{q.left, q.left + corner, q.right - corner, q.right};
    const std::array<int, 4> ys{q.top, q.top + corner, q.bottom - corner, q.bottom};
    const std::array<std::array<double, 2>, 3> texels{{{0, static_cast<double>(corner)},
                                                       {texture.width / 2.0, texture.width / 2.0},
                                                       {static_cast<double>(far), static_cast<double>(texture.width)}}};
    list_->PushTextureID(id_of(texture));
    const auto col = rgba(with_alpha(theme().shadow, static_cast<std::uint32_t>(strength)));
    const auto uv = [&](std::size_t i, std::size_t end) { return static_cast<float>(texels[i][end] / texture.width); };
    for (std::size_t j = 0; j < 3; ++j) {
        for (std::size_t i = 0; i < 3; ++i) {
            if ((i == 1 && j == 1) || xs[i + 1] <= xs[i] || ys[j + 1] <= ys[j])
                continue;  // the middle is covered by the card
            list_->PrimReserve(6, 4);
            list_->PrimRectUV(vec(xs[i], ys[j]), vec(xs[i + 1], ys[j + 1]), {uv(i, 0), uv(j, 0)}, {uv(i, 1), uv(j, 1)}, col);
        }
    }
    list_->PopTextureID();
}

void Brush::card(const Rect& rect, int radius, int level) {
    shadow(rect, radius, level, level == 0 ? 38 : 56);
    box(rect, theme().surface, radius, theme().line, px(theme().card_border()));
}

void Brush::image(const Texture& texture, const Rect& rect, Colour tint) {
    if (texture.width == 0 || rect.empty() || !paints()) return;
    list_->PushTextureID(id_of(texture));
    list_->PrimReserve(6, 4);
    list_->PrimRectUV(vec(rect.left, rect.top), vec(rect.right, rect.bottom), {0, 0}, {1, 1}, rgba(tint));
    list_->PopTextureID();
}

const Texture& Brush::art(Art art, int width_px, int height_px) const {
    return paints() ? paints_.gallery.art(art, width_px, height_px) : no_texture;
}
const Texture& Brush::picture(const Picture& picture, int width_px, int height_px) const {
    return paints() ? paints_.gallery.picture(picture, width_px, height_px) : no_texture;
}

void Brush::focus_ring(std::string_view id, const Rect& rect, int radius) {
    if (id.empty() || paints_.focus != id) return;
    outline(rect.shrunk(-px(7)), theme().focus, radius + px(7), px(6));
    outline(rect.shrunk(-px(10)), theme().high_contrast ? theme().background : theme().ink, radius + px(10), px(3));
}

void Brush::mark(const Rect& rect) {
    outline(rect.shrunk(-px(8)), theme().primary, px(24), px(5));
    outline(rect.shrunk(-px(11)), theme().surface, px(27), px(3));
}

// ---- Clipping and nodes -----------------------------------------------------------------------------------------------------

void Brush::push_clip(const Rect& rect) {
    clips_.push_back(clips_.empty() ? rect : rect.within(clips_.back()));
    const auto& clip = clips_.back();
    list_->PushClipRect(vec(clip.left, clip.top), vec(std::max(clip.left, clip.right), std::max(clip.top, clip.bottom)));
}

void Brush::pop_clip() {
    clips_.pop_back();
    list_->PopClipRect();
}

bool Brush::visible(const Rect& rect) const { return !paints() || rect.overlaps(clips_.back()); }

void Brush::node(Node node) {
    const Rect seen = node.rect.within(clips_.back());
    node.whole = node.rect;
    node.scrolled_off = seen.empty();
    if (!seen.empty()) node.rect = seen;
    nodes_.push_back(std::move(node));
}

int Brush::pressed(std::string_view id) const { return id.empty() ? 0 : paints_.pressed(id); }

void Brush::cover() {
    left_out_.clear();
    for (auto& node : nodes_) {
        node.enabled = false;
        node.covered = true;
    }
}

}  // namespace kiosk::ui
