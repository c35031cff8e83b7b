#pragma once
/// The slips that a citizen takes away, set for the 80 mm roll in the language of the visit. They show masked names, at most the
/// last four digits of a number, and never a second factor. Any thread; never block; the same bytes for the same arguments
/// and fonts. Errors: too_large for a list that would not end, unsupported when a code cannot be drawn.

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/dossier/confirmation.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/dossier/supplement_note.hpp"
#include "kiosk/payment/charge.hpp"
#include "kiosk/queue/ticket.hpp"
#include "kiosk/queue/wait.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/slips/slip.hpp"
#include "kiosk/texts/texts.hpp"

namespace kiosk::slips {

/// What a slip is about; null where nothing was chosen.
struct Subject {
    const catalogue::Procedure* procedure = nullptr;
    const catalogue::Field* field = nullptr;
};
[[nodiscard]] Subject subject_of(const queue::TicketWish& wish, const catalogue::Catalogue& catalogue);

enum class Copy { first, reprint };
/// The number, its counters, the QR that reads it back, and the papers to bring. A reprint has the same number and says what it
/// is. `wait`: as it was when the number was taken; nothing where nobody is told.
[[nodiscard]] Result<Slip> ticket_slip(const queue::Ticket& ticket, Subject subject, const settings::Settings& settings,
                                       const Texts& texts, Copy copy = Copy::first,
                                       const std::optional<queue::Wait>& wait = {});

/// Phiếu xác nhận nộp hồ sơ. `ticket` only when one was taken for a prepared dossier.
[[nodiscard]] Result<Slip> confirmation_slip(const dossier::Confirmation& confirmation,
                                             const catalogue::Procedure& procedure, const queue::Ticket* ticket,
                                             const settings::Settings& settings, const Texts& texts);

/// Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01) on the roll. bad_usage before the dossier is accepted (status 2), and for
/// one that was not: then there is nothing to receipt.
[[nodiscard]] Result<Slip> receipt_slip(const dossier::StatusView& dossier, Copy copy, const settings::Settings& settings,
                                        const Texts& texts);
/// Whether receipt_slip() has something to print.
[[nodiscard]] bool has_receipt(const dossier::StatusView& dossier);

/// Phiếu xác nhận nộp bổ sung: when it was sent, and what was added.
[[nodiscard]] Result<Slip> supplement_slip(const dossier::SupplementNote& note, const settings::Settings& settings,
                                           const Texts& texts);

/// What opens a kept draft again, beside four digits that its person knows.
struct DraftNote {
    std::string visit_code;
    WallTime kept_until;
};
/// Phiếu hồ sơ soạn dở: the visit code, until when, and how to go on.
[[nodiscard]] Result<Slip> draft_slip(const DraftNote& note, const catalogue::Procedure& procedure,
                                      const settings::Settings& settings, const Texts& texts);

/// What has become of a fee, as its bill stands: the confirmation that it is paid, the slip to pay at the counter, or the code by
/// which a transfer is found that the bank has not confirmed yet. Names a payer with a tax code in full: that is a business.
[[nodiscard]] Result<Slip> payment_slip(const payment::Bill& bill, Copy copy, const settings::Settings& settings,
                                        const Texts& texts);

/// Giấy tờ cần chuẩn bị: to take home before filing.
[[nodiscard]] Result<Slip> papers_slip(const catalogue::Procedure& procedure, const settings::Settings& settings,
                                       const Texts& texts);

/// For staff: every shape that the other slips are made of, to see what the print head leaves out.
[[nodiscard]] Result<Slip> test_slip(const settings::Settings& settings, const Texts& texts);

/// What is left at the end of a day. Codes and counts, no names.
struct DayClose {
    LocalDate day;
    WallTime at;
    std::string staff;                                        ///< id of the token of who asked
    std::vector<std::pair<std::optional<Code>, int>> unsent;  ///< by why; nothing: not tried yet
    std::vector<std::string> codes;                           ///< of what is unsent, where it has one
    int refused = 0;
    struct Tickets {
        int given = 0;
        int waiting = 0;
        int called = 0;
        int done = 0;
        int absent = 0;
        int voided = 0;
        int unheld = 0;
    } tickets{};
};
[[nodiscard]] Result<Slip> close_slip(const DayClose& close, const settings::Settings& settings, const Texts& texts);

/// A card for a member of staff: what the reader reads, whose it is, and nothing of the PIN.
[[nodiscard]] Result<Slip> staff_card(const Personal& token, std::string_view id, std::string_view role,
                                      const settings::Settings& settings, const Texts& texts);

}  // namespace kiosk::slips
