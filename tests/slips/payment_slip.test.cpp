// What a payer takes away: a confirmation of what the bank has said, and nothing else.
#include <algorithm>
#include <cstdlib>
#include <set>

#include "kiosk/payment/bill_words.hpp"
#include "kiosk/scan/decoder.hpp"
#include "kiosk/scan/payload.hpp"
#include "tests/slips/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using payment::Method;
using slips::Copy;

namespace {

slips::Slip drawn(const payment::Bill& bill, const std::string& language, const std::string& name, Copy copy = Copy::first) {
    auto slip = slips::payment_slip(bill, copy, samples::centre(), samples::texts(language));
    if (!slip) FAIL(slip.error().detail);
    if (const char* folder = std::getenv("KIOSK_SLIP_PICTURES"))
        REQUIRE(slips::write_png(*slip, std::filesystem::path(folder) / (name + "_" + language + ".png")));
    return *slip;
}

/// The dossier that its QR opens.
std::string code_on(const slips::Slip& slip) {
    auto decoder = scan::Decoder::start();
    REQUIRE(decoder);
    const auto picture = slips::png_bytes(slip);
    REQUIRE(picture);
    const auto decoded = decoder->decode_picture(*picture, {scan::Format::qr_code}, 5s);
    REQUIRE(decoded);
    REQUIRE(decoded->symbols.size() == 1);
    const auto payload = scan::classify(decoded->symbols.front().text.reveal());
    const auto* code = std::get_if<dossier::DossierCode>(&payload.content);
    return code == nullptr ? std::string() : code->text();
}

}  // namespace

TEST_CASE("every slip of a fee opens its dossier, whatever has become of the fee", "[thorough]") {
    const std::vector<std::pair<std::string, payment::Bill>> bills{
        {"pay_receipt", samples::bill(Method::vietqr, {samples::credit(16'000)})},
        {"pay_pending", samples::bill(Method::vietqr, {})},
        {"pay_cash", samples::bill(Method::cash, {})},
        {"pay_short", samples::bill(Method::vietqr, {samples::credit(10'000)})},
        {"pay_double", samples::bill(Method::platform, {samples::credit(16'000), samples::credit(16'000, "FT2")})}};
    for (const std::string language : {"vi", "en"}) {
        for (const auto& [name, bill] : bills) {
            INFO(name << " " << language);
            CHECK(code_on(drawn(bill, language, name)) == "000.00.53.H48-261123-0099");
        }
    }
}

TEST_CASE("what is paid and what is not cannot be taken for one another") {
    const auto paid = samples::bill(Method::vietqr, {samples::credit(16'000)});
    const auto pending = samples::bill(Method::vietqr, {});
    CHECK(drawn(paid, "vi", "paid").bits != drawn(pending, "vi", "pending").bits);
    CHECK(drawn(paid, "vi", "again", Copy::reprint).bits != drawn(paid, "vi", "paid").bits);
}

TEST_CASE("a person is masked on the slip, a business with its tax code is not") {
    auto person = samples::bill(Method::vietqr, {samples::credit(16'000)});
    auto other = person;
    other.order.payer.name = Personal("Đinh Thị Ẩn");  // masked the same but for its last word
    auto business = person;
    business.order.payer.tax_code = Personal("4300123456");
    CHECK(drawn(person, "vi", "person").bits != drawn(business, "vi", "business").bits);
    auto nobody = person;
    nobody.order.payer = {};
    CHECK(drawn(nobody, "vi", "nobody").height_px < drawn(person, "vi", "person").height_px);
}

TEST_CASE("each state of a fee has a sentence of its own, and says what follows") {
    const auto texts = samples::texts("vi");
    const auto words = [&](Method method, std::vector<payment::Confirmation> heard) {
        return payment::words_of(samples::bill(method, std::move(heard)), texts);
    };
    CHECK(words(Method::vietqr, {}).body.find("không cần trả lại lần nữa") != std::string::npos);
    CHECK(words(Method::vietqr, {samples::credit(16'000)}).title == "Đã nộp 16.000\u00a0đ");
    CHECK(words(Method::vietqr, {samples::credit(10'000)}).body.find("6.000\u00a0đ") != std::string::npos);
    CHECK(words(Method::vietqr, {samples::credit(20'000)}).title.find("thừa 4.000\u00a0đ") != std::string::npos);
    CHECK(words(Method::cash, {}).title.find("tại quầy") != std::string::npos);
    std::set<std::string> titles;
    auto bill = samples::bill(Method::vietqr, {});
    for (const auto state :
         {payment::State::pending, payment::State::paid, payment::State::late, payment::State::too_little,
          payment::State::too_much, payment::State::twice, payment::State::expired, payment::State::refunded}) {
        bill.standing.state = state;
        titles.insert(payment::words_of(bill, texts).title);
    }
    CHECK(titles.size() == 8);
}
