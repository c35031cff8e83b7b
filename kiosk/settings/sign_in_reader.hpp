#pragma once
/// Reads signin.toml and payment.toml. One thread; block on the disk.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

/// A file that is missing is a finding, as is everything that is wrong in it.
void read_sign_in(const std::filesystem::path& file, Findings& findings, SignIn& out);
void read_payment(const std::filesystem::path& file, Findings& findings, Payment& out);

}  // namespace kiosk::settings
