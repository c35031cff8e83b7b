#pragma once
/// Kinds of codes that are printed to be read by a camera, and sets of them: for those who configure and those who read. Values; any
/// thread.

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk {

enum class CodeFormat : std::uint8_t {
    qr_code,
    micro_qr,
    code_128,
    code_39,
    code_93,
    codabar,
    ean_8,
    ean_13,
    itf,
    upc_a,
    upc_e,
    data_bar,
    data_bar_expanded,
    pdf_417,
    data_matrix,
    aztec,
    maxicode,
};
inline constexpr int code_format_count = 17;

/// The name that zxing prints, which integrators know: `QRCode`, `Code128`, `EAN-13`.
[[nodiscard]] std::string_view name(CodeFormat format);

struct CodeFormats {
    std::uint32_t bits = 0;
    constexpr CodeFormats() = default;
    constexpr CodeFormats(std::initializer_list<CodeFormat> list) {
        for (const auto format : list) bits |= 1U << static_cast<unsigned>(format);
    }
    constexpr explicit CodeFormats(std::uint32_t raw) : bits(raw & ((1U << code_format_count) - 1U)) {}
    [[nodiscard]] constexpr bool has(CodeFormat format) const { return (bits >> static_cast<unsigned>(format) & 1U) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits == 0; }
    [[nodiscard]] constexpr CodeFormats operator&(CodeFormats other) const { return CodeFormats(bits & other.bits); }
    bool operator==(const CodeFormats&) const = default;
};
/// What a counter meets every day: receipts, cards, tickets.
inline constexpr CodeFormats everyday_formats{CodeFormat::qr_code, CodeFormat::code_128, CodeFormat::code_39};

/// Names between commas, in any case, with or without dashes and underscores: `qrcode,EAN-13`. An unknown name, or none, is refused
/// with the list of known ones.
[[nodiscard]] Result<CodeFormats> parse_formats(std::string_view list);

}  // namespace kiosk
