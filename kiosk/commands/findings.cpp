#include "kiosk/commands/findings.hpp"

#include <fmt/format.h>

#include "kiosk/commands/json_line.hpp"

namespace kiosk::commands {

nlohmann::ordered_json findings_json(const std::vector<settings::Finding>& findings) {
    auto out = nlohmann::ordered_json::array();
    for (const auto& f : findings)
        out.push_back({{"file", f.file.string()}, {"line", f.line}, {"key", f.key}, {"what", f.what}, {"remedy", f.remedy}});
    return out;
}

int report_findings(const std::vector<settings::Finding>& findings, bool json) {
    if (json) fmt::print("{}\n", json_line(findings_json(findings)));
    if (json || findings.empty()) return findings.empty() ? 0 : 1;
    for (const auto& finding : findings) fmt::print(stderr, "{}\n", finding.text());
    fmt::print(stderr, "{} to correct.\n", findings.size());
    return 1;
}

}  // namespace kiosk::commands
