#pragma once
/// Reads who of the staff may use the kiosk's own pages, and for what: a file of [[role]] and [[token]]. One thread; blocks on
/// the disk.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

/// A file that is missing is a finding, as is everything that is wrong in it.
void read_staff(const std::filesystem::path& file, Findings& findings, Staff& out);
/// In a kiosk that serves, the token that everybody can read in the tree is a finding.
void refuse_training_token(const std::filesystem::path& file, const Staff& staff, Findings& findings);

/// "send", "devices", "tickets", "service"
[[nodiscard]] std::string_view name(StaffRight right);

}  // namespace kiosk::settings
