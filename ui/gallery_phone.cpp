// The citizen's own telephone beside the screen: signing in, and paying a fee in every state that it can be in.

#include <algorithm>
#include <iterator>

#include "kiosk/payment/transfer.hpp"
#include "ui/gallery.hpp"
#include "ui/gallery_parts.hpp"

namespace kiosk::ui {
namespace {

using dossier::Status;
using payment::Bill;
using payment::Method;

constexpr auto phone_day = 24h;
constexpr std::int64_t fee_dong = 8'000;

// ---- Signing in -----------------------------------------------------------------------------------------------------------------

signin::Waiting waiting_for_phone(int unanswered) {
    signin::Waiting out;
    out.grant.user_code = "BCDF-GHJK";
    out.grant.address = "https://dinhdanh.example.vn/may";
    out.grant.whole_address = "https://dinhdanh.example.vn/may?ma=BCDF-GHJK";
    out.grant.good_for = 10min;
    out.until = Monotonic{7min + 40s};
    out.interval = signin::usual_interval;
    out.poll_at = Monotonic{5s};
    out.unanswered = unanswered;
    return out;
}

visit::Filing for_somebody(const SampleData& data) {
    return gallery::begun(gallery::procedure_of_form("khai_sinh", data), catalogue::ApplicantKind::self);
}

std::vector<Sample> of_sign_in(const SampleData& data) {
    using namespace visit;
    const auto filing = for_somebody(data);
    const auto by_phone = [&](signin::DeviceFlow flow) { return healthy(SigningInByPhone{filing, {{}, std::move(flow)}}); };
    auto proven = gallery::identified(data);
    proven.draft.identified_by = dossier::IdentifiedBy::signed_in;
    return {
        {"signing_in_by_phone_beginning", by_phone(signin::Beginning{})},
        {"signing_in_by_phone", by_phone(waiting_for_phone(0))},
        fullest({"signing_in_by_phone_slow", by_phone(waiting_for_phone(2))}),
        {"signing_in_by_phone_denied", by_phone(signin::Denied{})},
        {"signing_in_by_phone_expired", by_phone(signin::Expired{})},
        {"signing_in_by_phone_unreachable", by_phone(signin::Failed{{Code::unreachable, ""}})},
        {"signing_in_by_phone_account", by_phone(signin::Failed{{Code::refused, ""}})},
        {"signing_in_by_phone_unproven", by_phone(signin::Failed{{Code::untrusted, ""}})},
        {"confirming_person_signed_in", healthy(ConfirmingPerson{proven, false})},
    };
}

// ---- One's own dossiers ----------------------------------------------------------------------------------------------------------

signin::SignedInPerson somebody() {
    signin::SignedInPerson out;
    out.account = "vneid";
    out.person.name = Personal{"Đinh Văn Ngữ"};
    out.person.number = Personal{"051090000123"};
    return out;
}

dossier::StatusView own(std::string code, Status status, Duration age, const SampleData& data) {
    const auto* procedure = procedure_with(catalogue::Offer::submit, data);
    dossier::StatusView view;
    view.code = std::move(code);
    view.procedure_code = procedure->code;
    view.procedure_name = procedure->short_name.vi;
    view.status = status;
    view.submitted_at = data.wall + -age;
    view.as_of = data.wall;
    view.from_portal = true;
    return view;
}

std::vector<Sample> of_own_dossiers(const SampleData& data) {
    using namespace visit;
    const std::vector<dossier::StatusView> three{own("H48.22-261120-0123", Status::processing, 3 * phone_day, data),
                                                 own("H48.22-261102-0077", Status::payment_asked, 21 * phone_day, data),
                                                 own("H48.22-260914-0410", Status::returned, 70 * phone_day, data)};
    return {
        {"signing_in_to_list", healthy(SigningInToList{{{}, waiting_for_phone(0)}})},
        fullest({"signing_in_to_list_expired", healthy(SigningInToList{{{}, signin::Expired{}}})}),
        {"asking_own_dossiers", healthy(AskingOwnDossiers{{}, somebody(), Monotonic{12s}})},
        fullest({"reading_own_dossiers", healthy(ReadingOwnDossiers{somebody(), three, {}})}),
        {"reading_own_dossiers_none", healthy(ReadingOwnDossiers{somebody(), {}, {}})},
        {"reading_own_dossiers_unreachable", healthy(ReadingOwnDossiers{somebody(), {}, Code::unreachable})},
    };
}

// ---- Paying ------------------------------------------------------------------------------------------------------------------------

dossier::StatusView asks_for_money(const SampleData& data) {
    auto view = own("H48.22-261116-0123", Status::payment_asked, 7 * phone_day, data);
    view.provisional_code = view.code;
    view.holder_masked = Personal{"Đ*** V** Ngữ"};
    view.accepted_at = view.submitted_at + 3h;
    view.due_at = data.wall + 3 * phone_day;
    view.steps = {{Status::registered, view.submitted_at, {}},
                  {Status::accepted, *view.accepted_at, {}},
                  {Status::payment_asked, data.wall + -phone_day, {}}};
    view.to_pay = {{"1", "LP01", "Lệ phí cấp bản sao", fee_dong}};
    return view;
}

payment::Charge charge(const SampleData& data, bool named) {
    const auto view = asks_for_money(data);
    payment::Charge out;
    out.about = view.code;
    out.procedure = view.procedure_code;
    out.procedure_name = view.procedure_name;
    out.fees = {{"1", "LP01", "Lệ phí cấp bản sao", fee_dong}};
    if (named) out.payer.name = Personal{"Đinh Văn Ngữ"};
    return out;
}

payment::Charge for_business(const SampleData& data) {
    auto out = charge(data, false);
    out.fees = {{"1", "LP01", "Lệ phí đăng ký hộ kinh doanh", 100'000}, {"2", "P01", "Phí cung cấp thông tin", 20'000}};
    out.payer.name = Personal{"Hợp tác xã Nghĩa Lộ"};
    out.payer.tax_code = Personal{"4300123456"};
    return out;
}

payment::Order order(const SampleData& data, Method method) {
    auto out = payment::order_of(charge(data, true), {}, method, data.wall + -2min, phone_day);
    out.code = "QN7K2M0XD4R";
    return out;
}

Bill bill(const SampleData& data, Method method, const std::vector<payment::Confirmation>& heard) {
    auto of = order(data, method);
    auto standing = payment::standing_of(of, heard, data.wall);
    return {std::move(of), standing};
}

payment::Confirmation credit(const SampleData& data, std::string id, std::int64_t dong) {
    return {std::move(id), payment::Confirmation::Kind::credit, dong, data.wall + -1min};
}

Bill paid_late(const SampleData& data) {
    auto of = order(data, Method::vietqr);
    of.due_at = data.wall + -1h;
    auto standing = payment::standing_of(of, {credit(data, "FT1", fee_dong)}, data.wall);
    return {std::move(of), standing};
}

Bill out_of_time(const SampleData& data) {
    auto of = order(data, Method::vietqr);
    of.due_at = data.wall + -1h;
    auto standing = payment::standing_of(of, {}, data.wall);
    return {std::move(of), standing};
}

Bill cash_out_of_time(const SampleData& data) {
    auto out = out_of_time(data);
    out.order.method = Method::cash;
    return out;
}

Bill given_back(const SampleData& data) {
    auto back = credit(data, "FT2", fee_dong);
    back.kind = payment::Confirmation::Kind::refund;
    return bill(data, Method::vietqr, {credit(data, "FT1", fee_dong), back});
}

visit::ReadingStatus reading(const SampleData& data, std::vector<Bill> bills) {
    visit::ReadingStatus out;
    out.view = asks_for_money(data);
    out.bills = std::move(bills);
    return out;
}

visit::Behind dossier_of(const SampleData& data) { return std::make_shared<const visit::State>(reading(data, {})); }

visit::PayingFee paying(const SampleData& data, payment::Paying state) {
    return {dossier_of(data), charge(data, true), {}, std::move(state), Monotonic{3min + 5s}};
}

payment::AwaitingBank awaiting(const SampleData& data, Method method, int unanswered) {
    payment::AwaitingBank out;
    out.order = order(data, method);
    out.code_text = "https://thanhtoan.example.vn/giao-dich/7K2M0XD4";
    if (method == Method::vietqr && data.settings.payment) {
        if (auto text = payment::vietqr_text(out.order, *data.settings.payment)) out.code_text = *text;
    }
    out.unanswered = unanswered;
    out.poll_at = Monotonic{3s};
    return out;
}

std::vector<Sample> of_choosing(const SampleData& data) {
    using namespace visit;
    const auto from = dossier_of(data);
    auto unnamed = for_business(data);
    unnamed.payer.name = {};
    unnamed.payer.tax_code = Personal{"43001"};
    const auto problems = dossier::check_organisation(Personal{"Hợp tác xã Nghĩa Lộ"}, Personal{"43001"});
    return {
        {"reading_status_pay", healthy(reading(data, {}))},
        {"choosing_payment", healthy(ChoosingPayment{from, charge(data, true), {}})},
        {"choosing_payment_offline", in_situation(ChoosingPayment{from, charge(data, false), {}}, {})},
        fullest({"choosing_payment_problem", healthy(ChoosingPayment{from, for_business(data), Code::unreachable})}),
        {"choosing_payment_refused", healthy(ChoosingPayment{from, charge(data, true), Code::refused})},
        {"naming_payer", healthy(NamingPayer{from, charge(data, false), {}})},
        fullest({"naming_payer_problem", healthy(NamingPayer{from, unnamed, problems})}),
    };
}

std::vector<Sample> of_waiting(const SampleData& data) {
    using namespace visit;
    auto part = awaiting(data, Method::vietqr, 0);
    part.confirmations = {credit(data, "FT1", 5'000)};
    part.standing = payment::standing_of(part.order, part.confirmations, data.wall);
    return {
        {"paying_fee_recording", healthy(paying(data, payment::Recording{}))},
        {"paying_fee_placing", healthy(paying(data, payment::Placing{order(data, Method::vietqr)}))},
        {"paying_fee", healthy(paying(data, awaiting(data, Method::vietqr, 0)))},
        {"paying_fee_platform", healthy(paying(data, awaiting(data, Method::platform, 0)))},
        fullest({"paying_fee_not_asked", healthy(paying(data, awaiting(data, Method::vietqr, 2)))}),
        {"paying_fee_short", healthy(paying(data, part))},
    };
}

std::vector<Sample> of_result(const SampleData& data) {
    using namespace visit;
    const auto from = dossier_of(data);
    const auto held = [&](Bill of, Delivery delivery) {
        return healthy(HoldingPayment{from, std::move(of), {}, delivery, Monotonic{20s}});
    };
    const auto pay = [&](const std::vector<payment::Confirmation>& heard) { return bill(data, Method::vietqr, heard); };
    const auto paid = pay({credit(data, "FT1", fee_dong)});
    return {
        {"holding_payment_paid", held(paid, Delivery::printed)},
        {"holding_payment_printing", held(paid, Delivery::printing)},
        {"holding_payment_shown", held(paid, Delivery::shown)},
        {"holding_payment_pending", held(pay({}), Delivery::printed)},
        {"holding_payment_cash", held(bill(data, Method::cash, {}), Delivery::printed)},
        {"holding_payment_late", held(paid_late(data), Delivery::printed)},
        {"holding_payment_short", held(pay({credit(data, "FT1", 5'000)}), Delivery::printed)},
        {"holding_payment_over", held(pay({credit(data, "FT1", 10'000)}), Delivery::printed)},
        fullest({"holding_payment_double",
                 held(pay({credit(data, "FT1", fee_dong), credit(data, "FT2", fee_dong)}), Delivery::printed)}),
        {"reading_status_paid", healthy(reading(data, {paid}))},
        {"reading_status_paid_late", healthy(reading(data, {paid_late(data)}))},
        {"reading_status_paid_short", healthy(reading(data, {pay({credit(data, "FT1", 5'000)})}))},
        {"reading_status_two_fees", healthy(reading(data, {pay({credit(data, "FT1", 5'000)}), paid_late(data)}))},
        {"reading_status_payment_cash_expired", healthy(reading(data, {cash_out_of_time(data)}))},
        {"reading_status_payment_pending", healthy(reading(data, {pay({})}))},
        {"reading_status_payment_expired", healthy(reading(data, {out_of_time(data)}))},
        {"reading_status_payment_refunded", healthy(reading(data, {given_back(data)}))},
    };
}

}  // namespace

std::vector<Sample> samples_phone(const SampleData& data) {
    std::vector<Sample> out;
    for (auto part : {&of_sign_in, &of_own_dossiers, &of_choosing, &of_waiting, &of_result}) {
        auto made = part(data);
        std::ranges::move(made, std::back_inserter(out));
    }
    return out;
}

}  // namespace kiosk::ui
