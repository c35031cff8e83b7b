#pragma once
/// A photograph or scan of a sheet becomes a page of a document: found, straightened, turned upright, freed of shadows, judged, packed.
/// A pure function; any thread; some 0.1 s of CPU for 12 megapixels.

#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/pages/advice.hpp"
#include "kiosk/pages/geometry.hpp"
#include "kiosk/pictures/photo.hpp"
#include "kiosk/pictures/picture.hpp"

namespace kiosk::pages {

enum class Look {
    black_and_white,  ///< ink and paper
    colour,           ///< as it is, in even light
    mixed,            ///< black ink sharp, whatever has a colour behind it: stamps and signatures stay
};
enum class Format {
    automatic,  ///< A4 or a card by its shape, A5 where the resolution is known
    a4,
    a5,
    card,      ///< ID-1, 85.6 x 54 mm
    as_found,  ///< of its own shape
};

struct Wish {
    Look look = Look::mixed;
    Format format = Format::automatic;
    int dpi = 0;                ///< of the page, 100..400; 0: 300, or 200 where the picture holds no more
    double given_dpi = 0;       ///< of the picture, where a scanner says it; 0: unknown
    bool expects_edges = true;  ///< a camera sees the table around a sheet, a scanner need not
    int preview_px = 0;         ///< longer side of a picture for the screen; 0: none
};

enum class Step { read, find, straighten, lines, ink, judge, pack, preview };
inline constexpr std::size_t step_count = 8;
[[nodiscard]] std::string_view name(Step step);

/// What was found out about a page. Plain bytes: it crosses from the sandboxed process.
struct Facts {
    static constexpr std::size_t most_advice = 12;
    bool found = false;   ///< false: the whole picture was taken for the sheet
    Quad corners{};       ///< pixels of the picture, clockwise from the top left of the upright page
    double skew_deg = 0;  ///< how much the text sloped on the sheet, clockwise
    int turned_deg = 0;   ///< 0, 90, 180, 270: how far the picture was turned clockwise to be upright
    double width_mm = 0;
    double height_mm = 0;
    double seen_dpi = 0;  ///< pixels of the picture an inch of the sheet
    std::array<Advice, most_advice> advice{};
    std::size_t advice_count = 0;
    std::array<float, step_count> step_ms{};
    void advise(Problem problem, Place place = Place::everywhere);
    [[nodiscard]] bool has(Problem problem) const;
};

/// What lies on the page, lowest first: colour, then ink. Either may be empty.
struct Layers {
    int colour_width = 0, colour_height = 0;
    bool grey = false;  ///< the JPEG has no colours
    std::string jpeg;
    int ink_width = 0, ink_height = 0;
    std::string group4;
};

struct Page {
    Facts facts;
    Layers layers;
    pictures::Preview preview;
};

/// Milliseconds since whenever; for the measure of steps only.
using Stopwatch = std::function<double()>;

/// What can be read as a picture becomes a page, however bad, with advice. Code::io when it cannot be packed.
[[nodiscard]] Result<Page> page_of(const pictures::Photo& photo, const Wish& wish, const Stopwatch& stopwatch);

}  // namespace kiosk::pages
