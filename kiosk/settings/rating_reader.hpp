#pragma once
/// Reads the forms by which the service is rated: a file of [[form]], each with the day from which it is asked. One thread;
/// blocks on the disk.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

/// A file that is missing is a finding, as is everything that is wrong in it.
void read_rating(const std::filesystem::path& file, Findings& findings, std::vector<RatingForm>& out);

}  // namespace kiosk::settings
