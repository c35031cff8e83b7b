#pragma once
/// Reads [serve]: what officers choose from at their console, and who may sign in there (a file of [[account]]). One thread;
/// blocks on the disk.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

void read_serve(TomlReader& table, Serve& out);
/// A file that is missing is a finding, as is everything that is wrong in it.
void read_accounts(const std::filesystem::path& file, Findings& findings, Serve& out);
/// In a centre that serves, the accounts whose password everybody can read in the tree are findings.
void refuse_training_accounts(const std::filesystem::path& file, const Serve& serve, Findings& findings);

}  // namespace kiosk::settings
