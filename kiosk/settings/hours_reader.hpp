#pragma once
/// Reads hours and the calendar of days that differ: [hours], [working_hours] and config/calendar/*.toml. One thread each;
/// only `read_calendar` blocks, on the disk.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

/// monday .. sunday; one of them at least.
void read_hours(TomlReader& table, Hours& out);
/// What only opening hours have: the centre's own holidays, and when tickets end.
void read_opening(TomlReader& table, Hours& out);
/// Every *.toml of the folder, one a year. The days go into `out`; what is wrong is a finding. A folder that is not there is
/// a finding of who names it.
void read_calendar(const std::filesystem::path& folder, Findings& findings, Hours& out);

}  // namespace kiosk::settings
