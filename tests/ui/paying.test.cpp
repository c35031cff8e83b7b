// Nobody who has paid, or may have, is invited to pay.

#include "kiosk/texts/ids.hpp"
#include "tests/ui/labels.hpp"

using namespace kiosk;
using namespace kiosk::ui;

TEST_CASE("the page of a dossier invites to pay exactly while its fee is open") {
    const auto& texts = test::public_data().texts("vi");
    const auto amount = std::string("8.000");
    const auto invites = [&](const char* name) { return with(labels(sample(name)), "Nộp phí " + amount); };
    for (const char* name : {"reading_status_pay", "reading_status_payment_expired", "reading_status_payment_refunded"}) {
        CAPTURE(name);
        CHECK(invites(name) == 1);
    }
    for (const char* name : {"reading_status_paid", "reading_status_paid_late", "reading_status_payment_pending"}) {
        CAPTURE(name);
        CHECK(invites(name) == 0);
        CHECK(with(labels(sample(name)), texts(text::status_ticket_pay)) == 0);
    }
    // Part of it came: an officer takes the rest, so that nobody pays all of it once more.
    CHECK(invites("reading_status_paid_short") == 0);
    CHECK(with(labels(sample("reading_status_paid_short")), texts(text::status_ticket_pay)) == 1);
    // Who was shown a code and has not paid is not turned away.
    CHECK(with(labels(sample("reading_status_payment_pending")), "Chưa chuyển tiền? Nộp " + amount) == 1);
    CHECK(with(labels(sample("reading_status_paid")), "Chưa chuyển tiền?") == 0);
}
