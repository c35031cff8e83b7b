#pragma once
/// How well lines of text are laid level and straight, on drawn sheets, beside what leptonica does. Print; CPU milliseconds.

namespace bench {

/// Scans that slope.
void slopes(int count);
/// Sheets that do not lie flat: how far lines still rise and fall across the sheet, in millimetres, before and after.
void bends(int count);

}  // namespace bench
