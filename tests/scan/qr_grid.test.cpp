// From finders to modules to words: what a QR code still says when parts of it are lost, bent or blurred.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <set>

#include "kiosk/scan/attempts.hpp"
#include "kiosk/scan/finders.hpp"
#include "kiosk/scan/qr_equaliser.hpp"
#include "kiosk/scan/qr_grid.hpp"
#include "kiosk/scan/qr_net.hpp"
#include "kiosk/scan/qr_words.hpp"
#include "kiosk/scan/reed_solomon.hpp"
#include "tests/scan/drawn.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk::scan;

namespace {

SoftModules soft(const Matrix& code) {
    SoftModules out{code.width, {}};
    for (const bool dark : code.dark) out.dark.push_back(dark ? 1.0F : -1.0F);
    return out;
}

std::string letters(int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += static_cast<char>('a' + i * 7 % 26);
    return out;
}

/// The texts that the grids alone read.
std::set<std::string> by_grids(const Grey& picture) {
    const View original{picture, {}};
    Seen seen;
    std::set<std::string> out;
    for (const auto look : {Look::grid_half, Look::grid_half_sharp, Look::grid, Look::grid_sharp}) {
        for (const auto& symbol : read_by(original, {look, {Format::qr_code}}, {Format::qr_code}, seen))
            out.insert(symbol.text);
    }
    return out;
}

}  // namespace

TEST_CASE("words lost and words wrong are repaired as far as there is redundancy, and no further") {
    std::mt19937 random(5);
    const auto up_to = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    // A word of zeros is a right one in every such code.
    for (int round = 0; round < 200; ++round) {
        std::vector<std::uint8_t> word(20 + static_cast<std::size_t>(up_to(60)), 0);
        const int parity = 8 + 2 * up_to(11);
        const int lost_count = up_to(parity - 2);
        std::vector<int> places(word.size());
        for (std::size_t i = 0; i < places.size(); ++i) places[i] = static_cast<int>(i);
        std::shuffle(places.begin(), places.end(), random);
        const int wrong = std::min((parity - lost_count) / 2, static_cast<int>(word.size()) - lost_count);
        for (int i = 0; i < lost_count + wrong; ++i) {
            word[static_cast<std::size_t>(places[static_cast<std::size_t>(i)])] = static_cast<std::uint8_t>(1 + up_to(255));
        }
        const std::span<const int> lost(places.data(), static_cast<std::size_t>(lost_count));
        CAPTURE(round, parity, lost_count, wrong);
        auto repaired = word;
        CHECK(repair(repaired, parity, lost, 0));
        CHECK(std::all_of(repaired.begin(), repaired.end(), [](std::uint8_t byte) { return byte == 0; }));
        auto refused = word;
        if (wrong > 0) CHECK_FALSE(repair(refused, parity, lost, parity - lost_count));
    }
}

TEST_CASE("codes of every size and correction are taken apart and put together again, mirrored ones too") {
    const bool every_size = std::getenv("KIOSK_LONG") != nullptr;
    std::set<std::pair<int, int>> met;
    for (const auto level : {Correction::low, Correction::medium, Correction::quartile, Correction::high}) {
        for (int count = 4; count < 2900; count += 4 + count / (every_size ? 9 : 2)) {
            const auto code = qr_matrix(letters(count), level);
            if (!code || !met.insert({code->width, static_cast<int>(level)}).second) continue;
            CAPTURE(code->width, static_cast<int>(level));
            auto modules = soft(*code);
            CHECK(corrected(modules)->spare == 1.0);
            CHECK(familiar_share(modules) == 1.0);
            // A corner in the data is lost altogether.
            for (int y = code->width - 5; y < code->width; ++y) {
                for (int x = code->width - 3; x < code->width; ++x) modules.at(x, y) = 0.01F;
            }
            const auto whole = corrected(modules);
            REQUIRE(whole);
            CHECK(whole->modules.dark == code->dark);
            const auto text = read_modules(whole->modules);
            REQUIRE(text);
            CHECK(text->text == letters(count));
        }
    }
    CHECK(met.size() > (every_size ? 90U : 40U));
    const auto code = qr_matrix("mirrored", Correction::medium).value();
    auto turned_over = soft(code);
    for (int y = 0; y < code.width; ++y) {
        for (int x = 0; x < code.width; ++x) turned_over.at(x, y) = code.at(y, x) ? 1.0F : -1.0F;
    }
    CHECK(corrected(turned_over)->modules.dark == code.dark);
}

TEST_CASE("what is unsure is given up first, so that more may be spoilt than half of the redundancy") {
    const auto code = qr_matrix("000.00.53.H48-261123-0042", Correction::medium).value();
    auto modules = soft(code);
    // Glare over a fifth of the code: everything there looks light, and hardly so.
    for (int y = 10; y < code.width - 3; ++y) {
        for (int x = code.width - 7; x < code.width; ++x) modules.at(x, y) = -0.05F;
    }
    const auto whole = corrected(modules);
    REQUIRE(whole);
    CHECK(whole->modules.dark == code.dark);
    CHECK(whole->spare < 0.6);
}

TEST_CASE("noise between three right finders tells nothing") {
    std::mt19937 random(11);
    const auto code = qr_matrix("noise", Correction::low).value();
    int told = 0;
    for (int round = 0; round < 300; ++round) {
        auto modules = soft(code);
        for (int y = 0; y < code.width; ++y) {
            for (int x = 0; x < code.width; ++x) {
                const bool data = x > 8 && y > 8;
                if (data || (x > 8 && x < code.width - 8) || (y > 8 && y < code.width - 8)) {
                    modules.at(x, y) = static_cast<float>(static_cast<int>(random() % 2001U) - 1000) / 1000;
                }
            }
        }
        const auto whole = corrected(modules);
        told += whole && read_modules(whole->modules) ? 1 : 0;
    }
    CHECK(told == 0);
}

TEST_CASE("a code that is blurred into its neighbours, noisy or seen very much from the side is read from its modules") {
    const std::string receipt = "000.00.53.H48-261123-0042";
    const std::set<std::string> expected{receipt};
    CHECK(by_grids(drawn::qr(receipt, 5)) == expected);
    CHECK(by_grids(drawn::noisy(blurred(drawn::qr(receipt, 6), 3.2), 12, 3)) == expected);
    CHECK(by_grids(inverted(drawn::qr(receipt, 5))) == expected);
    const auto code = drawn::qr(receipt, 6);
    const double s = code.width;
    CHECK(by_grids(drawn::seen_at_an_angle(
              code, {Spot{s * .1, s * .25}, {s * .8, s * .02}, {s * .95, s * .95}, {s * .2, s * .7}})) == expected);
    for (unsigned seed = 1; seed <= 3; ++seed) CHECK(by_grids(drawn::clutter(240, 180, seed)).empty());
    CHECK(by_grids(Grey(1, 1, 0)).empty());
    CHECK(by_grids(Grey(3, 400, 9)).empty());
}

TEST_CASE("what a moving hand has smeared is learnt from the finders and taken back") {
    const auto code = qr_matrix("000.00.53.H48-261123-0042", Correction::low).value();
    // Each module is seen mixed with the two left of it, two modules of light margin around.
    const int all = code.width + 2 * margin_modules;
    const auto is = [&](int x, int y) {
        x -= margin_modules;
        y -= margin_modules;
        const bool on = x >= 0 && y >= 0 && x < code.width && y < code.width;
        return on && code.at(x, y) ? 1.0F : -1.0F;
    };
    SoftModules seen{all, {}};
    for (int y = 0; y < all; ++y) {
        for (int x = 0; x < all; ++x) seen.dark.push_back(0.45F * is(x, y) + 0.35F * is(x - 1, y) + 0.2F * is(x - 2, y));
    }
    SoftModules raw{code.width, {}};
    for (int y = 0; y < code.width; ++y) {
        for (int x = 0; x < code.width; ++x) raw.dark.push_back(seen.at(x + margin_modules, y + margin_modules));
    }
    CHECK_FALSE(corrected(raw));
    const auto whole = corrected(equalised(seen));
    REQUIRE(whole);
    CHECK(whole->modules.dark == code.dark);
}

TEST_CASE("a square is fitted as the camera sees it: turned, sheared and smaller to one side") {
    constexpr int module = 6, quiet = 4 * module;
    const auto code = drawn::qr("000.00.53.H48-261123-0042", module);
    const double s = code.width;
    const std::array<Spot, 4> seen{Spot{s * .1, s * .25}, {s * .8, s * .02}, {s * .95, s * .95}, {s * .2, s * .7}};
    const auto picture = drawn::seen_at_an_angle(code, seen);
    const auto plane = plane_through({{{0, 0}, seen[0]}, {{s, 0}, seen[1]}, {{s, s}, seen[2]}, {{0, s}, seen[3]}}, s);
    REQUIRE(plane);
    const double far = s - quiet - 3.5 * module, near = quiet + 3.5 * module;
    for (const auto& middle : {Spot{near, near}, {far, near}, {near, far}}) {
        const auto place = [&](double x, double y) { return (*plane)(middle.x + x * module, middle.y + y * module); };
        const double module_px = std::hypot(place(1, 0).x - place(0, 0).x, place(1, 0).y - place(0, 0).y);
        const auto square =
            square_at({picture, false}, {place(0, 0).x + 0.2 * module_px, place(0, 0).y - 0.2 * module_px}, module_px);
        CHECK(square.like > 1.7F);
        for (const auto& [x, y] : {std::pair(3.5, 3.5), std::pair(-3.5, 3.5), std::pair(3.5, -3.5), std::pair(-3.5, -3.5)}) {
            double nearest = 99;
            for (const auto& [u, v] :
                 {std::pair(3.5, 3.5), std::pair(-3.5, 3.5), std::pair(3.5, -3.5), std::pair(-3.5, -3.5)})
                nearest =
                    std::min(nearest, std::hypot(square.at(u, v).x - place(x, y).x, square.at(u, v).y - place(x, y).y));
            CHECK(nearest < module_px);  // a square is no plane: its sides are taken as parallel
        }
    }
    CHECK(square_at({drawn::clutter(240, 180, 4), false}, {120, 90}, module).like < least_like);
}

TEST_CASE("a net that lies beside the modules is moved by those that are known, though blur lets none be told by itself") {
    const auto code = qr_matrix("000.00.53.H48-261123-0042", Correction::medium).value();
    constexpr double module = 6, quiet = 24;
    const auto picture = blurred(drawn::qr("000.00.53.H48-261123-0042", 6, Correction::medium), 3.5);
    const Tones tones(picture, false);
    const double end = code.width;
    for (const bool flat : {true, false}) {
        // A third of a module aside, and a little larger than the code.
        const Plane beside{{module * 1.01, 0, quiet + 2, 0, module * 1.01, quiet - 2.5, 0, 0, 1}};
        Net net(tones, beside, code.width);
        for (int round = 0; round < 3; ++round) net.follow(soft(code), flat);
        for (const auto& [x, y] :
             {std::pair(5.0, 5.0), std::pair(end - 5, 5.0), std::pair(end / 2, end / 2), std::pair(end - 5, end - 5)}) {
            const auto at = net.pixel(x, y);
            CAPTURE(flat, x, y);
            CHECK(std::hypot(at.x - (quiet + x * module - 0.5), at.y - (quiet + y * module - 0.5)) < 0.12 * module);
        }
    }
}

TEST_CASE("where glare has taken a finder away, the other two say where it was") {
    const std::string receipt = "000.00.53.H48-261123-0042";
    for (int lost = 0; lost < 3; ++lost) {
        CAPTURE(lost);
        constexpr int module = 6;
        auto code = drawn::qr(receipt, module, Correction::high);
        const int quiet = 4 * module;
        const int last = code.width - quiet - 7 * module;
        const int left = lost == 1 ? last : quiet;
        const int top = lost == 2 ? last : quiet;
        // Pale, and its middle burnt out.
        for (int y = top; y < top + 7 * module; ++y) {
            for (int x = left; x < left + 7 * module; ++x) {
                auto& tone = code.row(y)[x];
                const bool middle = std::abs(x - left - 21) < 5 && std::abs(y - top - 21) < 5;
                tone = middle ? std::uint8_t{255} : static_cast<std::uint8_t>(128 + tone / 2);
            }
        }
        CHECK(by_grids(code) == std::set<std::string>{receipt});
        for (int y = top; y < top + 7 * module; ++y) std::fill_n(code.row(y) + left, 7 * module, std::uint8_t{255});
        CHECK(by_grids(code) == std::set<std::string>{receipt});  // nothing is left of it
    }
}
