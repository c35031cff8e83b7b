#pragma once
/// What `kiosk portal map` found at a portal, kept as one small file beside a kiosk's data: from then on its applications carry the
/// portal's own ids. Taken as a whole or not at all. Block on the disk; any thread.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/portal/igate_office.hpp"

namespace kiosk::portal {

struct OfficeMap {
    std::string portal;  ///< address of the portal that was asked: its ids mean nothing to another one
    WallTime mapped_at;
    std::vector<Mapped> procedures;

    /// By our national code; null: not there, or nobody can apply for it at the portal.
    [[nodiscard]] const Mapped* of(std::string_view code) const;
};

/// As the file has them.
[[nodiscard]] nlohmann::ordered_json procedures_json(const OfficeMap& map);
/// The file within a data folder.
[[nodiscard]] std::filesystem::path map_file(const std::filesystem::path& data_folder);
[[nodiscard]] Result<Done> keep_map(const std::filesystem::path& data_folder, const OfficeMap& map);
/// Nothing: none was kept. bad_format: the file is no such map, and nothing of it counts.
[[nodiscard]] Result<std::optional<OfficeMap>> kept_map(const std::filesystem::path& data_folder);

}  // namespace kiosk::portal
