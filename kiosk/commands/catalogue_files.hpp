#pragma once
/// What `kiosk catalogue` does with whole catalogues: import drafts, show a difference, export. Each returns the exit status.

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/catalogue/difference.hpp"

namespace kiosk::commands {

/// Drafts as TOML files in `folder`, one a field, or on standard output when it is empty; findings on standard error.
[[nodiscard]] int import_catalogue(const kiosk::catalogue::Catalogue& known, const std::filesystem::path& file,
                                   const std::filesystem::path& folder, const LocalDate& today, bool json);

/// A configuration and the catalogue that it names, without mistakes.
struct WholeCatalogue {
    settings::Settings settings;
    std::shared_ptr<const kiosk::catalogue::Catalogue> catalogue;
};
/// Of procedures, units and forms.
[[nodiscard]] std::vector<kiosk::catalogue::Difference> differences_between(const WholeCatalogue& before,
                                                                            const WholeCatalogue& after);
[[nodiscard]] nlohmann::ordered_json differences_json(const std::vector<kiosk::catalogue::Difference>& differences);
void print_differences(const std::vector<kiosk::catalogue::Difference>& differences);
/// Between two configurations: files, or folders with a kiosk.toml.
[[nodiscard]] int show_difference(const std::filesystem::path& before, const std::filesystem::path& after, bool json);
/// `format` is csv or json; to standard output when `file` is empty.
[[nodiscard]] int export_catalogue(const kiosk::catalogue::Catalogue& data, const std::string& format,
                                   const std::filesystem::path& file);

}  // namespace kiosk::commands
