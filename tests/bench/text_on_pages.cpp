#include "tests/bench/text_on_pages.hpp"

#include <fmt/format.h>
#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/pages/bend.hpp"
#include "kiosk/pages/ink.hpp"
#include "kiosk/pages/text_lines.hpp"
#include "tests/bench/measured.hpp"
#include "tests/pages/drawn_paper.hpp"

namespace bench {
namespace {

using namespace kiosk::test;
using namespace kiosk::pages;

Pix* pix_of(const Bits& ink) {
    Pix* pix = pixCreate(ink.width, ink.height, 1);
    for (int y = 0; y < ink.height; ++y) {
        for (int x = 0; x < ink.width; ++x) {
            if (ink.at(x, y)) pixSetPixel(pix, x, y, 1);
        }
    }
    return pix;
}

/// By how much leptonica's dewarp would lift what stands at each place, in pixels; nothing where it finds no model.
class Dewarped {
public:
    explicit Dewarped(const Bits& ink) : all_(dewarpaCreate(0, 30, 1, 5, 50)) {
        setMsgSeverity(L_SEVERITY_NONE);
        Pix* pix = pix_of(ink);
        auto* page = dewarpCreate(pix, 0);
        dewarpaInsertDewarp(all_, page);
        dewarpBuildPageModel(page, nullptr);
        if (page->vsuccess != 0) dewarpPopulateFullRes(page, nullptr, 0, 0);
        lift_ = page->fullvdispar;
        pixDestroy(&pix);
    }
    ~Dewarped() { dewarpaDestroy(&all_); }
    Dewarped(const Dewarped&) = delete;
    Dewarped& operator=(const Dewarped&) = delete;
    [[nodiscard]] bool found() const { return lift_ != nullptr; }
    [[nodiscard]] double at(double x, double y) const {
        l_int32 width = 0, height = 0;
        fpixGetDimensions(lift_, &width, &height);
        l_float32 out = 0;
        fpixGetPixel(lift_, std::min(static_cast<int>(x * width), width - 1),
                     std::min(static_cast<int>(y * height), height - 1), &out);
        return static_cast<double>(out);
    }

private:
    L_DEWARPA* all_;
    FPIX* lift_ = nullptr;
};

}  // namespace

void slopes(int count) {
    std::vector<double> ours;
    std::vector<double> leptonica;
    for (int i = 0; i < count; ++i) {
        PaperDice dice(static_cast<std::uint64_t>(900 + i));
        Writing writing;
        writing.frame = dice.once_in(4);
        writing.turned_deg = dice.between(-5, 5);
        const auto sheet = written_sheet(writing, static_cast<std::uint64_t>(900 + i));
        const auto ink = ink_of(sheet.luma);
        ours.push_back(std::abs(text_lines(ink).slope_deg - writing.turned_deg));
        Pix* pix = pix_of(ink);
        l_float32 angle = 0;
        l_float32 sureness = 0;
        pixFindSkew(pix, &angle, &sureness);
        leptonica.push_back(std::abs(-static_cast<double>(angle) - writing.turned_deg));
        pixDestroy(&pix);
    }
    fmt::print("  ours median {:.3f}, p95 {:.3f}, max {:.3f} degrees; leptonica median {:.3f}, p95 {:.3f}, max {:.3f}\n",
               median(ours), at_share(ours, 0.95), at_share(ours, 1), median(leptonica), at_share(leptonica, 0.95),
               at_share(leptonica, 1));
}

void bends(int count) {
    std::vector<double> before, after, ms, theirs, their_ms;
    int touched = 0, their_models = 0;
    for (int i = 0; i < count; ++i) {
        const auto seed = static_cast<std::uint64_t>(7'000 + i);
        PaperDice dice(seed);
        Writing writing;
        writing.frame = dice.once_in(4);
        const auto flat = written_sheet(writing, seed).luma;
        touched += bend_of(ink_of(flat)) ? 1 : 0;
        const double most_px = dice.between(6, 30) * (dice.once_in(2) ? 1 : -1);
        const double lean = dice.between(-0.4, 0.4);
        const auto low = [&](double x, double y) {
            const double u = 2 * x - 1;
            return most_px * (0.5 + 0.5 * y) * (u * u + lean * u * (u * u - 0.6));
        };
        Grey page(flat.width, flat.height, 255);
        for (int y = 0; y < page.height; ++y) {
            for (int x = 0; x < page.width; ++x) {
                const auto from = y - std::lround(low((x + 0.5) / page.width, (y + 0.5) / page.height));
                page.row(y)[x] = flat.row(static_cast<int>(std::clamp<long>(from, 0, page.height - 1)))[x];
            }
        }
        const auto ink = ink_of(page);
        const double start = own_ms();
        const auto found = bend_of(ink);
        ms.push_back(own_ms() - start);
        const double their_start = own_ms();
        const Dewarped dewarped(ink);
        their_ms.push_back(own_ms() - their_start);
        their_models += dewarped.found() ? 1 : 0;
        double worst = 0, worst_left = 0, their_worst = 0;
        for (double y = 0.15; y < 0.9; y += 0.15) {
            std::vector<double> was, is, their;
            for (double x = 0.12; x < 0.89; x += 0.05) {
                was.push_back(low(x, y));
                their.push_back(was.back() + (dewarped.found() ? dewarped.at(x, y) : 0));
                is.push_back(was.back() - (found ? static_cast<double>(found->at(x, y)) * page.height : 0));
            }
            const auto range = [](const auto& v) {
                return *std::max_element(v.begin(), v.end()) - *std::min_element(v.begin(), v.end());
            };
            worst = std::max(worst, range(was));
            worst_left = std::max(worst_left, range(is));
            their_worst = std::max(their_worst, range(their));
        }
        constexpr double mm_a_px = 0.254;
        before.push_back(worst * mm_a_px);
        after.push_back(worst_left * mm_a_px);
        theirs.push_back(their_worst * mm_a_px);
    }
    fmt::print(
        "  bent by median {:.2f} mm, p95 {:.2f}; left median {:.2f}, p95 {:.2f} mm; looked at in {:.1f} ms; {} of {} flat "
        "ones touched\n",
        median(before), at_share(before, 0.95), median(after), at_share(after, 0.95), median(ms), touched, count);
    fmt::print("  leptonica's dewarp: left median {:.2f}, p95 {:.2f} mm; {:.1f} ms; a model of {} of {}\n", median(theirs),
               at_share(theirs, 0.95), median(their_ms), their_models, count);
}

}  // namespace bench
