#pragma once
/// What only the kiosk of this machine knows: dossiers that were prepared at it, and what holds for today. The console asks through
/// this; the body speaks to the running kiosk's socket (kiosk/commands/kiosk_over_socket.cpp).
///
/// Any thread. Each call blocks for some seconds at most, and fails with unreachable when no kiosk runs.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/local_text.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/settings/today.hpp"

namespace kiosk::console {

struct PreparedPaper {
    LocalText name;
    bool required = true;
    bool present_only = false;
    int pages = 0;                 ///< scanned at the kiosk
    bool brings_original = false;  ///< the person said so
};
/// A dossier that an officer accepts at the counter. Nothing about a person.
struct PreparedDossier {
    std::string code;  ///< provisional
    LocalText procedure;
    std::vector<PreparedPaper> papers;
    std::optional<std::int64_t> fee_dong;  ///< nothing: not known
};

class KioskLink {
public:
    virtual ~KioskLink() = default;
    /// not_found: this kiosk prepared none under that visit code.
    [[nodiscard]] virtual Result<PreparedDossier> prepared(std::string_view visit_code) = 0;
    [[nodiscard]] virtual Result<settings::Today> today() = 0;
    [[nodiscard]] virtual Result<settings::Today> change_today(const settings::TodayChange& change) = 0;
};

}  // namespace kiosk::console
