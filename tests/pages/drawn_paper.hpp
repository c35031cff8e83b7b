#pragma once
/// Draws sheets of paper as a camera sees them, with the truth known: text on paper on tables of many kinds, from askew, in bad light,
/// with noise. The same picture for the same seed.

#include <cstdint>
#include <string>

#include "kiosk/pages/geometry.hpp"
#include "kiosk/pictures/photo.hpp"

namespace kiosk::test {

using pages::Quad;
using pictures::Grey;
using pictures::Photo;

/// Numbers from a seed: xorshift64*.
class PaperDice {
public:
    explicit PaperDice(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ULL + 0x1234567ULL) { (void)next(); }
    std::uint64_t next();
    double between(double low, double high);
    int whole(int low, int high);  ///< both included
    bool once_in(int times) { return whole(1, times) == 1; }
    double bell();  ///< mean 0, spread 1

private:
    std::uint64_t state_;
};

struct Writing {
    int width = 827;  ///< A4 at 100 dpi
    int height = 1169;
    double line_mm = 7;  ///< from one line to the next
    bool blank = false;
    bool stamp = false;  ///< a red ring and a blue signature
    bool frame = false;  ///< ruled lines, as forms have
    std::uint8_t ink = 40;
    std::uint8_t behind = 0;  ///< how dark the other side's text shows through
    double turned_deg = 0;    ///< the text on the sheet, clockwise
};
/// A sheet with lines of words: ascenders and marks above, few descenders below, as Vietnamese has.
[[nodiscard]] Photo written_sheet(const Writing& writing, std::uint64_t seed);

enum class Table { dark, light, wood, checked, littered, grey };
inline constexpr int table_kinds = 6;

struct Shot {
    int width = 800;
    int height = 1100;
    Table table = Table::dark;
    double turn_deg = 0;  ///< of the sheet on the table
    double tilt = 0.0;    ///< 0..0.3: how much smaller the far side is
    double fill = 0.78;   ///< of the picture's height or width
    double shift_x = 0;   ///< of the picture
    double shift_y = 0;
    double shade = 0.25;  ///< how much darker the light is at one side
    double blur_px = 0.7;
    double noise = 2.5;
    bool finger = false;
    bool glare = false;
    bool shadow = false;  ///< of the camera's arm or of a head
    double exposure = 1;
};
struct Drawn {
    Photo photo;
    Quad corners;  ///< the truth, clockwise from the sheet's own top left
};
[[nodiscard]] Drawn photographed(const Photo& sheet, const Shot& shot, std::uint64_t seed);
/// A shot with everything chosen by the seed, within what people do.
[[nodiscard]] Shot any_shot(std::uint64_t seed);

/// Largest distance of a corner from the truth, over the truth's diagonal. The sheet may have been found lying on another side.
[[nodiscard]] double corner_error(const Quad& found, const Quad& truth);

/// Plain, in the four inks of a printing house.
[[nodiscard]] std::string cmyk_jpeg(int width, int height);
[[nodiscard]] std::string jpeg_of(const Photo& photo, int quality = 90);

}  // namespace kiosk::test
