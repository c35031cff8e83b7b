#include "kiosk/base/csv.hpp"

namespace kiosk {
namespace {

std::string cell(std::string_view text) {
    std::string out = "\"";
    constexpr std::string_view formula = "=+-@\t";  // what a table program would calculate
    if (!text.empty() && formula.find(text.front()) != formula.npos) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
    std::string out;
    for (const auto& text : cells) out += (out.empty() ? "" : ",") + cell(text);
    return out + "\r\n";
}

}  // namespace kiosk
