#include "kiosk/base/parse_code.hpp"

namespace kiosk {

std::optional<Code> parse_code(std::string_view text) {
    for (int i = 0; i <= static_cast<int>(Code::stopped); ++i) {
        if (name(static_cast<Code>(i)) == text) return static_cast<Code>(i);
    }
    return std::nullopt;
}

}  // namespace kiosk
