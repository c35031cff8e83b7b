#pragma once
/// What the kiosk knows of itself while a visit goes on: which services it can offer now, by its devices and
/// by what staff decided for the day.

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/queue/wait.hpp"
#include "kiosk/settings/today.hpp"

namespace kiosk::visit {

/// Nothing: well. Else why the device can't be used.
using Health = std::optional<Code>;

struct Situation {
    bool portal_connected = false;
    Health code_reader;
    Health camera;
    Health page_scanner;
    Health ticket_printer;
    Health speaker{};
    Health page_printer = Code::device_gone;  ///< many kiosks have none: offered once it has been heard of
    settings::Today today{};                  ///< what staff decided for this day
    std::vector<queue::LineNews> lines{};     ///< how many wait; nothing where nobody is told
    bool operator==(const Situation&) const = default;

    /// Nothing: it is not known, or not told.
    [[nodiscard]] const queue::LineNews* line(std::string_view id) const {
        const auto found = std::ranges::find(lines, id, &queue::LineNews::line);
        return found == lines.end() ? nullptr : &*found;
    }
    /// A dead scanner takes «nộp hồ sơ» with papers away only when the camera is dead too.
    [[nodiscard]] bool can_capture() const { return !page_scanner || !camera; }
    /// The camera reads codes too.
    [[nodiscard]] bool can_read_codes() const { return !code_reader || !camera; }
    /// … and is the only one that does: codes are laid under it, not held before the reader.
    [[nodiscard]] bool camera_reads_alone() const { return code_reader && !camera; }
};

}  // namespace kiosk::visit
