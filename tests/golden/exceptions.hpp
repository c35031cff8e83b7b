#pragma once
/// What may differ from a rule, by name and with the reason. An exception that nothing needs any more is to go.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::golden {

class Exceptions {
public:
    using Reasons = std::map<std::string, std::string, std::less<>>;
    /// Name to reason; a name that ends with a star stands for all that begin with it.
    explicit Exceptions(Reasons reasons) : reasons_(std::move(reasons)) {}

    [[nodiscard]] bool allow(std::string_view name) {
        for (const auto& [pattern, reason] : reasons_) {
            const std::string_view start{pattern.data(), pattern.size() - (pattern.ends_with('*') ? 1 : 0)};
            if (name != pattern && !(start.size() < pattern.size() && name.starts_with(start))) continue;
            needed_.insert(pattern);
            return true;
        }
        return false;
    }
    [[nodiscard]] std::vector<std::string> unneeded() const {
        std::vector<std::string> out;
        for (const auto& [pattern, reason] : reasons_)
            if (!needed_.contains(pattern)) out.push_back(pattern);
        return out;
    }

private:
    Reasons reasons_;
    std::set<std::string> needed_;
};

}  // namespace kiosk::golden
