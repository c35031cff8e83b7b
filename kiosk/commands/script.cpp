#include "kiosk/commands/script.hpp"

#include <fmt/format.h>

#include <array>

#include "kiosk/base/text.hpp"

namespace kiosk::commands {
namespace {

struct Known {
    std::string_view name;
    bool has_argument;
};
// Longer names first where one begins with another.
constexpr std::array known{Known{"visit code", false},
                           Known{"page file", true},
                           Known{"code", true},
                           Known{"wait", true},
                           Known{"say", true},
                           Known{"tap", true},
                           Known{"type", true},
                           Known{"press", true},
                           Known{"card", true},
                           Known{"picture", true},
                           Known{"slip", false},
                           Known{"page", true},
                           Known{"camera card", true},
                           Known{"camera picture", true},
                           Known{"camera slip", false},
                           Known{"camera nothing", false},
                           Known{"camera", true},
                           Known{"device", true},
                           Known{"portal", true},
                           Known{"staff answers", false},
                           Known{"pass", true},
                           Known{"expect state", true},
                           Known{"expect no text", true},
                           Known{"expect text", true},
                           Known{"expect node", true},
                           Known{"expect said", true},
                           Known{"shot", true},
                           Known{"print", true},
                           Known{"paper", true},
                           Known{"record", true}};

bool begins(std::string_view line, std::string_view name) {
    return line.starts_with(name) && (line.size() == name.size() || line[name.size()] == ' ');
}

}  // namespace

Result<std::vector<ScriptLine>> parse_script(std::string_view text) {
    if (!is_utf8(text)) return fail(Code::bad_format, "the script is not UTF-8");
    std::vector<ScriptLine> out;
    int number = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = trim(text.substr(at, end - at));
        at = end + 1;
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const Known* command = nullptr;
        for (const auto& candidate : known) {
            if (begins(line, candidate.name)) {
                command = &candidate;
                break;
            }
        }
        if (command == nullptr) return fail(Code::bad_format, fmt::format("line {}: no such command: {}", number, line));
        const auto argument = trim(line.substr(command->name.size()));
        if (command->has_argument == argument.empty()) {
            return fail(Code::bad_format, fmt::format("line {}: '{}' takes {}", number, command->name,
                                                      command->has_argument ? "an argument" : "no argument"));
        }
        out.push_back({number, std::string(command->name), std::string(argument)});
    }
    return out;
}

std::string first_word(std::string& rest) {
    const auto blank = rest.find(' ');
    auto word = rest.substr(0, blank);
    rest = blank == std::string::npos ? std::string{} : std::string(trim(rest.substr(blank)));
    return word;
}

}  // namespace kiosk::commands
