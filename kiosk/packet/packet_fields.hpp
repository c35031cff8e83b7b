#pragma once
/// Which field of the national packets holds what: said once, for the reader and the writer. Any thread.

#include <type_traits>

#include "kiosk/dossier/submission_words.hpp"
#include "kiosk/packet/packet.hpp"

namespace kiosk::packet {

using dossier::value_of;
using dossier::word_of;
using dossier::Words;

inline constexpr Words<dossier::HolderKind, 4> holder_words{{{dossier::HolderKind::person, "1"},
                                                             {dossier::HolderKind::enterprise, "2"},
                                                             {dossier::HolderKind::state_body, "3"},
                                                             {dossier::HolderKind::other_organisation, "4"}}};
inline constexpr Words<dossier::Channel, 3> channel_words{
    {{dossier::Channel::direct, "1"}, {dossier::Channel::online, "2"}, {dossier::Channel::post, "3"}}};
inline constexpr Words<dossier::FiledAt, 2> filed_at_words{
    {{dossier::FiledAt::national_portal, "1"}, {dossier::FiledAt::province_portal, "2"}}};
inline constexpr Words<dossier::ReturnBy, 2> return_words{
    {{dossier::ReturnBy::direct, "0"}, {dossier::ReturnBy::post, "1"}}};
inline constexpr Words<dossier::OnlinePayment, 4> payment_words{{{dossier::OnlinePayment::none, "0"},
                                                                 {dossier::OnlinePayment::national_portal, "1"},
                                                                 {dossier::OnlinePayment::province_gateway, "2"},
                                                                 {dossier::OnlinePayment::unpaid, "3"}}};
inline constexpr Words<Reuse, 3> reuse_words{{{Reuse::none, "0"}, {Reuse::component, "1"}, {Reuse::result, "2"}}};
inline constexpr Words<IdentityKind, 2> identity_words{
    {{IdentityKind::personal_number, "1"}, {IdentityKind::old_number, "2"}}};

/// Two ways in which the standard's users write yes and no: "1"/"0" and "True"/"False". Both are read.
enum class Flag { digit, word };

/// The same description serves a constant packet (writing) and one that is being filled (reading).
template <class T, class Wanted>
concept Of = std::is_same_v<std::remove_const_t<T>, Wanted>;

template <class T>
inline constexpr const char* name_in_schema = nullptr;
template <>
inline constexpr const char* name_in_schema<Document> = "TaiLieuNop";
template <>
inline constexpr const char* name_in_schema<Fee> = "LePhi";
template <>
inline constexpr const char* name_in_schema<OtherPaper> = "TepDinhKemKhac";
template <>
inline constexpr const char* name_in_schema<Supplement> = "HoSoBoSung";
template <>
inline constexpr const char* name_in_schema<ResultPaper> = "GiayToKetQua";
template <>
inline constexpr const char* name_in_schema<Identity> = "DinhDanh";
template <>
inline constexpr const char* name_in_schema<Dossier> = "HoSo";
template <>
inline constexpr const char* name_in_schema<Progress> = "TienDo";

void describe(auto& f, Of<Document> auto& d) {
    f.text("TepDinhKemId", d.id);
    f.text("TenTepDinhKem", d.name);
    f.flag("IsDeleted", d.withdrawn, Flag::word);
    f.text("MaThanhPhanHoSo", d.component);
    f.text("DuongDanTaiTepTin", d.url);
    f.flag("DuocSoHoa", d.digitised, Flag::digit);
    f.word("DuocTaiSuDung", d.reuse, reuse_words);
    f.flag("DuocLayTuKhoDMQG", d.from_store, Flag::digit);
    f.text("MaKetQuaThayThe", d.replacing_result);
}
void describe(auto& f, Of<Fee> auto& d) {
    f.text("TenPhiLePhi", d.name);
    f.text("MaPhiLePhi", d.code);
    f.text("HinhThucThu", d.collection);
    f.number("Gia", d.amount_dong);
    f.text("LoaiPhiLePhi", d.kind);
}
void describe(auto& f, Of<OtherPaper> auto& d) {
    f.text("TenGiayTo", d.name);
    f.number("SoLuong", d.count);
    f.text("LoaiGiayTo", d.kind);
}
void describe(auto& f, Of<Supplement> auto& d) {
    f.number("HoSoBoSungId", d.number);
    f.text("NguoiYeuCauBoSung", d.asked_by);
    f.text("NoiDungBoSung", d.what);
    f.time("NgayBoSung", d.asked_at);
    f.text("NguoiTiepNhanBoSung", d.received_by);
    f.text("ThongTinTiepNhan", d.received_note);
    f.time("NgayTiepNhanBoSung", d.received_at);
    f.flag("TrangThaiBoSung", d.done, Flag::word);
    f.raw("DanhSachGiayToBoSung", d.papers);
    f.raw("DanhSachLePhiBoSung", d.fees);
    f.time("NgayHenTraTruoc", d.due_before);
    f.time("NgayHenTraMoi", d.due_after);
}
void describe(auto& f, Of<ResultPaper> auto& d) {
    f.text("TenGiayTo", d.name);
    f.text("MaThanhPhanHoSo", d.component);
    f.text("GiayToId", d.id);
    f.text("DuongDanTepTinKetQua", d.url);
    f.text("MaGiayToKetQua", d.type);
}
void describe(auto& f, Of<Identity> auto& d) {
    f.word("LoaiDinhDanh", d.kind, identity_words);
    f.text("SoDinhDanh", d.number);
}
void describe(auto& f, Of<Dossier> auto& d) {
    f.text("MaHoSo", d.code);
    f.text("MaTTHC", d.procedure_code);
    f.text("TenTTHC", d.procedure_name);
    f.text("MaLinhVuc", d.field_code);
    f.text("TenLinhVuc", d.field_name);
    f.word("KenhThucHien", d.channel, channel_words);
    f.text("SoBienNhan", d.receipt_number);
    f.text("ChuHoSo", d.holder);
    f.text("SoGiayToChuHoSo", d.holder_number);
    f.word("LoaiDoiTuong", d.holder_kind, holder_words);
    f.text("MaDoiTuong", d.account);
    f.text("ThongTinKhac", d.other_information);
    f.text("Email", d.email);
    f.text("Fax", d.fax);
    f.text("SoDienThoai", d.phone);
    f.text("TrichYeuHoSo", d.summary);
    f.time("NgayNopHoSo", d.submitted_at);
    f.time("NgayTiepNhan", d.accepted_at);
    f.time("NgayHenTra", d.due);
    f.status("TrangThaiHoSo", d.status);
    f.time("NgayTra", d.returned_at);
    f.text("ThongTinTra", d.return_note);
    f.word("HinhThuc", d.return_by, return_words);
    f.time("NgayKetThucXuLy", d.finished_at);
    f.time("NgayTuChoi", d.refused_at);
    f.text("DonViXuLy", d.unit_name);
    f.text("GhiChu", d.note);
    f.word("NoiNopHoSo", d.filed_at, filed_at_words);
    f.flag("HoSoCoThanhPhanSoHoa", d.digitised, Flag::digit);
    f.flag("TaiKhoanDuocXacThucVoiVNeID", d.account_verified, Flag::digit);
    f.word("DuocThanhToanTrucTuyen", d.online_payment, payment_words);
    f.list("DinhDanhCHS", d.identities);
    f.texts("DSKetNoiCSDL", "MaCSDL", d.databases);
    f.list("TaiLieuNop", d.documents);
    f.list("DanhSachLePhi", d.fees);
    f.list("DanhSachTepDinhKemKhac", d.other_papers);
    f.list("DanhSachHoSoBoSung", d.supplements);
    f.list("DanhSachGiayToKetQua", d.results);
}
void describe(auto& f, Of<Progress> auto& d) {
    f.text("MaHoSo", d.code);
    f.text("NguoiXuLy", d.officer);
    f.text("ChucDanh", d.title);
    f.time("ThoiDiemXuLy", d.at);
    f.text("PhongBanXuLy", d.office);
    f.text("NoiDungXuLy", d.words);
    f.status("TrangThai", d.status);
    f.time("NgayBatDau", d.started_at);
    f.time("NgayKetThucTheoQuyDinh", d.must_end_at);
}

}  // namespace kiosk::packet
