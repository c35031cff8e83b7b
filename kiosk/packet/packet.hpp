#pragma once
/// The packets by which a province and the national portal exchange dossiers (QCVN 120:2019 as systems use it; domain.md 5):
/// one type a message, with real types where the wire has strings. Values; any thread.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/dossier/full_dossier.hpp"

namespace kiosk::packet {

/// DuocTaiSuDung.
enum class Reuse { none = 0, component = 1, result = 2 };

/// TaiLieuNop
struct Document {
    std::string id;
    std::string name;
    bool withdrawn = false;
    std::string component;
    std::string url;
    bool digitised = false;  // from here on: profile current
    Reuse reuse = Reuse::none;
    bool from_store = false;
    std::string replacing_result;
    bool operator==(const Document&) const = default;
};

/// DanhSachLePhi
struct Fee {
    std::string name;
    std::string code;
    std::string collection;
    std::int64_t amount_dong = 0;
    std::string kind;
    bool operator==(const Fee&) const = default;
};

/// DanhSachTepDinhKemKhac
struct OtherPaper {
    std::string name;
    int count = 1;
    std::string kind;  ///< a number of a table that only the province has
    bool operator==(const OtherPaper&) const = default;
};

/// DanhSachHoSoBoSung
struct Supplement {
    int number = 1;
    Personal asked_by;
    std::string what;
    std::optional<WallTime> asked_at;
    Personal received_by;
    std::string received_note;
    std::optional<WallTime> received_at;
    bool done = false;
    /// Objects whose shape no source shows: kept as their JSON text.
    std::vector<std::string> papers;
    std::vector<std::string> fees;
    std::optional<WallTime> due_before;
    std::optional<WallTime> due_after;
    bool operator==(const Supplement&) const = default;
};

/// DanhSachGiayToKetQua
struct ResultPaper {
    std::string name;
    std::string component;
    std::string id;
    std::string url;
    std::string type;  ///< MaGiayToKetQua, profile current
    bool operator==(const ResultPaper&) const = default;
};

/// DinhDanhCHS
enum class IdentityKind { personal_number = 1, old_number = 2 };
struct Identity {
    IdentityKind kind = IdentityKind::personal_number;
    Personal number;
    bool operator==(const Identity&) const = default;
};

/// Hồ sơ, of DongBoHoSoMC.
struct Dossier {
    std::string code;
    std::string procedure_code;
    std::string procedure_name;
    std::string field_code;
    std::string field_name;
    std::string receipt_number;
    Personal holder;
    dossier::HolderKind holder_kind = dossier::HolderKind::person;
    Personal account;
    Personal other_information;
    Personal email;
    Personal fax;
    Personal phone;
    Personal summary;
    std::optional<WallTime> accepted_at;
    std::optional<WallTime> due;
    dossier::Status status = dossier::Status::registered;
    std::optional<WallTime> returned_at;
    Personal return_note;
    dossier::ReturnBy return_by = dossier::ReturnBy::direct;
    std::optional<WallTime> finished_at;
    std::string unit_name;
    Personal note;
    std::vector<Document> documents;
    std::vector<Fee> fees;
    std::vector<OtherPaper> other_papers;
    std::vector<Supplement> supplements;
    std::vector<ResultPaper> results;
    // From here on: profile current.
    dossier::Channel channel = dossier::Channel::direct;
    Personal holder_number;
    std::optional<WallTime> submitted_at;
    dossier::FiledAt filed_at = dossier::FiledAt::province_portal;
    bool digitised = false;
    bool account_verified = false;
    dossier::OnlinePayment online_payment = dossier::OnlinePayment::none;
    std::optional<WallTime> refused_at;
    std::vector<Identity> identities;
    std::vector<std::string> databases;
    bool operator==(const Dossier&) const = default;
};

/// Tiến trình, of CapNhatTienDoHoSoMC.
struct Progress {
    std::string code;
    Personal officer;
    std::string title;
    std::optional<WallTime> at;
    std::string office;
    std::string words;
    dossier::Status status = dossier::Status::accepted;
    std::optional<WallTime> started_at;
    std::optional<WallTime> must_end_at;
    bool operator==(const Progress&) const = default;
};

struct DossierSync {
    bool updating = false;
    std::vector<Dossier> dossiers;
    bool operator==(const DossierSync&) const = default;
};
struct ProgressSync {
    std::vector<Progress> rows;
    bool operator==(const ProgressSync&) const = default;
};
/// TraCuuHoSo: whether the portal has the dossier already.
struct CodeQuery {
    std::string code;
    bool operator==(const CodeQuery&) const = default;
};
/// LayThuTuc
struct ProcedureQuery {
    std::string procedure_code;
    bool operator==(const ProcedureQuery&) const = default;
};
/// LayDanhSachTTHC and every LayDanhMuc…
struct ListQuery {
    std::string service;
    bool operator==(const ListQuery&) const = default;
};

/// What is asked of the portal after the login.
struct Call {
    Personal session;
    std::string sender;  ///< madonvi: the sending authority's code
    std::variant<DossierSync, ProgressSync, CodeQuery, ProcedureQuery, ListQuery> body;
    bool operator==(const Call&) const = default;
};
struct Login {
    std::string username;
    Personal password;
    bool operator==(const Login&) const = default;
};
struct Answer {
    std::string error_code;
    std::string message;
    Personal session;                                ///< of a login
    std::optional<std::vector<std::string>> result;  ///< each item as its JSON text
    bool operator==(const Answer&) const = default;
};
using Packet = std::variant<Login, Call, Answer>;

/// What an answer asks for next.
enum class Reply {
    done,
    update_instead,  ///< the portal has the dossier: the same again with isUpdating
    try_again,
};
[[nodiscard]] Reply reply_of(const Answer& answer, bool updating);

/// One row of a dictionary: agencies, fields, procedures.
struct Entry {
    std::string code;
    std::string name;
    std::string group;  ///< CAPDONVI, MANGANH; empty when the dictionary has none
    bool operator==(const Entry&) const = default;
};

}  // namespace kiosk::packet
