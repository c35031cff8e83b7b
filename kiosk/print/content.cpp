#include "kiosk/print/content.hpp"

#include <algorithm>
#include <cstring>

namespace kiosk::print {

bool Content::has(std::string_view name) const {
    if (const auto value = values.find(name); value != values.end()) return !value->second.empty();
    const auto list = lists.find(name);
    return list != lists.end() && !list->second.empty();
}

Personal filled(std::string_view text, const Content& content, const Row* row, std::string_view unknown) {
    std::string out;
    while (!text.empty()) {
        const auto open = std::min(text.find('{'), text.size());
        out += text.substr(0, open);
        text.remove_prefix(open);
        if (text.empty()) break;
        const auto close = std::min(text.find('}'), text.size() - 1);
        const auto name = text.substr(1, close - 1);
        text.remove_prefix(close + 1);
        const Personal* value = nullptr;
        if (row != nullptr) {
            if (const auto found = row->find(name); found != row->end()) value = &found->second;
        }
        if (value == nullptr) {
            if (const auto found = content.values.find(name); found != content.values.end()) value = &found->second;
        }
        out += value == nullptr || value->empty() ? unknown : value->reveal();
    }
    Personal whole{out};
    explicit_bzero(out.data(), out.size());
    return whole;
}

}  // namespace kiosk::print
