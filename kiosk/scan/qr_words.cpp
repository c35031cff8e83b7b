#include "kiosk/scan/qr_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "kiosk/scan/reed_solomon.hpp"

namespace kiosk::scan {
namespace {

/// By level (low, medium, quartile, high) and version - 1.
constexpr std::array<std::array<int, 40>, 4> parity_a_block{
    {{7,  10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
      28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
     {10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
      26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28},
     {13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
      28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
     {17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
      30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30}}};
constexpr std::array<std::array<int, 40>, 4> blocks_a_code{
    {{1, 1, 1, 1,  1,  2,  2,  2,  2,  4,  4,  4,  4,  4,  6,  6,  6,  6,  7,  8,
      8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25},
     {1,  1,  1,  2,  2,  4,  4,  4,  5,  5,  5,  8,  9,  9,  10, 10, 11, 13, 14, 16,
      17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49},
     {1,  1,  2,  2,  4,  4,  6,  6,  8,  8,  8,  10, 12, 16, 12, 17, 16, 18, 21, 20,
      23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68},
     {1,  1,  2,  4,  4,  4,  5,  6,  8,  8,  11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
      25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81}}};

constexpr int version_of(int side) { return (side - 17) / 4; }

/// What a code of this size is where it is not data: 0 light, 1 dark, -1 data, -2 format or version.
class SymbolFrame {
public:
    explicit SymbolFrame(int side) : side_(side), cells_(cell(0, side, side), -1) {
        for (int i = 0; i < side; ++i) {
            set(6, i, i % 2 == 0 ? 1 : 0);
            set(i, 6, i % 2 == 0 ? 1 : 0);
        }
        finder(3, 3);
        finder(side - 4, 3);
        finder(3, side - 4);
        const auto places = alignment_places(side);
        for (std::size_t i = 0; i < places.size(); ++i) {
            for (std::size_t k = 0; k < places.size(); ++k) {
                const bool on_finder =
                    (i == 0 && k == 0) || (i == 0 && k + 1 == places.size()) || (k == 0 && i + 1 == places.size());
                if (!on_finder) alignment(places[i], places[k]);
            }
        }
        for (int bit = 0; bit < 15; ++bit) {
            for (const auto& [x, y] : format_places(bit)) set(x, y, -2);
        }
        set(8, side - 8, 1);
        if (version_of(side) < 7) return;
        for (int i = 0; i < 18; ++i) {
            set(side - 11 + i % 3, i / 3, -2);
            set(i / 3, side - 11 + i % 3, -2);
        }
    }
    [[nodiscard]] int at(int x, int y) const { return cells_[cell(x, y, side_)]; }
    [[nodiscard]] int side() const { return side_; }
    [[nodiscard]] const std::vector<int>& cells() const { return cells_; }

    /// Where a bit of the format stands; both copies.
    [[nodiscard]] std::array<std::pair<int, int>, 2> format_places(int bit) const {
        const std::pair<int, int> first = bit < 6    ? std::pair(8, bit)
                                          : bit == 6 ? std::pair(8, 7)
                                          : bit == 7 ? std::pair(8, 8)
                                          : bit == 8 ? std::pair(7, 8)
                                                     : std::pair(14 - bit, 8);
        const std::pair<int, int> second = bit < 8 ? std::pair(side_ - 1 - bit, 8) : std::pair(8, side_ - 15 + bit);
        return {first, second};
    }

    /// Every data module in the order of the bits.
    template <class Visit>
    void each_data_module(Visit visit) const {
        for (int right = side_ - 1; right >= 1; right -= 2) {
            if (right == 6) right = 5;
            const bool upward = ((right + 1) & 2) == 0;
            for (int step = 0; step < side_; ++step) {
                const int y = upward ? side_ - 1 - step : step;
                for (int j = 0; j < 2; ++j) {
                    if (at(right - j, y) == -1) visit(right - j, y);
                }
            }
        }
    }

private:
    void set(int x, int y, int value) {
        if (x >= 0 && y >= 0 && x < side_ && y < side_) cells_[cell(x, y, side_)] = value;
    }
    void finder(int cx, int cy) {
        for (int dy = -4; dy <= 4; ++dy) {
            for (int dx = -4; dx <= 4; ++dx) {
                const int ring = std::max(std::abs(dx), std::abs(dy));
                set(cx + dx, cy + dy, ring == 2 || ring == 4 ? 0 : 1);
            }
        }
    }
    void alignment(int cx, int cy) {
        for (int dy = -2; dy <= 2; ++dy) {
            for (int dx = -2; dx <= 2; ++dx) set(cx + dx, cy + dy, std::max(std::abs(dx), std::abs(dy)) == 1 ? 0 : 1);
        }
    }

    int side_;
    std::vector<int> cells_;
};

bool masked(int mask, int x, int y) {
    switch (mask) {
        case 0: return (x + y) % 2 == 0;
        case 1: return y % 2 == 0;
        case 2: return x % 3 == 0;
        case 3: return (x + y) % 3 == 0;
        case 4: return (x / 3 + y / 2) % 2 == 0;
        case 5: return x * y % 2 + x * y % 3 == 0;
        case 6: return (x * y % 2 + x * y % 3) % 2 == 0;
        default: return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

/// The fifteen bits for a level as it is written (low 1, medium 0, quartile 3, high 2) and a mask.
unsigned format_bits(unsigned written_level, unsigned mask) {
    const unsigned data = written_level << 3U | mask;
    unsigned rest = data;
    for (int i = 0; i < 10; ++i) rest = (rest << 1U) ^ ((rest >> 9U) * 0x537U);
    return (data << 10U | rest) ^ 0x5412U;
}

unsigned version_bits(unsigned version) {
    unsigned rest = version;
    for (int i = 0; i < 12; ++i) rest = (rest << 1U) ^ ((rest >> 11U) * 0x1f25U);
    return version << 12U | rest;
}

struct Format15 {
    int level = 0;  ///< as the tables are ordered
    int mask = 0;
    unsigned bits = 0;
    float agrees = 0;  ///< -1..1 for each bit of both copies on average
};

constexpr std::array<int, 4> level_of_written{1, 0, 3, 2};

/// The likeliest formats, best first.
std::vector<Format15> formats_in(const SymbolFrame& frame, const SoftModules& modules) {
    std::vector<Format15> out;
    for (unsigned data = 0; data < 32; ++data) {
        Format15 format{level_of_written.at(data >> 3U), static_cast<int>(data & 7U), format_bits(data >> 3U, data & 7U), 0};
        for (int bit = 0; bit < 15; ++bit) {
            const float sign = (format.bits >> static_cast<unsigned>(bit) & 1U) != 0 ? 1.0F : -1.0F;
            for (const auto& [x, y] : frame.format_places(bit))
                format.agrees += sign * std::clamp(modules.at(x, y), -1.0F, 1.0F);
        }
        format.agrees /= 30;
        out.push_back(format);
    }
    std::sort(out.begin(), out.end(), [](const Format15& a, const Format15& b) { return a.agrees > b.agrees; });
    return out;
}

struct Word {
    std::uint8_t value = 0;
    float sure = 0;
};

std::vector<Word> words_in(const SymbolFrame& frame, const SoftModules& modules, int mask) {
    std::vector<Word> out;
    unsigned value = 0;
    float least = 9, sum = 0;
    int bits = 0;
    frame.each_data_module([&](int x, int y) {
        float dark = modules.at(x, y);
        if (masked(mask, x, y)) dark = -dark;
        value = value << 1U | (dark > 0 ? 1U : 0U);
        least = std::min(least, std::abs(dark));
        sum += std::abs(dark);
        if (++bits < 8) return;
        out.push_back({static_cast<std::uint8_t>(value), least + sum / 64});
        value = 0;
        least = 9;
        sum = 0;
        bits = 0;
    });
    return out;
}

/// Which word of the stream stands where: one list of stream places a block, data first.
std::vector<std::vector<int>> blocks_of(int words, int blocks, int parity) {
    const int whole = words / blocks;
    const int shorter = blocks - words % blocks;
    std::vector<std::vector<int>> out(static_cast<std::size_t>(blocks));
    int at = 0;
    for (int i = 0; i <= whole - parity; ++i) {
        for (int b = 0; b < blocks; ++b) {
            if (i < whole - parity || b >= shorter) out[static_cast<std::size_t>(b)].push_back(at++);
        }
    }
    for (int i = 0; i < parity; ++i) {
        for (auto& block : out) block.push_back(at++);
    }
    return out;
}

/// As they are, then with ever more of the least sure words given up. Which share of the redundancy was left.
std::optional<double> repair_block(std::vector<Word>& words, const std::vector<int>& places, int parity) {
    std::vector<int> order(places.size());
    std::iota(order.begin(), order.end(), 0);
    const auto word = [&](int i) -> Word& { return words[static_cast<std::size_t>(places[static_cast<std::size_t>(i)])]; };
    std::sort(order.begin(), order.end(), [&](int a, int b) { return word(a).sure < word(b).sure; });
    // Redundancy that must be left unused, or noise would be "corrected" to some other text.
    const int spare_whole = parity <= 7 ? 3 : parity <= 10 ? 2 : 1;
    const int spare_lost = 3;
    std::vector<std::uint8_t> bytes;
    for (int given_up = 0; given_up <= parity - spare_lost; given_up += std::max(2, parity / 6)) {
        bytes.clear();
        for (int i = 0; i < static_cast<int>(places.size()); ++i) bytes.push_back(word(i).value);
        const std::span<const int> lost(order.data(), static_cast<std::size_t>(given_up));
        if (!repair(bytes, parity, lost, given_up == 0 ? spare_whole : spare_lost)) continue;
        int used = given_up;
        for (int i = 0; i < static_cast<int>(places.size()); ++i) {
            const bool given = std::find(lost.begin(), lost.end(), i) != lost.end();
            if (!given && word(i).value != bytes[static_cast<std::size_t>(i)]) used += 2;  // its place had to be found, too
            word(i).value = bytes[static_cast<std::size_t>(i)];
        }
        return 1.0 - static_cast<double>(used) / parity;
    }
    return std::nullopt;
}

Matrix drawn_from(const SymbolFrame& frame, const std::vector<Word>& words, const Format15& format) {
    const int side = frame.side();
    Matrix out{side, side, std::vector<bool>(cell(0, side, side), false)};
    const auto set = [&](int x, int y, bool dark) { out.dark[cell(x, y, side)] = dark; };
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) set(x, y, frame.at(x, y) == 1);
    }
    for (int bit = 0; bit < 15; ++bit) {
        for (const auto& [x, y] : frame.format_places(bit)) set(x, y, (format.bits >> static_cast<unsigned>(bit) & 1U) != 0);
    }
    set(8, side - 8, true);
    if (const int version = version_of(side); version >= 7) {
        const unsigned bits = version_bits(static_cast<unsigned>(version));
        for (int i = 0; i < 18; ++i) {
            const bool dark = (bits >> static_cast<unsigned>(i) & 1U) != 0;
            set(side - 11 + i % 3, i / 3, dark);
            set(i / 3, side - 11 + i % 3, dark);
        }
    }
    std::size_t at = 0;
    frame.each_data_module([&](int x, int y) {
        const bool in_words = at / 8 < words.size();
        const bool bit = in_words && (words[at / 8].value >> (7 - at % 8) & 1) != 0;
        set(x, y, bit != masked(format.mask, x, y));
        ++at;
    });
    return out;
}

std::optional<Corrected> corrected_upright(const SymbolFrame& frame, const SoftModules& modules) {
    const auto formats = formats_in(frame, modules);
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& format = formats[i];
        if (format.agrees < 0.2F || format.agrees < 0.6F * formats[0].agrees) break;
        auto words = words_in(frame, modules, format.mask);
        const auto version = static_cast<std::size_t>(version_of(frame.side()) - 1);
        const auto level = static_cast<std::size_t>(format.level);
        const int parity = parity_a_block.at(level).at(version);
        const auto blocks = blocks_of(static_cast<int>(words.size()), blocks_a_code.at(level).at(version), parity);
        double spare = 1;
        const bool whole = std::all_of(blocks.begin(), blocks.end(), [&](const std::vector<int>& places) {
            const auto left = repair_block(words, places, parity);
            spare = std::min(spare, left.value_or(0));
            return left.has_value();
        });
        if (whole) return Corrected{drawn_from(frame, words, format), spare};
    }
    return std::nullopt;
}

}  // namespace

std::vector<int> alignment_places(int side) {
    const int version = version_of(side);
    if (version < 2) return {};
    const int count = version / 7 + 2;
    const int step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
    std::vector<int> out{6};
    for (int i = count - 2; i >= 0; --i) out.push_back(side - 7 - i * step);
    return out;
}

std::vector<int> familiar_modules(int side) { return SymbolFrame(side).cells(); }

double familiar_share(const SoftModules& modules) {
    const SymbolFrame frame(modules.side);
    int all = 0;
    int right = 0;
    for (int y = 0; y < modules.side; ++y) {
        for (int x = 0; x < modules.side; ++x) {
            const int is = frame.at(x, y);
            if (is < 0) continue;
            ++all;
            right += (modules.at(x, y) > 0) == (is == 1) ? 1 : 0;
        }
    }
    return static_cast<double>(right) / all;
}

std::optional<Corrected> corrected(const SoftModules& modules) {
    if (!is_qr_side(modules.side)) return std::nullopt;
    const SymbolFrame frame(modules.side);
    if (auto found = corrected_upright(frame, modules)) return found;
    SoftModules mirrored = modules;
    for (int y = 0; y < modules.side; ++y) {
        for (int x = 0; x < modules.side; ++x) mirrored.at(x, y) = modules.at(y, x);
    }
    return corrected_upright(frame, mirrored);
}

}  // namespace kiosk::scan
