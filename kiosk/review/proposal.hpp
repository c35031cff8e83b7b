#pragma once
/// Which online level a procedure could have, and what stands in the way: by plain rules, one small table of them, so that an
/// officer can follow each proposal and put it right. Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::review {

/// The reason groups of the province's sheet.
enum class Reason { legal, technical, equipment };
[[nodiscard]] std::string_view name(Reason reason);                              ///< "legal"
[[nodiscard]] std::string_view vietnamese_name(Reason reason);                   ///< "pháp lý"
[[nodiscard]] std::string_view vietnamese_name(catalogue::Authority authority);  ///< "Cấp xã"

struct Obstacle {
    Reason reason = Reason::legal;
    std::string id;    ///< "originals"
    std::string what;  ///< in Vietnamese, for the sheet
};

struct Proposal {
    const catalogue::Level* now = nullptr;       ///< null: the source does not say
    const catalogue::Level* proposed = nullptr;  ///< never lower than now; null: the catalogue has no levels
    std::vector<Obstacle> obstacles;

    /// The groups of the obstacles, each once, in the order of Reason.
    [[nodiscard]] std::vector<Reason> reasons() const;
};

/// `without_device`: visits that found neither scanner nor camera working.
[[nodiscard]] Proposal propose(const catalogue::Procedure& procedure, const catalogue::Catalogue& catalogue,
                               std::int64_t without_device);

}  // namespace kiosk::review
