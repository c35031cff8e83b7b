#pragma once
/// `kiosk queue report`: how days of the queue were, counted from what the desk answered.

#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/commands/staff_request.hpp"

namespace kiosk::commands {

/// Where it is written; both empty: the table goes to standard output.
struct ReportFiles {
    std::string csv;
    std::string pdf;
};

/// `answer`: of queue.report. The exit code.
[[nodiscard]] int report_queue(const Place& place, const nlohmann::ordered_json& answer, const ReportFiles& files,
                               bool json);

}  // namespace kiosk::commands
