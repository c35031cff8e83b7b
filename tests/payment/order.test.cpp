// Where an order stands, for every order in which the bank may speak of it.
#include "kiosk/payment/order.hpp"

#include <algorithm>
#include <random>

#include "kiosk/collection/platform.hpp"
#include "kiosk/payment/reconciliation_code.hpp"
#include "kiosk/payment/transfer.hpp"
#include "kiosk/scan/emv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/seed.hpp"

using namespace kiosk;
using namespace kiosk::collection;
using namespace kiosk::payment;

namespace {

const WallTime pressed = wall_time({{2026, 11, 23}, 9, 42, 0});
const WallTime last_day = pressed + 24h;

Order fee(std::int64_t dong = 50'000) {
    Order out;
    out.code = "QN0123456789";
    out.about = "000.00.53.H48-261123-0001";
    out.procedure = "1.004873";
    out.procedure_name = "Cấp giấy xác nhận tình trạng hôn nhân";
    out.dong = dong;
    out.made_at = pressed;
    out.due_at = last_day;
    out.fees = {{"1", "LP01", "Lệ phí hộ tịch", dong}};
    out.payer = {Personal("Đinh Thị Ánh"), Personal("051190000123"), Personal("Xã Bình Châu"), Personal("0123456789")};
    return out;
}

Confirmation credit(const char* id, std::int64_t dong, Duration after = 1min) {
    return {id, Confirmation::Kind::credit, dong, pressed + after};
}
Confirmation refund(const char* id, std::int64_t dong, Duration after = 2min) {
    return {id, Confirmation::Kind::refund, dong, pressed + after};
}

State state_of(std::vector<Confirmation> all, Duration now = 10min) {
    return standing_of(fee(), std::move(all), pressed + now).state;
}

}  // namespace

TEST_CASE("nothing has come: it is awaited until the last day and found expired after it") {
    CHECK(state_of({}) == State::pending);
    CHECK(state_of({}, 24h) == State::pending);
    CHECK(state_of({}, 24h + 1ms) == State::expired);
    CHECK_FALSE(standing_of(fee(), {}, last_day + 1h).settles());
}

TEST_CASE("the amount settles it, in time or late, at once or in parts") {
    CHECK(state_of({credit("a", 50'000)}) == State::paid);
    CHECK(state_of({credit("a", 50'000, 24h)}, 48h) == State::paid);
    CHECK(state_of({credit("a", 50'000, 25h)}, 48h) == State::late);
    CHECK(state_of({credit("a", 20'000), credit("b", 30'000, 2min)}) == State::paid);
    CHECK(state_of({credit("a", 20'000), credit("b", 30'000, 25h)}, 48h) == State::late);
    const auto late = standing_of(fee(), {credit("a", 50'000, 25h)}, last_day + 48h);
    CHECK(late.settles());
    CHECK(late.needs_staff());
    CHECK(*late.covered_at == pressed + 25h);
}

TEST_CASE("too little never settles it, too much and twice do and go to staff") {
    CHECK(state_of({credit("a", 49'999)}) == State::too_little);
    CHECK(state_of({credit("a", 50'001)}) == State::too_much);
    CHECK(state_of({credit("a", 50'000), credit("b", 50'000)}) == State::twice);
    CHECK(state_of({credit("a", 50'000), credit("b", 10'000)}) == State::too_much);
    CHECK_FALSE(standing_of(fee(), {credit("a", 49'999)}, pressed).settles());
    for (const auto& all : {std::vector{credit("a", 50'001)}, std::vector{credit("a", 50'000), credit("b", 50'000)}}) {
        const auto standing = standing_of(fee(), all, pressed + 1h);
        CHECK(standing.settles());
        CHECK(standing.needs_staff());
    }
}

TEST_CASE("what was given back counts: one of two leaves it paid, all of it leaves it refunded") {
    CHECK(state_of({credit("a", 50'000), credit("b", 50'000), refund("c", 50'000)}) == State::paid);
    CHECK(state_of({credit("a", 60'000), refund("b", 10'000)}) == State::paid);
    CHECK(state_of({credit("a", 50'000), refund("b", 50'000)}) == State::refunded);
    CHECK(state_of({credit("a", 50'000), refund("b", 1'000)}) == State::too_little);
    CHECK_FALSE(standing_of(fee(), {credit("a", 50'000), refund("b", 50'000)}, pressed).settles());
}

TEST_CASE("a transaction counts once however often it is told; told in two ways it is disputed and the smaller counts") {
    CHECK(state_of({credit("a", 50'000), credit("a", 50'000), credit("a", 50'000)}) == State::paid);
    const auto standing = standing_of(fee(), {credit("a", 50'000), credit("a", 5'000)}, pressed + 1h);
    CHECK(standing.disputed);
    CHECK(standing.needs_staff());
    CHECK(standing.state == State::too_little);
    CHECK(standing.received_dong == 5'000);
}

TEST_CASE("any order and any repetition of the same confirmations is the same standing") {
    std::mt19937 random(test::seed());
    const auto at = [&](int size) { return std::uniform_int_distribution<int>(0, size - 1)(random); };
    for (int round = 0; round < 3000; ++round) {
        std::vector<Confirmation> all;
        const int count = at(6);
        for (int i = 0; i < count; ++i) {
            const std::string id(1, static_cast<char>('a' + at(4)));
            const std::int64_t dong = std::int64_t{10'000} * (1 + at(8));
            all.push_back(at(3) == 0 ? refund(id.c_str(), dong, std::chrono::hours(at(30)))
                                     : credit(id.c_str(), dong, std::chrono::hours(at(30))));
        }
        const auto now = pressed + std::chrono::hours(at(40));
        const auto first = standing_of(fee(), all, now);
        auto shuffled = all;
        for (int i = 0; i < count; ++i) shuffled.push_back(all[static_cast<std::size_t>(at(count))]);
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        REQUIRE(standing_of(fee(), shuffled, now) == first);
        // Money that comes never unsettles a fee, and never makes one pending again.
        auto more = all;
        more.push_back(credit("new", 10'000, 31h));
        const auto after = standing_of(fee(), more, now);
        REQUIRE((!first.settles() || after.settles()));
        REQUIRE(after.state != State::pending);
        REQUIRE(after.received_dong == first.received_dong + 10'000);
    }
}

TEST_CASE("two lists charge the same by their codes and amounts, not by their wording") {
    const std::vector<Fee> one{{"1", "LP01", "Lệ phí hộ tịch", 50'000}};
    const auto with = [&](const char* code, const char* name, std::int64_t dong) {
        return std::vector<Fee>{{"2", code, name, dong}};
    };
    CHECK(charge_the_same(one, with("LP01", "Lệ phí", 50'000)));
    CHECK_FALSE(charge_the_same(one, with("LP01", "Lệ phí hộ tịch", 40'000)));
    CHECK_FALSE(charge_the_same(one, with("LP02", "Lệ phí hộ tịch", 50'000)));
    CHECK_FALSE(charge_the_same(one, with("", "Lệ phí hộ tịch", 50'000)));
    CHECK(charge_the_same(with("", "Lệ phí", 1), with("", "Lệ phí", 1)));
    CHECK_FALSE(charge_the_same(with("", "Lệ phí", 1), with("", "Phí", 1)));
    CHECK_FALSE(charge_the_same(one, {}));
}

TEST_CASE("every permutation of a whole story ends alike") {
    std::vector<Confirmation> story = {credit("a", 20'000), credit("b", 30'000, 3min), credit("c", 50'000, 4min),
                                       refund("d", 50'000, 5min), credit("a", 20'000)};
    std::sort(story.begin(), story.end());
    const auto first = standing_of(fee(), story, pressed + 1h);
    CHECK(first.state == State::paid);
    int permutations = 0;
    do {
        ++permutations;
        REQUIRE(standing_of(fee(), story, pressed + 1h) == first);
    } while (std::next_permutation(story.begin(), story.end()));
    CHECK(permutations == 60);
}

TEST_CASE("a reconciliation code has at most 19 letters of a bank's alphabet, and one wrong letter is noticed") {
    SeededIds ids(3);
    int swaps = 0;
    int unnoticed = 0;
    for (int i = 0; i < 200; ++i) {
        const auto code = make_reconciliation_code(ids);
        REQUIRE(code.size() <= 19);
        REQUIRE(is_reconciliation_code(code));
        REQUIRE(code.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos);
        for (std::size_t at = 2; at + 1 < code.size(); ++at) {
            auto wrong = code;
            wrong[at] = wrong[at] == '7' ? '8' : '7';
            REQUIRE_FALSE(is_reconciliation_code(wrong));
            auto swapped = code;
            std::swap(swapped[at], swapped[at - 1]);
            if (swapped == code) continue;
            ++swaps;
            unnoticed += is_reconciliation_code(swapped) ? 1 : 0;
        }
    }
    CHECK(unnoticed * 25 < swaps);  // two neighbours in the wrong order: nearly always
    CHECK(make_reconciliation_code(ids) != make_reconciliation_code(ids));
}

TEST_CASE("a code is found in whatever a bank makes of a transfer's words") {
    SeededIds ids(4);
    const auto code = make_reconciliation_code(ids);
    const auto other = make_reconciliation_code(ids);
    auto small = code;
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    for (const auto& content : {code, "MBVCB.123." + code + ".nop phi", "nop phi " + small,
                                code.substr(0, 5) + " " + code.substr(5), "QNQN" + code + code}) {
        CAPTURE(content);
        CHECK(reconciliation_codes_in(content) == std::vector{code});
    }
    CHECK(reconciliation_codes_in(code + " va " + other) == std::vector{code, other});
    CHECK(reconciliation_codes_in("QN12345678 nop phi").empty());
    CHECK(reconciliation_codes_in("").empty());
}

TEST_CASE("the QR code asks for exactly our amount and carries our code twice") {
    SeededIds ids(5);
    auto order = fee(35'000);
    order.code = make_reconciliation_code(ids);
    settings::Payment settings;
    settings.bin = "970436";
    settings.account = "0011002233445";
    const auto text = vietqr_text(order, settings);
    REQUIRE(text);
    std::vector<scan::Warning> warnings;
    const auto read = scan::parse_vietqr(*text, warnings);
    REQUIRE(read);
    CHECK(warnings.empty());
    CHECK(read->amount == "35000");
    CHECK(read->bin == "970436");
    CHECK(read->account.reveal() == "0011002233445");
    CHECK(read->method == "dynamic");
    CHECK(read->bill_number.reveal() == order.code);
    CHECK(reconciliation_codes_in(read->purpose.reveal()) == std::vector{order.code});
    order.dong = 0;
    CHECK_FALSE(vietqr_text(order, settings));
}

TEST_CASE("the payment platform is asked in its own words, and sends people to https or nowhere") {
    settings::Payment settings;
    settings.account = "0011002233445";
    settings.via = {"2", ".01", "000.00.00.H48", "Tỉnh Quảng Ngãi", "VCB"};
    const auto text = std::string(platform_request(fee(), settings).reveal());
    for (const char* part :
         {R"("MaTraCuuTT":"000.00.53.H48-261123-000120261123094200")", R"("MaDichVu":"2")", R"("MaDVC":"1.004873.01")",
          R"("MaHoSo":"000.00.53.H48-261123-0001")", R"("PhiLePhi":[{"LoaiPhiLePhi":"1","MaPhiLePhi":"LP01")",
          R"("SoTien":"50000")", R"("TKThuHuong":"0011002233445")", R"("HoTenNguoiNop":"Đinh Thị Ánh")"}) {
        CAPTURE(part);
        CHECK(text.find(part) != std::string::npos);
    }
    CHECK(*platform_address(R"({"error_code":"0","UrlThanhToan":"https://pay.example/x"})") == "https://pay.example/x");
    CHECK(platform_address(R"({"error_code":"5","message":"Sai mã"})").error().detail == "Sai mã");
    for (const char* wrong :
         {"", "<html>", "[]", "{}", R"({"error_code":"0"})", R"({"error_code":"0","UrlThanhToan":"http://x"})",
          R"({"error_code":"0","UrlThanhToan":"https://x y"})"}) {
        CAPTURE(wrong);
        CHECK(platform_address(wrong).error().code == Code::untrusted);
    }
}
