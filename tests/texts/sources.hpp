#pragma once
/// The texts as people write them: catalogues of assets/locale, and what config/ shows.

#include <map>
#include <string>
#include <vector>

namespace kiosk::test {

struct Locale {
    std::map<std::string, std::string> texts;  ///< by id
    std::vector<std::string> twice;            ///< ids
    std::vector<std::string> data;             ///< translations of names that data gives
};
[[nodiscard]] Locale locale(const std::string& language);
/// Of the tree.
[[nodiscard]] std::vector<std::string> languages();

struct ConfigText {
    std::string place;  ///< file and line
    std::string text;
};
/// Every quoted text of the configuration in this language, "vi" or "en". What no key says to be English is Vietnamese, or a
/// name that no sentence is looked for in.
[[nodiscard]] std::vector<ConfigText> config_texts(const std::string& language);

}  // namespace kiosk::test
