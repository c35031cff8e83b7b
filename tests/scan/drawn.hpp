#pragma once
/// Pictures made for the tests: codes drawn as grey pixels, spoilt in known ways, and written as picture files.

#include <array>
#include <string>
#include <string_view>

#include "kiosk/scan/grey.hpp"
#include "kiosk/scan/symbol_writer.hpp"

namespace drawn {

/// A code in the middle of white paper, modules of `module_px`, four modules of quiet zone.
kiosk::scan::Grey qr(std::string_view text, int module_px = 6,
                     kiosk::scan::Correction correction = kiosk::scan::Correction::medium);
kiosk::scan::Grey code_128(std::string_view text, int module_px = 3, int height_px = 90);
/// Two pictures, one below the other, on white.
kiosk::scan::Grey stacked(const kiosk::scan::Grey& top, const kiosk::scan::Grey& bottom);
/// Noise of +-`strength` and a light gradient, the same for the same seed.
kiosk::scan::Grey noisy(kiosk::scan::Grey picture, int strength, unsigned seed);
/// All tones between `dark` and `light`.
kiosk::scan::Grey faded(kiosk::scan::Grey picture, int dark, int light);
/// Seen at an angle: the corners of the picture land on these places of a picture of the same size.
kiosk::scan::Grey seen_at_an_angle(const kiosk::scan::Grey& picture, std::array<kiosk::scan::Spot, 4> corners);
/// Texture without a code: text-like strokes, stripes and noise.
kiosk::scan::Grey clutter(int width, int height, unsigned seed);

std::string pgm(const kiosk::scan::Grey& picture);
/// An uncompressed PNG, as large as it says or as `claimed_*` say.
std::string png(const kiosk::scan::Grey& picture, unsigned claimed_width = 0, unsigned claimed_height = 0);

}  // namespace drawn
