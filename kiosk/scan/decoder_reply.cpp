#include "kiosk/scan/decoder_reply.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kiosk/base/text.hpp"
#include "kiosk/scan/attempts.hpp"

namespace kiosk::scan {

std::vector<Read> reads_in(const FrameRoom& room) {
    const std::size_t end = std::min<std::size_t>(room.found_bytes.load(), output_room_bytes);
    std::vector<Read> out;
    for (std::size_t at = 0; at + sizeof(FoundRecord) <= end && out.size() < 4096;) {
        FoundRecord record;
        std::memcpy(&record, room.output + at, sizeof record);
        at += sizeof record;
        const bool sound = record.text_bytes <= end - at && record.format < static_cast<std::uint32_t>(format_count) &&
                           record.attempt >= 0 && static_cast<std::size_t>(record.attempt) < attempts().size();
        if (!sound) break;
        RawSymbol symbol{static_cast<Format>(record.format),
                         std::string(reinterpret_cast<const char*>(room.output + at), record.text_bytes),
                         record.lines,
                         {},
                         record.spare};
        at += record.text_bytes;
        bool real = is_utf8(symbol.text);
        for (std::size_t i = 0; i < 4; ++i) {
            symbol.corners.at(i) = {record.corners[2 * i], record.corners[2 * i + 1]};
            real = real && std::abs(symbol.corners.at(i).x) < 1e6 && std::abs(symbol.corners.at(i).y) < 1e6;
        }
        if (real) out.push_back({record.attempt, std::move(symbol)});
    }
    return out;
}

namespace {

Symbol symbol_of(const RawSymbol& raw, int width, int height, Trust trust) {
    Symbol out{raw.format, Personal(raw.text), {}, trust};
    for (std::size_t i = 0; i < 4; ++i) {
        out.corners.at(i) = {std::clamp(static_cast<int>(std::lround(raw.corners.at(i).x)), 0, std::max(width - 1, 0)),
                             std::clamp(static_cast<int>(std::lround(raw.corners.at(i).y)), 0, std::max(height - 1, 0))};
    }
    return out;
}

}  // namespace

void tell(const std::vector<Read>& reads, Formats formats, int width, int height, Decoded& out) {
    const auto told = believed(reads);
    for (const auto& raw : told) {
        if (!formats.has(raw.format)) continue;
        const bool sure = std::any_of(reads.begin(), reads.end(),
                                      [&](const Read& read) { return same_code(read.symbol, raw) && beyond_doubt(read); });
        out.symbols.push_back(symbol_of(raw, width, height, sure ? Trust::beyond_doubt : Trust::told));
    }
    for (const auto& raw : in_doubt(reads, told)) {
        if (formats.has(raw.format)) out.doubtful.push_back(symbol_of(raw, width, height, Trust::doubtful));
    }
}

FrameMeasure measure_in(const Reply& reply) {
    const bool sound = std::isfinite(reply.sharpness) && std::isfinite(reply.motion);
    if (!sound) return {};
    return {std::max(reply.sharpness, 0.0F), std::clamp(reply.motion, 0.0F, 1.0F), std::clamp(reply.hints, 0, 100)};
}

Error error_in(const Reply& reply) {
    constexpr auto last = static_cast<std::uint32_t>(Code::stopped);
    const auto code = reply.code - 1 <= last ? static_cast<Code>(reply.code - 1) : Code::bad_format;
    const std::string_view words(reply.words, ::strnlen(reply.words, sizeof reply.words));
    return {code, is_utf8(words) ? std::string(words) : std::string("the picture could not be read")};
}

}  // namespace kiosk::scan
