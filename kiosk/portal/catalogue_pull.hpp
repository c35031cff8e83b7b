#pragma once
/// What comes down from the portal: catalogue, units, forms, calendar, texts and announcements, asked for with the ETag of what was
/// pulled last, taken as a whole or not at all. What has been pulled is a candidate folder; checking and adopting it is
/// settings/adoption.hpp's. Blocks on network and disk; one thread.

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/portal/transport.hpp"

namespace kiosk::portal {

struct Pulled {
    bool changed = false;          ///< false: the portal has nothing newer, `folder` is not there
    std::string etag;              ///< to be kept once the candidate is adopted (PullRecord)
    std::filesystem::path folder;  ///< catalogue, units, …: what the portal gives of them
};

/// Into `folder`, which is emptied first. `etag`: of what is in place; empty: whatever the portal has. untrusted: an answer that is
/// no such bundle, a name that leads elsewhere, a hash that is wrong: then the folder is empty.
[[nodiscard]] Result<Pulled> pull_catalogue(Transport& transport, const std::string& etag,
                                            const std::filesystem::path& folder);

/// How the last pulls went, kept beside the kiosk's data.
struct PullRecord {
    std::string etag;                    ///< of what is in place; empty: nothing was pulled yet
    std::optional<WallTime> asked_at;    ///< the last time, however it went
    std::optional<WallTime> adopted_at;  ///< what is in place
    std::string failure;                 ///< why the last one was not adopted; empty: it was, or nothing was newer
};
/// Empty when nothing is kept, or what is kept cannot be read.
[[nodiscard]] PullRecord kept_pull(const std::filesystem::path& data_folder);
[[nodiscard]] Result<Done> keep_pull(const std::filesystem::path& data_folder, const PullRecord& record);

/// When to ask again: `every` after the last time, up to a tenth sooner by `dice` (0..65535), so that the kiosks of a province do not
/// ask together; after a failure within half an hour; at once when nobody ever asked.
[[nodiscard]] WallTime next_pull(const PullRecord& record, Duration every, int dice, WallTime now);

}  // namespace kiosk::portal
