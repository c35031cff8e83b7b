// Every code that is printed on the roll or drawn for a transfer, read by readers that are not ours, from what a worn print head leaves.

#include <zbar.h>

#include <algorithm>
#include <random>
#include <set>

#include "kiosk/scan/emv.hpp"
#include "kiosk/scan/payload.hpp"
#include "kiosk/scan/zxing.hpp"
#include "kiosk/slips/slips.hpp"
#include "tests/slips/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::slips;
using scan::Format;
using scan::Grey;

namespace {

using Codes = std::set<std::string>;

/// What comes out of the printer: 203 dots an inch, some of them white that should be black and the other way round.
Grey printed(const Grey& clean) {
    Grey out = clean;
    std::mt19937 random(203);
    for (auto& dot : out.pixels) {
        if (random() % 200 == 0) dot = static_cast<std::uint8_t>(255 - dot);
    }
    return out;
}

/// Paper that has lain in the sun: half the contrast.
Grey faded(const Grey& clean) {
    Grey out = clean;
    for (auto& dot : out.pixels) dot = static_cast<std::uint8_t>(64 + dot / 2);
    return out;
}

/// As optics see dots.
Grey seen(const Grey& dots) { return scan::blurred(dots, 0.6); }

Grey dots_of(const Slip& slip) {
    Grey out(slip.width_px, slip.height_px, 255);
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            if (slip.black(x, y)) out.row(y)[x] = 0;
        }
    }
    return out;
}

Codes by_zxing(const Grey& picture) {
    Codes out;
    for (const auto& code : scan::read_symbols(picture, {Format::qr_code}, scan::Binarizer::local))
        out.insert("QR " + code.text);
    for (const auto& code : scan::read_symbols(picture, {Format::code_128}, scan::Binarizer::local))
        out.insert("128 " + code.text);
    return out;
}

Codes by_zbar(const Grey& picture) {
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    scanner.set_config(zbar::ZBAR_CODE128, zbar::ZBAR_CFG_ENABLE, 1);
    zbar::Image image(static_cast<unsigned>(picture.width), static_cast<unsigned>(picture.height), "Y800",
                      picture.pixels.data(), picture.pixels.size());
    scanner.scan(image);
    Codes out;
    for (auto code = image.symbol_begin(); code != image.symbol_end(); ++code)
        out.insert((code->get_type() == zbar::ZBAR_QRCODE ? "QR " : "128 ") + code->get_data());
    return out;
}

void reads_back(const std::string& what, const Grey& dots, const Codes& wanted) {
    CAPTURE(what);
    for (const auto& [how, picture] :
         {std::pair("specks", seen(printed(dots))), std::pair("half contrast", seen(faded(dots)))}) {
        CAPTURE(how);
        CHECK(by_zxing(picture) == wanted);
        CHECK(by_zbar(picture) == wanted);
    }
}

void reads_back(const std::string& what, const Result<Slip>& slip, const Codes& wanted) {
    if (!slip) FAIL(slip.error().detail);
    reads_back(what, dots_of(*slip), wanted);
}

Codes qr_and_bars(const std::string& code) { return {"QR " + code, "128 " + code}; }

}  // namespace

TEST_CASE("every code on the roll is read back by zxing and by zbar, with specks and at half contrast") {
    const auto settings = samples::centre();
    const auto texts = samples::texts("vi");
    const auto procedure = samples::birth_registration();
    auto ticket = samples::ticket();
    const auto number = scan::make_ticket_text({settings.centre.id, ticket.day, ticket.number, ticket.press});
    reads_back("ticket", ticket_slip(ticket, {&procedure, nullptr}, settings, texts), {"QR " + number});
    auto confirmation = samples::confirmation();
    reads_back("confirmation that waits", confirmation_slip(confirmation, procedure, nullptr, settings, texts),
               qr_and_bars(confirmation.provisional_code));
    confirmation.official_code = "000.00.53.H48-261123-0099";
    reads_back("confirmation", confirmation_slip(confirmation, procedure, nullptr, settings, texts),
               qr_and_bars(confirmation.official_code));
    reads_back("receipt", receipt_slip(samples::accepted(), Copy::first, settings, texts),
               qr_and_bars(samples::accepted().code));
    reads_back("draft", draft_slip({"7KQ2M9XD", samples::morning() + 168h}, procedure, settings, texts),
               {"QR " + scan::make_visit_text({"7KQ2M9XD"})});
}

TEST_CASE("the code of a transfer is read back by zxing and by zbar, with specks and at half contrast") {
    const auto text =
        scan::make_vietqr({"970436", Personal("0123456789"), false, "50000", "LE PHI HO TICH", "HS261123"}).value();
    const auto matrix = scan::qr_matrix(text).value();
    constexpr int module_px = 6, quiet = 4;
    Grey dots((matrix.width + 2 * quiet) * module_px, (matrix.height + 2 * quiet) * module_px, 255);
    for (int y = 0; y < matrix.height * module_px; ++y) {
        for (int x = 0; x < matrix.width * module_px; ++x) {
            if (matrix.at(x / module_px, y / module_px)) dots.row(y + quiet * module_px)[x + quiet * module_px] = 0;
        }
    }
    reads_back("transfer", dots, {"QR " + text});
}
