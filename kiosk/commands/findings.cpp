#include "kiosk/commands/findings.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace kiosk::commands {

int report_findings(const std::vector<settings::Finding>& findings, bool json) {
    if (json) {
        auto out = nlohmann::ordered_json::array();
        for (const auto& f : findings)
            out.push_back(
                {{"file", f.file.string()}, {"line", f.line}, {"key", f.key}, {"what", f.what}, {"remedy", f.remedy}});
        fmt::print("{}\n", out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    } else {
        for (const auto& finding : findings) fmt::print(stderr, "{}\n", finding.text());
        if (!findings.empty()) fmt::print(stderr, "{} to correct.\n", findings.size());
    }
    return findings.empty() ? 0 : 1;
}

}  // namespace kiosk::commands
