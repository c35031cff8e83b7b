#pragma once
/// The one place that knows zxing-cpp, whose names differ between Debian 12 (1.4) and Debian 13 (2.3). It may abort on
/// ordinary pictures: call it in the sandboxed child only.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/scan/grey.hpp"
#include "kiosk/scan/symbol.hpp"
#include "kiosk/scan/symbol_writer.hpp"

namespace kiosk::scan {

enum class Binarizer { local, global };

/// A read before any rule of ours has judged it.
struct RawSymbol {
    Format format{};
    std::string text;  ///< UTF-8
    int lines = 0;     ///< how many scan lines agreed (linear codes)
    std::array<Spot, 4> corners{};
    /// Which share of its redundancy the code had left; of bars read by their letters, by how much the least sure letter fits better
    /// than the next one. Below 0 nobody knows.
    double spare = -1;
};

/// Every symbol of these formats that zxing sees. Throws what zxing throws.
[[nodiscard]] std::vector<RawSymbol> read_symbols(const Grey& picture, Formats formats, Binarizer binarizer);

/// The look that read_symbols never takes, for the test of the sandbox: linear codes at several scales at once. zxing 1.4 aborts
/// when it meets the same code twice (an assertion in its Result.cpp); 2.3 does not.
void look_at_two_scales(const Grey& picture);

/// The text in the modules of a whole QR code; its corners are left at zero. Throws what zxing throws.
[[nodiscard]] std::optional<RawSymbol> read_modules(const Matrix& modules);

}  // namespace kiosk::scan
