#pragma once
/// The way to the portal as the configuration says it, for every command that speaks to one.

#include <string>

#include "kiosk/portal/transport.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::commands {

/// `url` and `ca`, when not empty, take the places of the configured ones (--portal-url, --portal-ca). Another address is
/// another portal: pins and the kiosk's own certificate are for the configured one only.
[[nodiscard]] portal::Endpoint portal_endpoint(const settings::Portal& settings, const std::string& url = {},
                                               const std::string& ca = {});

}  // namespace kiosk::commands
