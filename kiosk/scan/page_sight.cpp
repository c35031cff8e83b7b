// The live picture of a page, as the child packs it and the parent believes it.
#include "kiosk/scan/page_sight.hpp"

#include <algorithm>

#include "kiosk/pages/geometry.hpp"
#include "kiosk/scan/decoder.hpp"
#include "kiosk/scan/decoder_reply.hpp"

namespace kiosk::scan {
namespace {

constexpr int largest_sight_px = 1024;

/// Four places in or near the picture that go round as a sheet's do.
std::optional<std::array<Point, 4>> corners_in(const Reply& reply) {
    if (reply.sheet == SheetSeen::none) return std::nullopt;
    std::array<Point, 4> out;
    pages::Quad quad;
    for (std::size_t i = 0; i < 4; ++i) {
        const int x = reply.corners[2 * i];
        const int y = reply.corners[2 * i + 1];
        const bool near = x >= -reply.width && x <= 2 * reply.width && y >= -reply.height && y <= 2 * reply.height;
        if (!near) return std::nullopt;
        out.at(i) = {x, y};
        quad.at(i) = {static_cast<double>(x), static_cast<double>(y)};
    }
    if (!pages::is_convex(quad) || pages::area(quad) <= 0) return std::nullopt;
    return out;
}

}  // namespace

Result<PageSight> Decoder::sight_of(std::string_view bytes, Request request, int max_side_px, Duration budget) {
    request.ask = Ask::sight;
    request.input_bytes = static_cast<std::uint32_t>(bytes.size());
    request.max_side_px = std::clamp(max_side_px, 16, largest_sight_px);
    const auto reply = ask_about(bytes, request, budget);
    const auto sound = [&] {
        return reply->width > 0 && reply->height > 0 && reply->width <= request.max_side_px &&
               reply->height <= request.max_side_px;
    };
    Result<PageSight> out =
        tl::unexpected(reply ? Error{Code::corrupt, "the decoder's answer does not hold together"} : reply.error());
    if (reply && sound()) {
        const auto* pixels = room().output;
        PageSight seen;
        seen.picture = {reply->width, reply->height, reply->original_width, reply->original_height, {}};
        seen.picture.rgba.assign(pixels, pixels + static_cast<std::ptrdiff_t>(reply->width) * reply->height * 4);
        seen.corners = corners_in(*reply);
        seen.whole = seen.corners && reply->sheet == SheetSeen::whole;
        seen.measure = measure_in(*reply);
        out = std::move(seen);
    }
    forget(bytes.size());  // somebody's paper
    return out;
}

Result<PageSight> Decoder::sight(std::string_view file, int max_side_px, Duration budget) {
    return sight_of(file, {}, max_side_px, budget);
}

Result<PageSight> Decoder::sight(const Frame& frame, int max_side_px, Duration budget) {
    const bool sound = frame.pixels != nullptr && frame.width > 0 && frame.height > 0 && frame.stride == frame.width;
    if (!sound) return fail(Code::bad_usage, "a frame needs pixels without gaps, a width and a height");
    Request request;
    request.width = frame.width;
    request.height = frame.height;
    const auto bytes = static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height);
    return sight_of({reinterpret_cast<const char*>(frame.pixels), bytes}, request, max_side_px, budget);
}

}  // namespace kiosk::scan
