#pragma once
/// Catalogue, units, forms, calendar, texts and announcements replaced as a whole or not at all: power may go at any moment. The new folders are copied beside
/// kiosk.toml and flushed; a journal then says that they count; only after it they are renamed into place. Who reads the
/// configuration next ends what was cut off.
///
/// Any thread and any process: a lock on the folder of kiosk.toml lets one at a time. Blocks on the disk and on that lock. The
/// folders must lie on the file system of kiosk.toml.

#include <filesystem>

#include "kiosk/settings/settings.hpp"

namespace kiosk::settings {

/// These settings, naming `candidate`'s folders where it has them, under the names that they have in the settings; what stands in
/// calendar and announcements is read by `read_folders_anew`. not_found: it has none of them.
[[nodiscard]] Result<Settings> with_folders_of(const Settings& settings, const std::filesystem::path& candidate);

/// Where the folders go that an adoption replaced; adopting it is the way back.
[[nodiscard]] std::filesystem::path previous_folder(const Settings& settings);

/// Whether the candidate's folders hold what is in place already, byte for byte: adopting it would only lose the way back.
[[nodiscard]] Result<bool> is_in_place(const Settings& settings, const std::filesystem::path& candidate);

/// Puts the candidate's folders into place, unchecked. On failure nothing has changed, or all of it will when the configuration
/// is read next: the error says which.
[[nodiscard]] Result<Done> adopt(const Settings& settings, const std::filesystem::path& candidate);

/// Ends an adoption that was cut off in this folder, if there is one: forward when everything had been copied, else back.
[[nodiscard]] Result<Done> finish_adoption(const std::filesystem::path& folder);

}  // namespace kiosk::settings
