#include "kiosk/commands/catalogue_candidate.hpp"

#include "kiosk/commands/places.hpp"
#include "kiosk/settings/adoption.hpp"
#include "kiosk/texts/languages.hpp"

namespace kiosk::commands {

tl::expected<WholeCatalogue, std::vector<settings::Finding>> check_candidate(const settings::Settings& current,
                                                                             const std::filesystem::path& folder,
                                                                             const LocalDate& today) {
    const auto wrong = [](const std::filesystem::path& file, const std::string& what) {
        return tl::unexpected(std::vector<settings::Finding>{{file, 0, "", what + ".", "Correct that and try again."}});
    };
    auto candidate = settings::with_folders_of(current, folder);
    if (!candidate) return wrong(folder, candidate.error().detail);
    if (auto findings = settings::read_folders_anew(*candidate); !findings.empty())
        return tl::unexpected(std::move(findings));
    const auto languages = Languages::open(locale(), candidate->texts_folder);
    if (!languages) return wrong(candidate->texts_folder, languages.error().detail);
    auto catalogue = catalogue::Catalogue::load(*candidate);
    if (!catalogue) return tl::unexpected(catalogue.error());
    if (auto findings = sources_to_come(**catalogue, today); !findings.empty()) return tl::unexpected(std::move(findings));
    return WholeCatalogue{std::move(*candidate), std::move(*catalogue)};
}

}  // namespace kiosk::commands
