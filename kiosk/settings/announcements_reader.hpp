#pragma once
/// Reads what the portal announces: announcements/*.toml, `[[announcement]]` with from, until and text. One thread; blocks on the
/// disk.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

/// The newest first; a folder that is not there announces nothing.
void read_announcements(const std::filesystem::path& folder, Findings& findings, std::vector<Announcement>& out);

}  // namespace kiosk::settings
