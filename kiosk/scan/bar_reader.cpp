#include "kiosk/scan/bar_reader.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/scan/bar_anchors.hpp"
#include "kiosk/scan/bar_texts.hpp"

namespace kiosk::scan {
namespace {

constexpr float least_likeness = 0.74F;
constexpr float least_mean_likeness = 0.86F;
constexpr std::size_t widest_beam = 6;
constexpr int most_letters = 82;
constexpr int quiet_modules_itf = 8;  // its beginning and end may occur within it
/// How much larger a module may be than the one before, seen at an angle.
constexpr double most_growth = 0.012;
/// … and what is supposed at first, one after the other.
constexpr std::array<double, 5> growths{0, 0.005, -0.005, 0.009, -0.009};
struct Letter {
    Fit fit;
    Place place;
    float margin = 0;
};
/// The likeliest letters at a place, best first.
std::vector<Letter> letters_at(const Stretches& line, const LetterSet& set, Place place) {
    Stretches::Window window;
    line.window(place.at, place.module, set.window(), window);
    const auto fits = set.hold_against(window);
    std::vector<Letter> out;
    for (const auto& fit : {fits.first, fits.second, fits.third}) {
        if (fit.letter < 0 || fit.likeness < fits.first.likeness - 0.12F) continue;
        Place own = place;
        const auto best = settled(line, set, fit.letter, own);
        out.push_back({best, own, 0});
    }
    std::sort(out.begin(), out.end(), [](const Letter& a, const Letter& b) { return a.fit.likeness > b.fit.likeness; });
    if (out.empty()) return out;
    for (auto& letter : out) letter.margin = letter.fit.likeness - out.front().fit.likeness;
    out.front().margin = out.size() > 1 ? out[0].fit.likeness - out[1].fit.likeness : 0.12F;
    return out;
}
/// Letters read so far on one of the ways through a code.
struct Path {
    Place place;
    std::vector<int> letters;
    float score = 0;
    float worst = 1;
    float sum = 0;
    float margin = 1;
    double growth = 1;
    int doubts = 0;  ///< letters that were not the likeliest
    bool backwards = false;

    void add(const Letter& letter, double modules) {
        letters.push_back(letter.fit.letter);
        score -= std::log(std::max(1 - letter.fit.likeness, 1e-3F));
        worst = std::min(worst, letter.fit.likeness);
        sum += letter.fit.likeness;
        if (letter.margin < 0) ++doubts;
        margin = std::min(margin, std::abs(letter.margin));
        // Seen at an angle, modules grow from letter to letter.
        const double grown = std::clamp(letter.place.module / place.module, 0.93, 1.07);
        const double module = place.module * (0.5 + 0.5 * grown);
        const double most = 1 + most_growth * modules;
        growth = std::clamp(growth * (0.65 + 0.35 * grown), 1 / most, most);
        place.at = letter.place.at + modules * letter.place.module;
        place.module = module * growth;
    }
    [[nodiscard]] float mean() const { return sum / static_cast<float>(letters.size()); }
    [[nodiscard]] bool good() const { return worst >= least_likeness && mean() >= least_mean_likeness && doubts <= 2; }
};
struct Told {
    Format format{};
    std::string text;
};

BarText told(const Told& what, const Path& path, double from) {
    const double to = path.place.at;
    return {what.format, what.text, path.backwards ? to : from, path.backwards ? from : to, path.worst, path.margin};
}

/// Letter after letter until one that ends the code, several ways where it is not clear.
template <class Ends, class Text>
std::optional<BarText> walked(const Stretches& line, const Anchor& anchor, Path first, LetterKind kind, Ends ends,
                              Text text) {
    const auto& set = letters(kind, anchor.softness);
    const double modules = static_cast<double>(letter_samples(kind)) / samples_a_module;
    std::vector<Path> paths{std::move(first)};
    for (int step = 0; step < most_letters && !paths.empty(); ++step) {
        std::vector<Path> next;
        std::optional<BarText> out;
        float best = 0;
        for (const auto& path : paths) {
            for (const auto& letter : letters_at(line, set, path.place)) {
                if (letter.fit.likeness < least_likeness || letter.margin < -0.1F) continue;
                Path longer = path;
                longer.add(letter, modules);
                if (longer.doubts > 2 || (longer.letters.size() > 3 && longer.mean() < least_mean_likeness - 0.03F))
                    continue;
                if (!ends(longer)) {
                    next.push_back(std::move(longer));
                    continue;
                }
                if (!longer.good() || (out && longer.score <= best)) continue;
                if (const auto what = text(longer)) {
                    out = told(*what, longer, anchor.place.at);
                    best = longer.score;
                }
            }
        }
        if (out) return out;
        std::sort(next.begin(), next.end(), [](const Path& a, const Path& b) { return a.score > b.score; });
        if (next.size() > widest_beam) next.resize(widest_beam);
        paths = std::move(next);
    }
    return std::nullopt;
}

std::optional<BarText> code_128_from(const Stretches& line, const Anchor& anchor, double growth) {
    Path first;
    first.place = anchor.place;
    first.growth = std::exp(11 * growth);
    first.add({{anchor.letter, anchor.likeness}, anchor.place, 0.12F}, 11);
    const auto ends = [&](Path& path) {
        if (path.letters.back() != code_128_stop) return false;
        // One more bar of two modules, and light behind it.
        const float half = half_of(line, {path.place.at - 11 * path.place.module, path.place.module}, 11);
        if (line.dark(path.place.at + 0.3 * path.place.module, path.place.at + 1.7 * path.place.module) < half) return false;
        path.place.at += 2 * path.place.module;
        return quiet(line, path.place, false, half);
    };
    return walked(line, anchor, std::move(first), LetterKind::code_128, ends, [](const Path& path) -> std::optional<Told> {
        if (auto text = text_of_code_128(path.letters)) return Told{Format::code_128, std::move(*text)};
        return std::nullopt;
    });
}

std::optional<BarText> code_39_from(const Stretches& line, const Anchor& anchor, double growth) {
    Path first;
    first.place = anchor.place;
    const double modules = static_cast<double>(letter_samples(anchor.kind)) / samples_a_module;
    first.growth = std::exp(modules * growth);
    first.add({{anchor.letter, anchor.likeness}, anchor.place, 0.12F}, modules);
    const auto ends = [&](Path& path) {
        if (path.letters.back() != anchor.letter) return false;
        path.place.at -= path.place.module;  // no gap behind the last one
        return quiet(line, path.place, false,
                     half_of(line, {path.place.at - 12 * path.place.module, path.place.module}, 12));
    };
    return walked(line, anchor, std::move(first), anchor.kind, ends, [](const Path& path) -> std::optional<Told> {
        if (auto text = text_of_code_39(path.letters)) return Told{Format::code_39, std::move(*text)};
        return std::nullopt;
    });
}

std::optional<BarText> itf_from(const Stretches& line, const Anchor& anchor, double growth) {
    std::optional<BarText> out;
    if (!quiet(line, anchor.place, true, half_of(line, anchor.place, 6), quiet_modules_itf)) return out;
    for (const auto kind : {LetterKind::itf, LetterKind::itf_narrow, LetterKind::itf_wide}) {
        Path first;
        const double modules = static_cast<double>(letter_samples(kind)) / samples_a_module;
        first.growth = std::exp(modules * growth);
        // Half the start and half a letter lie between the middle of one and of the other.
        first.place = {anchor.place.at + 4 * anchor.place.module,
                       anchor.place.module * std::exp((2 + modules / 2) * growth)};
        const double wide = kind == LetterKind::itf_narrow ? 2 : kind == LetterKind::itf ? 2.5 : 3;
        const auto ends = [&](Path& path) {
            if (path.letters.size() < 3) return false;
            // Wide, gap, narrow, and light behind it.
            const auto [at, module] = path.place;
            const float half = half_of(line, {at - 14 * module, module}, 14);
            const bool stop = line.dark(at + 0.2 * module, at + (wide - 0.2) * module) > half &&
                              line.dark(at + (wide + 0.2) * module, at + (wide + 0.8) * module) < half;
            const Place behind{at + (wide + 2) * module, module};
            if (!stop || !quiet(line, behind, false, half, quiet_modules_itf)) return false;
            path.place = behind;
            return true;
        };
        auto read = walked(line, anchor, std::move(first), kind, ends, [](const Path& path) -> std::optional<Told> {
            return Told{Format::itf, text_of_itf(path.letters)};
        });
        if (read && (!out || read->likeness > out->likeness)) out = std::move(read);
    }
    return out;
}

/// All ways of reading so many digits from here on.
std::vector<Path> digits_from(const Stretches& line, std::vector<Path> paths, const LetterSet& set, int count) {
    for (int i = 0; i < count; ++i) {
        std::vector<Path> next;
        for (const auto& path : paths) {
            for (const auto& letter : letters_at(line, set, path.place)) {
                if (letter.fit.likeness < least_likeness || letter.margin < -0.1F) continue;
                next.push_back(path);
                next.back().add(letter, 7);
                if (next.back().doubts > 1) next.pop_back();
            }
        }
        std::sort(next.begin(), next.end(), [](const Path& a, const Path& b) { return a.score > b.score; });
        if (next.size() > widest_beam) next.resize(widest_beam);
        paths = std::move(next);
    }
    return paths;
}

/// A code whose left half is all of even parity is met from behind: no code begins so.
bool is_backwards(const std::vector<int>& letters) {
    return std::all_of(letters.begin(), letters.begin() + 6, [](int letter) { return letter >= 10; });
}

/// What stands behind the middle; paths that come from before it and from behind the code go different ways.
std::vector<Path> second_half(const Stretches& line, std::vector<Path> paths, std::size_t softness) {
    std::vector<Path> backwards, forwards;
    for (auto& path : paths) {
        path.place.at += 5 * path.place.module;
        if (is_backwards(path.letters)) backwards.push_back(std::move(path));
        else if (path.letters.front() < 10) forwards.push_back(std::move(path));
    }
    auto out = digits_from(line, std::move(forwards), letters(LetterKind::ean_right, softness), 6);
    for (auto& path : digits_from(line, std::move(backwards), letters(LetterKind::ean_backwards, softness), 6)) {
        // As it stands: what is of even parity here is of odd parity from before, and the other way about.
        std::reverse(path.letters.begin(), path.letters.end());
        for (auto& letter : path.letters) letter = letter >= 10 ? letter - 10 : letter + 10;
        for (std::size_t i = 6; i < 12; ++i) path.letters[i] %= 10;
        path.backwards = true;
        out.push_back(std::move(path));
    }
    return out;
}

std::optional<BarText> ean_13_from(const Stretches& line, const Anchor& anchor, double growth, Formats formats) {
    Path first;
    first.growth = std::exp(7 * growth);
    first.place = {anchor.place.at + 3 * anchor.place.module, anchor.place.module * std::exp(5 * growth)};
    auto paths = digits_from(line, {std::move(first)}, letters(LetterKind::ean_left, anchor.softness), 6);
    const auto& guard = letters(LetterKind::ean_guard, anchor.softness);
    for (auto& path : second_half(line, std::move(paths), anchor.softness)) {
        Place end = path.place;
        const float half = half_of(line, {end.at - 7 * end.module, end.module}, 7);
        if (!path.good() || settled(line, guard, 0, end).likeness < 0.8F) continue;
        path.place.at = end.at + 3 * end.module;
        if (!quiet(line, path.place, false, half)) continue;
        auto text = text_of_ean_13(path.letters);
        if (!text) continue;
        if (text->front() == '0' && formats.has(Format::upc_a))
            return told({Format::upc_a, text->substr(1)}, path, anchor.place.at);
        if (formats.has(Format::ean_13)) return told({Format::ean_13, *text}, path, anchor.place.at);
    }
    return std::nullopt;
}

std::optional<BarText> read_from(const Stretches& line, const Anchor& anchor, double growth, Formats formats) {
    switch (anchor.kind) {
        case LetterKind::code_128: return code_128_from(line, anchor, growth);
        case LetterKind::ean_guard: return ean_13_from(line, anchor, growth, formats);
        case LetterKind::itf_start: return itf_from(line, anchor, growth);
        default: return code_39_from(line, anchor, growth);
    }
}

std::optional<BarText> read_one_way(const BarLine& tones, Formats formats, const Deadline& deadline) {
    const Stretches line(tones);
    const auto anchors = anchors_of(line, tones, formats);
    for (const double growth : growths) {
        for (const auto& anchor : anchors) {
            if (deadline.over()) return std::nullopt;
            if (auto read = read_from(line, anchor, growth, formats)) return read;
        }
    }
    return std::nullopt;
}

BarLine mean_of(const std::vector<BarLine>& lines, std::size_t from, std::size_t to) {
    BarLine out(lines[from].size(), 0);
    for (std::size_t i = from; i < to; ++i) {
        for (std::size_t x = 0; x < out.size(); ++x) out[x] += lines[i][x] / static_cast<float>(to - from);
    }
    return out;
}

/// Whether there is more dark than light, or the ends of a line are darker than what lies between: light bars on dark.
bool dark_beside(const BarLine& line) {
    auto sorted = line;
    std::sort(sorted.begin(), sorted.end());
    const auto part = [&](std::size_t percent) { return sorted[sorted.size() * percent / 100]; };
    if (part(50) < (part(3) + part(97)) / 2) return true;
    const std::size_t end = line.size() / 12 + 1;
    double ends = 0, all = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        all += line[i];
        if (i < end || i >= line.size() - end) ends += line[i];
    }
    return ends / static_cast<double>(2 * end) < all / static_cast<double>(line.size());
}

bool same_text(const BarText& a, const BarText& b) { return a.format == b.format && a.text == b.text; }

}  // namespace

std::optional<BarText> read_bar_line(const BarLine& line, Formats formats, const Deadline& deadline) {
    if (line.size() < 40) return std::nullopt;
    if (auto read = read_one_way(line, formats, deadline)) return read;
    const BarLine turned(line.rbegin(), line.rend());
    auto read = read_one_way(turned, formats, deadline);
    if (!read) return std::nullopt;
    const auto end = static_cast<double>(line.size());
    read->from = end - read->from;
    read->to = end - read->to;
    return read;
}

std::optional<AgreedBars> read_bar_lines(const std::vector<BarLine>& given, Formats formats, const Deadline& deadline) {
    if (given.size() < 3 || given.front().size() < 40) return std::nullopt;
    auto lines = given;
    auto mean = mean_of(lines, 0, lines.size());
    auto whole = read_bar_line(mean, formats, deadline);
    if (!whole && dark_beside(mean) && !deadline.over()) {
        for (auto& line : lines) {
            for (auto& tone : line) tone = 255 - tone;
        }
        mean = mean_of(lines, 0, lines.size());
        whole = read_bar_line(mean, formats, deadline);
    }
    const std::size_t third = lines.size() / 3;
    std::vector<BarText> parts;
    for (std::size_t i = 0; i < 3 && !deadline.over(); ++i) {
        if (auto read = read_bar_line(mean_of(lines, i * third, i == 2 ? lines.size() : (i + 1) * third), formats, deadline))
            parts.push_back(std::move(*read));
    }
    const auto votes = [](const std::vector<BarText>& list, const BarText& text) {
        return static_cast<int>(
            std::count_if(list.begin(), list.end(), [&](const BarText& one) { return same_text(one, text); }));
    };
    std::optional<AgreedBars> out;
    const auto consider = [&](const BarText& text, int agreed) {
        // Where a stain lies upon its end, a part passes for the whole.
        const bool both_itf = out && text.format == Format::itf && out->text.format == Format::itf;
        const bool longer = both_itf && text.text.size() > out->text.text.size();
        const bool shorter = both_itf && text.text.size() < out->text.text.size();
        if (!out || longer || (agreed > out->lines && !shorter)) out = AgreedBars{text, agreed};
    };
    for (const auto& part : parts) consider(part, votes(parts, part) * static_cast<int>(third));
    if (whole) consider(*whole, 1 + votes(parts, *whole) * static_cast<int>(third));
    if (out && out->lines > static_cast<int>(third) + 1) return out;
    // Each line by itself, where the parts are smeared into one another.
    std::vector<BarText> singles;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (deadline.over() || (i >= third && !out && singles.empty()))
            break;  // neither all nor some nor any of the first ones: no code
        if (auto read = read_bar_line(lines[i], formats, deadline)) singles.push_back(std::move(*read));
    }
    for (const auto& single : singles) consider(single, votes(singles, single));
    return out;
}

}  // namespace kiosk::scan
