#pragma once
/// Speaks to a running training portal as its staff do, by what it left in its data folder. Blocks on the network.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/portal/transport.hpp"

namespace kiosk::commands {

/// refused: the portal said no, in its words; unreachable or not_found: none runs on that folder.
[[nodiscard]] Result<nlohmann::ordered_json> ask_training_portal(const std::filesystem::path& folder,
                                                                 portal::Request request);
[[nodiscard]] portal::Request training_post(std::string path, const nlohmann::ordered_json& body);
[[nodiscard]] portal::Request training_get(std::string path);

/// Where kiosks reach it, and the certificate they trust.
struct TrainingAddress {
    std::string url;
    std::string certificate;
};
[[nodiscard]] Result<TrainingAddress> training_address(const std::filesystem::path& folder);

}  // namespace kiosk::commands
