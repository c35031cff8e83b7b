#pragma once
/// Reads hours and the calendar of days that differ: [hours], [working_hours] and config/calendar/*.toml. One thread each;
/// only `read_calendar` blocks, on the disk.

#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {

/// "07:30-11:30"; 24:00 is the end of a day. Nothing when it is no stretch.
[[nodiscard]] std::optional<Stretch> parse_stretch(std::string_view text);
/// monday .. sunday; one of them at least.
void read_hours(TomlReader& table, Hours& out);
/// What only opening hours have: the centre's own holidays, and when tickets end.
void read_opening(TomlReader& table, Hours& out);
/// Every *.toml of the folder, one a year. The days go into `out`; what is wrong is a finding. A folder that is not there is
/// a finding of who names it.
void read_calendar(const std::filesystem::path& folder, Findings& findings, Hours& out);

}  // namespace kiosk::settings
