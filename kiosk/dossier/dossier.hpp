#pragma once
/// A dossier (hồ sơ) from the first touch to the last known status. Values; any thread.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/pages/advice.hpp"

namespace kiosk::dossier {

using catalogue::ApplicantKind;

/// How the person at the screen said who they are. A card's QR is unsigned: it fills in, it proves nothing.
enum class IdentifiedBy { nothing, card, other_paper, officer, signed_in };

struct Person {
    Personal name;
    Personal number;      ///< số định danh (12 digits), CMND (9 digits) or passport
    Personal old_number;  ///< 9 digits; may be empty
    Personal birth_date;  ///< 1990-01-31
    Personal sex;         ///< Nam, Nữ
    Personal residence;
    bool operator==(const Person&) const = default;
};

enum class AnswerOrigin { typed, card, staff, portal, rule };
struct Answer {
    std::string key;
    Personal value;
    AnswerOrigin origin = AnswerOrigin::typed;
    bool operator==(const Answer&) const = default;
};

/// The bytes of one scanned page: a picture file made by our devices. Wiped when the last owner lets go.
class PageBytes {
public:
    explicit PageBytes(std::string bytes, std::string media_type)
        : bytes_(std::move(bytes)), media_type_(std::move(media_type)) {}
    PageBytes(const PageBytes&) = delete;
    PageBytes& operator=(const PageBytes&) = delete;
    ~PageBytes();
    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    [[nodiscard]] const std::string& media_type() const { return media_type_; }

private:
    std::string bytes_;
    std::string media_type_;
};

/// What the screen shows of a page: RGBA, small.
struct Preview {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> rgba;
    Preview() = default;
    Preview(const Preview&) = default;
    Preview(Preview&&) = default;
    Preview& operator=(const Preview&) = default;
    Preview& operator=(Preview&&) = default;
    ~Preview();
};

/// What is written on a page, as far as a machine could read it: advice, never a fact.
struct PageReading {
    std::string looks_like;          ///< the name of another paper than the one it was taken for; empty: no such doubt
    std::vector<std::string> codes;  ///< of dossiers
    std::vector<LocalDate> dates;
    [[nodiscard]] bool says_nothing() const { return looks_like.empty() && codes.empty() && dates.empty(); }
};

enum class PageSource { scanner, camera };
struct Page {
    Uuid id;
    PageSource source = PageSource::scanner;
    std::shared_ptr<const PageBytes> bytes;
    std::shared_ptr<const Preview> preview;
    std::vector<pages::Advice> advice{};           ///< why it may be worth taking again; not kept with a draft
    std::shared_ptr<const PageReading> reading{};  ///< once it was read; not kept with a draft either
    bool operator==(const Page& other) const { return id == other.id; }
};

/// The pages for one component, or the word to bring the original.
struct Paper {
    std::string component;
    std::vector<Page> pages;
    bool bring_original = false;
    bool operator==(const Paper&) const = default;
};

/// What a portal account says beside who its owner is; empty: it says nothing.
struct Account {
    Personal phone;
    Personal email;
    bool operator==(const Account&) const = default;
};

/// What one citizen has told the kiosk so far.
struct Draft {
    std::string procedure;  ///< national code
    ApplicantKind applicant = ApplicantKind::self;
    IdentifiedBy identified_by = IdentifiedBy::nothing;
    Account account;  ///< only of somebody who signed in
    Person submitter;
    Person holder;  ///< whose dossier it is, when not the submitter's own
    Personal organisation_name;
    Personal tax_code;
    Personal phone;  ///< optional: for a refusal's call-back
    std::vector<Answer> answers;
    std::vector<Paper> papers;
    bool operator==(const Draft&) const = default;

    [[nodiscard]] const Personal* answer(std::string_view key) const;
    void set_answer(std::string_view key, Personal value, AnswerOrigin origin);
    [[nodiscard]] Paper& paper(std::string_view component);  ///< added when missing
    [[nodiscard]] const Paper* find_paper(std::string_view component) const;
};

enum class Outcome {
    submitted_online,  ///< «Đã nộp trực tuyến»: national status 1 once the portal has it
    prepared,          ///< «Đã chuẩn bị hồ sơ»: the officer checks the person and accepts
};
/// By what the procedure demands, how the person identified, and what the province lets the kiosk file. A procedure for which
/// no online channel was published is only prepared.
[[nodiscard]] Outcome outcome_of(const catalogue::Procedure& procedure, const Draft& draft, bool accepts_unsigned_filing);

/// Components that the citizen still has to bring on paper.
[[nodiscard]] std::vector<std::string> originals_to_bring(const catalogue::Procedure& procedure, const Draft& draft);
/// Required components with neither a page nor the word to bring them.
[[nodiscard]] std::vector<std::string> missing_components(const catalogue::Procedure& procedure, const Draft& draft);

/// National status table (QCVN 120 as systems use it; domain.md 5.2): 1 Mới đăng ký .. 10 Đã trả kết quả.
enum class Status {
    registered = 1,
    accepted = 2,
    not_accepted = 3,
    processing = 4,
    supplement_asked = 5,
    payment_asked = 6,
    withdrawal_asked = 7,
    stopped = 8,
    finished = 9,
    returned = 10,
};
[[nodiscard]] std::optional<Status> parse_status(int number);
/// Whether `from` may become `to` by the table in status_table.hpp.
[[nodiscard]] bool may_become(Status from, Status to);

struct StatusStep {
    Status status = Status::registered;
    WallTime at;
    std::string note;  ///< the portal's words
    bool operator==(const StatusStep&) const = default;
};

/// «Đã chuẩn bị hồ sơ»: what waits for an officer, and what the citizen has to bring.
struct PreparedVisit {
    std::string visit_code;
    std::string ticket;                           ///< the number taken for it, while it counts today; may be empty
    std::vector<std::string> originals_to_bring;  ///< ids of components
    bool operator==(const PreparedVisit&) const = default;
};

/// «Rút hồ sơ», asked for at this kiosk.
struct AskedWithdrawal {
    enum class Answer {
        on_its_way,  ///< the portal has not answered yet
        taken,
        refused,  ///< `words` holds the portal's
    };
    Uuid press;
    WallTime asked_at;
    Answer answer = Answer::on_its_way;
    std::string words;
    bool operator==(const AskedWithdrawal&) const = default;
};

/// «Nộp bổ sung», sent from this kiosk.
struct SentSupplement {
    Uuid press;
    WallTime sent_at;
    AskedWithdrawal::Answer answer = AskedWithdrawal::Answer::on_its_way;
    std::string words;
    bool operator==(const SentSupplement&) const = default;
};

/// HinhThuc: how the result returns. The national packet knows these two.
enum class ReturnBy { direct = 0, post = 1 };

/// Mẫu 03, 04, 05 of Thông tư 01/2018/TT-VPCP: what an officer wrote about the dossier; or its result, which is no numbered form.
enum class OfficerForm { refusal = 3, apology = 4, control = 5, result };
/// A paper of the authority that the portal gives out as a PDF to whoever knows the second factor.
struct SentPaper {
    std::string id;  ///< the portal's: letters, digits, - and _
    OfficerForm form = OfficerForm::refusal;
    WallTime at;
    bool operator==(const SentPaper&) const = default;
};

/// One line of what the authority asks its citizen to pay (yêu cầu thanh toán).
struct FeeToPay {
    std::string kind;  ///< LoaiPhiLePhi; may be empty
    std::string code;  ///< MaPhiLePhi; may be empty
    std::string name;
    std::int64_t dong = 0;
    bool operator==(const FeeToPay&) const = default;
};

/// A dossier as look-up shows it: from the portal, or from the last known state with its age.
struct StatusView {
    std::string code;              ///< official, or provisional while there is none
    std::string provisional_code;  ///< both are known after delivery
    std::string procedure_code;
    std::string procedure_name;
    Personal holder_masked;
    Status status = Status::registered;
    std::vector<StatusStep> steps;  ///< oldest first; never a future one
    WallTime submitted_at;
    std::optional<WallTime> accepted_at;
    std::optional<WallTime> due_at;
    std::string unit_name;
    std::string refusal;                ///< the portal's words when it does not take the dossier for good
    bool waiting_for_delivery = false;  ///< still in the outbox
    bool unpaid = false;                ///< … because its fee comes first
    WallTime as_of;
    bool from_portal = false;                     ///< false: the last known state
    std::vector<std::string> papers;              ///< what was handed in, for the receipt
    std::vector<SentPaper> sent;                  ///< only in an answer of the portal: none is kept here
    std::optional<PreparedVisit> prepared;        ///< not handed in yet: `status` says nothing then
    std::optional<AskedWithdrawal> withdrawal{};  ///< the last one
    std::optional<SentSupplement> supplement{};   ///< the last one
    std::vector<FeeToPay> to_pay{};               ///< only in an answer of the portal, while it waits for a payment
    std::optional<WallTime> seen_at{};            ///< when somebody last read it at this kiosk: later steps are news
    std::optional<ReturnBy> return_by{};          ///< only in an answer of the portal that tells it
    bool operator==(const StatusView&) const = default;
};

/// Whether its citizen can ask for it to be withdrawn: it is at the portal, by the national table it may become that, and no
/// such wish is on its way.
[[nodiscard]] bool may_be_withdrawn(const StatusView& view);
/// Whether papers can be added to it: the authority asks for some, and no answer to that is on its way.
[[nodiscard]] bool may_be_supplemented(const StatusView& view);
/// Whether its result waits to be collected: it is there, and does not come by post.
[[nodiscard]] bool waits_for_collection(const StatusView& view);
/// The authority's own words on what is missing, of the last time it asked; may be empty.
[[nodiscard]] const std::string& supplement_request(const StatusView& view);

}  // namespace kiosk::dossier
