#pragma once
/// The way to the portal as the configuration says it, for every command that speaks to one.

#include <string>

#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/transport.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::commands {

/// `url` and `ca`, when not empty, take the places of the configured ones (--portal-url, --portal-ca). Another address is
/// another portal: pins and the kiosk's own certificate are for the configured one only.
[[nodiscard]] portal::Endpoint portal_endpoint(const settings::Portal& settings, const std::string& url = {},
                                               const std::string& ca = {});

/// What the adapter knows of that portal: its ids in the configuration, and the map that was kept of it, which is left out, and that
/// logged, where it is another portal's or cannot be read. Blocks on the disk.
[[nodiscard]] portal::IGateOptions igate_options(const settings::Settings& settings, const std::string& url = {});

/// The same to the identity provider. Where it is another host, nothing of the portal's pins and certificate belongs to it.
/// Only where sign-in is configured.
[[nodiscard]] portal::Endpoint sign_in_endpoint(const settings::Settings& settings, const std::string& portal_url = {},
                                                const std::string& portal_ca = {});

}  // namespace kiosk::commands
