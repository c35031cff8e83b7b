#pragma once
/// Which procedures have been tested as they are now (kiểm thử, plan I.2.b): catalogue/tested.toml, written by
/// `kiosk catalogue test --record`. It travels with the catalogue, so that a province tests once and not once a machine. A
/// procedure that has changed since, or was never tested, is not offered online. Pure; any thread.

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {

inline constexpr const char* tests_file = "tested.toml";

/// SHA-256 over what a filing is made of: codes, names, offer, applicants, channels, fees, papers, results, units and
/// what the e-form says (not how its file is laid out: an editor's or git's line ends change nothing). Words to search by, the legal basis, the source and its date are no part of it: who corrects them breaks
/// nothing. `form` may be null.
[[nodiscard]] std::string content_of(const Procedure& procedure, const Form* form);

[[nodiscard]] std::vector<PassedTest> read_passed_tests(settings::TomlReader& root);
/// The whole file, in the order of the codes.
[[nodiscard]] std::string passed_tests_toml(std::vector<PassedTest> tests);

/// What the catalogue would offer online if it were tested, in its order.
[[nodiscard]] std::vector<const Procedure*> untested(const Catalogue& catalogue);
/// One sentence for staff on all of them, with what to do; empty when there is none.
[[nodiscard]] std::string untested_note(const Catalogue& catalogue);

}  // namespace kiosk::catalogue
