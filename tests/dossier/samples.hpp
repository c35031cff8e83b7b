#pragma once
/// Invented people and a procedure for the tests of dossiers and slips.

#include "kiosk/dossier/dossier.hpp"

namespace samples {

using namespace kiosk;

inline catalogue::Component component(std::string id, std::string name, bool required = true, int originals = 0) {
    catalogue::Component out;
    out.id = std::move(id);
    out.name.vi = std::move(name);
    out.required = required;
    out.originals = originals;
    return out;
}

inline catalogue::Procedure birth_registration() {
    catalogue::Procedure out;
    out.code = "1.001193";
    out.local_code = "1.001193.000.00.00.H48";
    out.name = {"Đăng ký khai sinh", "Birth registration"};
    out.short_name = {"Khai sinh", "Birth registration"};
    out.field = "ho-tich";
    out.offer = catalogue::Offer::submit_then_originals;
    out.identification = catalogue::Identification::card;
    out.applicants = {catalogue::ApplicantKind::relative, catalogue::ApplicantKind::self};
    out.handling = {{catalogue::Channel::direct, 1, {}, 0, {}}, {catalogue::Channel::online, 2, {}, 0, {}}};
    out.components = {component("to-khai", "Tờ khai đăng ký khai sinh"), component("chung-sinh", "Giấy chứng sinh", true, 1),
                      component("ket-hon", "Giấy chứng nhận kết hôn", false, 1), component("can-cuoc", "Thẻ căn cước")};
    out.components[0].form = true;
    out.components[3].present_only = true;
    out.form = "khai-sinh";
    return out;
}

inline dossier::Person mother() {
    return {Personal("Đinh Thị Ánh"), Personal("051190000123"), Personal("212345678"),
            Personal("1990-02-03"),   Personal("Nữ"),           Personal("Thôn Đông, xã Bình Châu, tỉnh Quảng Ngãi")};
}

inline dossier::Page page(std::uint64_t seed) {
    SeededIds ids(seed);
    return {ids.make(WallTime{1'700'000'000'000ms}), dossier::PageSource::scanner,
            std::make_shared<dossier::PageBytes>("picture bytes", "image/jpeg"), nullptr};
}

inline dossier::Draft draft() {
    dossier::Draft out;
    out.procedure = "1.001193";
    out.applicant = catalogue::ApplicantKind::relative;
    out.identified_by = dossier::IdentifiedBy::card;
    out.submitter = mother();
    out.holder.name = Personal("Đinh Gia Bảo");
    out.holder.birth_date = Personal("2026-11-20");
    out.phone = Personal("0905 000 777");
    out.paper("chung-sinh").pages.push_back(page(1));
    out.paper("ket-hon").bring_original = true;
    return out;
}

}  // namespace samples
