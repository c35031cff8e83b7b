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

/// How many rows from the top are the same on both.
int rows_alike(const slips::Slip& a, const slips::Slip& b) {
    const auto row = (static_cast<std::size_t>(a.width_px) + 7) / 8;
    const auto differs = std::mismatch(a.bits.begin(), a.bits.end(), b.bits.begin(), b.bits.end()).first - a.bits.begin();
    return static_cast<int>(static_cast<std::size_t>(differs) / row);
}

TEST_CASE("a slip is titled a confirmation once the bank has spoken, and never before or for a part of it") {
    const auto title = [](std::vector<payment::Confirmation> heard, Method method = Method::vietqr) {
        return drawn(samples::bill(method, std::move(heard)), "vi", "title");
    };
    const auto paid = title({samples::credit(16'000)});
    auto back = samples::credit(16'000, "FT2");
    back.kind = payment::Confirmation::Kind::refund;
    const int to_title = rows_alike(paid, title({}));
    const int to_amount = rows_alike(paid, title({samples::credit(20'000)}));
    CHECK(to_amount > to_title + 100);
    for (const auto& not_paid :
         {title({samples::credit(15'999)}), title({}, Method::cash), title({samples::credit(16'000), back})})
        CHECK(rows_alike(paid, not_paid) < to_title + 20);
}

TEST_CASE("the slip names payer and tax code, the amount, and when it came") {
    auto business = samples::bill(Method::vietqr, {samples::credit(16'000)});
    business.order.payer.tax_code = Personal("4300123456");
    const auto slip = drawn(business, "vi", "business");
    const auto differs = [&](auto change) {
        auto other = business;
        change(other);
        return drawn(other, "vi", "other").bits != slip.bits;
    };
    CHECK_FALSE(differs([](auto&) {}));
    CHECK(differs([](auto& bill) { bill.order.payer.tax_code = Personal("4300123457"); }));
    CHECK(differs([](auto& bill) { bill.order.payer.name = Personal("Hợp tác xã Khác"); }));
    CHECK(differs([](auto& bill) { bill.order.dong = 17'000; }));
    CHECK(differs([](auto& bill) { bill.standing.covered_at = *bill.standing.covered_at + 1min; }));
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
    auto back = samples::credit(3'000, "FT2");
    back.kind = payment::Confirmation::Kind::refund;
    // What is there counts, and what went back, not what once came or was charged.
    CHECK(words(Method::vietqr, {samples::credit(3'000), back}).title == "Đã hoàn lại 3.000\u00a0đ");
    const auto part = words(Method::vietqr, {samples::credit(16'000), back});
    CHECK(part.title == "Mới nhận 13.000\u00a0đ trên 16.000\u00a0đ");
    CHECK(part.body.find("3.000\u00a0đ") != std::string::npos);
    CHECK(words(Method::vietqr, {samples::credit(20'000), back}).title == "Đã nộp 17.000\u00a0đ, thừa 1.000\u00a0đ");
    for (const auto state : {payment::State::paid, payment::State::late, payment::State::too_little, payment::State::expired,
                             payment::State::refunded}) {
        auto cash = samples::bill(Method::cash, {samples::credit(16'000)});
        cash.standing.state = state;
        const auto said = payment::words_of(cash, texts);
        CHECK((said.title + said.body).find("gân hàng") == std::string::npos);
        CHECK((said.title + said.body).find("chuyển") == std::string::npos);
    }
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
