#include "kiosk/trial/applicant.hpp"

namespace kiosk::trial {
namespace {

using catalogue::ApplicantKind;

dossier::Person person(std::string_view name, std::string_view number, std::string_view born, std::string_view sex) {
    dossier::Person out;
    out.name = Personal(name);
    out.number = Personal(number);
    out.birth_date = Personal(born);
    out.sex = Personal(sex);
    out.residence = Personal("Thôn Thử, xã Thử, tỉnh Quảng Ngãi");
    return out;
}

}  // namespace

dossier::Draft applicant(const catalogue::Procedure& procedure, ApplicantKind kind) {
    dossier::Draft out;
    out.procedure = procedure.code;
    out.applicant = kind;
    out.identified_by = dossier::IdentifiedBy::card;
    out.submitter = person("Nguyễn Văn Kiểm Thử", "051090000000", "1990-01-01", "Nam");
    out.phone = Personal("0900000000");
    if (kind == ApplicantKind::authorised) out.holder = person("Trần Thị Kiểm Thử", "051192000000", "1992-02-02", "Nữ");
    // The least that the kiosk takes of a relative's holder: a newborn child has no number.
    if (kind == ApplicantKind::relative) out.holder = person("Nguyễn Thị Kiểm Thử", "", "2020-02-02", "Nữ");
    if (kind == ApplicantKind::organisation) {
        out.organisation_name = Personal("Công ty Kiểm Thử");
        out.tax_code = Personal("4300000000");
    }
    return out;
}

}  // namespace kiosk::trial
