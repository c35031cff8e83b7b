#include "kiosk/packet/packet_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/dossier_code.hpp"

namespace kiosk::packet {
namespace {

using dossier::Status;

class Rules {
public:
    Rules(std::string place, Findings& findings) : place_(std::move(place)), findings_(findings) {}

    void code(const std::string& key, std::string_view code) {
        const auto parsed = dossier::parse_dossier_code(code);
        if (!parsed)
            find(key, fmt::format("This is no dossier code that can exist: {}.", parsed.error().detail),
                 "Write {unit}-{yyMMdd}-{serial} with a real day.");
        else if (parsed->text() != code)
            find(key, "The dossier code is not written as codes are.", "Write {unit}-{yyMMdd}-{serial} with a real day.");
        else if (parsed->form == dossier::CodeForm::provisional)
            find(key, "This is a provisional code.", "Wait for the official one; no packet goes out before.");
    }
    void needed(const std::string& key, bool there, std::string_view because) {
        if (!there) find(key, fmt::format("The time is missing: {}.", because), "Write it as yyyyMMddHHmmss.");
    }
    void in_order(const std::string& later_key, const std::optional<WallTime>& earlier, const std::optional<WallTime>& later,
                  std::string_view earlier_key) {
        if (earlier && later && *later < *earlier)
            find(later_key, fmt::format("The time is before {}.", earlier_key), "Correct one of the two.");
    }
    void find(const std::string& key, std::string what, std::string remedy) {
        findings_.push_back({{}, 0, fmt::format("{}.{}", place_, key), std::move(what), std::move(remedy)});
    }

private:
    std::string place_;
    Findings& findings_;
};

bool has_been(Status status, std::initializer_list<Status> among) {
    return std::find(among.begin(), among.end(), status) != among.end();
}

void check_times(Rules& rules, const Dossier& d, const Profile& profile) {
    const auto has = [&](const char* key) { return profile.has("HoSo", key); };
    const bool accepted = !has_been(d.status, {Status::registered, Status::not_accepted});
    rules.needed("NgayTiepNhan", !accepted || d.accepted_at, "the dossier was accepted");
    if (has_been(d.status, {Status::finished, Status::returned}))
        rules.needed("NgayKetThucXuLy", d.finished_at.has_value(), "the handling has ended");
    if (d.status == Status::returned) rules.needed("NgayTra", d.returned_at.has_value(), "the result was given out");
    if (d.status == Status::not_accepted && has("NgayTuChoi"))
        rules.needed("NgayTuChoi", d.refused_at.has_value(), "the dossier was not accepted");
    if (has("NgayNopHoSo")) {
        rules.in_order("NgayTiepNhan", d.submitted_at, d.accepted_at, "NgayNopHoSo");
        rules.in_order("NgayTuChoi", d.submitted_at, d.refused_at, "NgayNopHoSo");
    }
    rules.in_order("NgayHenTra", d.accepted_at, d.due, "NgayTiepNhan");
    rules.in_order("NgayKetThucXuLy", d.accepted_at, d.finished_at, "NgayTiepNhan");
    rules.in_order("NgayTra", d.finished_at, d.returned_at, "NgayKetThucXuLy");
}

/// Real systems write several numbers into the field; words, and what a browser would run, are none.
void check_phone(Rules& rules, std::string_view phone) {
    constexpr std::size_t longest = 50;
    const bool safe = phone.find_first_not_of("0123456789 +().-/,;") == phone.npos && phone.size() <= longest;
    if (!phone.empty() && !safe)
        rules.find("SoDienThoai", "This is no telephone number.",
                   "Write digits, blanks and + ( ) . - alone, or leave it empty.");
}

void check_identities(Rules& rules, const Dossier& d) {
    if (d.holder_number.empty() && !d.identities.empty())
        rules.find("SoGiayToChuHoSo", "It is empty and DinhDanhCHS has a number.", "Write the holder's number here too.");
    for (std::size_t i = 0; i < d.identities.size(); ++i) {
        const auto number = d.identities[i].number.reveal();
        const std::size_t wanted = d.identities[i].kind == IdentityKind::personal_number ? 12 : 9;
        if (!all_digits(number) || number.size() != wanted)
            rules.find(fmt::format("DinhDanhCHS[{}].SoDinhDanh", i), fmt::format("The number has not {} digits.", wanted),
                       "Write the number of the kind that LoaiDinhDanh says.");
    }
}

void check_dossier(const Dossier& d, const Profile& profile, Rules rules) {
    rules.code("MaHoSo", d.code);
    check_times(rules, d, profile);
    check_phone(rules, d.phone.reveal());
    if (profile.has("HoSo", "DinhDanhCHS")) check_identities(rules, d);
    if (profile.has("HoSo", "KenhThucHien") && !d.account.empty() && d.channel != dossier::Channel::online)
        rules.find("MaDoiTuong", "An account is named and the dossier was not filed online.",
                   "Leave MaDoiTuong empty, or write KenhThucHien \"2\".");
    const bool any = std::any_of(d.documents.begin(), d.documents.end(), [](const auto& doc) { return doc.digitised; });
    if (profile.has("HoSo", "HoSoCoThanhPhanSoHoa") && any && !d.digitised)
        rules.find("HoSoCoThanhPhanSoHoa", "A document is digitised and the dossier says that none is.", "Write \"1\".");
    for (std::size_t i = 0; i < d.supplements.size(); ++i) {
        const auto& supplement = d.supplements[i];
        rules.in_order(fmt::format("DanhSachHoSoBoSung[{}].NgayTiepNhanBoSung", i), supplement.asked_at,
                       supplement.received_at, "NgayBoSung");
    }
}

void check_body(const DossierSync& body, const Profile& profile, Findings& findings) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < body.dossiers.size(); ++i) {
        Rules rules(fmt::format("$.data[{}]", i), findings);
        check_dossier(body.dossiers[i], profile, rules);
        if (!seen.insert(body.dossiers[i].code).second)
            rules.find("MaHoSo", "The dossier is in the packet twice.", "Keep the later one.");
    }
}

void check_body(const ProgressSync& body, const Profile&, Findings& findings) {
    for (std::size_t i = 0; i < body.rows.size(); ++i) {
        Rules rules(fmt::format("$.data[{}]", i), findings);
        rules.code("MaHoSo", body.rows[i].code);
        if (i > 0 && body.rows[i - 1].code == body.rows[i].code)
            rules.in_order("ThoiDiemXuLy", body.rows[i - 1].at, body.rows[i].at, "the row before it");
        rules.in_order("NgayKetThucTheoQuyDinh", body.rows[i].started_at, body.rows[i].must_end_at, "NgayBatDau");
    }
}

void check_body(const CodeQuery& body, const Profile&, Findings& findings) {
    Rules("$", findings).code("mahoso", body.code);
}
void check_body(const ProcedureQuery&, const Profile&, Findings&) {}
void check_body(const ListQuery&, const Profile&, Findings&) {}

}  // namespace

Findings rule_findings(const Packet& packet, const Profile& profile) {
    Findings findings;
    if (const auto* call = std::get_if<Call>(&packet))
        std::visit([&](const auto& body) { check_body(body, profile, findings); }, call->body);
    return findings;
}

Reply reply_of(const Answer& answer, bool updating) {
    if (answer.error_code == "0" || answer.error_code == "00") return Reply::done;
    const bool exists = lower(answer.message).find("đã tồn tại") != std::string::npos;
    const bool as_seen = answer.error_code == "3" || answer.error_code == "-3";
    return !updating && exists && as_seen ? Reply::update_instead : Reply::try_again;
}

}  // namespace kiosk::packet
