#pragma once
/// What `kiosk catalogue` does with whole catalogues: import drafts, show a difference, export. Each returns the exit status.

#include <filesystem>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::commands {

/// Drafts as TOML files in `folder`, one a field, or on standard output when it is empty; findings on standard error.
[[nodiscard]] int import_catalogue(const kiosk::catalogue::Catalogue& known, const std::filesystem::path& file,
                                   const std::filesystem::path& folder, const LocalDate& today, bool json);
/// Between two configurations: files, or folders with a kiosk.toml.
[[nodiscard]] int show_difference(const std::filesystem::path& before, const std::filesystem::path& after, bool json);
/// `format` is csv or json; to standard output when `file` is empty.
[[nodiscard]] int export_catalogue(const kiosk::catalogue::Catalogue& data, const std::string& format,
                                   const std::filesystem::path& file);

}  // namespace kiosk::commands
