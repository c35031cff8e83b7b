#pragma once
/// The tables, and how a file of an older program becomes one of this program. Called by Database::open only.

#include "kiosk/base/result.hpp"

namespace kiosk::store {

class Database;

/// The version of the tables that this program reads and writes (`PRAGMA user_version`).
inline constexpr int schema_version = 15;

/// Brings the file to `schema_version`, each step in a transaction of its own. Code::newer_version, with both numbers and
/// the remedy, when a newer program wrote it: nothing is changed then.
[[nodiscard]] Result<Done> migrate(Database& database);

}  // namespace kiosk::store
