#pragma once
/// A day typed in three boxes, of which some may stay empty: a person may know only the year of a birth. Kept as form.io keeps
/// it, 31/01/1990 with zeros for what is not known. Pure. Any thread.

#include <array>
#include <string>
#include <string_view>

#include "ui/page.hpp"

namespace kiosk::ui::typed_day {

enum class Part : std::size_t { day, month, year };

/// What each box shows.
[[nodiscard]] std::array<std::string, 3> shown(std::string_view kept);
/// What the box holds after this key: digits, of a year four, else two.
[[nodiscard]] std::string press(std::string_view typed, Part part, const Key& key);
/// The text to keep when a box holds this.
[[nodiscard]] std::string kept(std::string_view before, Part part, std::string_view typed);
/// Nothing more fits: the next box is meant.
[[nodiscard]] bool is_full(std::string_view typed, Part part);

}  // namespace kiosk::ui::typed_day
