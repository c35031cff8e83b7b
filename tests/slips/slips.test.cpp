#include "kiosk/slips/slips.hpp"

#include <algorithm>
#include <cstdlib>

#include "kiosk/scan/decoder.hpp"
#include "kiosk/scan/payload.hpp"
#include "tests/slips/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::slips;

namespace {

constexpr int clear_edge_px = 12;

/// Leaves the picture for somebody who wants to look at it: KIOSK_SLIP_PICTURES=folder.
Slip taken(const Result<Slip>& slip, const std::string& name) {
    if (!slip) FAIL(slip.error().detail);
    if (const char* folder = std::getenv("KIOSK_SLIP_PICTURES")) {
        REQUIRE(write_png(*slip, std::filesystem::path(folder) / (name + ".png")));
    }
    return *slip;
}

std::vector<std::string> codes_on(const Slip& slip) {
    static auto decoder = scan::Decoder::start();
    REQUIRE(decoder);
    const auto picture = png_bytes(slip);
    REQUIRE(picture);
    const auto decoded = decoder->decode_picture(*picture, {scan::Format::qr_code, scan::Format::code_128}, 5s);
    if (!decoded) FAIL(decoded.error().detail);
    std::vector<std::string> out;
    for (const auto& symbol : decoded->symbols) {
        out.push_back(std::string(name(symbol.format)) + " " + std::string(symbol.text.reveal()));
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool nothing_cut(const Slip& slip) {
    for (int y = 0; y < slip.height_px; ++y) {
        for (int x = 0; x < clear_edge_px; ++x) {
            if (slip.black(x, y) || slip.black(slip.width_px - 1 - x, y)) return false;
        }
    }
    for (int x = 0; x < slip.width_px; ++x) {
        if (slip.black(x, 0) || slip.black(x, slip.height_px - 1)) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("a ticket reads back as the number it shows") {
    const auto settings = samples::centre();
    const auto procedure = samples::birth_registration();
    for (const std::string language : {"vi", "en"}) {
        const auto slip = taken(ticket_slip(samples::ticket(), {&procedure, nullptr}, settings, samples::texts(language)),
                                "ticket_" + language);
        CHECK(slip.width_px == slip_width_px);
        CHECK(nothing_cut(slip));
        const auto codes = codes_on(slip);
        REQUIRE(codes.size() == 1);
        const auto payload = scan::classify(codes[0].substr(codes[0].find(' ') + 1));
        const auto* ticket = std::get_if<scan::Ticket>(&payload.content);
        REQUIRE(ticket != nullptr);
        CHECK(ticket->number == "A012");
        CHECK(ticket->centre == "BS");
        CHECK(ticket->id == samples::ticket().press);
    }
}

TEST_CASE("the slip of a number that was postponed says the day, and an appointment its time") {
    const auto settings = samples::centre();
    for (const std::string language : {"vi", "en"}) {
        const auto texts = samples::texts(language);
        auto ticket = samples::ticket();
        const auto plain = taken(ticket_slip(ticket, {}, settings, texts), "ticket_plain_" + language);
        ticket.wish.appointment = ticket.taken_at + 1h;
        const auto early = taken(ticket_slip(ticket, {}, settings, texts), "ticket_appointment_" + language);
        CHECK(early.height_px > plain.height_px);
        ticket.wish.appointment = ticket.taken_at;
        CHECK_FALSE(*ticket_slip(ticket, {}, settings, texts) == early);

        ticket = samples::ticket();
        ticket.state = queue::TicketState::postponed;
        ticket.postponed_to = ticket.day.plus_days(1);
        const auto slip = taken(ticket_slip(ticket, {}, settings, texts, Copy::reprint), "ticket_postponed_" + language);
        CHECK(nothing_cut(slip));
        CHECK(codes_on(slip) == codes_on(plain));
        ticket.postponed_to = ticket.day.plus_days(3);
        CHECK_FALSE(*ticket_slip(ticket, {}, settings, texts, Copy::reprint) == slip);
    }
}

TEST_CASE("a confirmation carries its code as QR and as Code 128, whichever code it is") {
    const auto settings = samples::centre();
    const auto procedure = samples::birth_registration();
    for (const std::string language : {"vi", "en"}) {
        const auto texts = samples::texts(language);
        const auto tail = "_" + language;
        auto confirmation = samples::confirmation();
        const auto waiting =
            taken(confirmation_slip(confirmation, procedure, nullptr, settings, texts), "confirmation_waiting" + tail);
        CHECK(codes_on(waiting) == std::vector<std::string>{"Code128 TAM-K01-261123-0001", "QRCode TAM-K01-261123-0001"});
        CHECK(nothing_cut(waiting));

        confirmation.registered = true;
        const auto later =
            taken(confirmation_slip(confirmation, procedure, nullptr, settings, texts), "confirmation_code_later" + tail);
        CHECK(codes_on(later) == codes_on(waiting));
        CHECK(nothing_cut(later));

        confirmation.official_code = "000.00.53.H48-261123-0099";
        const auto online =
            taken(confirmation_slip(confirmation, procedure, nullptr, settings, texts), "confirmation_online" + tail);
        CHECK(codes_on(online) ==
              std::vector<std::string>{"Code128 000.00.53.H48-261123-0099", "QRCode 000.00.53.H48-261123-0099"});
        CHECK(nothing_cut(online));
    }
}

TEST_CASE("a prepared dossier's slip shows the ticket and the visit code") {
    const auto settings = samples::centre();
    const auto texts = samples::texts("vi");
    auto confirmation = samples::confirmation();
    confirmation.outcome = dossier::Outcome::prepared;
    const auto bare =
        taken(confirmation_slip(confirmation, samples::birth_registration(), nullptr, settings, texts), "confirmation_bare");
    confirmation.visit_code = "7KQ2M9XD";
    auto ticket = samples::ticket();
    ticket.visit_code = confirmation.visit_code;
    const auto slip = taken(confirmation_slip(confirmation, samples::birth_registration(), &ticket, settings, texts),
                            "confirmation_prepared");
    CHECK(slip.height_px > bare.height_px + 150);
    CHECK(nothing_cut(slip));
    taken(ticket_slip(ticket, {}, settings, texts), "ticket_with_visit_code");
}

TEST_CASE("a refusal is told in the portal's words") {
    const auto settings = samples::centre();
    const auto texts = samples::texts("vi");
    auto confirmation = samples::confirmation();
    const auto before = confirmation_slip(confirmation, samples::birth_registration(), nullptr, settings, texts);
    confirmation.refusal = "Thành phần hồ sơ không đúng mẫu.";
    const auto slip = taken(confirmation_slip(confirmation, samples::birth_registration(), nullptr, settings, texts),
                            "confirmation_refused");
    CHECK_FALSE(slip == *before);
    CHECK(nothing_cut(slip));
}

TEST_CASE("a receipt exists only for an accepted dossier") {
    const auto settings = samples::centre();
    const auto texts = samples::texts("vi");
    for (int number = 1; number <= 10; ++number) {
        auto dossier = samples::accepted();
        dossier.status = *dossier::parse_status(number);
        const auto slip = receipt_slip(dossier, Copy::first, settings, texts);
        CAPTURE(number);
        CHECK(slip.has_value() == (number != 1 && number != 3));
        if (!slip) CHECK(slip.error().code == Code::bad_usage);
    }
}

TEST_CASE("a receipt reads back, and a reprint says that it is one") {
    const auto settings = samples::centre();
    for (const std::string language : {"vi", "en"}) {
        const auto texts = samples::texts(language);
        const auto tail = "_" + language;
        const auto first = taken(receipt_slip(samples::accepted(), Copy::first, settings, texts), "receipt" + tail);
        const auto again =
            taken(receipt_slip(samples::accepted(), Copy::reprint, settings, texts), "receipt_reprint" + tail);
        CHECK(codes_on(first) ==
              std::vector<std::string>{"Code128 000.00.53.H48-261123-0099", "QRCode 000.00.53.H48-261123-0099"});
        CHECK(codes_on(again) == codes_on(first));
        CHECK(again.height_px > first.height_px);
        CHECK(nothing_cut(first));
    }
    auto dossier = samples::accepted();
    dossier.due_at.reset();
    dossier.from_portal = false;
    dossier.code = "H48.22-261123-0099";
    const auto slip = taken(receipt_slip(dossier, Copy::first, settings, samples::texts("vi")), "receipt_no_due");
    CHECK(codes_on(slip) == std::vector<std::string>{"Code128 H48.22-261123-0099", "QRCode H48.22-261123-0099"});
}

TEST_CASE("a slip masks names and numbers even when what it is given is not masked") {
    const auto settings = samples::centre();
    const auto texts = samples::texts("vi");
    auto dossier = samples::accepted();
    const auto already_masked = receipt_slip(dossier, Copy::first, settings, texts);
    dossier.holder_masked = samples::mother().name;
    CHECK(*already_masked == *receipt_slip(dossier, Copy::first, settings, texts));

    auto confirmation = samples::confirmation();
    confirmation.refusal = "Số định danh 051190000123 đã có hồ sơ, gọi 02553851000";
    const auto refused = confirmation_slip(confirmation, samples::birth_registration(), nullptr, settings, texts);
    confirmation.refusal = "Số định danh 051••••••••• đã có hồ sơ, gọi 02553851000";
    CHECK(*refused == *confirmation_slip(confirmation, samples::birth_registration(), nullptr, settings, texts));
}

TEST_CASE("a list of papers wraps, however long, and cuts nothing") {
    const auto settings = samples::centre();
    for (const std::string language : {"vi", "en"}) {
        const auto texts = samples::texts(language);
        const auto tail = "_" + language;
        const auto long_list = taken(papers_slip(samples::many_papers(), settings, texts), "papers_many" + tail);
        CHECK(nothing_cut(long_list));
        auto none = samples::birth_registration();
        none.components.clear();
        const auto short_list = taken(papers_slip(none, settings, texts), "papers_none" + tail);
        CHECK(nothing_cut(short_list));
        CHECK(long_list.height_px > 2 * short_list.height_px);
    }
    const auto texts = samples::texts("vi");
    const auto procedure = samples::many_papers();
    CHECK(nothing_cut(taken(ticket_slip(samples::ticket(), {&procedure, nullptr}, settings, texts), "ticket_many")));
    auto confirmation = samples::confirmation();
    confirmation.official_code = "000.00.53.H48-261123-0099";
    confirmation.registered = true;
    confirmation.originals_to_bring = {"giay-1", "giay-2", "giay-3"};
    const auto slip = taken(confirmation_slip(confirmation, procedure, nullptr, settings, texts), "confirmation_long");
    CHECK(nothing_cut(slip));
    CHECK(codes_on(slip).size() == 2);
}

TEST_CASE("a word without blanks breaks instead of leaving the paper") {
    const auto texts = samples::texts("vi");
    auto procedure = samples::birth_registration();
    procedure.name.vi = std::string(300, 'W');
    CHECK(nothing_cut(taken(papers_slip(procedure, samples::centre(), texts), "papers_unbroken")));
}

TEST_CASE("a list without end is refused rather than printed") {
    const auto texts = samples::texts("vi");
    auto procedure = samples::many_papers();
    for (int i = 0; i < 4; ++i) {
        auto more = procedure.components;
        procedure.components.insert(procedure.components.end(), more.begin(), more.end());
    }
    const auto slip = papers_slip(procedure, samples::centre(), texts);
    REQUIRE_FALSE(slip);
    CHECK(slip.error().code == Code::too_large);
}

TEST_CASE("the same slip is the same bits, training mode shows") {
    auto settings = samples::centre();
    const auto texts = samples::texts("vi");
    const auto slip = ticket_slip(samples::ticket(), {}, settings, texts);
    REQUIRE(slip);
    CHECK(*slip == *ticket_slip(samples::ticket(), {}, settings, texts));
    CHECK(png_bytes(*slip).value() == png_bytes(*slip).value());
    settings.training = true;
    const auto training = taken(ticket_slip(samples::ticket(), {}, settings, texts), "ticket_training");
    CHECK(training.height_px > slip->height_px);
}
