// Every code that is printed on the roll or drawn for a transfer, read by readers that are not ours, from what a worn print head leaves.

#include <random>

#include "kiosk/scan/emv.hpp"
#include "kiosk/scan/payload.hpp"
#include "kiosk/slips/code_picture.hpp"
#include "kiosk/slips/slips.hpp"
#include "tests/slips/samples.hpp"
#include "tests/support/other_readers.hpp"

using namespace kiosk;
using namespace kiosk::slips;
using scan::Grey;
using test::by_zbar;
using test::by_zxing;
using test::Codes;
using test::faded;
using test::seen;

namespace {

/// What comes out of the printer: 203 dots an inch, some of them white that should be black and the other way round.
Grey printed(const Grey& clean) {
    Grey out = clean;
    std::mt19937 random(203);
    for (auto& dot : out.pixels) {
        if (random() % 200 == 0) dot = static_cast<std::uint8_t>(255 - dot);
    }
    return out;
}

Grey dots_of(const Slip& slip) {
    Grey out(slip.width_px, slip.height_px, 255);
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            if (slip.black(x, y)) out.row(y)[x] = 0;
        }
    }
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
    for (const auto& [name, bill] :
         {std::pair("fee to be paid", samples::bill(payment::Method::cash, {})),
          std::pair("fee paid", samples::bill(payment::Method::vietqr, {samples::credit(16'000)}))})
        reads_back(name, payment_slip(bill, Copy::first, settings, texts), qr_and_bars(bill.order.about));
    dossier::SupplementNote added;
    added.code = samples::accepted().code;
    added.procedure_name = procedure.name.vi;
    added.sent_at = samples::morning();
    reads_back("supplement", supplement_slip(added, settings, texts), qr_and_bars(added.code));
    reads_back("test", test_slip(settings, texts), {"QR QNTEST:0123456789"});
    SeededIds ids(9);
    const auto token = scan::make_staff_text(ids);
    reads_back("officer's card", staff_card(token, "k01", "supervisor", settings, texts),
               {"QR " + std::string(token.reveal())});
}

TEST_CASE("the code of a transfer is read back by zxing and by zbar, with specks and at half contrast") {
    const auto text =
        scan::make_vietqr({"970436", Personal("0123456789"), false, "50000", "LE PHI HO TICH", "HS261123"}).value();
    reads_back("transfer", code_picture(text), {"QR " + text});
}
