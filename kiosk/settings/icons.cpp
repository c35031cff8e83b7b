#include "kiosk/settings/icons.hpp"

#include <algorithm>

namespace kiosk::settings {
namespace {

struct FontIcon {
    std::string_view name;
    std::uint16_t code_point;
};
constexpr FontIcon font_icons[] = {
#define KIOSK_ICON(name, code_point) {#name, code_point},
#include "kiosk/settings/icons.inc"
#undef KIOSK_ICON
};

bool is_written(std::string_view name, std::string_view underscored) {
    return std::equal(name.begin(), name.end(), underscored.begin(), underscored.end(),
                      [](char written, char own) { return written == (own == '_' ? '-' : own); });
}

}  // namespace

std::optional<std::uint16_t> icon_named(std::string_view name) {
    for (const auto& icon : font_icons) {
        if (is_written(name, icon.name)) return icon.code_point;
    }
    return std::nullopt;
}

std::vector<std::string> icon_names() {
    std::vector<std::string> out;
    for (const auto& icon : font_icons) {
        out.emplace_back(icon.name);
        std::replace(out.back().begin(), out.back().end(), '_', '-');
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace kiosk::settings
