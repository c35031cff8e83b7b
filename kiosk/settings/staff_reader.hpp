#pragma once
/// Reads who of the staff may use the kiosk's own pages, and for what: a file of [[role]] and [[token]]. One thread; blocks on
/// the disk.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

/// A file that is missing is a finding, as is everything that is wrong in it. `training`: whether this kiosk is one for
/// training; only there may the token be used that everybody can read in the tree.
void read_staff(const std::filesystem::path& file, bool training, Findings& findings, Staff& out);

/// "send", "devices", "tickets", "service"
[[nodiscard]] std::string_view name(StaffRight right);

}  // namespace kiosk::settings
