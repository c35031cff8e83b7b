#include "kiosk/scan/packed_page.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <type_traits>

#include "kiosk/scan/decoder.hpp"

namespace kiosk::scan {
namespace {

constexpr int largest_side_px = 20'000;  ///< of a page: A4 at 400 dpi has 4,680

struct PageRecord {
    pages::Facts facts;
    std::int32_t colour_width = 0, colour_height = 0;
    std::int32_t ink_width = 0, ink_height = 0;
    std::int32_t preview_width = 0, preview_height = 0;
    std::uint32_t grey = 0;
    std::uint32_t jpeg_bytes = 0;
    std::uint32_t group4_bytes = 0;
};
static_assert(std::is_trivially_copyable_v<PageRecord>);

bool is_size(int width, int height, bool there) {
    if (!there) return true;
    return width > 0 && height > 0 && width <= largest_side_px && height <= largest_side_px;
}

bool is_sound(const pages::Facts& f) {
    bool out = f.advice_count <= pages::Facts::most_advice && f.turned_deg >= 0 && f.turned_deg < 360;
    for (const auto& corner : f.corners) out = out && std::abs(corner.x) < 1e6 && std::abs(corner.y) < 1e6;
    out = out && std::abs(f.skew_deg) < 90 && f.width_mm > 0 && f.width_mm < 2000 && f.height_mm > 0 && f.height_mm < 2000;
    out = out && f.seen_dpi >= 0 && f.seen_dpi < 1e6;
    for (std::size_t i = 0; out && i < f.advice_count; ++i) {
        const auto place = static_cast<int>(f.advice.at(i).place);
        out = static_cast<int>(f.advice.at(i).problem) < pages::problem_count && place >= -1 && place <= 8;
    }
    for (const auto ms : f.step_ms) out = out && std::isfinite(ms) && ms >= 0;
    return out;
}

}  // namespace

Result<Done> pack_page(const pages::Page& page, FrameRoom& room) {
    PageRecord record{page.facts,
                      page.layers.colour_width,
                      page.layers.colour_height,
                      page.layers.ink_width,
                      page.layers.ink_height,
                      page.preview.width,
                      page.preview.height,
                      page.layers.grey ? 1U : 0U,
                      static_cast<std::uint32_t>(page.layers.jpeg.size()),
                      static_cast<std::uint32_t>(page.layers.group4.size())};
    const std::size_t all = sizeof record + page.layers.jpeg.size() + page.layers.group4.size() + page.preview.rgba.size();
    if (all > output_room_bytes) return fail(Code::too_large, "the page is too large; take the picture smaller");
    auto* to = room.output;
    const auto put = [&to](const void* from, std::size_t bytes) {
        if (bytes > 0) std::memcpy(to, from, bytes);
        to += bytes;
    };
    put(&record, sizeof record);
    put(page.layers.jpeg.data(), page.layers.jpeg.size());
    put(page.layers.group4.data(), page.layers.group4.size());
    put(page.preview.rgba.data(), page.preview.rgba.size());
    return Done{};
}

Result<pages::Page> unpack_page(const FrameRoom& room, const pages::Wish& wish) {
    PageRecord record;
    std::memcpy(&record, room.output, sizeof record);
    const std::size_t preview =
        record.preview_width > 0 && record.preview_height > 0 && record.preview_width <= largest_side_px &&
                record.preview_height <= largest_side_px
            ? static_cast<std::size_t>(record.preview_width) * static_cast<std::size_t>(record.preview_height) * 4
            : 0;
    const bool sound = is_sound(record.facts) && record.jpeg_bytes <= output_room_bytes &&
                       record.group4_bytes <= output_room_bytes &&
                       sizeof record + record.jpeg_bytes + record.group4_bytes + preview <= output_room_bytes &&
                       is_size(record.colour_width, record.colour_height, record.jpeg_bytes > 0) &&
                       is_size(record.ink_width, record.ink_height, record.group4_bytes > 0) &&
                       std::max(record.preview_width, record.preview_height) <= std::max(wish.preview_px, 0) &&
                       (preview > 0) == (wish.preview_px > 0);
    if (!sound) return fail(Code::corrupt, "the decoder's answer does not hold together");
    pages::Page out;
    out.facts = record.facts;
    out.layers.colour_width = record.colour_width;
    out.layers.colour_height = record.colour_height;
    out.layers.ink_width = record.ink_width;
    out.layers.ink_height = record.ink_height;
    out.layers.grey = record.grey != 0;
    const auto* from = room.output + sizeof record;
    out.layers.jpeg.assign(reinterpret_cast<const char*>(from), record.jpeg_bytes);
    from += record.jpeg_bytes;
    out.layers.group4.assign(reinterpret_cast<const char*>(from), record.group4_bytes);
    from += record.group4_bytes;
    if (preview > 0) {
        out.preview.width = record.preview_width;
        out.preview.height = record.preview_height;
        out.preview.rgba.assign(from, from + preview);
    }
    return out;
}

Result<pages::Page> Decoder::page(std::string_view file, const pages::Wish& wish, Duration budget) {
    Request request;
    request.ask = Ask::page;
    request.input_bytes = static_cast<std::uint32_t>(file.size());
    request.page = wish;
    const auto reply = ask_about(file, request, budget);
    auto out = reply ? unpack_page(room(), wish) : Result<pages::Page>(tl::unexpected(reply.error()));
    forget(file.size());  // also of a child that failed: the next one has the same memory
    return out;
}

}  // namespace kiosk::scan
