#pragma once
/// Drafts of procedures from what others publish: objects of the national portal's LayThuTuc (upper case keys, alone, in a
/// list, or in the `result` of an answer), lists of records with lower case keys as crawlers of the portal write them, and what
/// `kiosk catalogue export --format json` wrote.
/// A draft is read and finished by people before it is adopted: each thing that they must decide or look at is a finding,
/// and so is whatever has no place here.
/// Blocks on the disk; any thread.

#include <filesystem>

#include "kiosk/catalogue/catalogue.hpp"

namespace kiosk::catalogue {

struct Imported {
    std::vector<Procedure> drafts;
    std::vector<settings::Finding> findings;  ///< what people must look at; the drafts are there all the same
};

/// Every procedure of the file, or, when the file is cut, no JSON, not UTF-8 or of no known shape, only findings. `known` maps
/// names of fields to ids and tells what is in the catalogue already; `today` dates what has no date.
[[nodiscard]] tl::expected<Imported, std::vector<settings::Finding>> import_procedures(const std::filesystem::path& file,
                                                                                       const Catalogue& known,
                                                                                       const LocalDate& today);

}  // namespace kiosk::catalogue
