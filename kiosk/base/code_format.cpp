#include "kiosk/base/code_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace kiosk {
namespace {

constexpr std::array<std::string_view, code_format_count> names{
    "QRCode", "MicroQRCode", "Code128", "Code39",          "Code93", "Codabar",    "EAN-8", "EAN-13",  "ITF",
    "UPC-A",  "UPC-E",       "DataBar", "DataBarExpanded", "PDF417", "DataMatrix", "Aztec", "MaxiCode"};

std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '-' || c == '_' || c == ' ') continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

}  // namespace

std::string_view name(CodeFormat format) { return names.at(static_cast<std::size_t>(format)); }

Result<CodeFormats> parse_formats(std::string_view list) {
    CodeFormats out;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        const auto word = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        bool known = false;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (plain(names.at(i)) != plain(word)) continue;
            out.bits |= 1U << i;
            known = true;
        }
        if (known) continue;
        return fail(Code::bad_usage,
                    fmt::format("no symbology is called \"{}\"; known are {}", word, fmt::join(names, ", ")));
    }
    if (out.empty()) return fail(Code::bad_usage, fmt::format("no symbology named; known are {}", fmt::join(names, ", ")));
    return out;
}

}  // namespace kiosk
