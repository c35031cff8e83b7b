#pragma once
/// A whole dossier (hồ sơ) as an authority keeps it: who submits and for whom, its papers, fees, supplements, results and
/// history. National packets and printed forms are made from it. Values and pure functions; any thread, never block.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/dossier/due_date.hpp"
#include "kiosk/dossier/result_code.hpp"
#include "kiosk/dossier/submission.hpp"

namespace kiosk::dossier {

/// Both codes stay for the dossier's whole life: a slip with the provisional one is still in somebody's pocket.
struct DossierCodes {
    std::string official;     ///< empty until the portal has given it
    std::string provisional;  ///< empty when it was not filed at a kiosk
    bool operator==(const DossierCodes&) const = default;
};

/// LoaiDoiTuong of the national packet.
enum class HolderKind { person = 1, enterprise = 2, state_body = 3, other_organisation = 4 };
struct Party {
    HolderKind kind = HolderKind::person;
    Personal name;
    Personal personal_number;  ///< số định danh, 12 digits
    Personal old_number;       ///< CMND, 9 digits
    Personal passport;
    Personal tax_code;
    Personal phone;
    Personal email;
    Personal fax;
    Personal address;
    bool operator==(const Party&) const = default;

    /// The number that stands for this party: of the kind it has first in the order above.
    [[nodiscard]] const Personal& number() const;
};

struct UnitName {
    std::string name;
    std::string code;  ///< empty: the province has not given it
    bool operator==(const UnitName&) const = default;
};

/// KenhThucHien: 1 trực tiếp, 2 trực tuyến, 3 bưu chính công ích.
using catalogue::Channel;
/// NoiNopHoSo: 1 national portal, 2 portal of a province or ministry.
enum class FiledAt { national_portal = 1, province_portal = 2 };
/// DuocThanhToanTrucTuyen.
enum class OnlinePayment { none = 0, national_portal = 1, province_gateway = 2, unpaid = 3 };

/// Where a paper's file came from.
enum class PaperOrigin {
    scanned,        ///< at a kiosk or counter
    uploaded,       ///< by the citizen, through a portal
    from_store,     ///< the electronic document store (kho dữ liệu)
    reused,         ///< another component's file (DuocTaiSuDung 1)
    reused_result,  ///< an earlier result stands in for it (DuocTaiSuDung 2)
    on_paper,       ///< handed in, without a file
};
enum class PaperQuality { original, certified_copy, copy };
struct PaperFile {
    std::string id;    ///< TepDinhKemId
    std::string name;  ///< TenTepDinhKem
    std::string url;   ///< from which the portal fetches it; files never travel inside a packet
    bool operator==(const PaperFile&) const = default;
};
struct FiledPaper {
    std::string component;  ///< MaThanhPhanHoSo; may be empty
    std::string name;
    PaperOrigin origin = PaperOrigin::scanned;
    PaperQuality quality = PaperQuality::copy;
    int count = 1;            ///< sheets or sets handed in
    bool digitised = false;   ///< counts as a digitised component
    bool withdrawn = false;   ///< replaced by a later one
    std::string replaced_by;  ///< MaKetQuaThayThe: KQ.… of the result that stands in
    std::vector<PaperFile> files;
    bool operator==(const FiledPaper&) const = default;
};

struct FeeItem {
    std::string name;
    /// MaPhiLePhi, HinhThucThu, LoaiPhiLePhi: tables that only the province has.
    std::string code;
    std::string collection;
    std::string kind;
    std::int64_t unit_price_dong = 0;
    int quantity = 1;
    std::string exemption;           ///< why less is paid; empty: the whole price is
    std::optional<int> percent_off;  ///< 1..100, what the exemption takes off; nothing: not said, then all of it
    std::optional<WallTime> paid_at;
    bool operator==(const FeeItem&) const = default;

    /// Whole đồng; a fraction is not collected.
    [[nodiscard]] std::int64_t amount_dong() const;
};

/// DanhSachHoSoBoSung: one request for papers, and its answer.
struct SupplementRound {
    int number = 1;  ///< HoSoBoSungId
    WallTime asked_at;
    Personal asked_by;
    std::string what;
    std::optional<WallTime> answered_at;
    Personal received_by;
    std::string received_note;
    std::optional<WallTime> due_before;
    std::optional<WallTime> due_after;
    bool operator==(const SupplementRound&) const = default;
};

struct ResultPaper {
    std::string id;
    std::string name;
    std::string component;
    std::string url;
    IssuedResult issued;
    bool operator==(const ResultPaper&) const = default;
};

struct HistoryStep {
    Status status = Status::registered;
    WallTime at;
    std::string words;  ///< what was done
    Personal officer;   ///< empty: nobody of the authority did it
    std::string title;
    std::string office;
    std::optional<WallTime> started_at;
    std::optional<WallTime> must_end_at;
    bool operator==(const HistoryStep&) const = default;
};

/// Where a dossier stands in the authority's register (Sổ theo dõi hồ sơ): quyển số, số thứ tự. Empty: not known.
struct BookEntry {
    std::string volume;
    std::string number;
    bool operator==(const BookEntry&) const = default;
};

/// What the receipt promises for a later stage (giai đoạn) of a linked procedure.
struct LaterStage {
    int number = 2;
    std::optional<WallTime> received_at;
    std::optional<WallTime> due;
    bool operator==(const LaterStage&) const = default;
};

struct FullDossier {
    DossierCodes codes;
    std::string receipt_number;  ///< SoBienNhan
    BookEntry book;
    std::optional<int> sets;     ///< số bộ hồ sơ; nothing: not known
    std::string procedure_code;  ///< national or local
    std::string procedure_name;
    std::string field_code;
    std::string field_name;

    ApplicantKind applicant = ApplicantKind::self;
    IdentifiedBy identified_by = IdentifiedBy::nothing;
    Party submitter;
    Party holder;  ///< whose dossier it is; the submitter again when it is their own

    Channel channel = Channel::direct;
    FiledAt filed_at = FiledAt::province_portal;
    Personal portal_account;        ///< TechID; only of somebody who signed in
    bool account_verified = false;  ///< by VNeID
    UnitName receiving_unit;
    UnitName processing_unit;

    Personal summary;  ///< TrichYeuHoSo
    Personal note;
    Personal other_information;
    WallTime submitted_at;  ///< NgayNopHoSo: the press
    std::optional<WallTime> due;
    std::vector<LaterStage> later_stages;
    ReturnBy return_by = ReturnBy::direct;
    Personal return_address;
    Personal return_note;

    std::vector<FiledPaper> papers;
    std::vector<FeeItem> fees;
    OnlinePayment online_payment = OnlinePayment::none;
    std::vector<SupplementRound> supplements;
    std::vector<ResultPaper> results;
    std::vector<std::string> databases;  ///< MaCSDL of the databases that were asked
    std::vector<HistoryStep> history;    ///< oldest first, never empty
    bool operator==(const FullDossier&) const = default;

    [[nodiscard]] Status status() const { return history.back().status; }
    [[nodiscard]] std::optional<WallTime> first(Status status) const;
    [[nodiscard]] std::vector<StatusStep> steps() const;
};

/// Trực tuyến only for somebody who signed in; otherwise when the province lets the kiosk file for others.
[[nodiscard]] Channel channel_of(Outcome outcome, IdentifiedBy identified_by, bool accepts_unsigned_filing);

/// The dossier that a submission becomes: state 1. Facts that the catalogue does not have stay empty.
[[nodiscard]] FullDossier full_dossier(const SubmissionView& submission, const catalogue::Catalogue& catalogue,
                                       bool accepts_unsigned_filing);

/// What happens to a dossier. Each refuses with bad_usage, and leaves it as it was, what its state does not allow.
[[nodiscard]] Result<Done> move(FullDossier& dossier, HistoryStep step);
/// Takes the official code; the same again changes nothing. busy: it has another one already.
[[nodiscard]] Result<Done> take_code(FullDossier& dossier, std::string_view code, const settings::DossierRules& rules);
[[nodiscard]] Result<Done> accept(FullDossier& dossier, HistoryStep step, const std::optional<Due>& due);
[[nodiscard]] Result<Done> ask_supplement(FullDossier& dossier, HistoryStep step);
/// The papers came: the wait ends, the due date moves by the working time that was left.
[[nodiscard]] Result<Done> take_supplement(FullDossier& dossier, HistoryStep step, std::string_view received_note,
                                           const WorkingTime& time);
[[nodiscard]] Punctuality punctuality(const FullDossier& dossier, std::optional<int> working_days, const WorkingTime& time,
                                      WallTime now);

}  // namespace kiosk::dossier
