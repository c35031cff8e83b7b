#pragma once
/// A centre, a ticket, a confirmation and a receipt for the tests of slips.

#include "kiosk/slips/slips.hpp"
#include "tests/dossier/samples.hpp"

namespace samples {

inline Texts texts(std::string_view language) {
    auto out = Texts::open(std::string(KIOSK_BUILD_DIR) + "/locale", language);
    require(out.has_value(), "the texts are built before the tests");
    return std::move(*out);
}

inline settings::Settings centre() {
    settings::Settings out;
    out.kiosk_id = "K01";
    out.centre.id = "BS";
    out.centre.name = {"Bộ phận Một cửa", "One-stop reception centre"};
    out.centre.place = {"UBND huyện Bình Sơn, tỉnh Quảng Ngãi", "People's Committee of Bình Sơn, Quảng Ngãi"};
    out.centre.address = {"Thị trấn Châu Ổ, huyện Bình Sơn", ""};
    out.centre.hotline = "0255 3851 000";
    out.queue.lines = {{"ho-tich", "A", {"Hộ tịch", "Civil status"}, {settings::Purpose::submit}, {"ho-tich"}, 0}};
    out.queue.counters = {{"1", {"Quầy 1", "Counter 1"}, {"ho-tich"}}, {"2", {"Quầy 2", "Counter 2"}, {"ho-tich"}}};
    return out;
}

inline WallTime morning() { return *parse_iso_time("2026-11-23T09:42:00+07:00"); }

inline queue::Ticket ticket() {
    SeededIds ids(5);
    queue::Ticket out;
    out.press = ids.make(morning());
    out.number = "A012";
    out.line = "ho-tich";
    out.day = {2026, 11, 23};
    out.serial = 12;
    out.wish = {queue::Purpose::submit, "ho-tich", "1.001193"};
    out.taken_at = morning();
    return out;
}

inline dossier::Confirmation confirmation() {
    SeededIds ids(6);
    dossier::Confirmation out;
    out.id = ids.make(morning());
    out.outcome = dossier::Outcome::submitted_online;
    out.provisional_code = "TAM-K01-261123-0001";
    out.submitted_at = morning();
    out.procedure = "1.001193";
    out.originals_to_bring = {"chung-sinh", "can-cuoc"};
    return out;
}

inline payment::Bill bill(payment::Method method, std::vector<payment::Confirmation> heard) {
    SeededIds ids(8);
    payment::Charge charge;
    charge.dossier = ids.make(morning());
    charge.about = "000.00.53.H48-261123-0099";
    charge.procedure = "2.000635";
    charge.procedure_name = "Cấp bản sao trích lục hộ tịch";
    charge.fees = {{"1", "LP01", "Lệ phí cấp bản sao trích lục", 16'000}};
    charge.payer.name = Personal("Đinh Thị Ánh");
    auto order = payment::order_of(charge, ids.make(morning()), method, morning(), 24h);
    order.code = "QN7K2M0XD4R";
    auto standing = payment::standing_of(order, std::move(heard), morning() + 5min);
    return {std::move(order), standing};
}
inline payment::Confirmation credit(std::int64_t dong, std::string id = "FT1") {
    return {std::move(id), payment::Confirmation::Kind::credit, dong, morning() + 2min};
}

inline dossier::StatusView accepted() {
    dossier::StatusView out;
    out.code = "000.00.53.H48-261123-0099";
    out.provisional_code = "TAM-K01-261123-0001";
    out.procedure_code = "1.001193";
    out.procedure_name = "Đăng ký khai sinh";
    out.holder_masked = Personal(masked_name(mother().name));
    out.status = dossier::Status::processing;
    out.submitted_at = morning();
    out.accepted_at = morning() + 30min;
    out.due_at = morning() + 48h;
    out.unit_name = "UBND huyện Bình Sơn";
    out.as_of = morning() + 24h;
    out.from_portal = true;
    out.papers = {"Tờ khai đăng ký khai sinh", "Giấy chứng sinh", "Giấy chứng nhận kết hôn"};
    return out;
}

/// As long as the longest of the national catalogue, in letters with marks above and below.
inline std::string long_name() {
    return "Cấp lại Giấy chứng nhận quyền sử dụng đất hoặc cấp lại Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và "
           "tài "
           "sản khác gắn liền với đất do bị mất, đối với hộ gia đình, cá nhân, cộng đồng dân cư, người Việt Nam định cư ở "
           "nước "
           "ngoài được sở hữu nhà ở tại Việt Nam";
}

inline catalogue::Procedure many_papers() {
    auto out = birth_registration();
    out.name.vi = long_name();
    out.components.clear();
    for (int i = 1; i <= 12; ++i) {
        auto paper =
            component("giay-" + std::to_string(i), std::to_string(i) + ": " + long_name().substr(0, 151), i % 3 != 0, i % 2);
        paper.copies = i % 4;
        paper.note.vi = "Bản sao có chứng thực hoặc bản chụp kèm bản chính để đối chiếu";
        out.components.push_back(paper);
    }
    out.handling = {
        {catalogue::Channel::direct, 30, {}, 8'000, {}},
        {catalogue::Channel::online, {}, {"Không quá 30 ngày kể từ ngày nhận đủ hồ sơ hợp lệ", ""}, 1'250'000, {}},
        {catalogue::Channel::post, {}, {}, {}, {"Theo nghị quyết của Hội đồng nhân dân tỉnh", ""}}};
    out.source = "Cổng Dịch vụ công quốc gia";
    out.source_date = {2021, 9, 17};
    return out;
}

}  // namespace samples
