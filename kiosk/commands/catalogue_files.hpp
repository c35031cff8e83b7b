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

struct ImportOptions {
    std::filesystem::path file;
    std::filesystem::path folder;  ///< for the drafts, one file a field; empty: standard output
    bool replace = false;          ///< drafts that are there and say something else
};
/// Drafts as TOML files; findings on standard error.
[[nodiscard]] int import_catalogue(const kiosk::catalogue::Catalogue& known, const ImportOptions& options,
                                   const LocalDate& today, bool json);

/// Procedures and units whose source is dated after today: a misprint. Loading lets it pass, as a kiosk whose clock has stopped
/// must start all the same.
[[nodiscard]] std::vector<settings::Finding> sources_to_come(const kiosk::catalogue::Catalogue& data,
                                                             const LocalDate& today);

/// A configuration and the catalogue that it names, without mistakes.
struct WholeCatalogue {
    settings::Settings settings;
    std::shared_ptr<const kiosk::catalogue::Catalogue> catalogue;
};
/// Of procedures, units and forms.
[[nodiscard]] std::vector<kiosk::catalogue::Difference> differences_between(const WholeCatalogue& before,
                                                                            const WholeCatalogue& after);
[[nodiscard]] nlohmann::ordered_json differences_json(const std::vector<kiosk::catalogue::Difference>& differences);
/// {"lost": [codes], "until_tested": how many of them, "gained": [codes]}
[[nodiscard]] nlohmann::ordered_json online_filing_json(const kiosk::catalogue::Catalogue& before,
                                                        const kiosk::catalogue::Catalogue& after);
/// One a line, how many, and whose online filing ends or begins.
void print_differences(const WholeCatalogue& before, const WholeCatalogue& after);
/// Between two configurations: files, or folders with a kiosk.toml.
[[nodiscard]] int show_difference(const std::filesystem::path& before, const std::filesystem::path& after, bool json);
/// `format` is csv or json; to standard output when `file` is empty.
[[nodiscard]] int export_catalogue(const kiosk::catalogue::Catalogue& data, const std::string& format,
                                   const std::filesystem::path& file);

}  // namespace kiosk::commands
