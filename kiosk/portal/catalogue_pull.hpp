#pragma once
/// Catalogue, units and forms from the portal: asked for with the ETag of what was pulled last, taken as a whole or not at all.
/// What has been pulled is a candidate folder; checking and adopting it is settings/adoption.hpp's. Blocks on network and disk; one
/// thread.

#include <filesystem>
#include <string>

#include "kiosk/portal/transport.hpp"

namespace kiosk::portal {

struct Pulled {
    bool changed = false;          ///< false: the portal has nothing newer, `folder` is not there
    std::string etag;              ///< to be kept once the candidate is adopted (keep_etag)
    std::filesystem::path folder;  ///< catalogue, units, forms
};

/// Into `folder`, which is emptied first. `etag`: of what is in place; empty: whatever the portal has. untrusted: an answer that is
/// no such bundle, a name that leads elsewhere, a hash that is wrong: then the folder is empty.
[[nodiscard]] Result<Pulled> pull_catalogue(Transport& transport, const std::string& etag,
                                            const std::filesystem::path& folder);

/// The ETag kept beside the kiosk's data; empty when there is none.
[[nodiscard]] std::string kept_etag(const std::filesystem::path& data_folder);
[[nodiscard]] Result<Done> keep_etag(const std::filesystem::path& data_folder, std::string_view etag);

}  // namespace kiosk::portal
