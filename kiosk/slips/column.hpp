#pragma once
/// Sets a slip: blocks one below the other, each as high as its words need, so that nothing is ever cut. One thread a slip.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/scan/symbol_writer.hpp"
#include "kiosk/slips/slip.hpp"
#include "kiosk/typeset/words.hpp"

namespace kiosk::slips {

using typeset::Align;
using typeset::Type;
using typeset::Weight;

/// Blocks across the roll, in its dots. Words wrap; nothing is cut.
class Column {
public:
    explicit Column(int width_px) : width_px_(width_px) {}
    [[nodiscard]] int width_px() const { return width_px_; }
    [[nodiscard]] int height_px() const { return height_px_; }

    void text(std::string_view words, Type type);
    /// One line as large as the column allows, at most `largest_px`.
    void fitted(std::string_view words, Type type, int largest_px);
    /// One line of large digits without the room above and below that words need.
    void figure(std::string_view words, Type type, int largest_px);
    /// White words on a black bar.
    void banner(std::string_view words, int size_px);
    /// A small label above its value.
    void fact(std::string_view label, std::string_view value, int value_size_px = 26);
    /// A label on the left and its value on the right; below each other when they do not fit.
    void line(std::string_view label, std::string_view value);
    /// `1.` or an empty box to tick, then words with a hanging indent.
    enum class Mark { number, box, bullet };
    void item(Mark mark, int number, std::string_view words, std::string_view note);
    void rule();         ///< a thin line across
    void double_rule();  ///< the end of a part
    void dotted_rule();
    void gap(int height_px);
    /// Words within a frame: what must not be overlooked.
    void framed(std::string_view words, Type type);
    void qr(const scan::Matrix& matrix, int module_px, Align align);
    /// Bars across the column.
    void bars(const std::vector<bool>& modules, int module_px, int bar_height_px);
    /// Bars down the column, read from top to bottom.
    void ladder(const std::vector<bool>& modules, int module_px, int bar_width_px);
    /// Two columns beside each other, each centred in height when the other is higher.
    void beside(Column left, int gap_px, Column right);

    /// The finished picture with margins all round; too_large above `longest_slip_px`.
    [[nodiscard]] Result<Slip> print(int margin_px) const;

private:
    struct Block {
        int height_px;
        std::function<void(cairo_t*, int x, int y)> draw;
    };
    [[nodiscard]] int size_that_fits(std::string_view words, Type type, int largest_px) const;
    void add(int height_px, std::function<void(cairo_t*, int x, int y)> draw);
    void draw(cairo_t* to, int x, int y) const;

    int width_px_;
    int height_px_ = 0;
    std::vector<Block> blocks_;
};

}  // namespace kiosk::slips
