#pragma once
/// Reads the tables that procedures share: fields, life events, levels, rules of authorisation, papers, synonyms. Each is a
/// file of its own in catalogue/. Pure but for the findings; one thread.

#include <functional>
#include <vector>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {

/// An id of small letters, digits and `_`, which none of `others` has; what is wrong with it is a finding.
[[nodiscard]] std::string read_id(settings::TomlReader& table, const std::function<bool(std::string_view)>& taken);
/// A paper of a procedure; what `shared` says holds unless the table says otherwise.
[[nodiscard]] Component read_component(settings::TomlReader& table, const std::vector<Component>& shared);

[[nodiscard]] std::vector<Field> read_fields(settings::TomlReader& root);
[[nodiscard]] std::vector<LifeEvent> read_life_events(settings::TomlReader& root);
[[nodiscard]] std::vector<Level> read_levels(settings::TomlReader& root);
[[nodiscard]] std::vector<AuthorisationRule> read_rules(settings::TomlReader& root);
[[nodiscard]] std::vector<Component> read_papers(settings::TomlReader& root);
[[nodiscard]] std::vector<Synonym> read_synonyms(settings::TomlReader& root);
/// `silent` and `special` of the synonyms' file, each optional.
[[nodiscard]] SearchHints read_search_hints(settings::TomlReader& root);
/// `valid_from` and `valid_to`, each optional.
[[nodiscard]] Validity read_validity(settings::TomlReader& table, const Validity& otherwise = {});

}  // namespace kiosk::catalogue
