#include "drivers/page_scanner/scanner_wire.hpp"

#include <algorithm>
#include <charconv>

#include "drivers/page_scanner/page_scanner.hpp"

namespace kiosk::drivers {
namespace {

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// The word before the first space; takes it off.
std::string_view next_word(std::string_view& line) {
    const auto word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(line.size(), word.size() + 1));
    return word;
}

}  // namespace

std::string answer_line(const Error& error) {
    std::string line = "error " + std::to_string(static_cast<int>(error.code)) + ' ' + error.detail;
    std::replace(line.begin(), line.end(), '\n', ' ');
    line.resize(std::min(line.size(), longest_answer_line - 1));
    return line + '\n';
}

std::optional<ScannerAnswer> read_answer(std::string_view line) {
    if (line == "done") return ScannerAnswer{};
    const auto kind = next_word(line);
    const auto first = next_word(line);
    if (kind == "picture") {
        const auto bytes = whole_number<std::size_t>(line);
        if (!first.starts_with("image/") || !bytes || *bytes > largest_page_bytes) return std::nullopt;
        return ScannerAnswer{std::nullopt, std::string(first), *bytes};
    }
    const auto code = whole_number<int>(first);
    if (kind != "error" || !code || *code < 0 || *code > static_cast<int>(Code::stopped)) return std::nullopt;
    return ScannerAnswer{Error{static_cast<Code>(*code), std::string(line)}, {}, 0};
}

}  // namespace kiosk::drivers
